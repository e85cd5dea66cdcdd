import { beforeEach, describe, expect, test } from 'vitest'
import { clockOffset, dropOldRolls, figuresOf, keepRoll, keptRoll, merge, sessionNow } from '../../../src/services/door/list'
import { FakePhone } from '../phone'
import { activity, at, entry, ID, listed, listOf, rollOf, SESSIONS } from './made'

let phone: FakePhone

beforeEach(() => {
  phone = new FakePhone()
})

describe('a list', () => {
  test('comes whole, then in deltas by version', () => {
    const whole = merge(null, listOf({ entries: [entry('a'), entry('b')] }), '', 0)
    const later = merge(whole, listOf({ version: 6, is_whole: false, entries: [entry('b', 1, listed('14:02')), entry('c')] }), '', 0)
    expect(later.version).toBe(6)
    expect([...later.entries.values()]).toEqual([entry('a'), entry('b', 1, at('14:02') / 1000), entry('c')])
  })

  test('that is whole again replaces what was known', () => {
    const whole = merge(rollOf([entry('a')]), listOf({ entries: [entry('b')] }), '', 0)
    expect([...whole.entries.keys()]).toEqual(['b'])
  })

  test('keeps its times when the start is moved in between', () => {
    const whole = merge(null, listOf({ entries: [entry('a', 1, listed('14:02'))] }), '', 0)
    const moved = activity({ starts_at: new Date(at('15:00')).toISOString() })
    const later = merge(whole, listOf({ is_whole: false, activity: moved, entries: [] }), '', 0)
    expect(later.entries.get('a')?.[4]).toBe(at('14:02') / 1000)
  })

  test('of 5,000 takes well under the 1 MB of a key, and is there again after a kill', () => {
    const roll = rollOf(Array.from({ length: 5_000 }, (_, n) => entry(`digest${String(n).padStart(6, '0')}`, 1, 1_800_000_000)))
    keepRoll(ID, roll)
    const sizes = [...phone.stored.values()].map((value) => Buffer.byteLength(JSON.stringify(value)))
    console.log(`a list of 5,000: ${Math.max(...sizes)} bytes`)
    expect(Math.max(...sizes)).toBeLessThan(300_000)
    expect(keptRoll(ID, '')).toEqual(roll)
  })

  test('larger than a key is kept in parts', () => {
    const roll = rollOf(Array.from({ length: 20_000 }, (_, n) => entry(`digest${String(n).padStart(6, '0')}`)))
    keepRoll(ID, roll)
    expect(phone.stored.size).toBe(4)
    expect(keptRoll(ID, '')?.entries.size).toBe(20_000)
  })

  test('is one for each session', () => {
    keepRoll(ID, rollOf([entry('a')], { sessionId: '1' }))
    keepRoll(ID, rollOf([entry('b')], { sessionId: '2' }))
    expect([...(keptRoll(ID, '2')?.entries.keys() ?? [])]).toEqual(['b'])
    expect(keptRoll(ID, '3')).toBeNull()
  })

  test('goes a day after the end of its activity', () => {
    keepRoll(ID, rollOf([entry('a')]))
    dropOldRolls(at('17:00') + 23 * 3600_000)
    expect(keptRoll(ID, '')).not.toBeNull()
    dropOldRolls(at('17:00') + 25 * 3600_000)
    expect(phone.stored.size).toBe(0)
  })

  test('counts seats, without those who cancelled', () => {
    expect(figuresOf(rollOf([entry('a', 0, 0, 2), entry('b', 1, 1), entry('c', 3, 1, 3), entry('d', 2)]))).toEqual({ arrived: 4, expected: 6 })
  })
})

describe('the clock', () => {
  test('is measured at the middle of the round trip', () => {
    expect(clockOffset(new Date(at('14:00')).toISOString(), at('13:50'), at('13:50') + 400)).toBe(600_000 - 200)
    expect(clockOffset(new Date(at('14:00')).toISOString(), at('14:10') - 100, at('14:10') + 100)).toBe(-600_000)
  })
})

test.each([
  ['08:00', '1', 'the next one before the first'],
  ['10:00', '1', 'the one that is open'],
  ['12:00', '2', 'the next one in between'],
  ['14:00', '2', 'the one that is open'],
  ['20:00', '2', 'the last one when all is over'],
])('at %s the session is %s: %s', (time, id) => {
  expect(sessionNow(SESSIONS, at(time))).toBe(id)
  expect(sessionNow([], at(time))).toBe('')
})
