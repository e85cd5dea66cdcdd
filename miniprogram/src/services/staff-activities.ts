/** What staff do with activities on the phone: publish, change time and place, call off. */
import { get, post, put } from './request'
import type { Paged, StaffActivity, StaffActivityRow } from './types'

export const staffActivities = (page: number) => get<Paged<StaffActivityRow>>('/staff/activities', { query: { page } })

export const staffActivity = (id: string) => get<StaffActivity>(`/staff/activities/${id}`)

export const publishActivity = (id: string) => post<StaffActivity>(`/staff/activities/${id}/publish`, {})

export const moveActivity = (id: string, change: { starts_at: string; ends_at: string; venue: string }) =>
  put<StaffActivity>(`/staff/activities/${id}/when-and-where`, change)

export const cancelActivity = (id: string, reason: string) => post<StaffActivity>(`/staff/activities/${id}/cancel`, { reason })
