/** Surveys: those I am asked, my answers, and for staff what came of them. */
import { copyOf } from './copies'
import { get, post, put } from './request'
import type { Answers, Paged, Receipt, Results, StaffSurveyCard, SurveyCard, SurveyDetail, SurveyView } from './types'

export const surveys = (view: SurveyView, page: number) => get<Paged<SurveyCard>>('/surveys', { query: { view, page }, keep: page === 1 })

export const survey = (id: string) => get<SurveyDetail>(`/surveys/${id}`, { keep: true })

/** As it was when this phone last saw it: enough to go on filling it in without a network. */
export const lastSurvey = (id: string) => copyOf<SurveyDetail>(`/surveys/${id}`)

/** Hands the answers in. The same call again is the same response, so a repeat after a time-out is harmless. */
export const submitSurvey = (id: string, answers: Answers, version: number) => put<Receipt>(`/surveys/${id}/response`, { answers, form_version: version })

export const surveyResults = (id: string, isStaff: boolean) => get<Results>(isStaff ? `/staff/surveys/${id}/results` : `/surveys/${id}/results`)

export const staffSurveys = (page: number) => get<Paged<StaffSurveyCard>>('/staff/surveys', { query: { page } })

export const remindSurvey = (id: string) => post<{ sent_to: number }>(`/staff/surveys/${id}/reminders`, {})

export const closeSurvey = (id: string) => post<StaffSurveyCard>(`/staff/surveys/${id}/close`, {})

export const linkSurvey = (id: string, days: number) => post<{ url: string }>(`/staff/surveys/${id}/links`, { days })

export const tellClosingNote = (id: string, text: string) => post<StaffSurveyCard>(`/staff/surveys/${id}/closing-note`, { text })
