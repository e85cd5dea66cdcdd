/** The door in words a doorkeeper reads aloud. */
import type { Decision } from './door/decide'
import type { Notice, QueuedScan } from './door/queue'
import { ApiError, codeOf, wordsOf } from './request'
import { clock } from './time'
import type { Arrival, Attendee, ScanAnswer } from './types'

export interface DoorResult {
  tone: 'ok' | 'wait' | 'danger'
  icon: string
  /** One word, in the largest type. */
  word: string
  text: string
  /** A line beneath, in small type: where it is kept, what differed. */
  note?: string
}

export interface ArrivalView {
  key: string
  /** Empty while it waits to be sent: nothing to take back yet. */
  scanId: string
  at: string
  name: string
  about: string
}

const METHODS: Record<Arrival['method'], string> = { pass: '扫入场码', event_code: '自己扫码', manual: '手动', walk_in: '现场登记' }

const WORDS: Record<string, string> = {
  already_checked_in: '已签到',
  pass_invalid: '无效码',
  pass_of_other_activity: '别场活动',
  signup_not_approved: '未通过',
  checkin_too_early: '没到时间',
  checkin_closed: '已结束',
  activity_cancelled: '活动取消',
  activity_full: '已满',
  door_revoked: '已停用',
}

const joined = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(' · ')
const party = (seats: number) => seats > 1 && `共 ${seats} 人`

/** `here`: the door of this phone, which needs no mention. */
export const arrivalView = (arrival: Arrival, here = ''): ArrivalView => ({
  key: arrival.scan_id,
  scanId: arrival.scan_id,
  at: clock(arrival.checked_in_at),
  name: joined(arrival.name, party(arrival.seats)),
  about: joined(arrival.organization, METHODS[arrival.method], arrival.door !== here && arrival.door),
})

export const waitingView = (scan: QueuedScan): ArrivalView => ({
  key: scan.client_ref,
  scanId: '',
  at: clock(scan.scanned_at),
  name: joined(scan.initials || '名单外', scan.initials && party(scan.seats)),
  about: joined(scan.direction === 'out' ? '离场' : '进场', '待上传'),
})

export interface NoticeView {
  key: string
  at: string
  who: string
  tone: 'danger' | 'wait'
  icon: string
  word: string
  message: string
}

export const noticeView = ({ ref, kind, at, who, message }: Notice): NoticeView => ({
  key: kind + ref,
  at: clock(at),
  who,
  message,
  ...(kind === 'conflict' ? { tone: 'wait', icon: 'warn', word: '两个门都进了' } : { tone: 'danger', icon: 'cross', word: '没有记上' }),
})

export const welcomed = (answer: ScanAnswer): DoorResult => ({
  tone: 'ok',
  icon: 'check-circle',
  word: answer.direction === 'out' ? '慢走' : '请进',
  text: joined(answer.name, answer.organization, party(answer.seats)),
})

/** Said off line, or when no answer came in time: what this phone's list says stands, and where it is kept. */
export function byMyList(decision: Decision, isKept: boolean): DoorResult {
  if (!decision.isRecorded) return { ...decision, note: '按本机名单判断，联网后可以再核对。' }
  if (!isKept) return { ...decision, note: '手机存储满了，这一条只在内存里。请不要关闭小程序，尽快联网。' }
  const isSaidAlready = !decision.initials
  return { ...decision, note: isSaidAlready ? '' : '已记在手机上，联网后自动上传。' }
}

/** The server saw more than this phone: it let somebody in that the list did not, or the other way round. */
export function settled(decision: Decision, answer: ScanAnswer): DoorResult {
  const isSurprise = !decision.isRecorded
  return { ...welcomed(answer), note: isSurprise ? '本机名单还没更新，以系统为准。' : '' }
}

export function contradicted(decision: Decision, reason: unknown): DoorResult {
  const wasLetIn = decision.verdict === 'in' || decision.verdict === 'out'
  return { ...refused(reason), note: wasLetIn ? `本机名单原来是“${decision.word}”，系统核对后不同，以这条为准。` : '' }
}

/** A refusal is said in the server's words; being in already is no fault of anyone, so it is not red. */
export function refused(reason: unknown): DoorResult {
  const code = codeOf(reason)
  if (reason instanceof ApiError && reason.isOffline) {
    return { tone: 'wait', icon: 'wifi', word: '没记上', text: wordsOf(reason) }
  }
  const isMild = code === 'already_checked_in' || code === 'checkin_too_early'
  return {
    tone: isMild ? 'wait' : 'danger',
    icon: code === 'already_checked_in' ? 'check-circle' : isMild ? 'time' : 'cross',
    word: WORDS[code] ?? '不能进',
    text: wordsOf(reason),
  }
}

export interface AttendeeView {
  signupId: string
  name: string
  about: string
  arrivedAt: string
}

export const attendeeView = (one: Attendee): AttendeeView => ({
  signupId: one.signup_id,
  name: one.name,
  about: `${one.organization} · ${one.phone_masked}`,
  arrivedAt: one.checked_in_at ? clock(one.checked_in_at) : '',
})
