/** What staff do about messages on the phone: see whom one would reach, and whom it did not; call; pause a kind. */
import { del, get, post, put } from './request'
import type { CallOutcome, Paged, PlannedMessage, PushRule, PushRules, Reach, StaffNotification, UnreachedPerson, WholeNotification } from './types'

/** Before it is done. `about`: see /staff/reach. */
export const reachOf = (about: string, id: string) => get<Reach>('/staff/reach', { query: { about, id } })

/** The forecast as a paragraph of a dialog. */
export const reachText = ({ words, notes }: Pick<Reach, 'words' | 'notes'>): string => [words, ...notes].join('\n')

/** For a dialog that is asked without it when it cannot be had: the act is what matters. */
export const reachWords = (about: string, id: string): Promise<string> => reachOf(about, id).then(reachText, () => '')

export const notifications = (page: number) => get<Paged<StaffNotification>>('/staff/notifications', { query: { page } })

/** The newest of a kind about something ("activity:42"). */
export const newestOf = async (kind: string, subject: string): Promise<string> =>
  (await get<Paged<StaffNotification>>('/staff/notifications', { query: { kind, subject, page_size: 1 } })).items[0]?.id ?? ''

export const notification = (id: string) => get<WholeNotification>(`/staff/notifications/${id}`)

export const unreached = (id: string, page: number) => get<Paged<UnreachedPerson>>(`/staff/notifications/${id}/unreached`, { query: { page } })

export const noteCall = (id: string, memberId: string, outcome: CallOutcome) =>
  post<unknown>(`/staff/notifications/${id}/calls`, { member_id: memberId, outcome })

export const takeBackCall = (id: string, memberId: string) => del<unknown>(`/staff/notifications/${id}/calls/${memberId}`)

/** The plain number, to dial; the audit trail keeps who asked and why. */
export const numberOf = async (memberId: string, reason: string): Promise<string> =>
  (await post<{ value: string }>(`/staff/members/${memberId}/unmask`, { field: 'phone', reason })).value

export const pushRules = () => get<PushRules>('/staff/push-rules')

/** `place`: an organization's id; null is everywhere. */
export const pauseRule = (kind: string, place: string | null, reason: string) => put<PushRule>(`/staff/push-rules/${kind}`, { organization_id: place, reason })

export const resumeRule = (kind: string, place: string | null) => del<PushRule>(`/staff/push-rules/${kind}${place ? `?organization_id=${place}` : ''}`)

export const pushPlan = (page: number, until: string) => get<Paged<PlannedMessage>>('/staff/push-plan', { query: { page, until } })
