/** The parts of an activity as a small timeline, each with my own check-in. */
import type { Status } from './activity-words'
import { clock, day, range } from './time'
import type { ActivitySession, PassSession } from './types'

export interface SessionView {
  id: string
  title: string
  when: string
  venue: string
  status: Status | null
  /** in: I was there · over: behind us · now: its door is open · next: still to come */
  stage: 'in' | 'over' | 'now' | 'next'
}

function statusOf(session: ActivitySession, stage: SessionView['stage'], isGoing: boolean): Status | null {
  if (session.left_at) return { tone: 'ok', icon: 'check-circle', word: `${clock(session.left_at)} 离场` }
  if (session.checked_in_at) return { tone: 'ok', icon: 'check-circle', word: `已签到 ${clock(session.checked_in_at)}` }
  if (!isGoing) return null
  if (stage === 'now') return { tone: 'wait', icon: 'scan', word: '正在签到' }
  return stage === 'over' ? { tone: 'plain', icon: '', word: '未签到' } : null
}

export function sessionView(session: ActivitySession, activityVenue: string, isGoing: boolean, now: Date): SessionView {
  const [opens, closes] = [new Date(session.checkin_opens_at), new Date(session.checkin_closes_at)]
  const stage = session.checked_in_at ? 'in' : now < opens ? 'next' : now <= closes ? 'now' : 'over'
  return {
    id: session.id,
    title: session.title,
    when: range(session.starts_at, session.ends_at, now),
    venue: session.venue === activityVenue ? '' : session.venue,
    status: statusOf(session, stage, isGoing),
    stage,
  }
}

/** Of the pass: 今天 14:00 开幕式 */
export const passSessionLine = ({ starts_at, title }: PassSession, now: Date) => ({ when: `${day(starts_at, now)} ${clock(starts_at)}`, title })

/** Somebody who is in still needs the pass for a part whose door has not closed. */
export const hasDoorAhead = (sessions: ActivitySession[], now: Date) =>
  sessions.some(({ checked_in_at, checkin_closes_at }) => !checked_in_at && new Date(checkin_closes_at) >= now)
