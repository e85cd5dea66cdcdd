import type { Runtime } from './boot'

let current: Runtime | undefined

/** One window is one phone: built-ins that act on the phone (buttons with an open type) reach it here. */
export function setCurrentRuntime(runtime: Runtime): void {
  current = runtime
}

export function currentRuntime(): Runtime {
  if (!current) throw new Error('the phone has not started')
  return current
}
