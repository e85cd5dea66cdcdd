/** Made-up doors for the tests of services/door. */
import type { Roll } from '../../../src/services/door/list'
import type { QueuedScan } from '../../../src/services/door/queue'
import type { BatchResult, DoorActivity, DoorEntry, DoorFlag, DoorList, LiveDoor } from '../../../src/services/types'

export const ID = '7'
export const at = (time: string) => Date.parse(`2026-11-22T${time}:00+08:00`)
const iso = (time: string) => new Date(at(time)).toISOString()

export const activity = (change: Partial<DoorActivity> = {}): DoorActivity => ({
  id: ID,
  title: '会员企业家沙龙',
  state: 'published',
  starts_at: iso('14:00'),
  ends_at: iso('17:00'),
  checkin_opens_at: iso('13:00'),
  checkin_closes_at: iso('16:00'),
  scans_most: 1,
  has_leave_scan: false,
  allows_walk_ins: false,
  ...change,
})

export const SESSIONS = [
  { id: '1', title: '上午场', checkin_opens_at: iso('09:00'), checkin_closes_at: iso('11:00') },
  { id: '2', title: '下午场', checkin_opens_at: iso('13:00'), checkin_closes_at: iso('16:00') },
]

export function rollOf(entries: DoorEntry[], change: Partial<Roll> = {}): Roll {
  const known = new Map(entries.map((entry) => [entry[0], entry]))
  return { sessionId: '', version: 1, offset: 0, activity: activity(), sessions: [], entries: known, ...change }
}

export const listOf = (change: Partial<DoorList> = {}): DoorList => ({
  version: 5,
  server_time: iso('14:00'),
  is_whole: true,
  activity: activity(),
  sessions: [],
  grant_revoked: false,
  entries: [],
  ...change,
})

export const liveOf = (change: Partial<LiveDoor> = {}): LiveDoor => ({
  version: 5,
  expected: 3,
  arrived: 0,
  arrivals: [],
  per_organization: [],
  doors: [],
  code_delay: { scans: 0, median_ms: null, late_share: 0 },
  sessions: [],
  conflicts: 0,
  ...change,
})

/** Seconds in a list count from a week before the start. */
export const listed = (time: string) => (at(time) - at('14:00')) / 1000 + 7 * 24 * 3600

export const scanOf = (n: number, change: Partial<QueuedScan> = {}): QueuedScan => ({
  client_ref: `ref-${n}`,
  code: `pass-${n}`,
  session_id: null,
  direction: 'in',
  scanned_at: iso('14:02'),
  offset_ms: 0,
  method: 'pass',
  initials: '王*',
  seats: 1,
  ...change,
})

export const resultOf = (client_ref: string, change: Partial<BatchResult> = {}): BatchResult => ({
  client_ref,
  outcome: 'in',
  code: '',
  message: '',
  name: '王敏',
  organization: '石桥商会',
  seats: 1,
  checked_in_at: iso('14:02'),
  ...change,
})

export const entry = (digest: string, flag: DoorFlag = 0, seconds = 0, seats = 1): DoorEntry => [digest, '王*', seats, flag, seconds]
