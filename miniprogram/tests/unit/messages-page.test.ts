import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap } from '../../preview/testing'
import { answering, button, down, paged, sees } from './suggested'

let app: PreviewHooks
let calls: ReturnType<typeof answering>

const templates = { signup_result: 'T1', activity_reminder: 'T2', profile_reminder: 'T5', staff_digest: 'T6', case_overdue: 'T7' }
const me = {
  account_id: '1',
  member: { id: '5', name: '王敏', organizations: [], joined_at: '2026-01-05T09:00:00+08:00' },
  roles: [] as unknown[],
  organizes: false,
  application: null,
  templates,
  min_version: '0.1.0',
}
const home = { do: [], write: [], read: [], totals: { do: 0, write: 0, read: 0, minutes: 0 }, pass: null, next_activity: null, completeness: 72, unread: 3 }
const login = { token: 't', expires_at: '2999-01-01T00:00:00+08:00', me, home }
const message = (id: string, more: object = {}) => ({
  id,
  kind: 'signup_done',
  label: '报名成功',
  title: '春季沙龙',
  lines: [{ label: '活动地点', value: '三楼' }],
  page: '/pages/activity/index?id=9',
  at: new Date().toISOString(),
  is_read: true,
  is_past: false,
  delivered: '微信已发送',
  ...more,
})
const allowed = (name: keyof typeof templates, title: string, more: object = {}) => ({
  name,
  template: templates[name],
  title,
  left: 0,
  held: 0,
  always: '',
  is_long_term: false,
  is_refused: false,
  ...more,
})
const switches = [
  { about: 'surveys', label: '问卷', explanation: '快截止的问卷', is_on: true },
  { about: 'voice', label: '建议与话题', explanation: '您的建议办到哪一步', is_on: false },
]

const backend = (more: Record<string, unknown> = {}) => {
  calls = answering({
    '/login': login,
    '/me': me,
    '/home': home,
    '/notifications': paged([]),
    '/notifications/read': {},
    '/notifications/settings': { items: switches },
    '/subscriptions': { items: [], credits: {} },
    '/_simulator/state': { templates: [] },
    '/_simulator/subscriptions': { main_switch: true, always: {} },
    '/_simulator/subscribe': ({ body }: { body: { answers: object } }) => ({ ...body.answers, errMsg: 'requestSubscribeMessage:ok' }),
    ...more,
  })
}
const sent = (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path).map(({ body }) => body)
const go = (url: string) => app.runtime.router.reLaunch(url).element
const top = () => app.runtime.router.stack.at(-1)
const part = (element: ParentNode, words: string) => [...element.querySelectorAll('.t-button, [role="button"]')].find((one) => one.textContent?.includes(words))
const press = async (text: string) => {
  const found = () => [...document.querySelectorAll<HTMLElement>('.mp-layer button')].find((one) => one.textContent === text)
  await vi.waitFor(() => expect(found()).toBeDefined())
  found()?.click()
}

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out
})
beforeEach(() => {
  localStorage.clear()
  for (const layer of document.querySelectorAll('.mp-layer')) layer.remove()
  backend()
})

