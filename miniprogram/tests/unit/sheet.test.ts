import { expect, test } from 'vitest'
import { check, draftable, fieldsOf, progressOf, type Sheet, shuffled } from '../../src/components/form-renderer/sheet'
import { parseDefinition } from '../../src/rules/index'

const TODAY = '2026-11-22'
const consent = { question: 'id', title: '身份证号', purpose: '买保险', text: '…', text_version: '1', granted_at: null }

const definition = parseDefinition({
  sections: [
    {
      key: 's',
      title: '报名',
      questions: [
        {
          key: 'car',
          type: 'single',
          title: '怎么来',
          required: true,
          options: [
            { value: 'self', label: '开车' },
            { value: 'bus', label: '大巴' },
          ],
        },
        { key: 'plate', type: 'text', title: '车牌', required: true, show_if: { question: 'car', op: 'eq', value: 'self' } },
        { key: 'phone', type: 'text', title: '手机', required: true, sensitive: true, purpose: '通知' },
        { key: 'id', type: 'text', title: '身份证号', required: true, sensitive: true, purpose: '买保险' },
      ],
    },
  ],
})
const sheet: Sheet = { definition, masked: { phone: '138****00' }, consents: [consent] }
const keys = (answers: Record<string, unknown>) => fieldsOf(sheet, answers, {}, TODAY).map(({ question }) => question.key)

test('a question shows when the answer before it asks for it', () => {
  expect(keys({})).toEqual(['car', 'phone', 'id'])
  expect(keys({ car: 'self' })).toEqual(['car', 'plate', 'phone', 'id'])
})

test('a masked value left alone is not called missing, and is not sent', () => {
  const { values, errors } = check(sheet, { car: 'bus' }, TODAY)
  expect(errors).toEqual({})
  expect(values).toEqual({ car: 'bus' })
})

test('a masked value written anew and left empty is missing', () => {
  expect(check(sheet, { car: 'bus', phone: '' }, TODAY).errors).toHaveProperty('phone')
})

test('a question is asked once its consent is given', () => {
  const granted: Sheet = { ...sheet, consents: [{ ...consent, granted_at: '2026-11-22T09:00:00+08:00' }] }
  expect(check(sheet, { car: 'bus' }, TODAY).errors).not.toHaveProperty('id')
  expect(check(granted, { car: 'bus' }, TODAY).errors).toHaveProperty('id')
})

test('progress counts what is shown, and a masked value as there', () => {
  expect(progressOf(fieldsOf(sheet, { car: 'bus' }, {}, TODAY))).toEqual({ answered: 2, total: 3, percent: 67 })
  expect(progressOf([])).toEqual({ answered: 0, total: 0, percent: 100 })
})

test('sensitive values are not kept in the draft on the phone', () => {
  expect(draftable(definition, { car: 'bus', id: '11010519491231002X' })).toEqual({ car: 'bus' })
})

test('options are shuffled only where the form asks for it', () => {
  const mixed = parseDefinition({
    sections: [
      {
        key: 's',
        title: '题',
        questions: ['fixed', 'mixed'].map((key) => ({
          key,
          type: 'single',
          title: key,
          randomize: key === 'mixed',
          options: ['a', 'b', 'c'].map((value) => ({ value, label: value })),
        })),
      },
    ],
  })
  const draws = [0.9, 0.5, 0.1]
  const [fixed, random] = shuffled(mixed, () => draws.shift() ?? 0).sections[0]?.questions ?? []
  expect(fixed?.options.map(({ value }) => value)).toEqual(['a', 'b', 'c'])
  expect(random?.options.map(({ value }) => value)).toEqual(['c', 'b', 'a'])
})

test('a matrix has the rows that the answers before it ask for', () => {
  const rated = parseDefinition({
    sections: [
      {
        key: 's',
        title: '评价',
        questions: [
          { key: 'used', type: 'multiple', title: '用过', options: ['food', 'park'].map((value) => ({ value, label: value })) },
          {
            key: 'rate',
            type: 'matrix',
            title: '评价',
            required: true,
            rows: ['food', 'park'].map((value) => ({ value, label: value, show_if: { question: 'used', op: 'contains', value } })),
            columns: [{ value: 'good', label: '好' }],
          },
        ],
      },
    ],
  })
  const rows = (answers: Record<string, unknown>) =>
    fieldsOf({ ...sheet, definition: rated }, answers, {}, TODAY)
      .filter(({ key }) => key === 'rate')
      .flatMap(({ question }) => question.rows.map(({ value }) => value))
  expect(rows({})).toEqual([])
  expect(rows({ used: ['park'] })).toEqual(['park'])
  expect(rows({ used: ['park', 'food'] })).toEqual(['food', 'park'])
  const kept = { used: ['park'], rate: { food: 'good', park: 'good' } }
  expect(check({ ...sheet, definition: rated }, kept, TODAY)).toEqual({ values: { used: ['park'], rate: { park: 'good' } }, errors: {} })
})
