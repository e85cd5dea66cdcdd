import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { digestOf } from '../../../src/services/door/digest'
import type { DoorResult } from '../../../src/services/door-words'
import type { BatchScan, DoorList, LiveDoor } from '../../../src/services/types'
import { FakePhone, type NetworkAnswer, type SentRequest } from '../phone'
import { activity, at, entry, ID, listed, listOf, liveOf, resultOf, SESSIONS } from './made'

type Desk = import('../../../src/services/door/desk').Desk

const WANG = 'pass-of-wang'
const LI = 'pass-of-li'
const OFFLINE = { fail: 'request:fail errcode:-106 error_msg:net::ERR_INTERNET_DISCONNECTED' }

let phone: FakePhone
let server: Record<string, (request: SentRequest) => NetworkAnswer | Promise<NetworkAnswer>>
let list: DoorList
let live: LiveDoor
let desk: Desk
let shown: DoorResult[]

/** Another start of the app on the same phone. */
async function start(): Promise<Desk> {
  vi.resetModules()
  await import('../../../src/services/session')
  const { deskOf } = await import('../../../src/services/door/desk')
  return deskOf(ID)
}

const settle = () => vi.advanceTimersByTimeAsync(0)
const scan = async (code: string) => {
  shown = []
  const done = desk.scan(code, (result) => shown.push(result))
  await vi.advanceTimersByTimeAsync(1_500)
  await done
  return shown.at(-1) as DoorResult
}
const asked = (path: string) => phone.sent.filter(({ url }) => url.split('?')[0]?.endsWith(path))
const answered = (name: string, more: object = {}) => ({
  data: {
    signup_id: '1',
    scan_id: '11',
    name,
    organization: '石桥商会',
    checked_in_at: new Date(at('14:10')).toISOString(),
    arrived: 1,
    expected: 3,
    version: 6,
    message: '',
    seats: 1,
    session_id: null,
    direction: 'in',
    ...more,
  },
})
const refusal = (status: number, code: string, message: string) => ({ statusCode: status, data: { code, message, errors: {} } })
const results = ({ data }: SentRequest) => ({
  data: {
    server_time: '',
    results: (data as { scans: BatchScan[] }).scans.map(({ client_ref }) => resultOf(client_ref)),
    conflicts: [],
    version: 7,
    arrived: 1,
    expected: 3,
  },
})

beforeEach(async () => {
  vi.useFakeTimers({ now: at('14:10') })
  phone = new FakePhone()
  phone.stored.set('session.token', 't')
  list = listOf({ server_time: new Date(at('14:10')).toISOString(), entries: [entry(digestOf(WANG)), ['?', '李*', 2, 0, 0]] })
  list.entries[1] = [digestOf(LI), '李*', 2, 0, 0]
  live = liveOf()
  server = {
    grants: () => ({ data: { id: '3', door: '东门', expires_at: '', server_time: '' } }),
    list: () => ({ data: list }),
    live: () => ({ data: live }),
    scans: () => answered('王敏'),
    batches: results,
  }
  phone.answer = (request) => server[request.url.split('?')[0]?.split('/').pop() ?? '']?.(request) ?? { statusCode: 404 }
  desk = await start()
  desk.wake()
  await settle()
})
afterEach(() => {
  desk.close()
  vi.useRealTimers()
})

const goOffline = async () => {
  for (const path of Object.keys(server)) server[path] = () => OFFLINE
  phone.tellNetwork(false)
  await settle()
}
const comeBack = async (answers: Partial<typeof server> = {}) => {
  const all: typeof server = {
    grants: () => ({ data: { id: '3', door: '', expires_at: '', server_time: '' } }),
    list: () => ({ data: list }),
    live: () => ({ data: live }),
    scans: () => answered('王敏'),
    batches: results,
  }
  Object.assign(server, all, answers)
  phone.tellNetwork(true)
  await settle()
}

