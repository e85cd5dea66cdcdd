import { describe, expect, test, vi } from 'vitest'
import { refused } from '../../src/services/door-words'
import { clockOffset, slotAt } from '../../src/services/event-slots'
import { poll } from '../../src/services/polling'
import { ApiError } from '../../src/services/request'
import { isOlder } from '../../src/services/version'

const START = Date.parse('2026-11-22T14:00:00+08:00')
const code = {
  slot_seconds: 30,
  grace_slots: 1,
  server_time: '2026-11-22T14:00:10+08:00',
  slots: [0, 1, 2].map((n) => ({
    starts_at: new Date(START + n * 30_000).toISOString(),
    ends_at: new Date(START + (n + 1) * 30_000).toISOString(),
    text: `code-${n}`,
  })),
}

describe('the rotating code', () => {
  test('shows the slot of the server’s clock, however wrong the phone’s is', () => {
    const phone = new Date(START - 3600_000)
    const offset = clockOffset(code, phone)
    expect(slotAt(code, phone.getTime() + offset)).toEqual({ text: 'code-0', secondsLeft: 20, percentLeft: 67, ahead: 2 })
  })

  test('changes at the very second a slot ends', () => {
    expect(slotAt(code, START + 29_999)?.text).toBe('code-0')
    expect(slotAt(code, START + 30_000)?.text).toBe('code-1')
  })

  test('shows nothing when the slots are used up', () => {
    expect(slotAt(code, START + 90_000)).toBeNull()
  })
})

describe('a refusal at the door', () => {
  test.each([
    ['already_checked_in', 409, '王敏 已于 14:02 签到', 'wait', '已签到'],
    ['pass_invalid', 422, '这个码不是有效的入场码', 'danger', '无效码'],
    ['pass_of_other_activity', 409, '这是另一场活动的入场码', 'danger', '别场活动'],
    ['offline', 0, '网络没有连上', 'wait', '没记上'],
    ['something_new', 409, '原因', 'danger', '不能进'],
  ])('%s', (name, status, text, tone, word) => {
    expect(refused(new ApiError(name, text, status))).toMatchObject({ tone, word, text })
  })
})

describe('polling', () => {
  test('asks at once, then after each pause, until told to stop', async () => {
    vi.useFakeTimers()
    const task = vi.fn(async () => true)
    const stop = poll(task, 1000)
    await vi.advanceTimersByTimeAsync(2500)
    expect(task).toHaveBeenCalledTimes(3)
    stop()
    await vi.advanceTimersByTimeAsync(5000)
    expect(task).toHaveBeenCalledTimes(3)
    vi.useRealTimers()
  })

  test('a run that ends after the stop starts no other', async () => {
    vi.useFakeTimers()
    let finish = () => {}
    const task = vi.fn(
      () =>
        new Promise<boolean>((resolve) => {
          finish = () => resolve(true)
        }),
    )
    const stop = poll(task, 1000)
    stop()
    finish()
    await vi.advanceTimersByTimeAsync(5000)
    expect(task).toHaveBeenCalledTimes(1)
    vi.useRealTimers()
  })
})

test.each([
  ['0.1.0', '0.1.1', true],
  ['0.9.0', '0.10.0', true],
  ['1.0', '1.0.0', false],
  ['2.0.0', '1.9.9', false],
])('version %s is older than %s: %s', (a, b, older) => {
  expect(isOlder(a, b)).toBe(older)
})
