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

/** `draft` here and below: the name of a survey's draft, see drafts.ts. */
export const formOf = (draft: string) => `survey:${draft}`

// Under the prefix of drafts: what is erased with them when the account is forgotten.
const placeKey = (draft: string) => `draft:${formOf(draft)}:place`

/** What was begun, or null where nothing was answered yet: then the newest questions are asked. */
export function begunOf(draft: string): (Begun & { answers: Answers }) | null {
  const begun = read<Begun>(placeKey(draft))
  const answers = begun && draftOf(formOf(draft), begun.version)
  return begun && answers ? { ...begun, answers } : null
}

export const keepPlace = (draft: string, begun: Begun) => write(placeKey(draft), begun)

export function dropBegun(draft: string): void {
  dropDraft(formOf(draft))
  forget(placeKey(draft))
}
