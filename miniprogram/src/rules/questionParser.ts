/** Parsing one question of a definition: the fields its type has, their bounds, and whether they agree. */

import { type Condition, OTHER } from './conditions'
import { limitDay } from './day'
import { hasDecimalsWithin, MOST_DECIMALS } from './decimals'
import { type Field, has, isObject, type JsonObject, KEY, KEY_MESSAGE, KNOWN_FROM, KNOWN_FROM_MESSAGE, type Problems, VALUE, VALUE_MESSAGE } from './fields'
import { FORMATS, type FormatName } from './formats'
import { ACCEPTED, blankQuestion, type Option, type Question, type QuestionType, type Row, TYPES } from './questions'

const MOST_OPTIONS = 200
const MOST_ROWS = 50
const MOST_COLUMNS = 20
const MOST_STARS = 10
const DEFAULT_STARS = 5
const WIDEST_SCALE = 100
export const LONGEST_TITLE = 200
const LONGEST_HELP = 1000
const LONGEST_LABEL = 200
const LONGEST_UNIT = 20
const LONGEST_ANSWER = 5000
const DEFAULT_LINE = 200
const DEFAULT_LINES = 2000
const MOST_FILES = 9

const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[]
const NEEDED = ['options', 'rows', 'columns']

/** A field as the definition names it, and what it sets in a question. */
type Setters = [name: string, set: (value: unknown, path: string) => void][]

/**
 * The question without its condition; null when it is not even known which type it is. Wrong fields are added to
 * `problems` and left at their default, so that later conditions can refer to it. `condition` reads the condition of
 * a row, which may look at the questions before this one.
 */
export function parseQuestion(data: unknown, path: string, problems: Problems, condition: Field<Condition>): Question | null {
  if (!isObject(data)) {
    problems.add(path, '应是一个对象')
    return null
  }
  const type = has(data, 'type') ? TYPES.find((each) => each === data['type']) : undefined
  if (type === undefined) {
    problems.add(`${path}.type`, `只能是：${TYPES.join('、')}`)
    return null
  }
  const question = { ...blankQuestion(type), ...defaults(type, data) }
  const own = ownFields(question, problems, condition, has(data, 'required') && data['required'] === true)
  const fields = [...commonFields(question, problems), ...own]
  const needed = NEEDED.filter((name) => own.some(([each]) => each === name))
  const known = ['type', 'show_if', ...fields.map(([name]) => name)]
  problems.mapping(data, path, known, ['key', 'title', ...needed])
  for (const [name, set] of fields) {
    if (has(data, name)) {
      set(data[name], `${path}.${name}`)
    }
  }
  if (type === 'ranking' && !(question.top > 0)) {
    question.top = question.options.length
  }
  checkLimits(question, path, problems)
  return question
}

/** Sets `question[name]` to what `field` reads, unless it is wrong. */
function into<K extends keyof Question>(question: Question, name: K, field: Field<Question[K] & {}>) {
  return (value: unknown, path: string): void => {
    const read = field(value, path)
    if (read !== null) {
      question[name] = read
    }
  }
}

function commonFields(question: Question, problems: Problems): Setters {
  return [
    ['key', into(question, 'key', problems.name(KEY, KEY_MESSAGE))],
    ['title', into(question, 'title', problems.text(LONGEST_TITLE))],
    ['help', into(question, 'help', problems.text(LONGEST_HELP, true))],
    ['purpose', into(question, 'purpose', problems.text(LONGEST_HELP, true))],
    ['required', into(question, 'required', problems.flag)],
    ['sensitive', into(question, 'sensitive', problems.flag)],
    ['known_from', into(question, 'knownFrom', problems.name(KNOWN_FROM, KNOWN_FROM_MESSAGE))],
  ]
}

function ownFields(question: Question, problems: Problems, condition: Field<Condition>, isRequired: boolean): Setters {
  switch (question.type) {
    case 'single':
    case 'multiple':
    case 'ranking':
      return optionFields(question, problems)
    case 'rating':
      return [['max', into(question, 'maximum', problems.whole(2, MOST_STARS))]]
    case 'scale':
      return [
        ['min', into(question, 'minimum', problems.whole(-WIDEST_SCALE, WIDEST_SCALE))],
        ['max', into(question, 'maximum', problems.whole(-WIDEST_SCALE, WIDEST_SCALE))],
        ['low_label', into(question, 'lowLabel', problems.text(LONGEST_LABEL, true))],
        ['high_label', into(question, 'highLabel', problems.text(LONGEST_LABEL, true))],
      ]
    case 'text':
      return [
        ['multiline', into(question, 'multiline', problems.flag)],
        ['min_length', into(question, 'minLength', problems.whole(0, LONGEST_ANSWER))],
        ['max_length', into(question, 'maxLength', problems.whole(1, LONGEST_ANSWER))],
        ['format', into(question, 'format', problems.oneOf(FORMAT_NAMES))],
      ]
    case 'number':
      return [
        ['min', into(question, 'minimum', problems.number)],
        ['max', into(question, 'maximum', problems.number)],
        ['decimals', into(question, 'decimals', problems.whole(0, MOST_DECIMALS))],
        ['unit', into(question, 'unit', problems.text(LONGEST_UNIT, true))],
      ]
    case 'date':
      return [
        ['min', into(question, 'earliest', problems.day)],
        ['max', into(question, 'latest', problems.day)],
      ]
    case 'file':
      return [
        ['most', into(question, 'most', problems.whole(1, MOST_FILES))],
        ['accept', into(question, 'accept', problems.oneOf(ACCEPTED))],
      ]
    case 'matrix':
      return [
        ['rows', into(question, 'rows', (value, path) => readRows(value, path, isRequired, problems, condition))],
        ['columns', into(question, 'columns', (value, path) => readOptions(value, path, MOST_COLUMNS, problems))],
      ]
  }
}

