/** The form as it stands on the screen: which questions show, how far it is, what is wrong. Pure functions. */
import { checkAnswers, type Definition, type Question, type Section, shownQuestions, visibleQuestions } from '../../rules/index'
import type { Consent } from '../../services/types'

/** One question on the screen. */
export interface Field {
  key: string
  question: Question
  value: unknown
  error: string
  /** The value kept by the server, unreadable here until it is written anew; empty if there is none. */
  masked: string
  /** The consent this question needs and does not have yet. */
  consent: Consent | null
  /** Options that are taken up. */
  full: string[]
}

/** What a page hands to the renderer. */
export interface Sheet {
  definition: Definition
  masked: Record<string, string>
  consents: Consent[]
  /** The one section on this screen; all of them where it is missing. */
  section?: string
  /** Options that are taken up, by question. */
  full?: Record<string, string[]>
  /** The API's path that photos and files go to, where the form asks for any. */
  uploads?: string
}

export const EMPTY_SHEET: Sheet = { definition: { sections: [] }, masked: {}, consents: [] }

const questionsOf = ({ sections }: Definition) => sections.flatMap((section) => section.questions)

export function fieldsOf(
  { definition, masked, consents, section, full = {} }: Sheet,
  answers: Record<string, unknown>,
  errors: Record<string, string>,
  today: string,
): Field[] {
  const here = new Set(questionsOf({ sections: definition.sections.filter(({ key }) => section === undefined || key === section) }).map(({ key }) => key))
  return shownQuestions(definition, answers, today)
    .filter(({ key }) => here.has(key))
    .map((question) => ({
      key: question.key,
      question,
      value: answers[question.key] ?? null,
      error: errors[question.key] ?? '',
      masked: question.key in answers ? '' : (masked[question.key] ?? ''),
      consent: consents.find((consent) => consent.question === question.key && !consent.granted_at) ?? null,
      full: full[question.key] ?? [],
    }))
}

/** The sections that ask something, given the answers so far, in order. */
export function sectionsOf(definition: Definition, answers: Record<string, unknown>, today: string): Section[] {
  const visible = new Set(visibleQuestions(definition, answers, today))
  return definition.sections.filter(({ questions }) => questions.some(({ key }) => visible.has(key)))
}

const isAnswered = ({ value, masked }: Field) => masked !== '' || !(value === null || value === '' || (Array.isArray(value) && value.length === 0))

/** Answered of all shown, in percent; 100 for a form without questions. */
export function progressOf(fields: Field[]): { answered: number; total: number; percent: number } {
  const answered = fields.filter(isAnswered).length
  const total = fields.length
  return { answered, total, percent: total ? Math.round((answered / total) * 100) : 100 }
}

/**
 * Checks by the shared rules. A masked value left alone is there already, and a question without its consent is
 * not asked: neither may be called missing.
 */
export function check(sheet: Sheet, answers: Record<string, unknown>, today: string) {
  const { values, errors } = checkAnswers(sheet.definition, answers, today)
  const fields = fieldsOf(sheet, answers, {}, today)
  for (const { question, masked, consent } of fields) {
    if (masked || consent) delete errors[question.key]
  }
  if (sheet.section === undefined) return { values, errors }
  // What other screens still lack is said there.
  const here = new Set(fields.map(({ key }) => key))
  return { values, errors: Object.fromEntries(Object.entries(errors).filter(([key]) => here.has(key))) }
}

/** Sensitive values are typed anew rather than left lying on the phone. */
export function draftable(definition: Definition, answers: Record<string, unknown>): Record<string, unknown> {
  const sensitive = new Set(
    questionsOf(definition)
      .filter((question) => question.sensitive)
      .map(({ key }) => key),
  )
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !sensitive.has(key)))
}

/** Options in an order of their own where the form asks for it; shuffled once, when the form is opened. */
export function shuffled(definition: Definition, random: () => number): Definition {
  const mix = <T>(items: T[]): T[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item)
  return {
    sections: definition.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) => (question.randomize ? { ...question, options: mix(question.options) } : question)),
    })),
  }
}

/** The same order each time for the same seed: an unfinished form looks the same when it is opened again. */
export function shuffledBy(definition: Definition, seed: string): Definition {
  return {
    sections: definition.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) => shuffledQuestion(question, `${seed}:${question.key}`)),
    })),
  }
}

function shuffledQuestion(question: Question, seed: string): Question {
  if (!question.randomize) return question
  const options = question.options.map((option) => ({ option, at: fingerprint(`${seed}:${option.value}`) }))
  return { ...question, options: options.sort((a, b) => a.at - b.at).map(({ option }) => option) }
}

/** FNV-1a, 32 bits: any even spread will do. */
function fingerprint(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
