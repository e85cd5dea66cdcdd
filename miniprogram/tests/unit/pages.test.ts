import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, stubBackend, tap, type } from '../../preview/testing'

let app: PreviewHooks
let calls: { path: string; body: unknown }[]

const member = {
  account_id: '1',
  member: { id: '5', name: '王敏', organizations: [{ id: '2', name: '石桥街道商会' }], joined_at: '2026-01-05T09:00:00+08:00' },
  roles: [],
  organizes: false,
  application: null,
  templates: {},
  min_version: '0.1.0',
}
const task = { key: 'k', kind: 'section_gaps', title: '企业信息', due_at: null, count: 2, note: null, minutes: 1, target: '/pages/section/index?key=company' }
const home = {
  do: [],
  write: [task],
  read: [],
  totals: { do: 0, write: 7, read: 0, minutes: 3 },
  pass: null,
  next_activity: null,
  completeness: 72,
}
const login = { token: 't', expires_at: '2026-12-22T09:00:00+08:00', me: member, home }
const company = {
  key: 'company',
  title: '企业信息',
  description: '',
  completeness: 50,
  filled: 1,
  total: 2,
  missing: ['主营业务'],
  state: 'gaps',
  confirmed_at: null,
  updated_at: null,
  freshness_days: 180,
  visible_to: ['me', 'staff'],
  minutes: 1,
  form: {
    version: 2,
    definition: {
      sections: [
        {
          key: 's',
          title: '企业',
          questions: [
            { key: 'name', type: 'text', title: '企业名称', required: true },
            { key: 'main', type: 'text', title: '主营业务', required: true },
          ],
        },
      ],
    },
  },
  answers: { name: '石桥精密机械有限公司' },
  masked: {},
  row_version: 4,
  consents: [],
}

const backend = (more: Record<string, unknown> = {}) => {
  calls = stubBackend({ '/_simulator/login-code': { code: 'c' }, '/api/v1/login': login, '/api/v1/home': home, '/api/v1/me': member, ...more })
}
const button = (element: HTMLElement, text: string) =>
  [...element.querySelectorAll('.t-button, [role="button"]')].find((one) => one.textContent?.includes(text))

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  localStorage.clear()
  backend()
})

describe('home', () => {
  test('shows what the login delivered, without asking anything else', async () => {
    const page = app.open('/pages/home/index')
    await vi.waitFor(() => expect(page.element.textContent).toContain('王敏'))
    expect(page.element.textContent).toContain('今天 7 件事，约 3 分钟')
    expect(page.element.textContent).toContain('还差 2 项')
    expect(page.element.textContent).toContain('全部 7')
    expect(calls.map(({ path }) => path)).toEqual(['/_simulator/login-code', '/api/v1/login'])
  })

  test('all of one list: a failure is said, and tried again', async () => {
    backend()
    const { element } = app.open('/pages/tasks/index?list=write')
    await vi.waitFor(() => expect(element.textContent).toContain('服务暂时打不开'))
    backend({ '/api/v1/tasks': { items: [task], page: 1, page_size: 20, total: 1 } })
    tap(button(element, '再试一次'))
    await vi.waitFor(() => expect(element.textContent).toContain('企业信息'))
  })
})

describe('a section of the profile', () => {
  const open = async () => {
    const page = app.open('/pages/section/index?key=company')
    await vi.waitFor(() => expect(page.element.textContent).toContain('主营业务'))
    return page
  }

  test('names what is missing beneath its field and sends nothing', async () => {
    backend({ '/api/v1/profile/sections/company': company })
    const { element } = await open()
    tap(button(element, '保存'))
    await vi.waitFor(() => expect(element.textContent).toContain('请填写这一项'))
    expect(calls.filter(({ body }) => body && 'answers' in (body as object))).toEqual([])
  })

  test('keeps what was typed when saving fails, also for the next visit', async () => {
    backend({ '/api/v1/profile/sections/company': (body: unknown) => (body ? undefined : company) })
    const { element } = await open()
    type(element.querySelectorAll('input')[1], '数控机床')
    const again = await open()
    expect([...again.element.querySelectorAll('input')].map((input) => input.value)).toContain('数控机床')
    expect(again.element.textContent).toContain('已替您找回上次没提交的内容')
  })

  test('sends the answers with the versions it was shown, and forgets the draft', async () => {
    backend({ '/api/v1/profile/sections/company': (body: unknown) => (body ? { ...company, completeness_total: 80 } : company) })
    const { element } = await open()
    type(element.querySelectorAll('input')[1], ' 数控机床 ')
    tap(button(element, '保存'))
    const saved = () => calls.find(({ body }) => body && 'answers' in (body as object))
    await vi.waitFor(() => expect(saved()).toBeDefined())
    expect(saved()?.body).toEqual({ answers: { name: '石桥精密机械有限公司', main: '数控机床' }, form_version: 2, row_version: 4 })
    await vi.waitFor(() => expect(Object.keys(localStorage).filter((key) => key.includes('draft:'))).toEqual([]))
  })
})

