import { copyOf } from './copies'
import { lastHome } from './home'
import { del, get, put } from './request'
import type { ActivityCard, ActivityDetail, Answers, Paged, Pass, Signup } from './types'

export type ActivityTab = 'open' | 'mine' | 'past'

export const activities = (tab: ActivityTab, page: number) => get<Paged<ActivityCard>>('/activities', { query: { tab, page }, keep: page === 1 })

export const activity = (id: string) => get<ActivityDetail>(`/activities/${id}`, { keep: true })

export const lastActivity = (id: string) => copyOf<ActivityDetail>(`/activities/${id}`)

/** Signs me up. The same call again is the same signup, so a repeat after a time-out is harmless. */
export const signUp = (shown: ActivityDetail, answers: Answers) =>
  put<Signup>(`/activities/${shown.id}/signup`, { answers, form_version: shown.questions?.version ?? null })

export const cancelSignup = (id: string) => del<Signup>(`/activities/${id}/signup`)

const passPath = (signupId: string) => `/passes/${signupId}`

export const pass = (signupId: string) => get<Pass>(passPath(signupId), { keep: true })

/** The pass as this phone knows it without a network: opened before, or delivered with home. */
export function keptPass(signupId: string): Pass | null {
  const kept = copyOf<Pass>(passPath(signupId))
  if (kept) return kept
  const delivered = lastHome()?.pass ?? null
  return delivered?.signup_id === signupId ? delivered : null
}
