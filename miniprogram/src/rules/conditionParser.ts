/** Parsing a show-if condition: bounded in size, about earlier questions, with operators that fit them. */

import type { Comparison, Condition, Operator, Scalar } from './conditions'
import { isIsoDay } from './day'
import { isNumber, LARGEST } from './decimals'
import { has, isObject, type JsonObject, type Problems } from './fields'
import type { Question, QuestionType } from './questions'
import { lengthOf } from './text'

const DEEPEST = 6
const MOST_NODES = 50
const MOST_PARTS = 20
const MOST_VALUES = 200
const LONGEST_VALUE = 200

const PRESENCE: Operator[] = ['answered', 'not_answered']
const EQUALITY: Operator[] = ['eq', 'ne', 'in', 'not_in']
const ORDER: Operator[] = ['gt', 'gte', 'lt', 'lte']
/** Of one row of a matrix: a column, or none yet. */
const ROW_OPERATORS = [...EQUALITY, ...PRESENCE]
const OPERATORS: Record<QuestionType, Operator[]> = {
  single: [...EQUALITY, ...PRESENCE],
  multiple: ['contains', ...PRESENCE],
  rating: [...EQUALITY, ...ORDER, ...PRESENCE],
  scale: [...EQUALITY, ...ORDER, ...PRESENCE],
  text: [...EQUALITY, ...PRESENCE],
  number: [...EQUALITY, ...ORDER, ...PRESENCE],
  date: [...EQUALITY, ...ORDER, ...PRESENCE],
  matrix: PRESENCE,
  ranking: ['contains', ...PRESENCE],
  file: PRESENCE,
}

/** The condition in `data`, which may name only questions in `asked`; null after adding what is wrong. */
export function parseCondition(data: unknown, path: string, asked: ReadonlyMap<string, Question>, problems: Problems): Condition | null {
  return new ConditionParser(asked, problems).node(data, path, 1)
}

class ConditionParser {
  private nodes = 0

  constructor(
    private readonly asked: ReadonlyMap<string, Question>,
    private readonly problems: Problems,
  ) {}

  node(data: unknown, path: string, depth: number): Condition | null {
    this.nodes++
    if (depth > DEEPEST || this.nodes > MOST_NODES) {
      const message = depth > DEEPEST ? `条件最多嵌套 ${DEEPEST} 层` : `一个条件最多 ${MOST_NODES} 项`
      this.problems.add(path, message)
      return null
    }
    if (isObject(data)) {
      for (const kind of ['all', 'any'] as const) {
        if (has(data, kind)) {
          return { kind, parts: this.parts(data, kind, path, depth) }
        }
      }
      if (has(data, 'not')) {
        this.problems.mapping(data, path, ['not'], [])
        const part = this.node(data['not'], `${path}.not`, depth + 1)
        return part === null ? null : { kind: 'not', part }
      }
      if (has(data, 'question')) {
        return this.comparison(data, path)
      }
    }
    this.problems.add(path, '应有 all、any、not 或 question 之一')
    return null
  }

  private parts(data: JsonObject, name: string, path: string, depth: number): Condition[] {
    this.problems.mapping(data, path, [name], [])
    return this.problems
      .items(data[name], `${path}.${name}`, 1, MOST_PARTS)
      .map((item, n) => this.node(item, `${path}.${name}[${n}]`, depth + 1))
      .filter((part): part is Condition => part !== null)
  }

  private comparison(data: JsonObject, path: string): Comparison | null {
    const key = data['question']
    const question = typeof key === 'string' ? this.asked.get(key) : undefined
    if (question === undefined) {
      this.problems.add(`${path}.question`, '只能引用前面的题目')
      return null
    }
    const isOfRow = question.type === 'matrix' && has(data, 'row')
    const row = question.rows.find(({ value }) => isOfRow && value === data['row'])?.value ?? null
    if (isOfRow && row === null) {
      this.problems.add(`${path}.row`, '这道矩阵题没有这一行')
      return null
    }
    const allowed = isOfRow ? ROW_OPERATORS : OPERATORS[question.type]
    const named = isOfRow ? ['question', 'row'] : ['question']
    const op = has(data, 'op') ? allowed.find((each) => each === data['op']) : undefined
    if (op === undefined) {
      this.problems.add(`${path}.op`, `这种题型只能用：${allowed.join('、')}`)
      return null
    }
    if (PRESENCE.includes(op)) {
      this.problems.mapping(data, path, [...named, 'op'], [])
      return { kind: 'comparison', question: question.key, op, values: [], row }
    }
    this.problems.mapping(data, path, [...named, 'op', 'value'], ['value'])
    if (!has(data, 'value')) {
      return null
    }
    const valuePath = `${path}.value`
    const isList = op === 'in' || op === 'not_in'
    const values = isList ? this.problems.items(data['value'], valuePath, 1, MOST_VALUES) : [data['value']]
    if (!values.every((value): value is Scalar => fits(value, question.type))) {
      this.problems.add(valuePath, '值的类型和题目不符')
      return null
    }
    return { kind: 'comparison', question: question.key, op, values, row }
  }
}

function fits(value: unknown, type: QuestionType): boolean {
  switch (type) {
    case 'rating':
    case 'scale':
    case 'number':
      return isNumber(value) && Math.abs(value) <= LARGEST
    case 'date':
      return typeof value === 'string' && isIsoDay(value)
    default:
      return typeof value === 'string' && lengthOf(value) <= LONGEST_VALUE
  }
}