describe('the list of messages', () => {
  test('goes by days, and says what became of each in WeChat', async () => {
    const yesterday = new Date(Date.now() - 24 * 3600_000).toISOString()
    backend({ '/notifications': paged([message('3'), message('2'), message('1', { at: yesterday, is_past: true, delivered: '只在这里' })]) })
    const element = go('/pages/messages/index')
    await sees(element, '春季沙龙')
    expect([...element.querySelectorAll('[role="heading"]')].map((one) => one.textContent)).toEqual(['今天', '昨天'])
    expect(element.textContent).toContain('微信已发送')
    expect(element.textContent).toContain('已过去 · 只在这里')
  })

  test('new ones are told apart by a word, and are read once they were seen', async () => {
    backend({ '/notifications': paged([message('2', { is_read: false }), message('1')]) })
    const element = go('/pages/messages/index')
    await sees(element, '春季沙龙')
    const marked = [...element.querySelectorAll('[role="button"]')].filter((one) => one.textContent?.startsWith('新'))
    expect(marked).toHaveLength(1)
    await vi.waitFor(() => expect(sent('POST', '/notifications/read')).toEqual([{ all: true }]))
    // Coming back from one of them, they are still marked.
    backend({ '/notifications': paged([message('2'), message('1')]) })
    await app.runtime.router.stack.at(-1)?.call('onShow')
    await vi.waitFor(() => expect(sent('GET', '/notifications')).toHaveLength(1))
    expect(element.textContent).toContain('新')
  })

  test('nothing new tells the server nothing', async () => {
    backend({ '/login': { ...login, home: { ...home, unread: 0 } }, '/notifications': paged([message('1')]) })
    const element = go('/pages/messages/index')
    await sees(element, '春季沙龙')
    expect(sent('POST', '/notifications/read')).toEqual([])
  })

  test('one leads where it is about', async () => {
    backend({ '/notifications': paged([message('1')]) })
    const element = go('/pages/messages/index')
    await sees(element, '春季沙龙')
    tap(part(element, '春季沙龙'))
    await vi.waitFor(() => expect(top()?.route).toBe('pages/activity/index'))
  })

  test('one that leads nowhere is no button', async () => {
    backend({ '/notifications': paged([message('1', { page: '' })]) })
    const element = go('/pages/messages/index')
    await sees(element, '春季沙龙')
    expect(part(element, '春季沙龙')).toBeUndefined()
  })

  test('an empty one teaches what will come, and how to allow it', async () => {
    const element = go('/pages/messages/index')
    await sees(element, '还没有消息')
    expect(element.textContent).toContain('时点“允许”')
    tap(button(element, '消息设置'))
    await vi.waitFor(() => expect(top()?.route).toBe('pages/message-settings/index'))
  })

  test('a failure says so, and another try opens it', async () => {
    backend({ '/notifications': down })
    const element = go('/pages/messages/index')
    await sees(element, '没能打开')
    backend({ '/notifications': paged([message('1')]) })
    tap(button(element, '再试一次'))
    await sees(element, '春季沙龙')
  })
})

describe('the way to it', () => {
  test('home has a bell with the number, in words for who does not see it', async () => {
    const element = go('/pages/home/index')
    await sees(element, '王敏')
    const bell = element.querySelector('[aria-label="消息，3 条未读"]')
    expect(bell?.textContent).toContain('3')
    tap(bell)
    await vi.waitFor(() => expect(top()?.route).toBe('pages/messages/index'))
  })

  test('without anything new there is no number', async () => {
    const element = go('/pages/home/index')
    await sees(element, '王敏')
    backend({ '/home': { ...home, unread: 0 } })
    top()?.call('onShow')
    await vi.waitFor(() => expect(element.querySelector('[aria-label="消息"]')?.textContent?.trim()).toBe('消息'))
  })

  test('my page says how many are new', async () => {
    const element = go('/pages/me/index')
    await sees(element, '3 条未读')
    tap(part(element, '条未读'))
    await vi.waitFor(() => expect(top()?.route).toBe('pages/messages/index'))
  })
})

