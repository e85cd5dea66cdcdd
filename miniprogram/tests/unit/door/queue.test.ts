import { beforeEach, describe, expect, test } from 'vitest'
import { activitiesWaiting, leavingWords, Queue } from '../../../src/services/door/queue'
import { FakePhone } from '../phone'
import { ID, resultOf, scanOf } from './made'

let phone: FakePhone

beforeEach(() => {
  phone = new FakePhone()
})

const filled = (count: number) => {
  const queue = new Queue(ID)
  for (let n = 1; n <= count; n++) queue.append(scanOf(n))
  return queue
}
/** The app was killed: all that is left is what was stored. */
const afterKill = () => new Queue(ID)
const refs = (queue: Queue) => queue.scans.map(({ client_ref }) => client_ref)
const numbered = (...numbers: number[]) => numbers.map((n) => `ref-${n}`)

describe('a queue', () => {
  test('is there again after the app was killed, in the order it was scanned', () => {
    const queue = filled(45)
    expect(refs(afterKill())).toEqual(refs(queue))
    expect(afterKill().scans[44]).toEqual(scanOf(45))
  })

  test('costs one small write a scan, however long it is', () => {
    filled(1_000)
    expect(phone.writes).toBe(1_000)
    const largest = Math.max(...[...phone.stored.values()].map((value) => JSON.stringify(value).length))
    expect(largest).toBeLessThan(6_000)
  })

  test('goes on where it was after a kill, under keys of its own', () => {
    filled(30)
    const queue = afterKill()
    queue.append(scanOf(31))
    expect(refs(afterKill())).toEqual(refs(queue))
    expect(new Set(refs(queue)).size).toBe(31)
  })

  test('loses only what the server answered', () => {
    const queue = filled(30)
    queue.settle({ results: numbered(2, 25).map((ref) => resultOf(ref)), conflicts: [] })
    const left = refs(queue)
    expect(left).toHaveLength(28)
    expect(left).not.toContain('ref-2')
    expect(refs(afterKill())).toEqual(left)
  })

  test('takes answers out of order, twice, and of scans it does not have', () => {
    const queue = filled(3)
    const answer = { results: [resultOf('ref-3'), resultOf('ref-1'), resultOf('ref-3'), resultOf('ref-99')], conflicts: [] }
    expect(queue.settle(answer).map(({ client_ref }) => client_ref)).toEqual(['ref-3', 'ref-1'])
    expect(queue.settle(answer)).toEqual([])
    expect(refs(queue)).toEqual(['ref-2'])
  })

  test('leaves nothing behind when it is empty', () => {
    const queue = filled(25)
    queue.settle({ results: queue.scans.map(({ client_ref }) => resultOf(client_ref)), conflicts: [] })
    expect([...phone.stored.keys()]).toEqual([])
    expect(activitiesWaiting()).toEqual([])
  })

  test('is found by its activity', () => {
    filled(1)
    new Queue('8').append(scanOf(2))
    expect(activitiesWaiting()).toEqual([ID, '8'])
    expect(refs(new Queue('8'))).toEqual(['ref-2'])
  })

  test('is spoken of before the account leaves this phone', () => {
    expect(leavingWords()).toBe('')
    filled(21)
    new Queue('8').append(scanOf(2))
    expect(leavingWords()).toContain('还有 22 条签到没有上传')
  })

  test('keeps the one being sent alone out of batches', () => {
    const queue = filled(3)
    queue.hold('ref-1')
    expect(queue.next(10).map(({ client_ref }) => client_ref)).toEqual(['ref-2', 'ref-3'])
    queue.release('ref-1')
    expect(queue.next(2).map(({ client_ref }) => client_ref)).toEqual(['ref-1', 'ref-2'])
  })
})

describe('what the organizer should read', () => {
  test('a refused scan is kept with its reason, a conflict with its words, also after a kill', () => {
    const queue = filled(3)
    queue.settle({
      results: [
        resultOf('ref-1', { outcome: 'refused', code: 'pass_invalid', message: '这不是有效的入场码', name: '' }),
        resultOf('ref-2', { outcome: 'already' }),
      ],
      conflicts: [{ client_ref: 'ref-2', message: '王敏 已于 14:01 在东门进场' }],
    })
    expect(afterKill().notices).toEqual([
      { ref: 'ref-2', kind: 'conflict', at: scanOf(2).scanned_at, who: '王敏', message: '王敏 已于 14:01 在东门进场' },
      { ref: 'ref-1', kind: 'refused', at: scanOf(1).scanned_at, who: '王*', message: '这不是有效的入场码' },
    ])
    expect(refs(afterKill())).toEqual(['ref-3'])
  })

  test('is kept once, however often the answer comes', () => {
    const answer = { results: [resultOf('ref-1', { outcome: 'refused', message: '晚了' })], conflicts: [] }
    filled(1).settle(answer)
    const again = filled(1)
    again.settle(answer)
    expect(again.notices).toHaveLength(1)
  })

  test('goes when the organizer has read it', () => {
    const queue = filled(1)
    queue.settle({ results: [resultOf('ref-1', { outcome: 'refused', message: '晚了' })], conflicts: [] })
    queue.clearNotices()
    expect(afterKill().notices).toEqual([])
  })
})

describe('a full store', () => {
  test('gives up copies of answers before a scan', () => {
    phone.stored.set('copy:/home', 'x'.repeat(5_000))
    phone.room = 5_100
    expect(new Queue(ID).append(scanOf(1))).toBe(true)
    expect(phone.stored.has('copy:/home')).toBe(false)
    expect(refs(afterKill())).toEqual(['ref-1'])
  })

  test('says so when there is no room at all, holds the scan in memory and still sends it', () => {
    const queue = filled(1)
    phone.room = 10
    expect(queue.append(scanOf(2))).toBe(false)
    expect(refs(queue)).toEqual(['ref-1', 'ref-2'])
    expect(refs(afterKill())).toEqual(['ref-1'])
    phone.room = Number.POSITIVE_INFINITY
    queue.settle({ results: [resultOf('ref-1'), resultOf('ref-2')], conflicts: [] })
    expect(refs(afterKill())).toEqual([])
  })

  test('keeps a refused scan in the queue while its reason cannot be kept', () => {
    const queue = filled(1)
    phone.room = 10
    expect(queue.settle({ results: [resultOf('ref-1', { outcome: 'refused', message: '晚了' })], conflicts: [] })).toEqual([])
    expect(refs(queue)).toEqual(['ref-1'])
  })
})
