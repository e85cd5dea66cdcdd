/** The inbox: what a member was told, what they want to be sent, and that a message was opened. */
import { copyOf } from './copies'
import { get, post, put } from './request'
import { HOME_PATH, hasLeft } from './session'
import { lookAtSettings, sendReports } from './subscriptions'
import type { Home, Message, MessageSwitch, Paged } from './types'

export const messages = (page: number) => get<Paged<Message>>('/notifications', { query: { page } })

/** How many were unread when home was last looked at. */
export const lastUnread = () => copyOf<Home>(HOME_PATH)?.unread ?? 0

/** Whoever has seen the list has read it. A failure only means that they are new once more. */
export function readAll(): void {
  post('/notifications/read', { all: true }).catch(() => undefined)
}

const items = ({ items: switches }: { items: MessageSwitch[] }) => switches

export const messageSwitches = () => get<{ items: MessageSwitch[] }>('/notifications/settings').then(items)

export const switchMessages = (about: string, is_on: boolean) => put<{ items: MessageSwitch[] }>('/notifications/settings', { about, is_on }).then(items)

let opened = ''

/** The program came to the front; `n` is in the address of a page that a message of WeChat's opened. */
export function cameToFront({ n }: Record<string, string | undefined> = {}): void {
  if (hasLeft()) return
  lookAtSettings()
  sendReports()
  if (!n || !/^\d{1,19}$/.test(n) || n === opened) return
  opened = n
  post('/notifications/read', { ids: [n] }).catch(() => {
    opened = ''
  })
}
