import type { RoughLocation } from './location'
import { get, post } from './request'
import { forget, read, write } from './storage'
import type { Attendee, Checkin, EventCode, LiveDoor, OrganizedActivity, Paged, Presence, ScanAnswer } from './types'

const RECEIPT = 'receipt'

/** A name for one act of this phone; the repeat of a call under the same name gets the first answer. */
export function clientRef(): string {
  const random = Math.floor(Math.random() * 0xffffffff)
  return `${Date.now().toString(36)}-${random.toString(36)}`
}

/** Turns a scanned event code into a receipt that outlives it, and keeps it while the person logs in or joins. */
export async function prove(code: string): Promise<Presence> {
  const presence = await post<Presence>('/presence', { code })
  write(RECEIPT, presence)
  return presence
}

export function keptReceipt(now: Date): Presence | null {
  const kept = read<Presence>(RECEIPT)
  if (kept && new Date(kept.expires_at) > now) return kept
  forget(RECEIPT)
  return null
}

/** `location` goes along only where the activity asks for it and the member allows it. */
export async function checkIn(presence: Presence, ref: string, location: RoughLocation | null): Promise<Checkin> {
  const answer = await post<Checkin>('/checkins', { receipt: presence.receipt, client_ref: ref, ...(location ? { location } : {}) })
  forget(RECEIPT)
  return answer
}

export const dropReceipt = () => forget(RECEIPT)

const organized = (id: string) => `/organizer/activities/${id}`

export const organizedActivities = () => get<Paged<OrganizedActivity>>('/organizer/activities', { keep: true })

export const door = (id: string, since: number) => get<LiveDoor>(`${organized(id)}/live`, { query: { since }, timeout: 5_000 })

export const attendees = (id: string, state: 'expected' | 'arrived' | 'missing', q: string, page: number) =>
  get<Paged<Attendee>>(`${organized(id)}/attendees`, { query: { state, q, page } })

export const eventCode = (id: string) => get<EventCode>(`${organized(id)}/event-code`)

export const scanPass = (id: string, code: string, ref: string) => post<ScanAnswer>(`${organized(id)}/scans`, { code, client_ref: ref })

export const tick = (id: string, signupId: string, ref: string) => post<ScanAnswer>(`${organized(id)}/checkins`, { signup_id: signupId, client_ref: ref })
