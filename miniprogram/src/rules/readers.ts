/**
 * Reading one answer by the type of its question: to its one written form, with what is wrong or missing.
 *
 * The two are kept apart. What is *wrong* can't be kept. What has something *missing* (a row not chosen yet, a
 * text too short) is right as far as it goes: kept in a draft, seen by later conditions, asked for at the end.
 */

import { type Answer, OTHER, type OtherAnswer } from './conditions'
import { limitDay, readDay } from './day'
import { numberText, readNumber } from './decimals'
import { isObject } from './fields'
import { FORMATS } from './formats'
import type { Question, QuestionType } from './questions'
import { cleaned, halfWidth, lengthOf } from './text'

const LONGEST_OTHER = 200
const LONGEST_RAW = 10_000
// More items than any question has options, twice over: a list longer than this is not looked into.
const MOST_ITEMS = 400
// A 64-bit number as text, in its one written form.
const ID = /^[1-9][0-9]{0,18}$/
const NOT_AN_OPTION = '请从给出的选项里选择'
const NOT_A_FILE = '有的文件没有传上来，请重新上传'

/** An answer as read: `value` is null if there is none or it is wrong. */
export interface Reading {
  value: Answer | null
  wrong: string | null
  missing: string | null
}

type Reader = (question: Question, raw: unknown, today: string) => Reading

const NOTHING: Reading = { value: null, wrong: null, missing: null }

function right(value: Answer, missing: string | null = null): Reading {
  return { value, wrong: null, missing }
}

function wrong(message: string): Reading {
  return { value: null, wrong: message, missing: null }
}

/** `raw`, any JSON value, as an answer to `question` on the business day `today` (ISO). Never throws. */
export function readAnswer(question: Question, raw: unknown, today: string): Reading {
  return raw === null || raw === undefined ? NOTHING : READERS[question.type](question, raw, today)
}

/** `{"value": "other", "text": ...}`; a bare "other" has its text still to be written. */
function readOther(question: Question, raw: unknown): Reading {
  if (!question.other) {
    return wrong(NOT_AN_OPTION)
  }
  let typed: unknown = ''
  if (isObject(raw)) {
    const isKnown = Object.keys(raw).every((key) => key === 'value' || key === 'text')
    if (raw['value'] !== OTHER || !isKnown) {
      return wrong(NOT_AN_OPTION)
    }
    typed = 'text' in raw ? raw['text'] : ''
  } else if (raw !== OTHER) {
    return wrong(NOT_AN_OPTION)
  }
  if (typeof typed !== 'string') {
    return wrong('请用文字写明“其他”的内容')
  }
  const text = lengthOf(typed) > LONGEST_RAW ? null : cleaned(typed)
  if (text === null || lengthOf(text) > LONGEST_OTHER) {
    return wrong(`“其他”最多写 ${LONGEST_OTHER} 个字`)
  }
  return right({ value: OTHER, text }, text ? null : '请写明“其他”的内容')
}

const readSingle: Reader = (question, raw) => {
  if (raw === '') {
    return NOTHING
  }
  const isOption = typeof raw === 'string' && question.options.some((option) => option.value === raw)
  return isOption ? right(raw) : readOther(question, raw)
}

/** Distinct choices, put in the order of the options, "other" last. */
const readMultiple: Reader = (question, raw) => {
  if (!Array.isArray(raw) || raw.length > MOST_ITEMS) {
    return wrong(NOT_AN_OPTION)
  }
  const values = new Set(question.options.map((option) => option.value))
  const picked = new Set<string>()
  let other: OtherAnswer | null = null
  let missing: string | null = null
  for (const item of raw as unknown[]) {
    if (typeof item === 'string' && values.has(item)) {
      picked.add(item)
      continue
    }
    const reading = readOther(question, item)
    const read = reading.value as OtherAnswer | null
    if (read === null || (other !== null && other.text !== read.text)) {
      return wrong(reading.wrong ?? NOT_AN_OPTION)
    }
    other = read
    missing = reading.missing
  }
  const chosen: (string | OtherAnswer)[] = question.options.map((option) => option.value).filter((value) => picked.has(value))
  if (other !== null) {
    chosen.push(other)
  }
  const count = chosen.length
  if (count === 0) {
    return NOTHING
  }
  if (question.maxChoices !== null && count > question.maxChoices) {
    return wrong(`最多选 ${question.maxChoices} 项，现在选了 ${count} 项`)
  }
  if (count < question.minChoices) {
    missing = `至少选 ${question.minChoices} 项，现在选了 ${count} 项`
  }
  return right(chosen, missing)
}

const readScore: Reader = (question, raw) => {
  const { number, wrong: message } = readNumber(raw, 0)
  if (number === null && message === null) {
    return NOTHING
  }
  const low = question.minimum ?? 0
  const high = question.maximum ?? 0
  return number === null || number < low || number > high ? wrong(`请打 ${low} 到 ${high} 分`) : right(number)
}

