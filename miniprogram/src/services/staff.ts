/** What staff do on the phone: the queue of cases, and the patrol of texts. */
import { get, post, put } from './request'
import type { CaseCandidate, CaseQueue, OrganizationRef, Paged, StaffCase, StaffCaseCard, StaffComplaint, TextToJudge } from './types'

export type Queue = 'due' | 'mine' | 'unassigned' | 'overdue' | 'unhappy' | 'all'

export const caseQueue = (queue: Queue, q: string, page: number) => get<CaseQueue>('/staff/cases', { query: { queue, q, page } })

export const staffCase = (id: string) => get<StaffCase>(`/staff/cases/${id}`)

/** Acts on a case as it was read; somebody else's change in between is refused and nothing is lost. */
export const actOnCase = (id: string, act: string, body: object) => post<StaffCase>(`/staff/cases/${id}/${act}`, body)

/** Puts exactly these people beside the assignee. */
export const setHandlers = (id: string, memberIds: string[]) => put<StaffCase>(`/staff/cases/${id}/handlers`, { member_ids: memberIds })

export const candidates = async (id: string, q: string) =>
  (await get<{ candidates: CaseCandidate[] }>(`/staff/cases/${id}/candidates`, { query: { q } })).candidates

/** Other organizations of the same tree. */
export const transferTargets = async (id: string, q: string) =>
  (await get<{ organizations: OrganizationRef[] }>(`/staff/cases/${id}/organizations`, { query: { q } })).organizations

/** What it can be put into: cases that say much the same, or those found by `q`. */
export const mergeTargets = async (id: string, q: string) => (await get<{ items: StaffCaseCard[] }>(`/staff/cases/${id}/similar`, { query: { q } })).items

export const textsToJudge = (page: number) => get<Paged<TextToJudge>>('/staff/texts', { query: { page } })

/** Judges the words as they were seen: `digest` names them, others are refused. */
export const judgeText = (id: string, digest: string, reason: string | null) =>
  reason === null ? post<TextToJudge>(`/staff/texts/${id}/clear`, { digest }) : post<TextToJudge>(`/staff/texts/${id}/block`, { digest, reason })

export const complaints = (page: number) => get<Paged<StaffComplaint>>('/staff/complaints', { query: { page } })

export const decideComplaint = (id: string, isUpheld: boolean, note: string) =>
  post<StaffComplaint>(`/staff/complaints/${id}/decide`, { is_upheld: isUpheld, note })
