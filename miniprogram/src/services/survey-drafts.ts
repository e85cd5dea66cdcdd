/** A survey left half-way: what was typed, the questions it was typed to, and where one was. On this phone only. */
import { draftOf, dropDraft } from './drafts'
import { forget, read, write } from './storage'
import type { Answers } from './types'

/** The server takes answers to an older version too, so a draft goes on with the questions it was begun with. */
export interface Begun {
  version: number
  definition: Record<string, unknown>
  section: string
}

export const formOf = (surveyId: string) => `survey:${surveyId}`

// Under the prefix of drafts: what is erased with them when the account is forgotten.
const placeKey = (surveyId: string) => `draft:${formOf(surveyId)}:place`

/** What was begun, or null where nothing was answered yet: then the newest questions are asked. */
export function begunOf(surveyId: string): (Begun & { answers: Answers }) | null {
  const begun = read<Begun>(placeKey(surveyId))
  const answers = begun && draftOf(formOf(surveyId), begun.version)
  return begun && answers ? { ...begun, answers } : null
}

export const keepPlace = (surveyId: string, begun: Begun) => write(placeKey(surveyId), begun)

export function dropBegun(surveyId: string): void {
  dropDraft(formOf(surveyId))
  forget(placeKey(surveyId))
}
