import { copyOf } from './copies'
import type { RoughLocation } from './location'
import { get, post } from './request'
import { forget, read, write } from './storage'
import type { Attendee, Checkin, EventCode, OrganizedActivity, Paged, Presence } from './types'

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

/** As last loaded: a phone that was killed at the door finds its way back without a network. */
export const lastOrganized = () => copyOf<Paged<OrganizedActivity>>('/organizer/activities')

export const organizedActivities = () => get<Paged<OrganizedActivity>>('/organizer/activities', { keep: true })

export const attendees = (id: string, state: 'expected' | 'arrived' | 'missing', q: string, page: number) =>
  get<Paged<Attendee>>(`${organized(id)}/attendees`, { query: { state, q, page } })

export const eventCode = (id: string) => get<EventCode>(`${organized(id)}/event-code`)