describe('the settings', () => {
  const page = async (more: Record<string, unknown> = {}) => {
    backend({
      '/subscriptions': { items: [allowed('activity_reminder', '活动提醒', { left: 2, held: 1 }), allowed('staff_digest', '工作待办提醒')], credits: {} },
      ...more,
    })
    const element = go('/pages/message-settings/index')
    await sees(element, '微信已允许')
    return element
  }

  test('say what was allowed so far, and how it works', async () => {
    const element = await page()
    expect(element.textContent).toContain('还可以收到 2 条，其中 1 条留给已报名的活动')
    expect(element.textContent).toContain('只能发一条消息')
    expect(element.textContent).toContain('仍会出现在“消息”里')
  })

  test('work is for those who have some', async () => {
    expect((await page()).textContent).not.toContain('工作待办提醒')
    const staff = { ...me, roles: [{ role: 'staff', organization: { id: '2', name: '商会' } }] }
    localStorage.clear()
    expect((await page({ '/login': { ...login, me: staff } })).textContent).toContain('工作待办提醒')
    const planner = { ...me, roles: [{ role: 'organizer', organization: { id: '2', name: '商会' } }] }
    localStorage.clear()
    expect((await page({ '/login': { ...login, me: planner } })).textContent).not.toContain('工作待办提醒')
  })

  test('a switch is kept, and one that could not be kept goes back', async () => {
    const element = await page({
      '/notifications/settings': ({ method }: { method: string }) =>
        method === 'PUT' ? { items: [{ ...switches[0], is_on: false }, switches[1]] } : { items: switches },
    })
    const box = () => element.querySelector('[aria-label="问卷发到微信"] input, input[aria-label="问卷发到微信"]') as HTMLInputElement
    box().click()
    await vi.waitFor(() => expect(sent('PUT', '/notifications/settings')).toEqual([{ about: 'surveys', is_on: false }]))
    expect(box().checked).toBe(false)
    backend({ '/notifications/settings': down })
    box().click()
    expect(box().checked).toBe(true)
    await vi.waitFor(() => expect(box().checked).toBe(false))
    expect(document.body.textContent).toContain('没有保存')
  })

  test('another message can be allowed here', async () => {
    const element = await page()
    tap(part(element, '允许一条'))
    await press('允许')
    await vi.waitFor(() => expect(sent('POST', '/subscriptions')[0]).toMatchObject({ results: { T2: 'accept' }, subject: '' }))
  })

  test('what WeChat has fixed is said, and WeChat is where it is changed', async () => {
    const always = { T2: 'reject' }
    const element = await page({ '/_simulator/subscriptions': () => ({ main_switch: true, always }), '/_simulator/main-switch': {}, '/_simulator/allow': {} })
    await sees(element, '您在微信里选了总是不允许')
    expect(part(element, '允许一条')).toBeUndefined()
    tap(button(element, '打开微信设置'))
    await press('允许')
    always.T2 = 'accept'
    await press('允许')
    await sees(element, '总是允许，还可以收到 2 条')
  })
})

describe('the taps that ask', () => {
  const sections = {
    key: 'company',
    title: '企业信息',
    description: '',
    completeness: 100,
    filled: 1,
    total: 1,
    missing: [],
    state: 'confirm',
    confirmed_at: null,
    updated_at: null,
    freshness_days: 180,
    visible_to: ['me'],
    minutes: 1,
    form: { version: 2, definition: { sections: [{ key: 's', title: '企业', questions: [{ key: 'name', type: 'text', title: '企业名称' }] }] } },
    answers: { name: '石桥精密机械' },
    masked: {},
    row_version: 4,
    consents: [],
  }

  test('the first section that is confirmed asks for the next reminder, the others do not', async () => {
    const asked = vi.spyOn(wx, 'requestSubscribeMessage')
    backend({ '/profile/sections/company': sections, '/profile/sections/company/confirm': { completeness_total: 80 } })
    for (let turn = 0; turn < 2; turn += 1) {
      go('/pages/home/index')
      await sees(top()?.element as HTMLElement, '王敏')
      const element = go('/pages/section/index?key=company')
      await sees(element, '石桥精密机械')
      tap(part(element, '都对，确认'))
      if (turn === 0) await press('取消')
      await vi.waitFor(() => expect(sent('POST', '/profile/sections/company/confirm')).toHaveLength(turn + 1))
    }
    expect(asked.mock.calls.map(([options]) => options?.tmplIds)).toEqual([['T5']])
    asked.mockRestore()
  })

  test('staff are offered the digest until it was allowed', async () => {
    const queue = paged([], { counts: { due: 0, mine: 0, unassigned: 0, overdue: 0, unhappy: 0 } })
    let left = 0
    backend({
      '/staff/cases': queue,
      '/subscriptions': ({ method }: { method: string }) => {
        if (method === 'POST') left = 1
        return { items: [allowed('staff_digest', '工作待办提醒', { left })], credits: {} }
      },
    })
    go('/pages/home/index')
    await sees(top()?.element as HTMLElement, '王敏')
    const element = go('/staff/cases/index')
    await sees(element, '明早在微信收到工作摘要')
    tap(part(element, '工作摘要'))
    await press('允许')
    await sees(element, '会发到您的微信')
    expect(sent('POST', '/subscriptions')[0]).toMatchObject({ results: { T6: 'accept', T7: 'accept' } })
  })
})
