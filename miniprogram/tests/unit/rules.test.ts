/** The vectors shared with the server: each file of tests/vectors/forms says what it is about. */

import { describe, expect, test } from 'vitest'
import { checkAnswers, DefinitionError, type Mode, parseDefinition, shownQuestions, visibleQuestions, windowState } from '../../src/rules/index'
import { load } from './rulesVectors'

interface AnswersCase {
  definition: unknown
  answers: unknown
  today: string
  mode: Mode
  expect: { values: unknown; errors: unknown; visible?: string[]; rows?: Record<string, string[]> }
}

interface DefinitionCase {
  definition: unknown
  problems: [string, string][]
}

interface WindowCase {
  now_ms: number
  opens_ms: number | null
  closes_ms: number | null
  expect: string
}

describe('answers', () => {
  test.each(load<AnswersCase>('answers'))('%s', (_, vector) => {
    const { answers, today, mode, expect: expected } = vector
    const definition = parseDefinition(vector.definition)

    const checked = checkAnswers(definition, answers, today, mode)

    expect(checked).toStrictEqual({ values: expected.values, errors: expected.errors })
    if (expected.visible !== undefined) {
      expect(visibleQuestions(definition, answers, today)).toStrictEqual(expected.visible)
    }
    if (expected.rows !== undefined) {
      const shown = shownQuestions(definition, answers, today).filter(({ rows }) => rows.length > 0)
      expect(Object.fromEntries(shown.map(({ key, rows }) => [key, rows.map(({ value }) => value)]))).toStrictEqual(expected.rows)
    }
    expect(checkAnswers(definition, checked.values, today, mode).values).toStrictEqual(checked.values)
  })
})

describe('definitions', () => {
  test.each(load<DefinitionCase>('definition'))('%s', (_, vector) => {
    let problems: [string, string][] = []
    try {
      parseDefinition(vector.definition)
    } catch (error) {
      expect(error).toBeInstanceOf(DefinitionError)
      problems = (error as DefinitionError).problems
    }
    expect(problems).toStrictEqual(vector.problems)
  })

  test('a parsed definition is plain data, as setData needs it', () => {
    const right = load<DefinitionCase>('definition').filter(([, { problems }]) => problems.length === 0)
    expect(right.length).toBeGreaterThan(10)
    for (const [, vector] of right) {
      const definition = parseDefinition(vector.definition)
      expect(JSON.parse(JSON.stringify(definition))).toStrictEqual(definition)
    }
  })
})

describe('windows', () => {
  test.each(load<WindowCase>('window'))('%s', (_, vector) => {
    expect(windowState(vector.now_ms, vector.opens_ms, vector.closes_ms)).toBe(vector.expect)
  })
})
