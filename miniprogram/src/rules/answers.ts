/** Checking a set of answers against a definition, in one pass from the first question to the last. */

import { type Answer, type Answers, holds } from './conditions'
import { has, isObject, KEY } from './fields'
import type { Definition, Question, QuestionType } from './questions'
import { type Reading, readAnswer } from './readers'

export type Mode = 'complete' | 'partial'

// Twice the most questions a definition can have: more keys than this are not looked at.
const MOST_KEYS = 400
/** Where errors go that belong to no question. */
export const FORM = '*'

const REQUIRED: Record<QuestionType, string> = {
  single: '请选择一项',
  multiple: '请至少选择一项',
  rating: '请打分',
  scale: '请打分',
  text: '请填写这一项',
  number: '请填写数字',
  date: '请选择日期',
  matrix: '请逐行选择',
  ranking: '请排序',
  file: '请上传',
}

/**
 * Answers as they are to be kept, and what a person has to put right before they can be.
 * `values`: question key -> answer in its one written form, only for questions and rows shown, only if not wrong.
 * `errors`: question key -> Chinese message; "*" for the whole form. Keep `values` only when there is none.
 */
export interface Checked {
  values: Answers
  errors: Record<string, string>
}

/**
 * Checks `answers`, any JSON value; `today` is the ISO day in the business time zone. Never throws.
 *
 * `complete` wants all that is required; `partial` (a draft) forgives what is missing, never what is wrong.
 * Answers to hidden questions are dropped without an error. Checking `values` again gives the same `values`.
 */
export function checkAnswers(definition: Definition, answers: unknown, today: string, mode: Mode = 'complete'): Checked {
  if (!isObject(answers)) {
    return { values: {}, errors: { [FORM]: '提交的内容格式不对，请刷新后重试' } }
  }
  if (Object.keys(answers).length > MOST_KEYS) {
    return { values: {}, errors: { [FORM]: '提交的内容太多，请刷新后重试' } }
  }
  const errors = unknownKeys(definition, answers)
  const values: Answers = {}
  for (const [question, reading] of readings(definition, answers, today)) {
    let message = reading.wrong
    if (reading.value !== null) {
      values[question.key] = reading.value
    }
    if (message === null && mode === 'complete') {
      const isLacking = reading.value === null && question.required
      message = reading.missing ?? (isLacking ? REQUIRED[question.type] : null)
    }
    if (message !== null) {
      errors[question.key] = message
    }
  }
  return { values, errors }
}

/** Keys of the questions to show, in order, given `answers` so far; wrong answers count as none. */
export function visibleQuestions(definition: Definition, answers: unknown, today: string): string[] {
  return shownQuestions(definition, answers, today).map(({ key }) => key)
}

/** The questions to show, in order, given `answers` so far; of a matrix with only the rows to show. */
export function shownQuestions(definition: Definition, answers: unknown, today: string): Question[] {
  const given = isObject(answers) ? answers : {}
  return readings(definition, given, today).map(([question]) => question)
}

/**
 * Each visible question with its visible rows, its answer read. Conditions look back only, so one pass settles every
 * chain.
 */
function readings(definition: Definition, answers: Record<string, unknown>, today: string): [Question, Reading][] {
  const values = new Map<string, Answer>()
  const found: [Question, Reading][] = []
  for (const section of definition.sections) {
    if (section.showIf !== null && !holds(section.showIf, values)) {
      continue
    }
    for (const question of section.questions) {
      if (question.showIf !== null && !holds(question.showIf, values)) {
        continue
      }
      // Not answers[key] alone: a question may be called "constructor".
      const raw = has(answers, question.key) ? answers[question.key] : null
      const hidden = question.rows.filter((row) => row.showIf !== null && !holds(row.showIf, values)).map(({ value }) => value)
      const shown = hidden.length > 0 ? withoutRows(question, hidden) : question
      if (shown === null) {
        continue
      }
      const reading = readAnswer(shown, hidden.length > 0 ? withoutAnswers(raw, hidden) : raw, today)
      if (reading.value !== null) {
        values.set(question.key, reading.value)
      }
      found.push([shown, reading])
    }
  }
  return found
}

/** The matrix as it is shown; null when no row of it is. */
function withoutRows(question: Question, hidden: string[]): Question | null {
  const rows = question.rows.filter(({ value }) => !hidden.includes(value))
  return rows.length > 0 ? { ...question, rows } : null
}

/** What was answered in hidden rows is dropped, right or wrong, like answers to hidden questions. */
function withoutAnswers(raw: unknown, hidden: string[]): unknown {
  return isObject(raw) ? Object.fromEntries(Object.entries(raw).filter(([row]) => !hidden.includes(row))) : raw
}

function unknownKeys(definition: Definition, answers: Record<string, unknown>): Record<string, string> {
  const known = new Set<string>()
  for (const section of definition.sections) {
    for (const question of section.questions) {
      known.add(question.key)
    }
  }
  const errors: Record<string, string> = {}
  for (const key of Object.keys(answers)) {
    if (!known.has(key)) {
      errors[KEY.test(key) ? key : FORM] = '表单里没有这一题，可能已经更新，请刷新后重试'
    }
  }
  return errors
}
