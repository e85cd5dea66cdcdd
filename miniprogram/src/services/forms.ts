/** Forms as the server hands them over. */
import { type Definition, parseDefinition } from '../rules/index'

interface Raw {
  definition: Record<string, unknown>
}

interface RawSection {
  questions?: unknown[]
}

/** A form whose questions the profile answers all has sections without any, which the rules rightly refuse elsewhere. */
export function questionsOf(form: Raw | null): Definition {
  const sections = (form?.definition.sections as RawSection[] | undefined)?.filter(({ questions }) => questions?.length !== 0) ?? []
  return sections.length ? parseDefinition({ ...form?.definition, sections }) : { sections: [] }
}
