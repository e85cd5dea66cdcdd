/** Everything this phone keeps, under one prefix per kind, so that leaving the account can erase it all. */

export function read<T>(key: string): T | null {
  const kept: unknown = wx.getStorageSync(key)
  return kept === '' || kept === undefined ? null : (kept as T)
}

/** Keeps a value. A full store (10 MB) loses the copy, never the act the member is in the middle of. */
export function write(key: string, value: unknown): void {
  try {
    wx.setStorageSync(key, value)
  } catch {
    wx.removeStorageSync(key)
  }
}

export function forget(key: string): void {
  wx.removeStorageSync(key)
}

/** Keeps what must not be lost. A full store gives up copies of answers, which can be had again; false: still no room. */
export function keep(key: string, value: unknown): boolean {
  for (const makeRoom of [() => keysUnder('copy:').forEach(forget), () => undefined]) {
    try {
      wx.setStorageSync(key, value)
      return true
    } catch {
      makeRoom()
    }
  }
  return false
}

export function keysUnder(prefix: string): string[] {
  return wx.getStorageInfoSync().keys.filter((key) => key.startsWith(prefix))
}

const forgetting: (() => void)[] = []

/** Runs `task` when the account is forgotten: whoever holds some of it in memory lets go of it. */
export function whenForgotten(task: () => void): void {
  forgetting.push(task)
}

/** Erases all that belongs to the account: token, copies of answers, drafts, lists of doors. */
export function forgetAccount(): void {
  for (const task of forgetting) task()
  for (const key of wx.getStorageInfoSync().keys) {
    if (/^(session|copy|draft|receipt|door)[:.]?/.test(key)) wx.removeStorageSync(key)
  }
}
