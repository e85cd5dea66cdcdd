/** Surveys: those I am asked, and my answers. What staff do with them is in staff-surveys.ts. */
import { copyOf } from './copies'
import { get, put } from './request'
import type { Answers, Paged, Receipt, Results, SurveyCard, SurveyDetail, SurveyView } from './types'

export const surveys = (view: SurveyView, page: number) => get<Paged<SurveyCard>>('/surveys', { query: { view, page }, keep: page === 1 })

export const survey = (id: string) => get<SurveyDetail>(`/surveys/${id}`, { keep: true })

/** As it was when this phone last saw it: enough to go on filling it in without a network. */
export const lastSurvey = (id: string) => copyOf<SurveyDetail>(`/surveys/${id}`)

/** Hands the answers in. The same call again is the same response, so a repeat after a time-out is harmless. */
export const submitSurvey = (id: string, answers: Answers, version: number) => put<Receipt>(`/surveys/${id}/response`, { answers, form_version: version })

export const surveyResults = (id: string) => get<Results>(`/surveys/${id}/results`)