function optionFields(question: Question, problems: Problems): Setters {
  const fields: Setters = [
    ['options', into(question, 'options', (value, path) => readOptions(value, path, MOST_OPTIONS, problems))],
    ['randomize', into(question, 'randomize', problems.flag)],
  ]
  if (question.type === 'ranking') {
    return [...fields, ['top', into(question, 'top', problems.whole(1, MOST_OPTIONS))]]
  }
  fields.push(['other', into(question, 'other', problems.flag)])
  if (question.type === 'multiple') {
    fields.push(
      ['min_choices', into(question, 'minChoices', problems.whole(0, MOST_OPTIONS))],
      ['max_choices', into(question, 'maxChoices', problems.whole(1, MOST_OPTIONS))],
    )
  }
  return fields
}

function readOptions(value: unknown, path: string, most: number, problems: Problems): Option[] {
  return readLabelled(value, path, most, ['value', 'label'], problems, () => null).map(([option]) => option)
}

function readRows(value: unknown, path: string, isRequired: boolean, problems: Problems, condition: Field<Condition>): Row[] {
  const readOwn = (data: JsonObject, itemPath: string): Partial<Row> => ({
    required: problems.read(data, itemPath, 'required', problems.flag) ?? isRequired,
    showIf: problems.read(data, itemPath, 'show_if', condition),
  })
  const read = readLabelled(value, path, MOST_ROWS, ['value', 'label', 'required', 'show_if'], problems, readOwn)
  return read.map(([option, own]) => ({ ...option, required: isRequired, showIf: null, ...own }))
}

/** The well-formed ones of a list of `{"value", "label"}`, with each value once, and what `readOwn` reads besides. */
function readLabelled<T>(
  list: unknown,
  path: string,
  most: number,
  known: readonly string[],
  problems: Problems,
  readOwn: (data: JsonObject, path: string) => T,
): [Option, T][] {
  const found = new Map<string, [Option, T]>()
  problems.items(list, path, 1, most).forEach((item, n) => {
    const itemPath = `${path}[${n}]`
    const data = problems.mapping(item, itemPath, known, ['value', 'label'])
    if (data === null) {
      return
    }
    const value = problems.read(data, itemPath, 'value', problems.name(VALUE, VALUE_MESSAGE))
    const label = problems.read(data, itemPath, 'label', problems.text(LONGEST_LABEL))
    const own = readOwn(data, itemPath)
    if (value !== null && found.has(value)) {
      problems.add(`${itemPath}.value`, '和前面的重复了')
    } else if (value === OTHER) {
      problems.add(`${itemPath}.value`, 'other 这个值留给“其他”，请改用 "other": true')
    } else if (value !== null && label !== null) {
      found.set(value, [{ value, label }, own])
    }
  })
  return [...found.values()]
}

function defaults(type: QuestionType, data: JsonObject): Partial<Question> {
  switch (type) {
    case 'rating':
      return { minimum: 1, maximum: DEFAULT_STARS }
    case 'scale':
      return { minimum: 0, maximum: 10 }
    case 'text':
      return { maxLength: has(data, 'multiline') && data['multiline'] === true ? DEFAULT_LINES : DEFAULT_LINE }
    default:
      return {}
  }
}

/** Adds the limits of a question that contradict one another. */
function checkLimits(question: Question, path: string, problems: Problems): void {
  const { options, minChoices, maxChoices } = question
  switch (question.type) {
    case 'multiple': {
      const choices = options.length + (question.other ? 1 : 0)
      if (maxChoices !== null && maxChoices > choices) {
        problems.add(`${path}.max_choices`, `只有 ${choices} 个选项`)
      }
      if (minChoices > Math.min(choices, maxChoices ?? choices)) {
        problems.add(`${path}.min_choices`, '超过了最多能选的数目')
      }
      return
    }
    case 'ranking':
      if (question.top > options.length) {
        problems.add(`${path}.top`, `只有 ${options.length} 个选项`)
      }
      return
    case 'text':
      if (question.minLength > question.maxLength) {
        problems.add(`${path}.min_length`, '大于 max_length')
      }
      if (question.multiline && question.format !== 'none') {
        problems.add(`${path}.multiline`, '有格式的题目不能多行')
      }
      return
    case 'number':
    case 'scale':
    case 'date':
      checkRange(question, path, problems)
  }
}

function checkRange(question: Question, path: string, problems: Problems): void {
  const { minimum, maximum, earliest, latest, type } = question
  if (type === 'number') {
    if (minimum !== null && !hasDecimalsWithin(minimum, question.decimals)) {
      problems.add(`${path}.min`, '小数位数超过 decimals')
    }
    if (maximum !== null && !hasDecimalsWithin(maximum, question.decimals)) {
      problems.add(`${path}.max`, '小数位数超过 decimals')
    }
  }
  const isScale = type === 'scale'
  if (minimum !== null && maximum !== null && (minimum > maximum || (isScale && minimum === maximum))) {
    problems.add(`${path}.max`, '应大于 min')
  }
  if (earliest !== null && latest !== null) {
    // A fixed day against one relative to today: which is earlier changes with time.
    const isComparable = earliest.startsWith('today') === latest.startsWith('today')
    const anchor = '2026-01-01'
    if (isComparable && limitDay(earliest, anchor) > limitDay(latest, anchor)) {
      problems.add(`${path}.max`, '应不早于 min')
    }
  }
}
