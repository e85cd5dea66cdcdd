/** What staff do with surveys on the phone: look at results, share them, remind, close, tell. */
import { del, get, post, put } from './request'
import type { Cross, Paged, ResultLink, Results, StaffSurvey, StaffSurveyCard, SurveyCheck, SurveyResponse, TextGroup } from './types'
import { downloadOwn } from './upload'

export const staffSurveys = (page: number) => get<Paged<StaffSurveyCard>>('/staff/surveys', { query: { page } })

export const remindSurvey = (id: string) => post<{ sent_to: number }>(`/staff/surveys/${id}/reminders`, {})

export const staffSurvey = (id: string) => get<StaffSurvey>(`/staff/surveys/${id}`)

/** What would go wrong if it were published now. */
export const checkSurvey = (id: string) => post<SurveyCheck>(`/staff/surveys/${id}/check`, {})

export const publishSurvey = (id: string) => post<StaffSurvey>(`/staff/surveys/${id}/publish`, {})

export const moveClosing = (id: string, closesAt: string) => put<StaffSurvey>(`/staff/surveys/${id}/closing-time`, { closes_at: closesAt })

export const closeSurvey = (id: string) => post<StaffSurveyCard>(`/staff/surveys/${id}/close`, {})

/** Whoever has the link sees the results for so many days. */
export const linkSurvey = (id: string, days: number) => post<ResultLink>(`/staff/surveys/${id}/links`, { days })

export const surveyLinks = async (id: string) => (await get<{ links: ResultLink[] }>(`/staff/surveys/${id}/links`)).links

export const revokeLink = (id: string, linkId: string) => del<void>(`/staff/surveys/${id}/links/${linkId}`)

export const tellClosingNote = (id: string, text: string) => post<StaffSurveyCard>(`/staff/surveys/${id}/closing-note`, { text })

/** Of everybody, or of one unit by its id. */
export const staffResults = (id: string, unit: string) => get<Results>(`/staff/surveys/${id}/results`, { query: { organization_id: unit } })

/** One question by another, or by `organization`. */
export const crossOf = (id: string, question: string, by: string) => get<Cross>(`/staff/surveys/${id}/cross`, { query: { question, by } })

/** All that was written in answer to a question, near-identical texts together. */
export const textGroups = (id: string, question: string, q: string, page: number) =>
  get<Paged<TextGroup>>(`/staff/surveys/${id}/texts`, { query: { question, q, page } })

/** The responses that answer one question, the latest first; of a named survey only. */
export const responsesTo = (id: string, question: string, page: number) =>
  get<Paged<SurveyResponse>>(`/staff/surveys/${id}/responses`, { query: { question, page } })

/** Fetches all responses as an Excel workbook. @returns its path on the phone */
export const exportResponses = (id: string) => downloadOwn(`/staff/surveys/${id}/responses.xlsx`)
