/** Reading the vectors that this suite and the server's share, and writing out what they abbreviate. */

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

type Json = Record<string, unknown>

const FOLDER = path.join(import.meta.dirname, '../../../tests/vectors/forms')

/** Every case of a kind as [file: name, case], with definitions looked up and abbreviations written out. */
export function load<T>(kind: string): [string, T][] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((name) => {
      const file = JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Json
      const definitions = (file['definitions'] ?? {}) as Json
      return file['kind'] === kind ? (file['cases'] as Json[]).map((raw) => ({ raw, name, definitions })) : []
    })
    .map(({ raw, name, definitions }) => {
      const { definition } = raw
      const isNamed = typeof definition === 'string' && definition in definitions
      const found = isNamed ? { ...raw, definition: definitions[definition] } : raw
      return [`${name}: ${String(raw['name'])}`, writtenOut(found) as T]
    })
}

/** `value` with each `{"$name": argument}` replaced by what it stands for. */
function writtenOut(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(writtenOut)
  }
  if (typeof value !== 'object' || value === null) {
    return value
  }
  const [name = '', argument] = Object.entries(value)[0] ?? []
  const abbreviation = ABBREVIATIONS.get(name)
  if (abbreviation !== undefined) {
    return abbreviation(writtenOut(argument))
  }
  // fromEntries, because assigning to __proto__ would not make a field of that name.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, writtenOut(item)]))
}

function times<T>(count: number, item: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, n) => item(n))
}

function nested(depth: number): unknown[] {
  let nest: unknown[] = []
  for (let n = 0; n < depth; n++) {
    nest = [nest]
  }
  return nest
}

function wrapped([key, count, inner]: [string, number, unknown]): unknown {
  let wrap = inner
  for (let n = 0; n < count; n++) {
    wrap = { [key]: wrap }
  }
  return wrap
}

function sections(sizes: number[]): Json {
  let asked = 0
  const made = sizes.map((size, n) => {
    const questions = times(size, (k) => ({ key: `q${asked + k}`, type: 'text', title: '题目' }))
    asked += size
    return { key: `s${n}`, title: '部分', questions }
  })
  return { sections: made }
}

const ABBREVIATIONS = new Map<string, (argument: unknown) => unknown>([
  ['$repeat', (argument) => repeated(argument as [string, number])],
  ['$list', (argument) => times((argument as [unknown, number])[1], () => (argument as unknown[])[0])],
  ['$keys', (argument) => keyed(argument as [string, number])],
  ['$join', (argument) => (argument as string[]).join('')],
  ['$pad', (argument) => padded(argument as [string, number])],
  ['$digits', (count) => Number('9'.repeat(count as number))],
  ['$nan', () => Number.NaN],
  ['$infinity', () => Number.POSITIVE_INFINITY],
  ['$surrogate', (argument) => surrogate(argument as [string, number])],
  ['$nest', (depth) => nested(depth as number)],
  ['$wrap', (argument) => wrapped(argument as [string, number, unknown])],
  ['$options', (count) => times(count as number, (n) => ({ value: `o${n}`, label: `选项${n}` }))],
  ['$questions', (count) => sections([count as number])],
  ['$questions_in', (sizes) => sections(sizes as number[])],
  ['$sections', (count) => sections(times(count as number, () => 1))],
])

function repeated([text, count]: [string, number]): string {
  return text.repeat(count)
}

function keyed([prefix, count]: [string, number]): Json {
  return Object.fromEntries(times(count, (n) => [`${prefix}${n}`, '']))
}

function padded([text, length]: [string, number]): string {
  return text.padStart(length)
}

function surrogate([text, unit]: [string, number]): string {
  return text + String.fromCharCode(unit)
}
