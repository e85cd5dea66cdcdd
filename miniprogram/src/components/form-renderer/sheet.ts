/** The form as it stands on the screen: which questions show, how far it is, what is wrong. Pure functions. */
import { checkAnswers, type Definition, type Question, visibleQuestions } from '../../rules/index'
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
}

/** What a page hands to the renderer. */
export interface Sheet {
  definition: Definition
  masked: Record<string, string>
  consents: Consent[]
}

export const EMPTY_SHEET: Sheet = { definition: { sections: [] }, masked: {}, consents: [] }

const questionsOf = ({ sections }: Definition) => sections.flatMap((section) => section.questions)

export function fieldsOf({ definition, masked, consents }: Sheet, answers: Record<string, unknown>, errors: Record<string, string>, today: string): Field[] {
  const visible = new Set(visibleQuestions(definition, answers, today))
  return questionsOf(definition)
    .filter(({ key }) => visible.has(key))
    .map((question) => ({
      key: question.key,
      question,
      value: answers[question.key] ?? null,
      error: errors[question.key] ?? '',
      masked: question.key in answers ? '' : (masked[question.key] ?? ''),
      consent: consents.find((consent) => consent.question === question.key && !consent.granted_at) ?? null,
    }))
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
  for (const { question, masked, consent } of fieldsOf(sheet, answers, {}, today)) {
    if (masked || consent) delete errors[question.key]
  }
  return { values, errors }
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