const readNumberAnswer: Reader = (question, raw) => {
  const { number, wrong: message } = readNumber(raw, question.decimals)
  if (number === null) {
    return { ...NOTHING, wrong: message }
  }
  const unit = question.unit ? ` ${question.unit}` : ''
  if (question.minimum !== null && number < question.minimum) {
    return wrong(`不能小于 ${numberText(question.minimum)}${unit}`)
  }
  if (question.maximum !== null && number > question.maximum) {
    return wrong(`不能大于 ${numberText(question.maximum)}${unit}`)
  }
  return right(number)
}

const readText: Reader = (question, raw, today) => {
  if (typeof raw !== 'string') {
    return wrong('请填写文字')
  }
  if (lengthOf(raw) > LONGEST_RAW) {
    return wrong(`内容太长，最多 ${question.maxLength} 个字`)
  }
  const typed = cleaned(raw, question.multiline)
  if (typed === '') {
    return NOTHING
  }
  const { text, wrong: message } = FORMATS[question.format](typed, today)
  if (message !== null) {
    return wrong(message)
  }
  const length = lengthOf(text)
  if (length > question.maxLength) {
    return wrong(`最多 ${question.maxLength} 个字，现在是 ${length} 个字`)
  }
  return right(text, length < question.minLength ? `至少 ${question.minLength} 个字，现在是 ${length} 个字` : null)
}

const readDate: Reader = (question, raw, today) => {
  if (typeof raw !== 'string' || lengthOf(raw) > LONGEST_RAW) {
    return wrong('请填写日期，例如 2026-05-01')
  }
  const text = halfWidth(cleaned(raw)).replace(/ /g, '')
  if (text === '') {
    return NOTHING
  }
  const read = readDay(text)
  if (read.day === null) {
    return wrong(read.wrong)
  }
  const first = question.earliest === null ? read.day : limitDay(question.earliest, today)
  if (read.day < first) {
    return wrong(`不能早于 ${first}`)
  }
  const last = question.latest === null ? read.day : limitDay(question.latest, today)
  return read.day > last ? wrong(`不能晚于 ${last}`) : right(read.day)
}

/** A column for each row answered; rows without one (absent, null or "") are left out, or missing if required. */
const readMatrix: Reader = (question, raw) => {
  if (!isObject(raw) || Object.keys(raw).length > MOST_ITEMS) {
    return wrong(NOT_AN_OPTION)
  }
  const rows = new Set(question.rows.map((row) => row.value))
  const columns = new Set(question.columns.map((column) => column.value))
  const answered = new Map<string, string>()
  for (const [row, column] of Object.entries(raw)) {
    if (!rows.has(row)) {
      return wrong(NOT_AN_OPTION)
    }
    if (column === null || column === '') {
      continue
    }
    if (typeof column !== 'string' || !columns.has(column)) {
      return wrong(NOT_AN_OPTION)
    }
    answered.set(row, column)
  }
  if (answered.size === 0) {
    return NOTHING
  }
  const left = question.rows.filter((row) => row.required && !answered.has(row.value))
  const [next] = left
  const missing = next ? `还有 ${left.length} 行没有选，从“${next.label}”开始` : null
  return right(Object.fromEntries(answered), missing)
}

/** Options from first to last, `top` of them. */
const readRanking: Reader = (question, raw) => {
  if (!Array.isArray(raw) || raw.length > MOST_ITEMS) {
    return wrong(NOT_AN_OPTION)
  }
  const values = new Set(question.options.map((option) => option.value))
  const ranked = (raw as unknown[]).filter((item): item is string => typeof item === 'string' && values.has(item))
  if (ranked.length < raw.length) {
    return wrong(NOT_AN_OPTION)
  }
  if (new Set(ranked).size < ranked.length) {
    return wrong('同一项不能排两次')
  }
  if (ranked.length > question.top) {
    return wrong(`最多排 ${question.top} 项，现在排了 ${ranked.length} 项`)
  }
  if (ranked.length === 0) {
    return NOTHING
  }
  const left = question.top - ranked.length
  return right(ranked, left > 0 ? `请排出 ${question.top} 项，还差 ${left} 项` : null)
}

/** Ids of uploaded files, in the order they were chosen; whose they are is for the server to check. */
const readFile: Reader = (question, raw) => {
  if (!Array.isArray(raw) || raw.length > MOST_ITEMS) {
    return wrong(NOT_A_FILE)
  }
  const ids = (raw as unknown[]).filter((item): item is string => typeof item === 'string' && ID.test(item))
  if (ids.length < raw.length) {
    return wrong(NOT_A_FILE)
  }
  if (new Set(ids).size < ids.length) {
    return wrong('同一个文件不能交两次')
  }
  if (ids.length > question.most) {
    const measure = question.accept === 'photo' ? '张' : '个'
    return wrong(`最多上传 ${question.most} ${measure}，现在有 ${ids.length} ${measure}`)
  }
  return ids.length > 0 ? right(ids) : NOTHING
}

const READERS: Record<QuestionType, Reader> = {
  single: readSingle,
  multiple: readMultiple,
  rating: readScore,
  scale: readScore,
  text: readText,
  number: readNumberAnswer,
  date: readDate,
  matrix: readMatrix,
  ranking: readRanking,
  file: readFile,
}
