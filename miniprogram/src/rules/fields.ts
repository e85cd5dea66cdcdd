/** Reading the fields of a definition's JSON, collecting all that is wrong, not only the first. */

import { isDayLimit } from './day'
import { hasDecimalsWithin, isNumber, LARGEST, MOST_DECIMALS } from './decimals'
import { cleaned, lengthOf } from './text'

const MOST_PROBLEMS = 100

export const KEY = /^[a-z][a-z0-9_]{0,39}$/
// A value starts with a letter or digit, so that no value is a magic name such as __proto__.
export const VALUE = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/
// A question of the profile: section and question.
export const KNOWN_FROM = /^[a-z][a-z0-9_]{0,39}\.[a-z][a-z0-9_]{0,39}$/
export const KNOWN_FROM_MESSAGE = '应是“栏目编号.题目编号”，例如 basics.area'
export const KEY_MESSAGE = '只能用小写字母、数字和下划线，以字母开头，最多 40 个字符'
export const VALUE_MESSAGE = '只能用字母、数字、下划线和短横，以字母或数字开头，最多 40 个字符'
const PLAIN = /^[A-Za-z0-9_$-]{1,40}$/

export type JsonObject = Record<string, unknown>
/** A field's parsed value, or null after adding a problem. */
export type Field<T> = (value: unknown, path: string) => T | null

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether `data` itself has a field `name`; `in` would find `constructor` as well. */
export function has(data: JsonObject, name: string): boolean {
  // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is ES2022, newer than old phones have
  return Object.prototype.hasOwnProperty.call(data, name)
}

/** What is wrong with a definition: pairs of path and message, at most MOST_PROBLEMS. */
export class Problems {
  readonly found: [string, string][] = []

  add(path: string, message: string): void {
    if (this.found.length < MOST_PROBLEMS) {
      this.found.push([path, message])
    }
  }

  /** `value` if it is an object, with its missing and unknown fields added, else null. */
  mapping(value: unknown, path: string, known: readonly string[], required: readonly string[]): JsonObject | null {
    if (!isObject(value)) {
      this.add(path, '应是一个对象')
      return null
    }
    for (const name of required) {
      if (!has(value, name)) {
        this.add(`${path}.${name}`, '缺少这个字段')
      }
    }
    const unknown = Object.keys(value).filter((name) => !known.includes(name))
    for (const name of unknown.filter((name) => PLAIN.test(name)).sort()) {
      this.add(`${path}.${name}`, '不认识的字段')
    }
    if (unknown.some((name) => !PLAIN.test(name))) {
      this.add(path, '有不认识的字段')
    }
    return value
  }

  /** `value` if it is a list of low to high items, else an empty list; a list too long stays unread. */
  items(value: unknown, path: string, low: number, high: number): unknown[] {
    if (!Array.isArray(value)) {
      this.add(path, '应是一个列表')
      return []
    }
    if (value.length < low || value.length > high) {
      this.add(path, `应有 ${low} 到 ${high} 项`)
      return []
    }
    return value as unknown[]
  }

  /** The field `name` of `data` if it is there and right, else null. */
  read<T>(data: JsonObject, path: string, name: string, field: Field<T>): T | null {
    return has(data, name) ? field(data[name], `${path}.${name}`) : null
  }

  text(longest: number, isBlankAllowed = false): Field<string> {
    return (value, path) => {
      if (typeof value !== 'string') {
        this.add(path, '应是文字')
        return null
      }
      if (lengthOf(value) > longest) {
        this.add(path, `最多 ${longest} 个字`)
        return null
      }
      const text = cleaned(value, true)
      if (text === '' && !isBlankAllowed) {
        this.add(path, '不能为空')
        return null
      }
      return text
    }
  }

  name(pattern: RegExp, message: string): Field<string> {
    return (value, path) => {
      if (typeof value === 'string' && pattern.test(value)) {
        return value
      }
      this.add(path, message)
      return null
    }
  }

  flag: Field<boolean> = (value, path) => {
    if (typeof value === 'boolean') {
      return value
    }
    this.add(path, '应是 true 或 false')
    return null
  }

  whole(low: number, high: number): Field<number> {
    return (value, path) => {
      if (isNumber(value) && value >= low && value <= high && Number.isInteger(value)) {
        return value + 0
      }
      this.add(path, `应是 ${low} 到 ${high} 之间的整数`)
      return null
    }
  }

  number: Field<number> = (value, path) => {
    if (isNumber(value) && Math.abs(value) <= LARGEST && hasDecimalsWithin(value, MOST_DECIMALS)) {
      return value + 0
    }
    this.add(path, `应是绝对值不超过 ${LARGEST} 的数，最多 ${MOST_DECIMALS} 位小数`)
    return null
  }

  oneOf<T extends string>(choices: readonly T[]): Field<T> {
    return (value, path) => {
      const choice = choices.find((each) => each === value)
      if (choice === undefined) {
        this.add(path, `只能是：${choices.join('、')}`)
        return null
      }
      return choice
    }
  }

  day: Field<string> = (value, path) => {
    if (typeof value === 'string' && isDayLimit(value)) {
      return value
    }
    this.add(path, '应是 2026-05-01 这样的日期，或 today、today+7、today-30')
    return null
  }
}
