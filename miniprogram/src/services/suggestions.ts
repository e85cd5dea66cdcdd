/** Suggestions: the board, mine, and what others said before. */
import { del, get, post, put } from './request'
import { comeBack } from './session'
import type { Board, BoardView, SimilarItem, Suggestion, SuggestionGuide } from './types'

export const board = (view: BoardView, category: string, q: string, page: number) =>
  get<Board>('/suggestions', { query: { view, category, q, page }, keep: page === 1 && !q && !category })

// A tab is opened without words of where to begin: who opens it leaves them here.
let asked: BoardView | null = null

/** Opens the board at one of its lists. */
export function openBoard(view: BoardView): void {
  asked = view
  wx.switchTab({ url: '/pages/voice/index' })
}

/** The list somebody asked for, once. */
export function takeAskedBoard(): BoardView | null {
  const view = asked
  asked = null
  return view
}

export const guide = () => get<SuggestionGuide>('/suggestions/guide', { keep: true })

export const similar = async (text: string) => (await get<{ items: SimilarItem[] }>('/suggestions/similar', { query: { text } })).items

export const suggestion = (id: string) => get<Suggestion>(`/suggestions/${id}`, { keep: true })

export interface Draft {
  title: string
  text: string
  category: string
  place: string
  is_name_hidden: boolean
}

/** The same `ref` again is the same suggestion. */
export const writeSuggestion = (draft: Draft, ref: string) => post<Suggestion>('/suggestions', { ...draft, client_ref: ref })

/** Only the words: whether the name is hidden is not handed to the phone, and stays as it was. */
export const changeSuggestion = (id: string, { title, text, category, place }: Draft, version: number) =>
  put<Suggestion>(`/suggestions/${id}`, { title, text, category, place, version })

/** Where its photos wait and go; see photos.ts. */
export const photosOf = (id: string) => `/suggestions/${id}/photos`

export const endorse = (id: string) => put<Suggestion>(`/suggestions/${id}/endorsement`, {})

export const withdrawEndorsement = (id: string) => del<Suggestion>(`/suggestions/${id}/endorsement`)

export const rateAnswer = (id: string, score: number, text: string) => post<Suggestion>(`/suggestions/${id}/rating`, { score, text })

export const reopenSuggestion = (id: string, reason: string) => post<Suggestion>(`/suggestions/${id}/reopening`, { reason })

export const withdrawSuggestion = (id: string) => post<Suggestion>(`/suggestions/${id}/withdrawal`, {})

export const optOut = (id: string) => post<Suggestion>(`/suggestions/${id}/opt-out`, {})

/** WeChat judges words only of who has just been here: log in quietly, then have it look again. */
export async function checkAgain(id: string): Promise<Suggestion> {
  await comeBack()
  return post<Suggestion>(`/suggestions/${id}/check`, {})
}
