/** The party being typed: kept on the phone like the answers of a form, so that an error or a phone call costs nothing. */
import { ALONE, type Party } from './activities'
import { draftName, draftOf, dropDraft, keepDraft } from './drafts'
import { seatsHeld } from './party-words'
import type { ActivityDetail } from './types'

/** The shape below; a draft of another shape is left alone. */
const VERSION = 1

const form = (id: string, whom: string) => `party:${draftName(id, whom)}`

/** `whom`: the member a delegate acts for. What was typed last time, else who comes along by the signup. Never more than the activity allows. */
export function startingParty(shown: ActivityDetail, whom = ''): Party {
  const typed = draftOf(form(shown.id, whom), VERSION) as Party | null
  const held = seatsHeld(shown)
  const { count, names } = typed ?? (held ? { count: held - 1, names: (shown.my_signup?.companions ?? []).map(({ name }) => name) } : ALONE)
  const most = Math.min(count, shown.companions.most)
  return { count: most, names: shown.companions.named ? Array.from({ length: most }, (_, index) => names[index] ?? '') : [] }
}

export const keepParty = (id: string, party: Party, whom = '') => keepDraft(form(id, whom), VERSION, { ...party })

export const dropParty = (id: string, whom = '') => dropDraft(form(id, whom))
