/**
 * Whom to let in, by the list on this phone alone. Never "invalid": a pass that is not on the list may have been issued
 * since, so it is noted and the server settles it.
 */
import type { DoorResult } from '../door-words'
import { moment } from '../time'
import type { CheckinWindow, Direction, DoorEntry } from '../types'
import { digestOf } from './digest'
import type { Roll } from './list'

export type Verdict = 'in' | 'out' | 'already' | 'left' | 'not_in' | 'removed' | 'unknown' | 'too_early' | 'closed' | 'wrong_session' | 'cancelled'

export interface Decision extends DoorResult {
  verdict: Verdict
  /** Empty for a spoken code, which no list knows. */
  digest: string
  /** Empty when nobody on the list. */
  initials: string
  seats: number
  /** Goes into the ledger: somebody went through, or the server has to settle it. */
  isRecorded: boolean
}

const RECORDED: Verdict[] = ['in', 'out', 'not_in', 'unknown']

/** What is said in the largest type, and how it looks. */
const FACES: Record<Verdict, Pick<DoorResult, 'tone' | 'icon' | 'word'>> = {
  in: { tone: 'ok', icon: 'check-circle', word: '请进' },
  out: { tone: 'ok', icon: 'check-circle', word: '慢走' },
  already: { tone: 'wait', icon: 'check-circle', word: '已签到' },
  left: { tone: 'wait', icon: 'logout', word: '已离开' },
  not_in: { tone: 'wait', icon: 'info', word: '已记下' },
  removed: { tone: 'danger', icon: 'cross', word: '已取消' },
  unknown: { tone: 'wait', icon: 'info', word: '已记下' },
  too_early: { tone: 'wait', icon: 'time', word: '没到时间' },
  closed: { tone: 'danger', icon: 'cross', word: '已结束' },
  wrong_session: { tone: 'danger', icon: 'cross', word: '场次不对' },
  cancelled: { tone: 'danger', icon: 'cross', word: '活动取消' },
}

const SPOKEN = /^[0-9A-Z]{4}$/

/** The four characters a member reads aloud, however they were typed; null if it is something else. */
export function spokenCode(typed: string): string | null {
  const code = typed.replace(/[\s-]/g, '').toUpperCase()
  return SPOKEN.test(code) ? code : null
}

/** Under which digest a list may know this code. */
export const digestAtDoor = (code: string): string => (SPOKEN.test(code) ? '' : digestOf(code))

/**
 * @param roll null before the first list came
 * @param now by the server's clock, milliseconds
 */
export function decide(roll: Roll | null, code: string, now: number, direction: Direction): Decision {
  const digest = digestAtDoor(code)
  const entry = roll?.entries.get(digest)
  const [verdict, text] = judge(roll, entry, now, direction, !digest)
  return { verdict, text, ...FACES[verdict], digest, initials: entry?.[1] ?? '', seats: entry?.[2] ?? 1, isRecorded: RECORDED.includes(verdict) }
}

/** In the server's order: cancelled, what is known of the person, the time. */
function judge(roll: Roll | null, entry: DoorEntry | undefined, now: number, direction: Direction, isSpoken: boolean): [Verdict, string] {
  if (roll?.activity.state === 'cancelled') return ['cancelled', '这场活动已经取消。']
  const known = entry && roll ? ofPerson(roll, entry, direction, now) : null
  if (known?.isFinal) return known.said
  const refusal = roll && ofTime(roll, now, direction)
  if (refusal) return refusal
  if (known) return known.said
  if (isSpoken) return ['unknown', '口令已记下，联网后由系统核对。']
  return ['unknown', '不在我的名单上，已记下，联网后由系统核对。']
}

interface Known {
  said: [Verdict, string]
  /** Said whatever the hour is. */
  isFinal: boolean
}

function ofPerson({ activity }: Roll, entry: DoorEntry, direction: Direction, now: number): Known {
  const [, initials, seats, flag, at] = entry
  const when = at ? `于${spoken(at * 1000, now).replace(/^\d/, ' $&')} ` : ''
  const final = (...said: [Verdict, string]): Known => ({ said, isFinal: true })
  const open = (...said: [Verdict, string]): Known => ({ said, isFinal: false })
  const people = seats > 1 ? `${initials} · 共 ${seats} 人` : initials

  if (flag === 2) return final('removed', `${initials} 的报名已经取消。如果又报了名，请联网后再扫一次。`)
  if (direction === 'out') {
    if (flag === 3) return final('left', `${initials} 已${when}离开。`)
    return flag === 1 ? open('out', people) : open('not_in', `没有 ${initials} 的进场记录。离场已记下，联网后由系统核对。`)
  }
  if (flag === 0) return open('in', people)
  const mayComeAgain = activity.scans_most !== 1
  if (flag === 3) return mayComeAgain ? open('in', `${people} · 再次进场`) : final('left', `${initials} 已${when}离开，每人只能进一次。`)
  return mayComeAgain && !activity.has_leave_scan ? open('in', `${people} · 再次进场`) : final('already', `${initials} 已${when}进场。`)
}

/** People may leave after the door has closed, so only coming in too late is refused. */
function ofTime({ activity, sessions, sessionId }: Roll, now: number, direction: Direction): [Verdict, string] | null {
  const here = sessions.find(({ id }) => id === sessionId)
  const place: CheckinWindow = here ?? activity
  const isEarly = now < Date.parse(place.checkin_opens_at)
  const isLate = now >= Date.parse(place.checkin_closes_at) && direction === 'in'
  if (!isEarly && !isLate) return null
  const other = here && sessions.find((one) => now >= Date.parse(one.checkin_opens_at) && now < Date.parse(one.checkin_closes_at))
  if (here && other) return ['wrong_session', `现在签到的是“${other.title}”，您选的是“${here.title}”。请换好场次再扫。`]
  if (isEarly) return ['too_early', `${spoken(Date.parse(place.checkin_opens_at), now)} 开始签到，现在还早。`]
  return ['closed', `签到已于 ${spoken(Date.parse(place.checkin_closes_at), now)} 结束。`]
}

/** 14:02, or 昨天 14:02 when that was not today. */
function spoken(at: number, now: number): string {
  return moment(new Date(at).toISOString(), new Date(now)).replace(/^今天 /, '')
}
