/** The console in a browser: letting it in by the code it shows, and the browsers that are in. */
import { del, get, post } from './request'
import type { Desk, DeskRequest } from './types'

const LINK = /\/console\/s\/([A-Za-z0-9_-]{16,86})$/

/** The code behind what was scanned; null if it is none of a browser that wants in. */
export const deskCode = (scanned: string): string | null => LINK.exec(scanned)?.[1] ?? null

export const deskRequest = (code: string) => get<DeskRequest>(`/staff/console-sign-ins/${code}`)

export const letIn = (code: string) => post<unknown>(`/staff/console-sign-ins/${code}/confirm`)

export const turnAway = (code: string) => post<unknown>(`/staff/console-sign-ins/${code}/refuse`)

export const desks = async () => (await get<{ items: Desk[] }>('/staff/console-sessions')).items

export const signOut = (id: string) => del<unknown>(`/staff/console-sessions/${id}`)
