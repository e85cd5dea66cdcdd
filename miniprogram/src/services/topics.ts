/** Topics: one question, and what everybody says to it. */
import { get, post, put } from './request'
import type { Paged, Topic, TopicCard, Vote } from './types'

export type TopicView = 'running' | 'ended'

export const topics = (view: TopicView, page: number) => get<Paged<TopicCard>>('/topics', { query: { view, page }, keep: page === 1 })

export const topic = (id: string) => get<Topic>(`/topics/${id}`, { keep: true })

export const voteOn = (id: string, statementId: string, vote: Vote) => put<Topic>(`/topics/${id}/statements/${statementId}/vote`, { vote })

/** The same `ref` again is the same statement. */
export const addStatement = (id: string, text: string, isNameHidden: boolean, ref: string) =>
  post<Topic>(`/topics/${id}/statements`, { text, is_name_hidden: isNameHidden, client_ref: ref })
