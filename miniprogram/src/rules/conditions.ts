/** Show-if conditions: a small expression tree over the answers to earlier questions. */

export const OTHER = 'other'

export interface OtherAnswer {
  value: typeof OTHER
  text: string
}

/** What an answer can be once it has been read; `readers.ts` says which type of question gives which. */
export type Answer = string | number | OtherAnswer | (string | OtherAnswer)[] | Record<string, string>
export type Answers = Record<string, Answer>
export type Scalar = string | number

/** One question, or one `row` of a matrix, against `values`: several for (not_)in, none for (not_)answered. */
export interface Comparison {
  kind: 'comparison'
  question: string
  op: Operator
  values: Scalar[]
  row: string | null
}

export type Operator = 'eq' | 'ne' | 'in' | 'not_in' | 'contains' | 'gt' | 'gte' | 'lt' | 'lte' | 'answered' | 'not_answered'

export type Condition = Comparison | { kind: 'all' | 'any'; parts: Condition[] } | { kind: 'not'; part: Condition }

/**
 * Whether `condition` is true for `values`, which holds only answers that count: shown, and not wrong.
 * A comparison with a question that has no such answer is false, also `ne` and `not_in`.
 */
export function holds(condition: Condition, values: ReadonlyMap<string, Answer>): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.parts.every((part) => holds(part, values))
    case 'any':
      return condition.parts.some((part) => holds(part, values))
    case 'not':
      return !holds(condition.part, values)
    case 'comparison': {
      const answer = answerTo(condition, values)
      if (condition.op === 'not_answered') {
        return answer === undefined
      }
      return answer !== undefined && (condition.op === 'answered' || compare(condition, answer))
    }
  }
}

function answerTo({ question, row }: Comparison, values: ReadonlyMap<string, Answer>): Answer | undefined {
  const answer = values.get(question)
  return row === null || answer === undefined ? answer : new Map(Object.entries(answer)).get(row)
}

function compare({ op, values }: Comparison, answer: Answer): boolean {
  if (Array.isArray(answer)) {
    return answer.some((item) => (typeof item === 'string' ? item : OTHER) === values[0])
  }
  const value: Scalar = typeof answer === 'object' ? OTHER : answer
  const bound = values[0] ?? ''
  switch (op) {
    case 'eq':
    case 'in':
      return values.includes(value)
    case 'ne':
    case 'not_in':
      return !values.includes(value)
    case 'gt':
      return value > bound
    case 'gte':
      return value >= bound
    case 'lt':
      return value < bound
    default:
      return value <= bound
  }
}
