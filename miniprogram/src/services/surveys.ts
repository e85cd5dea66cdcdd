/** Surveys: those I am asked, and my answers. What staff do with them is in staff-surveys.ts. */
import { copyOf } from './copies'
import { get, put } from './request'
import type { Answers, Paged, Receipt, Results, SurveyCard, SurveyDetail, SurveyView } from './types'

export const surveys = (view: SurveyView, page: number) => get<Paged<SurveyCard>>('/surveys', { query: { view, page }, keep: page === 1 })

/** `whom`: the member a delegate acts for; what is theirs is not kept on this phone. */
export const survey = (id: string, whom = '') => get<SurveyDetail>(`/surveys/${id}`, whom ? { query: { for_member_id: whom } } : { keep: true })

/** As it was when this phone last saw it: enough to go on filling it in without a network. */
export const lastSurvey = (id: string) => copyOf<SurveyDetail>(`/surveys/${id}`)

/** Hands the answers in. The same call again is the same response, so a repeat after a time-out is harmless. */
export const submitSurvey = (id: string, answers: Answers, version: number, whom = '') =>
  put<Receipt>(`/surveys/${id}/response`, { answers, form_version: version, ...(whom && { for_member_id: whom }) })

export const surveyResults = (id: string) => get<Results>(`/surveys/${id}/results`)
