/**
 * The list a door decides by, kept on the phone: digests of passes with initials, nothing a lost phone could tell.
 * With sessions there is one list for each.
 */
import { forget, keep, keysUnder, read } from '../storage'
import type { DoorActivity, DoorEntry, DoorList, DoorSession } from '../types'

/** Entries under one storage key: WeChat takes 1 MB a key, an entry is some 40 bytes. */
const CHUNK = 8_000
const WEEK = 7 * 24 * 3600_000

/** Entries here have their time in seconds since 1970: the start they were counted from may be moved. */
export interface Roll {
  sessionId: string
  version: number
  /** Milliseconds to add to the phone's clock to get the server's. */
  offset: number
  activity: DoorActivity
  sessions: DoorSession[]
  entries: Map<string, DoorEntry>
}

type Head = Omit<Roll, 'entries'> & { chunks: number }

const base = (activityId: string, sessionId: string) => `door:list:${activityId}:${sessionId}`

export function keptRoll(activityId: string, sessionId: string): Roll | null {
  const key = base(activityId, sessionId)
  const head = read<Head>(key)
  if (!head) return null
  const { chunks, ...rest } = head
  const entries = new Map<string, DoorEntry>()
  for (let chunk = 0; chunk < chunks; chunk++) {
    const part = read<DoorEntry[]>(`${key}:${chunk}`)
    if (!part) return null
    for (const entry of part) entries.set(entry[0], entry)
  }
  return { ...rest, entries }
}

/**
 * Keeps the list. The head goes last: what a killed app left half written is a list of an older version with some newer
 * entries, which the next delta brings again.
 */
export function keepRoll(activityId: string, { entries, ...rest }: Roll): void {
  const key = base(activityId, rest.sessionId)
  const all = [...entries.values()]
  const chunks = Math.ceil(all.length / CHUNK)
  for (let chunk = 0; chunk < chunks; chunk++) {
    if (!keep(`${key}:${chunk}`, all.slice(chunk * CHUNK, (chunk + 1) * CHUNK))) return
  }
  keep(key, { ...rest, chunks } satisfies Head)
}

/** The clock's difference by the middle of the round trip: half of it is the most it can be wrong. */
export const clockOffset = (serverTime: string, sentAt: number, cameAt: number): number => Math.round(Date.parse(serverTime) - (sentAt + cameAt) / 2)

/** Puts an answer on top of what is there. */
export function merge(roll: Roll | null, answer: DoorList, sessionId: string, offset: number): Roll {
  const zero = (Date.parse(answer.activity.starts_at) - WEEK) / 1000
  const entries = answer.is_whole || !roll ? new Map<string, DoorEntry>() : roll.entries
  for (const [digest, initials, seats, flag, at] of answer.entries) entries.set(digest, [digest, initials, seats, flag, at ? zero + at : 0])
  return { sessionId, version: answer.version, offset, activity: answer.activity, sessions: answer.sessions, entries }
}

/** Drops the lists of activities that ended over a day ago: they are of no use, and names should not lie about. */
export function dropOldRolls(now: number): void {
  for (const key of keysUnder('door:list:')) {
    const head = read<Head>(key)
    if (!head?.activity || Date.parse(head.activity.ends_at) + WEEK / 7 > now) continue
    for (let chunk = 0; chunk < head.chunks; chunk++) forget(`${key}:${chunk}`)
    forget(key)
  }
}

export interface Figures {
  arrived: number
  expected: number
}

/** Seats, as far as this phone knows. */
export function figuresOf({ entries }: Roll): Figures {
  let arrived = 0
  let expected = 0
  for (const [, , seats, flag] of entries.values()) {
    if (flag !== 2) expected += seats
    if (flag === 1 || flag === 3) arrived += seats
  }
  return { arrived, expected }
}

/** The session whose door is open now, else the next one, else the last; empty without sessions. */
export function sessionNow(sessions: DoorSession[], now: number): string {
  const open = sessions.find((one) => now >= Date.parse(one.checkin_opens_at) && now < Date.parse(one.checkin_closes_at))
  const next = sessions.find((one) => now < Date.parse(one.checkin_opens_at))
  return (open ?? next ?? sessions[sessions.length - 1])?.id ?? ''
}
