import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { liveAtDemoTime, readDemoClock, setDateAhead } from '../../preview/runtime/demo-clock'
import { clockControl, dateWords, morningWords } from '../../preview/site/clock'

const HOUR = 3_600_000
const RealDate = Date
const THURSDAY = { now: '2026-04-23T14:05:12+08:00', ahead_ms: 0, next_morning: '2026-04-24T08:30:00+08:00' }
const FRIDAY = { now: '2026-04-24T14:05:12+08:00', ahead_ms: 24 * HOUR, next_morning: '2026-04-27T08:30:00+08:00' }

/** What was said to the phones. */
const told: unknown[] = []
let listener: ((event: { data: unknown }) => void) | undefined

beforeEach(() => {
  told.length = 0
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      addEventListener = (_type: string, heard: typeof listener) => {
        listener = heard
      }
      postMessage = (data: unknown) => told.push(data)
      close() {}
    },
  )
})

afterEach(() => {
  globalThis.Date = RealDate
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Answers each call in turn, the last one again and again; an Error fails it. */
function serverSays(...answers: (object | Error)[]) {
  const calls: unknown[] = []
  vi.stubGlobal('fetch', async (_address: string, init?: RequestInit) => {
    if (init?.body) calls.push(JSON.parse(String(init.body)))
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer instanceof Error) throw answer
    return new Response(JSON.stringify(answer), { status: answer && 'code' in answer ? 409 : 200 })
  })
  return calls
}

describe('the Date of a phone', () => {
  beforeEach(() => setDateAhead(HOUR))

  test('is ahead wherever the present is asked for', () => {
    const ahead = () => RealDate.now() + HOUR
    for (const present of [Date.now(), Date.parse(new Date().toISOString()), Date.parse(Date())]) expect(Math.abs(present - ahead())).toBeLessThan(2000)
  })

  test('is itself for any other moment', () => {
    expect(new Date('2026-04-23T14:05:00+08:00').toISOString()).toBe('2026-04-23T06:05:00.000Z')
    expect(new Date(2026, 3, 23).getMonth()).toBe(3)
    expect([new Date(0).getTime(), Date.UTC(1970, 0, 2), Date.parse('1970-01-01T00:00:01Z')]).toEqual([0, 86_400_000, 1000])
  })

  test('makes dates like any other', () => {
    class Day extends Date {}
    expect([new Date() instanceof Date, new Day() instanceof Date, new Date() instanceof RealDate]).toEqual([true, true, true])
    expect(new Day().getTime()).toBeGreaterThan(RealDate.now() + HOUR / 2)
    expect(structuredClone(new Date(5)).getTime()).toBe(5)
  })
})

describe('a phone that starts', () => {
  beforeEach(() => vi.stubGlobal('location', { ...location, reload: vi.fn() }))

  test('lives at the time of the server', async () => {
    serverSays(FRIDAY)
    await liveAtDemoTime('/demo/clock')
    expect(Date.now() - RealDate.now()).toBe(24 * HOUR)
  })

  test.each([new Error('offline'), { code: 'not_found' }])('keeps its own where the server says nothing: %s', async (answer) => {
    serverSays(answer)
    expect(await readDemoClock('/demo/clock')).toBeUndefined()
    await liveAtDemoTime('/demo/clock')
    expect(Date).toBe(RealDate)
  })

  test('starts anew when time has moved, and only then', async () => {
    serverSays(FRIDAY)
    await liveAtDemoTime('/demo/clock')
    listener?.({ data: 24 * HOUR })
    expect(location.reload).not.toHaveBeenCalled()
    listener?.({ data: 25 * HOUR })
    expect(location.reload).toHaveBeenCalledOnce()
  })
})

describe('the clock above the phones', () => {
  const onMoved = vi.fn()
  const button = (control: HTMLElement, index: number) => control.querySelectorAll('button')[index] as HTMLButtonElement
  const words = (control: HTMLElement) => [...control.querySelectorAll('time, button, small')].map((element) => element.textContent)

  async function shown(...answers: (object | Error)[]) {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onMoved.mockClear()
    const calls = serverSays(...answers)
    const control = clockControl('/demo/clock', onMoved)
    await vi.waitFor(() => expect(control.hidden).toBe(false))
    return { control, calls }
  }

  test('says what time it is, and what moves it', async () => {
    const { control } = await shown(THURSDAY)
    expect(words(control)).toEqual(['4月23日 周四 14:05', '+1 小时', '+1 天', '明早 8:30', '只能往前拨'])
    expect(told).toEqual([])
  })

  test.each([
    [0, { advance_s: 3600 }],
    [1, { advance_s: 86_400 }],
    [2, { to: THURSDAY.next_morning }],
  ])('button %i moves time and starts the phones anew', async (index, body) => {
    const { control, calls } = await shown(THURSDAY, FRIDAY)
    button(control, index).click()
    await vi.waitFor(() => expect(onMoved).toHaveBeenCalledOnce())
    expect([calls, told]).toEqual([[body], [24 * HOUR]])
    expect(words(control).slice(0, 4)).toEqual(['4月24日 周五 14:05', '+1 小时', '+1 天', '周一早 8:30'])
  })

  test('presses while time is being moved count once', async () => {
    const { control, calls } = await shown(THURSDAY, FRIDAY)
    for (let press = 0; press < 3; press++) button(control, 1).click()
    expect(control.getAttribute('aria-busy')).toBe('true')
    await vi.waitFor(() => expect(control.hasAttribute('aria-busy')).toBe(false))
    expect(calls).toHaveLength(1)
  })

  test.each([new Error('offline'), { code: 'only_forward' }])('a move that fails says so and can be made again: %s', async (refusal) => {
    const { control, calls } = await shown(THURSDAY, refusal, FRIDAY)
    button(control, 1).click()
    await vi.waitFor(() => expect(words(control).at(-1)).toBe('没有拨动，请再按一次'))
    expect(told).toEqual([])
    button(control, 1).click()
    await vi.waitFor(() => expect(words(control).at(-1)).toBe('只能往前拨'))
    expect([calls.length, told]).toEqual([2, [24 * HOUR]])
  })

  test('time that was moved elsewhere is noticed', async () => {
    const { control } = await shown(THURSDAY, FRIDAY)
    vi.advanceTimersByTime(10_000)
    await vi.waitFor(() => expect(onMoved).toHaveBeenCalledOnce())
    expect([told, control.querySelector('time')?.textContent]).toEqual([[24 * HOUR], '4月24日 周五 14:05'])
  })

  test('is not there until the server says what time it is', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    serverSays(new Error('offline'))
    const control = clockControl('/demo/clock', onMoved)
    await Promise.resolve()
    expect(control.hidden).toBe(true)
  })
})

test('a moment is told on the wall clock it names, wherever the browser is', () => {
  expect(dateWords('2026-12-31T23:59:59+08:00')).toBe('12月31日 周四 23:59')
  expect(dateWords('2027-01-01T00:00:00+08:00')).toBe('1月1日 周五 00:00')
})

test.each([
  ['2026-04-23T07:00:00+08:00', '2026-04-23T08:30:00+08:00', '今早 8:30'],
  ['2026-04-23T23:59:00+08:00', '2026-04-24T08:30:00+08:00', '明早 8:30'],
  ['2026-04-24T09:00:00+08:00', '2026-04-27T08:30:00+08:00', '周一早 8:30'],
  ['2026-12-31T09:00:00+08:00', '2027-01-01T08:30:00+08:00', '明早 8:30'],
])('from %s to %s is %s', (now, next_morning, said) => {
  expect(morningWords({ now, next_morning })).toBe(said)
})