describe('signing up with others', () => {
  const shown = {
    id: '1',
    title: '春季企业家沙龙',
    kind: 'visit',
    organization: { id: '2', name: '石桥街道商会' },
    starts_at: '2030-04-23T14:00:00+08:00',
    ends_at: '2030-04-23T17:00:00+08:00',
    venue: '石桥街道三楼',
    phase: 'signup_open',
    my_signup: null,
    questions: null,
    companions: { most: 2, named: true },
    my_places_left: 9,
    known_answers: [{ key: 'c', title: '企业名称', text: '石桥精密机械有限公司' }],
  }
  const put = () => calls.find(({ path, body }) => path.endsWith('/signup') && body)

  test('asks for the names it needs, keeps them, and sends them', async () => {
    backend({ '/api/v1/activities/1': shown, '/api/v1/activities/1/signup': { id: '9', state: 'approved', seats: 2 } })
    const { element } = app.open('/pages/signup/index?id=1')
    await vi.waitFor(() => expect(element.textContent).toContain('已从您的资料带入'))
    tap(element.querySelector('[aria-label="增加一人"]'))
    await vi.waitFor(() => expect(element.textContent).toContain('提交报名（2 人）'))
    tap(button(element, '提交报名'))
    await vi.waitFor(() => expect(element.textContent).toContain('请填写姓名'))
    expect(put()).toBeUndefined()
    type(element.querySelector('input'), '李雷')
    expect(Object.keys(localStorage).some((key) => key.includes('draft:party:1'))).toBe(true)
    tap(button(element, '提交报名'))
    await vi.waitFor(() => expect(put()?.body).toEqual({ answers: {}, form_version: null, companions: [{ name: '李雷' }], companion_count: 1 }))
    await vi.waitFor(() => expect(Object.keys(localStorage).some((key) => key.includes('draft:party:1'))).toBe(false))
  })
})

describe('the frame of a page', () => {
  test('shows a skeleton, then the error with retry', () => {
    const retry = vi.fn()
    const loading = app.mount('components/page-state/index', { state: 'loading' })
    expect(loading.element.querySelector('[aria-label="正在打开"], .t-skeleton')).not.toBeNull()
    const failed = app.mount('components/page-state/index', { state: 'error', error: '网络没有连上' }, { retry })
    expect(failed.element.textContent).toContain('网络没有连上')
    tap(button(failed.element, '再试一次'))
    expect(retry).toHaveBeenCalledTimes(1)
  })

  test('keeps what was on screen when a refresh fails, and says so', () => {
    const { element } = app.mount('components/page-state/index', { state: 'error', kept: true, error: '网络没有连上' })
    expect(element.textContent).toContain('重试')
    expect(element.textContent).not.toContain('没能打开')
  })

  test('an empty list says what would be there', () => {
    const { element } = app.mount('components/page-state/index', { state: 'empty', emptyTitle: '还没有报名' })
    expect(element.textContent).toContain('还没有报名')
  })
})

describe('a question', () => {
  const answers = (question: object, value: unknown = null) => {
    const told = vi.fn()
    const kind = (question as { type: string }).type
    const { element } = app.mount(
      `components/question-${kind === 'ranking' ? 'ranking' : 'choice'}/index`,
      { question, value },
      { answer: ({ detail }) => told(detail) },
    )
    return { element, told }
  }
  const options = ['甲', '乙', '丙'].map((label, index) => ({ value: `o${index}`, label }))

  test('with several choices adds and takes away', () => {
    const question = { key: 'q', type: 'multiple', title: '题', options, other: true }
    const { element, told } = answers(question, ['o0'])
    const boxes = element.querySelectorAll('[role="checkbox"]')
    tap(boxes[1])
    expect(told).toHaveBeenLastCalledWith({ value: ['o0', 'o1'] })
    tap(boxes[0])
    expect(told).toHaveBeenLastCalledWith({ value: [] })
    tap(boxes[3])
    expect(told).toHaveBeenLastCalledWith({ value: ['o0', { value: 'other', text: '' }] })
  })

  test('of rank takes taps in order, and no more than asked for', () => {
    const question = { key: 'q', type: 'ranking', title: '题', options, top: 2 }
    const first = answers(question, ['o2'])
    tap(first.element.querySelectorAll('[role="button"]')[0])
    expect(first.told).toHaveBeenLastCalledWith({ value: ['o2', 'o0'] })
    const full = answers(question, ['o2', 'o0'])
    tap(full.element.querySelectorAll('[role="button"]')[1])
    expect(full.told).not.toHaveBeenCalled()
    tap(full.element.querySelectorAll('[role="button"]')[2])
    expect(full.told).toHaveBeenLastCalledWith({ value: ['o0'] })
  })
})
