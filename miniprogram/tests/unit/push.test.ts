import { beforeEach, describe, expect, test, vi } from 'vitest'
import { FakePhone } from './phone'

let phone: FakePhone
let push: typeof import('../../src/services/push')
let subscriptions: typeof import('../../src/services/subscriptions')
let messages: typeof import('../../src/services/messages')

const templates = { signup_result: 'T1', activity_reminder: 'T2', suggestion_answered: 'T3', survey_note: 'T4', profile_reminder: 'T5' }
/** What WeChat was asked, and what it answers. */
let asked: string[][]
let answer: Record<string, string> | { errCode: number }
let settings: { mainSwitch: boolean; itemSettings?: Record<string, string> } | null

const reports = () => phone.sent.filter(({ url }) => url.endsWith('/subscriptions')).map(({ data }) => data as Record<string, unknown>)
const told = (statusCode = 200) => {
  phone.answer = ({ url }) => (url.endsWith('/subscriptions') ? { statusCode, data: { credits: { T1: 1, T2: 1 } } } : { statusCode: 204 })
}

beforeEach(async () => {
  vi.resetModules()
  phone = new FakePhone()
  phone.stored.set('session.token', 't')
  phone.stored.set('session.me', { member: {}, roles: [], templates })
  asked = []
  answer = { T1: 'accept', T2: 'reject' }
  settings = { mainSwitch: true }
  Object.assign(wx, {
    requestSubscribeMessage({ tmplIds, success, fail }: { tmplIds: string[]; success(told: object): void; fail(told: object): void }) {
      asked.push(tmplIds)
      if ('errCode' in answer) fail(answer)
      else success(Object.fromEntries(tmplIds.map((id) => [id, (answer as Record<string, string>)[id] ?? 'accept'])))
    },
    getSetting({ success, fail }: { success(told: object): void; fail(told: object): void }) {
      if (settings) success({ subscriptionsSetting: settings })
      else fail({ errMsg: 'getSetting:fail' })
    },
  })
  told()
  push = await import('../../src/services/push')
  subscriptions = await import('../../src/services/subscriptions')
  messages = await import('../../src/services/messages')
})

describe('asking', () => {
  test('happens in the tap itself, before anything is waited for', () => {
    push.askFor(['signup_result', 'activity_reminder'])
    expect(asked).toEqual([['T1', 'T2']])
  })

  test('the ledger hears of each answer, of what it is about, and of what is fixed', async () => {
    settings = { mainSwitch: true, itemSettings: { T2: 'reject', T9: 'accept', SYS: 'ban' } }
    expect(await push.askFor(['signup_result', 'activity_reminder'], 'activity:42')).toBe(true)
    expect(reports()).toEqual([
      { client_ref: expect.any(String), results: { T1: 'accept', T2: 'reject' }, subject: 'activity:42', always: { T2: 'reject', T9: 'accept' } },
    ])
  })

  test('a phone that cannot say what is fixed says nothing about it', async () => {
    settings = null
    await push.askFor(['signup_result'])
    expect(reports()[0]?.always).toBeNull()
  })

  test('three at most, and none that is not configured', () => {
    push.askFor(['signup_result', 'nothing', 'activity_reminder', 'suggestion_answered', 'survey_note'])
    expect(asked).toEqual([['T1', 'T2', 'T3']])
  })

  test('what is refused for good is not asked for again, the rest is', async () => {
    settings = { mainSwitch: true, itemSettings: { T2: 'reject' } }
    await subscriptions.lookAtSettings()
    push.askFor(['signup_result', 'activity_reminder'])
    expect(asked).toEqual([['T1']])
    expect(await push.askFor(['activity_reminder'])).toBe(false)
    expect(asked).toHaveLength(1)
  })

  test('nothing is asked while all messages are switched off', async () => {
    settings = { mainSwitch: false }
    await subscriptions.lookAtSettings()
    expect(await push.askFor(['signup_result'])).toBe(false)
    expect(asked).toEqual([])
  })

  test('a dialog that fails is no reason not to go on', async () => {
    answer = { errCode: 10002 }
    expect(await push.askFor(['signup_result'])).toBe(false)
    expect(reports()).toEqual([])
  })

  test('kinds of templates that cannot be asked for together are asked for one at a time from then on', async () => {
    answer = { errCode: 20002 }
    await push.askFor(['signup_result', 'activity_reminder'])
    push.askFor(['signup_result', 'activity_reminder'])
    expect(asked).toEqual([['T1', 'T2'], ['T1']])
  })
})

