import { noteChanges } from './changes'
import { copyOf } from './copies'
import { lastHome } from './home'
import { del, get, put } from './request'
import type { ActivityCard, ActivityDetail, Answers, FeedbackSheet, Paged, Participation, Pass, Signup } from './types'

export type ActivityTab = 'open' | 'mine' | 'past'

export const activities = (tab: ActivityTab, page: number) => get<Paged<ActivityCard>>('/activities', { query: { tab, page }, keep: page === 1 })

const ABSENT = {
  cover: null,
  companions: { most: 0, named: false },
  sessions: [],
  attachments: [],
  photos: [],
  my_places_left: null,
  usual_dropouts: null,
  walk_ins: false,
  checkin_radius_m: null,
  has_leave_scan: false,
  known_answers: [],
  feedback: null,
  calendar_url: null,
  poster_url: '',
} satisfies Partial<ActivityDetail>

/** A copy kept by an older version of the program lacks what came later. */
const complete = (kept: ActivityDetail): ActivityDetail => ({ ...ABSENT, ...kept })

/** `whom`: the member a delegate acts for; what is theirs is not kept on this phone. */
export async function activity(id: string, whom = ''): Promise<ActivityDetail> {
  if (whom) return complete(await get<ActivityDetail>(`/activities/${id}`, { query: { for_member_id: whom } }))
  const before = lastActivity(id)
  const shown = complete(await get<ActivityDetail>(`/activities/${id}`, { keep: true }))
  if (before) noteChanges(before, shown)
  return shown
}

export function lastActivity(id: string): ActivityDetail | null {
  const kept = copyOf<ActivityDetail>(`/activities/${id}`)
  return kept && complete(kept)
}

/** Who comes along: how many, and their names where they are asked for. */
export interface Party {
  count: number
  names: string[]
}

export const ALONE: Party = { count: 0, names: [] }

/**
 * Signs me up, or whom I act for, or changes who comes along. The same call again is the same signup, so a repeat after a time-out is
 * harmless.
 */
export const signUp = (shown: ActivityDetail, answers: Answers, { count, names }: Party = ALONE, whom = '') =>
  put<Signup>(`/activities/${shown.id}/signup`, {
    answers,
    form_version: shown.questions?.version ?? null,
    companions: names.map((name) => ({ name })),
    companion_count: count,
    ...(whom && { for_member_id: whom }),
  })

export const cancelSignup = (id: string, whom = '') => del<Signup>(`/activities/${id}/signup${whom && `?for_member_id=${whom}`}`)

const passPath = (signupId: string) => `/passes/${signupId}`

export const pass = (signupId: string) => get<Pass>(passPath(signupId), { keep: true })

/** The pass as this phone knows it without a network: opened before, or delivered with home. */
export function keptPass(signupId: string): Pass | null {
  const kept = copyOf<Pass>(passPath(signupId))
  if (kept) return kept
  const delivered = lastHome()?.pass ?? null
  return delivered?.signup_id === signupId ? delivered : null
}

export const feedback = (id: string) => get<FeedbackSheet>(`/activities/${id}/feedback`)

export const giveFeedback = (id: string, answers: Answers, version: number) =>
  put<FeedbackSheet>(`/activities/${id}/feedback`, { answers, form_version: version })

export const participation = (page: number) => get<Paged<Participation>>('/participation', { query: { page } })
