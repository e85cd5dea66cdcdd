/** The door page as data: what the desk knows, in words. */
import type { ViewState } from '../../components/page-state/state'
import { type ArrivalView, arrivalView, waitingView } from '../door-words'
import type { Direction, DoorSession } from '../types'
import type { Desk } from './desk'

export const UNDO_REASONS = ['扫错人', '重复', '其他']

export interface DoorView {
  state: ViewState
  error: string
  isOnline: boolean
  /** 待上传 12 条; empty when nothing waits. */
  waiting: string
  /** Refused later, or let in at two doors: to be read. */
  notices: number
  /** Why this phone's door is closed; null while it is open. */
  stopped: { word: string; text: string } | null
  hasList: boolean
  arrived: number
  expected: number
  percent: number
  sessions: Pick<DoorSession, 'id' | 'title'>[]
  session: string
  direction: Direction
  hasLeaveScan: boolean
  allowsWalkIns: boolean
  arrivals: ArrivalView[]
}

/** Before anything is known. */
export const NOTHING_YET: DoorView = {
  state: 'loading',
  error: '',
  isOnline: true,
  waiting: '',
  notices: 0,
  stopped: null,
  hasList: false,
  arrived: 0,
  expected: 0,
  percent: 0,
  sessions: [],
  session: '',
  direction: 'in',
  hasLeaveScan: false,
  allowsWalkIns: false,
  arrivals: [],
}

const LINES = 20

export function doorView(desk: Desk): DoorView {
  const { live, roll, refusal, network, queue, place, arrivals } = desk
  const { arrived, expected } = desk.figures()
  const waiting = queue.scans
  const isOpen = live || roll || waiting.length || place.stop || !network.isOnline
  return {
    state: refusal ? 'error' : isOpen ? 'ready' : 'loading',
    error: refusal,
    isOnline: network.isOnline,
    waiting: waiting.length ? `待上传 ${waiting.length} 条` : '',
    notices: queue.notices.length + (live?.conflicts ?? 0),
    stopped: place.stop && { word: place.stop.code === 'door_over' ? '活动已结束' : '这部手机已停用', text: place.stop.message },
    hasList: roll !== null,
    arrived,
    expected,
    percent: expected ? Math.min(100, Math.round((arrived / expected) * 100)) : 0,
    sessions: (roll?.sessions ?? []).map(({ id, title }) => ({ id, title })),
    session: place.sessionId,
    direction: place.direction,
    hasLeaveScan: roll?.activity.has_leave_scan ?? place.direction === 'out',
    allowsWalkIns: roll?.activity.allows_walk_ins ?? false,
    arrivals: [...waiting.slice(-LINES).reverse().map(waitingView), ...arrivals.map((one) => arrivalView(one, place.door))].slice(0, LINES),
  }
}

/** What of `next` differs from what is on the screen; null when nothing does. */
export function changesOf<T extends object>(shown: Partial<T>, next: T): Partial<T> | null {
  const changes: Partial<T> = {}
  for (const key of Object.keys(next) as (keyof T)[]) {
    if (JSON.stringify(shown[key]) !== JSON.stringify(next[key])) changes[key] = next[key]
  }
  return Object.keys(changes).length ? changes : null
}