describe('a report that does not arrive', () => {
  test('is sent with the next one, under the same reference, and then no more', async () => {
    phone.answer = () => ({ fail: 'request:fail timeout' })
    expect(await push.askFor(['signup_result'], 'activity:42')).toBe(true)
    told()
    await push.askFor(['activity_reminder'])
    const [first, again, second, ...rest] = reports()
    expect(again).toEqual(first)
    expect(second?.results).toEqual({ T2: 'reject' })
    expect(rest).toEqual([])
    await subscriptions.sendReports()
    expect(reports()).toHaveLength(3)
  })

  test('is sent when the program comes to the front', async () => {
    phone.answer = () => ({ statusCode: 502, data: {} })
    await push.askFor(['signup_result'])
    told()
    messages.cameToFront()
    await vi.waitFor(() => expect(reports()).toHaveLength(2))
    await subscriptions.sendReports()
    expect(phone.stored.get('session.reports')).toEqual([])
  })

  test('is given up when the server does not take it', async () => {
    told(422)
    await push.askFor(['signup_result'])
    await subscriptions.sendReports()
    expect(reports()).toHaveLength(1)
  })

  test('leaves the phone with the account', async () => {
    phone.answer = () => ({ fail: 'request:fail' })
    await push.askFor(['signup_result'])
    const { forgetAccount } = await import('../../src/services/storage')
    forgetAccount()
    expect([...phone.stored.keys()]).toEqual([])
  })
})

describe('with "always accept"', () => {
  beforeEach(async () => {
    settings = { mainSwitch: true, itemSettings: { T2: 'accept', T3: 'accept', T5: 'reject' } }
    await subscriptions.lookAtSettings()
    answer = {}
  })

  test('a worthwhile tap earns one without a dialog, only of what is accepted for good', async () => {
    push.topUp(['signup_result', 'activity_reminder', 'profile_reminder'], 'activity:42')
    expect(asked).toEqual([['T2']])
    await vi.waitFor(() => expect(reports()[0]).toMatchObject({ results: { T2: 'accept' }, subject: 'activity:42' }))
  })

  test('nobody else sees a dialog for it', () => {
    push.topUp(['signup_result'])
    expect(asked).toEqual([])
  })

  test('three that wait are enough, for a day', async () => {
    vi.setSystemTime(new Date('2026-04-20T10:00:00+08:00'))
    phone.answer = () => ({ data: { credits: { T2: 3 } } })
    await push.askFor(['activity_reminder'])
    push.topUp(['activity_reminder'])
    expect(asked).toHaveLength(1)
    vi.setSystemTime(new Date('2026-04-21T10:00:01+08:00'))
    push.topUp(['activity_reminder'])
    expect(asked).toHaveLength(2)
    vi.useRealTimers()
  })

  test.each([
    ['/pages/activity/index?id=7', ['T2']],
    ['/pages/suggestion/index?id=7', ['T3']],
    ['/pages/history/index', undefined],
  ])('opening a message that leads to %s earns the next of its kind', (page, ids) => {
    push.topUpFor(page)
    expect(asked[0]).toEqual(ids)
  })
})

describe('a message tapped in WeChat', () => {
  const read = () => phone.sent.filter(({ url }) => url.endsWith('/notifications/read')).map(({ data }) => data)

  test('is read, once, however often the program comes to the front', async () => {
    messages.cameToFront({ id: '7', n: '123456' })
    messages.cameToFront({ id: '7', n: '123456' })
    await vi.waitFor(() => expect(read()).toEqual([{ ids: ['123456'] }]))
  })

  test('tells again what did not arrive', async () => {
    phone.answer = () => ({ fail: 'request:fail' })
    messages.cameToFront({ n: '123456' })
    await vi.waitFor(() => expect(read()).toHaveLength(1))
    told()
    await vi.waitFor(() => {
      messages.cameToFront({ n: '123456' })
      expect(read()).toHaveLength(2)
    })
  })

  test.each([{ n: 'x' }, { n: '1'.repeat(20) }, {}, undefined])('an address without a message tells nothing: %o', async (query) => {
    messages.cameToFront(query)
    await Promise.resolve()
    expect(read()).toEqual([])
  })

  test('tells nothing after leaving', () => {
    phone.stored.set('left', true)
    messages.cameToFront({ n: '123456' })
    expect(phone.sent).toEqual([])
  })
})
