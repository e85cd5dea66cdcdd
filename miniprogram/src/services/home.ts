import { copyOf } from './copies'
import { get, post } from './request'
import { HOME_PATH } from './session'
import { sendReports } from './subscriptions'
import type { Home, Paged, Task, TaskList } from './types'

/** Home as this phone last saw it: shown at once, and off line. */
export const lastHome = () => copyOf<Home>(HOME_PATH)

/** Home comes after most acts: what an act without a network left to report goes along with it. */
export async function refreshHome(): Promise<Home> {
  const home = await get<Home>(HOME_PATH, { keep: true })
  sendReports()
  return home
}

export const tasks = (list: TaskList, page: number) => get<Paged<Task>>('/tasks', { query: { list, page } })

/** A thing to read is gone once its page was opened; a failure only means it is shown once more. */
export function markSeen(key: string): void {
  post('/tasks/seen', { key }).catch(() => undefined)
}