describe('opening the door', () => {
  test('gets a grant for this phone, then the list', () => {
    expect(asked('/grants')[0]?.data).toEqual({ device: expect.stringMatching(/^\w{20}$/), door: '' })
    expect(asked('/list')[0]?.url).toContain('grant_id=3&since=0')
    expect(desk.roll?.entries.size).toBe(2)
    expect(desk.place.door).toBe('东门')
  })

  test('the phone names itself the same again after a kill', async () => {
    desk.close()
    const again = await start()
    again.wake()
    await settle()
    const [first, second] = asked('/grants').map(({ data }) => (data as { device: string }).device)
    expect(second).toBe(first)
    again.close()
  })

  test('asks for what changed only when the version did', async () => {
    await vi.advanceTimersByTimeAsync(5_000)
    expect(asked('/list')).toHaveLength(1)
    live = liveOf({ version: 6 })
    list = listOf({ version: 6, is_whole: false, entries: [entry(digestOf(WANG), 1, listed('14:05'))] })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked('/list')[1]?.url).toContain('since=5')
    expect(desk.roll?.entries.size).toBe(2)
    expect((await scan(WANG)).word).toBe('请进')
  })

  test('shows each person once, whichever door let them in, and as they came last', async () => {
    const arrival = {
      signup_id: '1',
      name: '王敏',
      organization: '',
      checked_in_at: new Date(at('14:05')).toISOString(),
      method: 'pass',
      seats: 1,
      door: '',
    } as const
    live = liveOf({
      version: 6,
      arrivals: [
        { ...arrival, scan_id: '12' },
        { ...arrival, scan_id: '11' },
      ],
    })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(desk.arrivals.map(({ scan_id }) => scan_id)).toEqual(['12'])
    live = liveOf({ version: 7, arrivals: [{ ...arrival, scan_id: '13', checked_in_at: new Date(at('15:00')).toISOString() }] })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(desk.arrivals.map(({ scan_id }) => scan_id)).toEqual(['13'])
  })

  test('a door nobody looks at asks nothing', async () => {
    desk.rest()
    const before = phone.sent.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(phone.sent).toHaveLength(before)
  })
})

