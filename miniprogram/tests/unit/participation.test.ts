import { expect, test } from 'vitest'
import { byYear, hoursOf } from '../../src/services/participation-words'
import type { Participation } from '../../src/services/types'

const entry = (occurred_at: string, hours?: number): Participation => ({
  kind: 'activity_attended',
  title: '春季企业家沙龙',
  organization: { id: '2', name: '石桥街道商会' },
  occurred_at,
  detail: hours ? { hours } : {},
})

test('entries stand under their year, a year that goes on is not begun again', () => {
  const years = byYear([entry('2027-01-01T00:30:00+08:00', 2), entry('2026-12-31T14:00:00+08:00'), entry('2026-04-23T14:00:00+08:00')])
  expect(years.map(({ year, items }) => [year, items.length])).toEqual([
    ['2027年', 1],
    ['2026年', 2],
  ])
  expect(years[0]?.items[0]?.about).toBe('石桥街道商会 · 参加活动 · 2 小时')
})

test('hours are summed only once everything is there', () => {
  const entries = [entry('2026-04-23T14:00:00+08:00', 2.5), entry('2026-03-23T14:00:00+08:00', 3)]
  expect(hoursOf(entries, 2)).toBe('5.5')
  expect(hoursOf(entries, 30)).toBe('')
})
