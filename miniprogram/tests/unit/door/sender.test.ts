import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backoff } from '../../../src/services/door/backoff'
import { Queue } from '../../../src/services/door/queue'
import { Sender } from '../../../src/services/door/sender'
import { ApiError } from '../../../src/services/request'
import type { BatchAnswer, BatchScan } from '../../../src/services/types'
import { FakePhone } from '../phone'
import { ID, resultOf, scanOf } from './made'

const offline = new ApiError('offline', '网络没有连上')
const answer = (scans: BatchScan[], change: Partial<BatchAnswer> = {}): BatchAnswer => ({
  server_time: '2026-11-22T14:10:00+08:00',
  results: scans.map(({ client_ref }) => resultOf(client_ref)),
  conflicts: [],
  version: 9,
  arrived: 1,
  expected: 3,
  ...change,
})

let queue: Queue
let batches: string[][]
let reply: (scans: BatchScan[]) => BatchAnswer | Promise<BatchAnswer>
let goesOn: boolean

const senderOf = (one: Queue) =>
  new Sender(one, {
    send: async (scans) => {
      batches.push(scans.map(({ client_ref }) => client_ref))
      return reply(scans)
    },
    answered: () => undefined,
    failed: () => goesOn,
  })
const fill = (count: number) => {
  for (let n = 1; n <= count; n++) queue.append(scanOf(n))
}

beforeEach(() => {
  vi.useFakeTimers()
  new FakePhone()
  queue = new Queue(ID)
  batches = []
  reply = answer
  goesOn = true
})
afterEach(() => vi.useRealTimers())

describe('sending what waits', () => {
  test('tells the server nothing but what it asks for', async () => {
    const sent: BatchScan[] = []
    reply = (scans) => {
      sent.push(...scans)
      return answer(scans)
    }
    fill(1)
    await senderOf(queue).go()
    const { initials: _, seats: __, ...scan } = scanOf(1)
    expect(sent).toEqual([scan])
  })

  test('goes in batches until all is answered', async () => {
    fill(450)
    await senderOf(queue).go()
    expect(batches.map((batch) => batch.length)).toEqual([200, 200, 50])
    expect(queue.size).toBe(0)
  })

  test('waits longer after each failure, and stops waiting when told that the network is back', async () => {
    reply = () => Promise.reject(offline)
    fill(1)
    const sender = senderOf(queue)
    await sender.go()
    await vi.advanceTimersByTimeAsync(60_000)
    const tries = batches.length
    expect(tries).toBeGreaterThan(4)
    expect(tries).toBeLessThan(12)
    reply = answer
    await sender.go()
    expect(queue.size).toBe(0)
    await vi.advanceTimersByTimeAsync(600_000)
    expect(batches).toHaveLength(tries + 1)
  })

  test('never sends two batches at a time', async () => {
    let finish: () => void = () => undefined
    reply = (scans) =>
      new Promise((resolve) => {
        finish = () => resolve(answer(scans))
      })
    fill(1)
    const sender = senderOf(queue)
    const first = sender.go()
    await sender.go()
    expect(batches).toHaveLength(1)
    finish()
    await first
    expect(queue.size).toBe(0)
  })

  test('an app killed in mid-send sends the same again, under the same names', async () => {
    fill(3)
    reply = () => new Promise(() => undefined)
    senderOf(queue).go()
    await vi.advanceTimersByTimeAsync(1)
    reply = answer
    const left = new Queue(ID)
    await senderOf(left).go()
    expect(batches).toEqual([
      ['ref-1', 'ref-2', 'ref-3'],
      ['ref-1', 'ref-2', 'ref-3'],
    ])
    expect(new Queue(ID).size).toBe(0)
  })

  test('an answer in part leaves the rest, which is sent next', async () => {
    fill(3)
    reply = (scans) => answer(scans, { results: [resultOf(scans.at(-1)?.client_ref ?? '')] })
    await senderOf(queue).go()
    expect(batches).toEqual([['ref-1', 'ref-2', 'ref-3'], ['ref-1', 'ref-2'], ['ref-1']])
    expect(queue.size).toBe(0)
  })

  test('an answer about nothing is waited out like a failure', async () => {
    fill(1)
    reply = (scans) => answer(scans, { results: [] })
    await senderOf(queue).go()
    expect(batches).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1_100)
    expect(batches).toHaveLength(2)
    expect(queue.size).toBe(1)
  })

  test('one scan the server cannot read does not hold up the others, and is kept with the reason', async () => {
    fill(9)
    reply = (scans) => {
      if (scans.some(({ client_ref }) => client_ref === 'ref-6')) throw new ApiError('invalid', '码的长度不对。', 422)
      return answer(scans)
    }
    await senderOf(queue).go()
    expect(queue.size).toBe(0)
    expect(queue.notices).toMatchObject([{ ref: 'ref-6', kind: 'refused', message: '码的长度不对。' }])
  })

  test('stops when the door is closed to this phone, and keeps what waits', async () => {
    fill(2)
    goesOn = false
    reply = () => Promise.reject(new ApiError('door_revoked', '这部手机已停用', 403))
    await senderOf(queue).go()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(batches).toHaveLength(1)
    expect(new Queue(ID).size).toBe(2)
  })
})

test('the pauses double up to a limit, and differ by chance', () => {
  const pauses = (failures: number) => Array.from({ length: 50 }, () => backoff(failures, 1_000, 60_000))
  for (const [failures, most] of [
    [1, 1_000],
    [3, 4_000],
    [20, 60_000],
  ] as const) {
    const all = pauses(failures)
    expect(Math.max(...all)).toBeLessThanOrEqual(most)
    expect(Math.min(...all)).toBeGreaterThanOrEqual(most / 2)
    expect(new Set(all).size).toBeGreaterThan(10)
  }
})
