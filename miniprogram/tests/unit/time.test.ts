import { describe, expect, test } from 'vitest'
import { ago, clock, date, dateBlock, day, deadline, greeting, isoDay, moment, range } from '../../src/services/time'

/** Sunday, 22 November 2026, on the wall in Shanghai. */
const at = (clockTime: string, dayOfMonth = '22') => `2026-11-${dayOfMonth}T${clockTime}:00+08:00`
const now = new Date(at('10:00'))

test('the wall clock is that of the venue, whatever zone the text and the phone are in', () => {
  expect(clock('2026-11-22T06:00:00Z')).toBe('14:00')
  expect(moment('2026-11-21T18:30:00+00:00', now)).toBe('今天 02:30')
})

test.each([
  [at('14:00'), '今天'],
  [at('00:00', '23'), '明天'],
  [at('23:59', '24'), '后天'],
  [at('09:00', '21'), '昨天'],
  [at('14:00', '26'), '11月26日 周四'],
  ['2027-01-03T09:00:00+08:00', '2027年1月3日 周日'],
])('the day of %s is said %s', (iso, said) => {
  expect(day(iso, now)).toBe(said)
})

test('a range says the day once, and both when it goes over midnight', () => {
  expect(range(at('14:00'), at('17:00'), now)).toBe('今天 14:00–17:00')
  expect(range(at('14:00', '26'), at('12:00', '27'), now)).toBe('11月26日 周四 14:00 至 11月27日 周五 12:00')
})

describe('a deadline', () => {
  test.each([
    [at('09:59'), '已截止'],
    [at('10:00'), '已截止'],
    [at('10:00').replace('00+', '20+'), '还有 1 分钟截止'],
    [at('10:25'), '还有 25 分钟截止'],
    [at('10:59').replace('00+', '59+'), '还有 60 分钟截止'],
    [at('15:30'), '今天 15:30 截止'],
    [at('20:00'), '今晚 20:00 截止'],
    [at('23:59'), '今晚截止'],
    [at('00:00', '23'), '今晚截止'],
    [at('18:00', '23'), '明天 18:00 截止'],
    [at('00:00', '24'), '明晚截止'],
    [at('18:00', '25'), '还剩 3 天'],
    [at('18:00', '29'), '还剩 7 天'],
    [at('18:00', '30'), '11月30日截止'],
  ])('%s', (iso, said) => {
    expect(deadline(iso, now)).toBe(said)
  })
})

test.each([
  [at('10:00'), '刚刚'],
  [at('09:55'), '5 分钟前'],
  [at('08:02'), '今天 08:02'],
  [at('09:10', '21'), '昨天 09:10'],
])('%s was %s', (iso, said) => {
  expect(ago(iso, now)).toBe(said)
})

test.each([
  ['04:59', '晚上好'],
  ['05:00', '早上好'],
  ['09:00', '上午好'],
  ['11:00', '中午好'],
  ['13:00', '下午好'],
  ['18:00', '晚上好'],
])('at %s one says %s', (clockTime, said) => {
  expect(greeting(new Date(at(clockTime)))).toBe(said)
})

test('dates for records and for the square on a card', () => {
  expect(date(at('09:00'))).toBe('2026年11月22日')
  expect(dateBlock(at('09:00'))).toEqual({ day: '22', month: '11月', weekday: '周日' })
  expect(isoDay(new Date('2026-11-21T16:00:00Z'))).toBe('2026-11-22')
})
