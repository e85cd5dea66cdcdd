/** What waits for staff to decide, and the decisions themselves. */
import { get, post } from './request'
import type { Paged, PendingPhoto, StaffApplication, StaffSignup, Waiting } from './types'

export const decisions = () => get<Waiting>('/staff/decisions')

export const signupsToReview = (activityId: string, page: number) =>
  get<Paged<StaffSignup>>(`/staff/activities/${activityId}/signups`, { query: { state: 'pending', page } })

export const titleOf = async (activityId: string) => (await get<{ title: string }>(`/staff/activities/${activityId}`)).title

/** A reason says no. */
export const decideSignup = (activityId: string, id: string, reason: string | null) =>
  reason === null
    ? post<StaffSignup>(`/staff/activities/${activityId}/signups/${id}/approve`)
    : post<StaffSignup>(`/staff/activities/${activityId}/signups/${id}/reject`, { reason })

export const applications = (page: number) => get<Paged<StaffApplication>>('/staff/applications', { query: { state: 'pending', page } })

/** Lets them in as this person on the roster, or as somebody new. */
export const approveApplication = (id: string, memberId: string | null) => post<StaffApplication>(`/staff/applications/${id}/approve`, { member_id: memberId })

export const declineApplication = (id: string, reason: string) => post<StaffApplication>(`/staff/applications/${id}/decline`, { reason })

/** Photos of activities that wait for a person, not those WeChat still looks at. */
export async function photosToJudge() {
  const { items } = await get<Paged<PendingPhoto>>('/staff/media', { query: { state: 'pending' } })
  return items.filter(({ waits_for }) => waits_for === 'staff')
}

export const judgePhoto = (id: string, isClear: boolean) => post<PendingPhoto>(`/staff/media/${id}/${isClear ? 'clear' : 'block'}`)
