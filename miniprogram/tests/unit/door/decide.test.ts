import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { decide, spokenCode } from '../../../src/services/door/decide'
import { digestOf } from '../../../src/services/door/digest'
import type { Roll } from '../../../src/services/door/list'
import type { Direction, DoorEntry, DoorFlag } from '../../../src/services/types'
import { activity, at, entry, rollOf, SESSIONS } from './made'

const PASS = 'https://lianyi.example/p/abcdef'
const mine = (flag: DoorFlag, time = '', seats = 1): DoorEntry => entry(digestOf(PASS), flag, time ? at(time) / 1000 : 0, seats)
const asked = (roll: Roll | null, { code = PASS, time = '14:10', direction = 'in' as Direction } = {}) => decide(roll, code, at(time), direction)

describe('the digest', () => {
  test.each(['', 'K74M', PASS, '入场码', 'x'.repeat(300)])('is what the server makes of %j', (pass) => {
    expect(digestOf(pass)).toBe(createHash('sha256').update(pass).digest().subarray(0, 9).toString('base64url'))
  })
})

describe('by the list alone', () => {
  const again = activity({ scans_most: 0 })
  const leaving = activity({ has_leave_scan: true, scans_most: 0 })

  test.each<[string, Roll | null, Parameters<typeof asked>[1], string, string, boolean]>([
    ['somebody expected is let in', rollOf([mine(0)]), {}, '请进', '王*', true],
    ['with their companions counted', rollOf([mine(0, '', 3)]), {}, '请进', '王* · 共 3 人', true],
    ['somebody in is told when', rollOf([mine(1, '14:02')]), {}, '已签到', '王* 已于 14:02 进场。', false],
    [
      'somebody who left does not come back where once is all',
      rollOf([mine(3, '15:10')]),
      { time: '15:30' },
      '已离开',
      '王* 已于 15:10 离开，每人只能进一次。',
      false,
    ],
    ['but does where several times are allowed', rollOf([mine(3, '15:10')], { activity: again }), { time: '15:30' }, '请进', '王* · 再次进场', true],
    ['somebody in who may come again and leaves without a scan', rollOf([mine(1, '14:02')], { activity: again }), {}, '请进', '王* · 再次进场', true],
    ['but not while they must have left first', rollOf([mine(1, '14:02')], { activity: leaving }), {}, '已签到', '王* 已于 14:02 进场。', false],
    ['somebody in leaves', rollOf([mine(1, '14:02')], { activity: leaving }), { direction: 'out' }, '慢走', '王*', true],
    ['also after the door has closed', rollOf([mine(1, '14:02')], { activity: leaving }), { direction: 'out', time: '16:30' }, '慢走', '王*', true],
    ['somebody left already', rollOf([mine(3, '15:10')], { activity: leaving }), { direction: 'out', time: '15:30' }, '已离开', '王* 已于 15:10 离开。', false],
    [
      'somebody leaves who never came, as far as we know',
      rollOf([mine(0)], { activity: leaving }),
      { direction: 'out' },
      '已记下',
      '没有 王* 的进场记录。离场已记下，联网后由系统核对。',
      true,
    ],
    ['somebody who cancelled', rollOf([mine(2)]), {}, '已取消', '王* 的报名已经取消。如果又报了名，请联网后再扫一次。', false],
    [
      'a pass not on the list is noted, never called invalid',
      rollOf([mine(0)]),
      { code: 'later' },
      '已记下',
      '不在我的名单上，已记下，联网后由系统核对。',
      true,
    ],
    ['nor without any list', null, {}, '已记下', '不在我的名单上，已记下，联网后由系统核对。', true],
    ['a spoken code is noted', rollOf([mine(0)]), { code: 'K74M' }, '已记下', '口令已记下，联网后由系统核对。', true],
    ['too early', rollOf([mine(0)]), { time: '12:59' }, '没到时间', '13:00 开始签到，现在还早。', false],
    ['on the minute', rollOf([mine(0)]), { time: '13:00' }, '请进', '王*', true],
    ['closed', rollOf([mine(0)]), { time: '16:00' }, '已结束', '签到已于 16:00 结束。', false],
    ['closed for strangers too', rollOf([]), { time: '16:00' }, '已结束', '签到已于 16:00 结束。', false],
    ['in already is said even when it is closed', rollOf([mine(1, '14:02')]), { time: '16:30' }, '已签到', '王* 已于 14:02 进场。', false],
    ['the activity is cancelled', rollOf([mine(0)], { activity: activity({ state: 'cancelled' }) }), {}, '活动取消', '这场活动已经取消。', false],
    [
      'the wrong session',
      rollOf([mine(0)], { sessions: SESSIONS, sessionId: '1' }),
      {},
      '场次不对',
      '现在签到的是“下午场”，您选的是“上午场”。请换好场次再扫。',
      false,
    ],
    ['the right session', rollOf([mine(0)], { sessions: SESSIONS, sessionId: '2' }), {}, '请进', '王*', true],
    [
      'a session that is not on yet',
      rollOf([mine(0)], { sessions: SESSIONS, sessionId: '2' }),
      { time: '12:00' },
      '没到时间',
      '13:00 开始签到，现在还早。',
      false,
    ],
  ])('%s', (_, roll, options, word, text, isRecorded) => {
    expect(asked(roll, options)).toMatchObject({ word, text, isRecorded })
  })

  test('a time of another day is said with its day', () => {
    const long = activity({ checkin_closes_at: '2026-11-24T12:00:00Z' })
    const decision = decide(rollOf([mine(1, '14:02')], { activity: long }), PASS, at('14:10') + 24 * 3600_000, 'in')
    expect(decision.text).toBe('王* 已于昨天 14:02 进场。')
  })

  test('nothing a doorkeeper reads says invalid', () => {
    for (const flag of [0, 1, 2, 3] as DoorFlag[]) {
      for (const time of ['12:00', '14:00', '17:00']) {
        for (const code of [PASS, 'x', 'K74M']) expect(JSON.stringify(asked(rollOf([mine(flag)]), { code, time }))).not.toMatch(/无效|invalid/)
      }
    }
  })
})

test.each([
  ['k7 4m', 'K74M'],
  [' K74M ', 'K74M'],
  ['k7-4m', 'K74M'],
  ['K74', null],
  ['K74M1', null],
  ['王敏王敏', null],
])('a spoken code typed as %j is %j', (typed, code) => {
  expect(spokenCode(typed)).toBe(code)
})

test('1,000 scans in a row on a list of 5,000 touch one entry each', () => {
  const roll = rollOf(Array.from({ length: 5_000 }, (_, n) => entry(digestOf(`pass-${n}`))))
  let lookups = 0
  const { get } = roll.entries
  roll.entries.get = (key) => {
    lookups += 1
    return get.call(roll.entries, key)
  }
  roll.entries[Symbol.iterator] =
    roll.entries.values =
    roll.entries.forEach =
      () => {
        throw new Error('the whole list is walked')
      }
  let slowest = 0
  const started = performance.now()
  for (let n = 0; n < 1_000; n++) {
    const before = performance.now()
    expect(decide(roll, `pass-${n * 5}`, at('14:10'), 'in').verdict).toBe('in')
    slowest = Math.max(slowest, performance.now() - before)
  }
  console.log(`1,000 decisions on 5,000 entries: ${(performance.now() - started).toFixed(0)} ms, the slowest ${slowest.toFixed(2)} ms`)
  expect(lookups).toBe(1_000)
})
