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

/** Erases all that belongs to the account: token, copies of answers, drafts. */
export function forgetAccount(): void {
  for (const key of wx.getStorageInfoSync().keys) {
    if (/^(session|copy|draft|receipt)[:.]?/.test(key)) wx.removeStorageSync(key)
  }
}
