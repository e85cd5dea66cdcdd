/** What was typed and not yet sent, kept on this phone under the form it belongs to. */
import { forget, read, write } from './storage'

interface Draft {
  /** A form that has changed since asks anew. */
  version: number
  answers: Record<string, unknown>
}

/** What the draft of `id` is called; one that a delegate writes has the member it is for (`whom`) as well. */
export const draftName = (id: string, whom: string) => (whom ? `${id}:${whom}` : id)

const storageKey = (form: string) => `draft:${form}`

export function draftOf(form: string, version: number): Record<string, unknown> | null {
  const draft = read<Draft>(storageKey(form))
  return draft?.version === version ? draft.answers : null
}

export const keepDraft = (form: string, version: number, answers: Record<string, unknown>) => write(storageKey(form), { version, answers } satisfies Draft)

export const dropDraft = (form: string) => forget(storageKey(form))
