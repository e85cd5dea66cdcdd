/** The door in words a doorkeeper reads aloud. */

import { ApiError, codeOf, wordsOf } from './request'
import { clock } from './time'
import type { Arrival, Attendee, ScanAnswer } from './types'

export interface DoorResult {
  tone: 'ok' | 'wait' | 'danger'
  icon: string
  /** One word, in the largest type. */
  word: string
  text: string
}

export interface ArrivalView {
  key: string
  at: string
  name: string
  organization: string
  method: string
}

const METHODS: Record<Arrival['method'], string> = { pass: '扫入场码', event_code: '自己扫码', manual: '手动' }

const WORDS: Record<string, string> = {
  already_checked_in: '已签到',
  pass_invalid: '无效码',
  pass_of_other_activity: '别场活动',
  signup_not_approved: '未通过',
  checkin_too_early: '没到时间',
  checkin_closed: '已结束',
}

export const arrivalView = (arrival: Arrival): ArrivalView => ({
  key: arrival.signup_id,
  at: clock(arrival.checked_in_at),
  name: arrival.name,
  organization: arrival.organization,
  method: METHODS[arrival.method],
})

export const welcomed = (answer: ScanAnswer): DoorResult => ({
  tone: 'ok',
  icon: 'check-circle',
  word: '请进',
  text: `${answer.name} · ${answer.organization}`,
})

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