describe('on line', () => {
  test('shows its own decision at once, then who it is', async () => {
    expect(await scan(WANG)).toMatchObject({ word: '请进', text: '王敏 · 石桥商会', note: '' })
    expect(shown[0]).toMatchObject({ word: '请进', text: '王*', note: '正在核对…' })
    expect(asked('/scans')[0]?.data).toMatchObject({ code: WANG, grant_id: '3', session_id: null, direction: 'in' })
    expect(desk.queue.size).toBe(0)
  })

  test('tells when the server saw more than its list', async () => {
    server.scans = () => refusal(409, 'already_checked_in', '王敏 已于 14:02 签到')
    expect(await scan(WANG)).toMatchObject({
      word: '已签到',
      text: '王敏 已于 14:02 签到',
      note: '本机名单原来是“请进”，系统核对后不同，以这条为准。',
    })
    expect(desk.queue.size).toBe(0)
  })

  test('lets in whom the server lets in though the list does not', async () => {
    await scan(WANG)
    expect(await scan(WANG)).toMatchObject({ word: '请进', note: '本机名单还没更新，以系统为准。' })
  })

  test('a slow answer is not waited for: the list decides after a second and a half, and the scan is kept', async () => {
    server.scans = () => new Promise(() => undefined)
    const done = desk.scan(WANG, (result) => shown.push(result))
    await vi.advanceTimersByTimeAsync(1_499)
    expect(desk.network.isOnline).toBe(true)
    for (const path of Object.keys(server)) server[path] = () => OFFLINE
    await vi.advanceTimersByTimeAsync(1)
    await done
    expect(shown.at(-1)).toMatchObject({ word: '请进', text: '王*', note: '已记在手机上，联网后自动上传。' })
    expect(desk.network.isOnline).toBe(false)
    expect(desk.queue.size).toBe(1)
  })

  test.each([
    [403, '<html>请登录 Wi-Fi</html>'],
    [404, {}],
    [429, { code: 'too_many', message: '慢一点' }],
    [401, { code: 'unauthenticated', message: '请登录' }],
    [500, { code: 'internal', message: '出错了' }],
  ])('an answer %i that is not about the scan loses nothing', async (statusCode, data) => {
    server.scans = () => ({ statusCode, data })
    server.batches = () => ({ statusCode, data })
    expect(await scan(WANG)).toMatchObject({ word: '请进', note: '已记在手机上，联网后自动上传。' })
    expect(desk.queue.size).toBe(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(desk.queue.size).toBe(1)
  })

  test('what was sent alone and got no answer goes again in a batch under the same name', async () => {
    server.scans = () => ({ fail: 'request:fail timeout' })
    await scan(WANG)
    await vi.advanceTimersByTimeAsync(5_000)
    const alone = asked('/scans').map(({ data }) => (data as BatchScan).client_ref)
    const batched = asked('/batches').flatMap(({ data }) => (data as { scans: BatchScan[] }).scans.map(({ client_ref }) => client_ref))
    expect(batched).toEqual(alone)
    expect(desk.queue.size).toBe(0)
  })
})

describe('without a network', () => {
  test('it notices within two seconds of a look that fails, and says so', async () => {
    for (const path of Object.keys(server)) server[path] = () => OFFLINE
    await vi.advanceTimersByTimeAsync(2_000)
    expect(desk.network.isOnline).toBe(false)
  })

  test('a look that hangs is given two seconds', async () => {
    await vi.advanceTimersByTimeAsync(1_000)
    expect(asked('/live').at(-1)?.timeout).toBe(2_000)
  })

  test('a gateway that answers for the service is no network either', async () => {
    server.live = () => ({ statusCode: 502, data: '<html>' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(desk.network.isOnline).toBe(false)
  })

  test('goes on by its list, each pass once, and counts seats', async () => {
    await goOffline()
    expect(await scan(LI)).toMatchObject({ word: '请进', text: '李* · 共 2 人' })
    expect(await scan(LI)).toMatchObject({ word: '已签到', text: '李* 已于 14:10 进场。' })
    expect(await scan('made-since')).toMatchObject({ word: '已记下', text: '不在我的名单上，已记下，联网后由系统核对。' })
    expect(desk.queue.scans.map(({ code }) => code)).toEqual([LI, 'made-since'])
    expect(desk.figures()).toEqual({ arrived: 2, expected: 3 })
    expect(asked('/scans')).toEqual([])
  })

  test('a killed phone knows what it let in, and needs no network to go on', async () => {
    await goOffline()
    await scan(WANG)
    desk.close()
    phone.networkType = 'none'
    desk = await start()
    desk.wake()
    await settle()
    expect(desk.network.isOnline).toBe(false)
    expect(await scan(WANG)).toMatchObject({ word: '已签到' })
    expect(desk.queue.size).toBe(1)
  })

  test('looks less and less often, and goes on by itself when the server answers again', async () => {
    await goOffline()
    const before = asked('/live').length
    await vi.advanceTimersByTimeAsync(60_000)
    const looks = asked('/live').length - before
    expect(looks).toBeGreaterThan(4)
    expect(looks).toBeLessThan(20)
    server.live = () => ({ data: live })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(desk.network.isOnline).toBe(true)
  })

  test('sends what waits as soon as WeChat says the network is back, with the clock’s difference', async () => {
    await goOffline()
    await scan(WANG)
    await scan(LI)
    await comeBack()
    await vi.advanceTimersByTimeAsync(100)
    expect(asked('/batches')).toHaveLength(1)
    expect(asked('/batches')[0]?.data).toMatchObject({
      grant_id: '3',
      scans: [
        { code: WANG, offset_ms: 0 },
        { code: LI, method: 'pass' },
      ],
    })
    expect(desk.queue.size).toBe(0)
    expect(desk.network.isOnline).toBe(true)
  })

  test('a list that came meanwhile does not undo what waits', async () => {
    await goOffline()
    await scan(WANG)
    await comeBack({ batches: () => OFFLINE, list: () => ({ data: { ...list, version: 8 } }), live: () => ({ data: liveOf({ version: 8 }) }) })
    await goOffline()
    expect(await scan(WANG)).toMatchObject({ word: '已签到' })
  })

  test('opened for the first time, it notes everybody', async () => {
    desk.close()
    phone.stored.clear()
    phone.networkType = 'none'
    for (const path of Object.keys(server)) server[path] = () => OFFLINE
    desk = await start()
    desk.wake()
    await settle()
    expect(await scan(WANG)).toMatchObject({ word: '已记下' })
    phone.stored.set('session.token', 't')
    await comeBack()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(asked('/batches').at(-1)?.data).toMatchObject({ grant_id: '3', scans: [{ code: WANG }] })
  })
})

describe('a wrong clock', () => {
  test('is corrected by the difference measured with the list', async () => {
    desk.close()
    phone.stored.clear()
    phone.stored.set('session.token', 't')
    vi.setSystemTime(at('12:00'))
    desk = await start()
    desk.wake()
    await settle()
    expect(desk.now).toBe(at('14:10'))
    await goOffline()
    expect(await scan(WANG)).toMatchObject({ word: '请进' })
    expect(desk.queue.scans[0]).toMatchObject({ scanned_at: new Date(at('12:00')).toISOString(), offset_ms: at('14:10') - at('12:00') })
    expect(await scan(WANG)).toMatchObject({ text: '王* 已于 14:10 进场。' })
  })
})

describe('a phone that was stopped', () => {
  const message = '这部手机已被停用，请找工作人员。'

  test.each<[string, () => void]>([
    ['opening', () => Object.assign(server, { grants: () => refusal(403, 'door_revoked', message) })],
    ['a scan', () => Object.assign(server, { scans: () => refusal(403, 'door_revoked', message) })],
  ])('hears of it at %s: the list goes, the reason stays, also after a kill', async (_, revoke) => {
    revoke()
    desk.close()
    desk = await start()
    desk.wake()
    await vi.advanceTimersByTimeAsync(1_500)
    await scan(WANG)
    expect(desk.place.stop).toEqual({ code: 'door_revoked', message })
    expect(desk.roll).toBeNull()
    expect([...phone.stored.keys()].filter((key) => key.startsWith('door:list'))).toEqual([])
    const grants = asked('/grants').length
    await vi.advanceTimersByTimeAsync(30_000)
    expect(asked('/grants')).toHaveLength(grants)
    desk.close()
    desk = await start()
    expect(desk.place.stop?.message).toBe(message)
  })

  test('keeps its queue to be seen, and what the server refused with the reason', async () => {
    await goOffline()
    await scan(WANG)
    await comeBack({
      batches: ({ data }) => ({
        data: {
          results: (data as { scans: BatchScan[] }).scans.map(({ client_ref }) =>
            resultOf(client_ref, { outcome: 'refused', code: 'door_revoked', message, name: '' }),
          ),
          conflicts: [],
        },
      }),
    })
    await vi.advanceTimersByTimeAsync(100)
    expect(desk.place.stop?.code).toBe('door_revoked')
    expect(desk.queue.notices).toMatchObject([{ who: '王*', message }])
    expect(desk.queue.size).toBe(0)
  })

  test('stops sending when the server will not even take the queue, which stays', async () => {
    await goOffline()
    await scan(WANG)
    await comeBack({ batches: () => refusal(403, 'door_revoked', message) })
    await vi.advanceTimersByTimeAsync(1_000)
    const sent = asked('/batches').length
    desk.rest()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(asked('/batches')).toHaveLength(sent)
    expect(desk.queue.size).toBe(1)
  })
})

describe('sessions', () => {
  beforeEach(async () => {
    desk.close()
    phone.stored.clear()
    phone.stored.set('session.token', 't')
    server.list = ({ url }) => ({
      data: listOf({ sessions: SESSIONS, entries: url.includes('session_id=1') ? [entry(digestOf(WANG), 1, listed('10:00'))] : [entry(digestOf(WANG))] }),
    })
    live = liveOf({ sessions: [{ id: '2', title: '下午场', arrived: 2 }], arrived: 9 })
    desk = await start()
    desk.wake()
    await settle()
  })

  test('the one on now is chosen, its figures shown, and the others are there without a network', async () => {
    expect(desk.place.sessionId).toBe('2')
    expect(desk.figures().arrived).toBe(2)
    await goOffline()
    desk.turnTo('1')
    expect(await scan(WANG)).toMatchObject({ word: '已签到', text: '王* 已于 10:00 进场。' })
    desk.turnTo('2')
    expect(await scan(WANG)).toMatchObject({ word: '请进' })
    expect(desk.queue.scans).toMatchObject([{ session_id: '2' }])
  })
})

test('leaving the account forgets lists and scans, but not the name of the phone', async () => {
  await goOffline()
  await scan(WANG)
  const { forgetAccount } = await import('../../../src/services/storage')
  forgetAccount()
  expect([...phone.stored.keys()]).toEqual(['phone.device'])
  const before = phone.sent.length
  await vi.advanceTimersByTimeAsync(600_000)
  expect(phone.sent).toHaveLength(before)
})

test('scans that an earlier run left behind are sent without opening the door', async () => {
  await goOffline()
  await scan(WANG)
  desk.close()
  await comeBack()
  vi.resetModules()
  await import('../../../src/services/session')
  const { sendLeftovers } = await import('../../../src/services/door/desk')
  sendLeftovers()
  await vi.advanceTimersByTimeAsync(100)
  expect(asked('/batches')).toHaveLength(1)
})

test('an activity that is not this person’s says so and is not asked for again', async () => {
  server.live = () => refusal(404, 'not_found', '找不到')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(desk.refusal).toBe('找不到')
  const before = phone.sent.length
  await vi.advanceTimersByTimeAsync(60_000)
  expect(phone.sent).toHaveLength(before)
})

test('an activity with leave scans is left', async () => {
  list = listOf({ version: 6, activity: activity({ has_leave_scan: true }), entries: [entry(digestOf(WANG), 1, listed('14:02'))] })
  live = liveOf({ version: 6 })
  await vi.advanceTimersByTimeAsync(1_000)
  desk.turn('out')
  server.scans = () => answered('王敏', { direction: 'out' })
  expect(await scan(WANG)).toMatchObject({ word: '慢走' })
  expect(asked('/scans')[0]?.data).toMatchObject({ direction: 'out' })
})
