import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, stubBackend, tap } from '../../preview/testing'
import { resultsHead, resultView } from '../../src/services/survey-words'
import type { QuestionResult, Results, StaffSurveyCard } from '../../src/services/types'

let app: PreviewHooks
let calls: { path: string; body: unknown }[]

const item = (label: string, count: number | null, share: number | null, mean: number | null = null) => ({ value: label, label, count, share, mean })
const question = (more: Partial<QuestionResult> = {}): QuestionResult => ({
  key: 'q',
  number: 1,
  section: 's',
  title: '来不来',
  type: 'single',
  chart: 'bar',
  answered: 20,
  items: [item('来', 12, 0.6), item('不来', 8, 0.4)],
  mean: null,
  nps: null,
  rows: [],
  texts: [],
  texts_total: null,
  ...more,
})
const results = (more: Partial<Results> = {}): Results => ({
  survey: {
    id: '7',
    title: '服务评价',
    organization: { id: '2', name: '石桥商会' },
    is_anonymous: false,
    state: 'open',
    opens_at: '2026-01-01T09:00:00+08:00',
    closes_at: '2999-01-01T09:00:00+08:00',
  },
  invited: 50,
  responses: 20,
  answer_rate: 0.4,
  is_hidden: false,
  version: 1,
  filter: null,
  questions: [question()],
  units: [],
  ...more,
})
const staffCard: StaffSurveyCard = {
  id: '7',
  title: '茶会调查',
  organization: { id: '2', name: '石桥商会' },
  state: 'open',
  is_anonymous: false,
  opens_at: '2026-01-01T09:00:00+08:00',
  closes_at: '2999-01-01T09:00:00+08:00',
  invited: 50,
  responses: 20,
  quota: null,
  version: 1,
}

const backend = (answers: Record<string, unknown>) => {
  calls = stubBackend({ '/_simulator/login-code': { code: 'c' }, '/api/v1/login': { token: 't', me: { templates: {} }, home: {} }, ...answers })
}
/** The server refuses what ends in `end`. */
function refuse(end: string, status: number, code: string, message = ''): void {
  const fetch = globalThis.fetch
  globalThis.fetch = (input, init) =>
    String(input).endsWith(end) ? Promise.resolve(new Response(JSON.stringify({ code, message }), { status })) : fetch(input, init)
}
const list = (...items: StaffSurveyCard[]) => ({ '/api/v1/staff/surveys': { items, page: 1, page_size: 20, total: items.length } })
const open = (url: string) => app.runtime.router.reLaunch(url).element
const button = (element: Element, text: string) =>
  [...element.querySelectorAll('.t-button, [role="button"]')].find((one) => one.textContent?.replace(/\s/g, '') === text)
const sees = (element: Element, text: string) => vi.waitFor(() => expect(element.textContent).toContain(text))
const drawn = (shown: QuestionResult) => app.mount('components/result-chart/index', { result: resultView(shown) }).element

beforeAll(async () => {
  app = await loadApp()
})
beforeEach(() => localStorage.clear())
afterEach(() => vi.restoreAllMocks())

describe('a chart', () => {
  test('reads out each bar with its figures, and draws it as long as its share', () => {
    const element = drawn(question())
    expect([...element.querySelectorAll('[aria-label]')].map((bar) => bar.getAttribute('aria-label'))).toEqual(['来，12 · 60%', '不来，8 · 40%'])
    expect([...element.querySelectorAll<HTMLElement>('[style*="width"]')].map((bar) => bar.style.width)).toEqual(['60%', '40%'])
  })

  test('shows a hidden count as such and says why, and draws nothing of it', () => {
    const element = drawn(question({ items: [item('来', null, null), item('不来', 8, 0.4)] }))
    expect(element.textContent).toContain('少于 5')
    expect(element.textContent).toContain('为保护匿名不显示')
    expect(element.querySelector<HTMLElement>('[style*="width"]')?.style.width).toBe('0%')
  })

  test('names the net promoter score and its three parts', () => {
    const shown = question({ chart: 'nps', mean: 7.9, nps: { score: 36, promoters: 6, passives: 3, detractors: 2 } })
    const element = drawn(shown)
    for (const words of ['净推荐值', '+36', '推荐 6', '中立 3', '不推荐 2', '平均 7.9']) expect(element.textContent).toContain(words)
    expect(drawn({ ...shown, nps: { ...shown.nps, score: -12 } as never }).textContent).toContain('-12')
  })

  test('of a score whose parts are hidden falls back to what may be seen', () => {
    const element = drawn(question({ chart: 'nps', items: [item('10', null, null), item('9', 7, 0.35)] }))
    expect(element.textContent).not.toContain('净推荐值')
    expect(element.textContent).toContain('7 · 35%')
  })

  test('of a ranking says the mean place, and what its figure counts', () => {
    const element = drawn(question({ chart: 'ranking', type: 'ranking', items: [item('人脉', 5, 0.45, 1.6), item('学习', 0, 0, 3.46)] }))
    expect(element.textContent).toContain('平均第 1.6 位 · 5 人排第一')
    expect(element.textContent).toContain('平均第 3.5 位 · 0 人排第一')
  })

  test('of a matrix writes beside each colour what it stands for', () => {
    const rows = [{ value: 'r', label: '政策咨询', answered: 11, items: [item('满意', 6, 0.55), item('一般', 5, 0.45)] }]
    const element = drawn(question({ chart: 'stacked', type: 'matrix', items: [], rows }))
    for (const words of ['政策咨询', '满意 6 · 55%', '一般 5 · 45%']) expect(element.textContent).toContain(words)
  })

  test('lists texts with how often each was said, and script in one is text', () => {
    const texts = [
      { text: '多办互访', count: 3, variants: [] },
      { text: '<img src=x onerror=alert(1)>', count: 1, variants: [] },
      { text: '早点通知', count: null, variants: [] },
    ]
    const element = drawn(question({ chart: 'texts', type: 'text', items: [], texts }))
    expect(element.textContent).toContain('×3')
    expect(element.textContent).not.toContain('×1')
    expect(element.textContent).toContain('<img src=x onerror=alert(1)>')
    expect(element.querySelector('img')).toBeNull()
  })

  test('without what people wrote says that it is not shown, rather than looking broken', () => {
    expect(drawn(question({ chart: 'texts', type: 'text', items: [] })).textContent).toContain('文字回答不在这里显示')
    expect(drawn(question({ chart: 'texts', type: 'text', items: [], answered: 0 })).textContent).not.toContain('文字回答')
  })
})

describe('the head of results', () => {
  test('says how many of those asked answered', () => {
    expect(resultsHead(results())).toBe('20 份答卷 / 邀请 50 人，答卷率 40%')
    expect(resultsHead(results({ responses: 0, answer_rate: 0 }))).toBe('0 份答卷 / 邀请 50 人，答卷率 0%')
  })

  test('of an open anonymous survey does not claim that fewer than five answered', () => {
    const few = { responses: null, answer_rate: null, is_hidden: true }
    expect(resultsHead(results(few))).toContain('已打乱计入的答卷不足 5 份')
    expect(resultsHead(results({ ...few, survey: { ...results().survey, state: 'closed' } }))).toBe('不足 5 份答卷，为保护匿名不显示')
  })
})

describe.each([
  ['respondents', '/pages/results/index?id=7', '/api/v1/surveys/7/results'],
  ['staff', '/staff/results/index?id=7', '/api/v1/staff/surveys/7/results'],
])('the page of results for %s', (_, url, path) => {
  test('draws every question and the branches', async () => {
    const units = [
      { id: '3', name: '石桥分会', invited: 20, responses: 12 },
      { id: '4', name: '柳湾分会', invited: 30, responses: null },
    ]
    backend({ [path]: results({ questions: [question(), question({ key: 'p', number: 2, title: '第二题' })], units }) })
    const element = open(url)
    await sees(element, '20 份答卷')
    for (const words of ['1. 来不来', '2. 第二题', '石桥分会12 / 20', '柳湾分会少于 5 / 30']) expect(element.textContent).toContain(words)
  })

  test('that may not be seen says so', async () => {
    backend({})
    refuse('/results', 404, 'not_found')
    await sees(open(url), '还看不到结果')
  })

  test('that fails to load is tried again', async () => {
    backend({})
    refuse('/results', 503, 'unavailable')
    const element = open(url)
    await sees(element, '没能打开')
    backend({ [path]: results() })
    tap(button(element, '再试一次'))
    await sees(element, '20 份答卷')
  })
})

describe('surveys that staff run', () => {
  /** Chooses from the sheet of acts, and answers the dialog that follows. */
  const act = (name: string, answer: { confirm: boolean; content?: string } = { confirm: true }) => {
    vi.spyOn(wx, 'showActionSheet').mockImplementation(((sheet: { itemList: string[]; success(chosen: object): void }) =>
      sheet.success({ tapIndex: sheet.itemList.findIndex((one) => one.startsWith(name)) })) as never)
    return vi.spyOn(wx, 'showModal').mockImplementation(((asked: { success?(answer: object): void }) => asked.success?.(answer)) as never)
  }
  const posted = (path: string) => calls.filter((call) => call.path === `/api/v1/staff/surveys/7/${path}`)
  const shown = async () => {
    const element = open('/staff/surveys/index')
    await sees(element, '茶会调查')
    return element
  }

  test('say how many answered, and until when', async () => {
    backend(list(staffCard, { ...staffCard, id: '8', state: 'closed', closes_at: '2026-03-02T18:00:00+08:00' }))
    const element = await shown()
    expect(element.textContent).toContain('20 / 50 份')
    expect(element.textContent).toMatch(/3月2日.*截止/)
  })

  test('none yet, and not loaded, are told apart', async () => {
    backend(list())
    await sees(open('/staff/surveys/index'), '还没有问卷')
    backend({})
    await sees(open('/staff/surveys/index'), '没能打开')
  })

  test('a draft and a cancelled one have no acts', async () => {
    backend(list({ ...staffCard, state: 'draft' }, { ...staffCard, id: '8', state: 'cancelled' }))
    expect(button(await shown(), '更多操作')).toBeUndefined()
  })

  test('are closed and reminded of only after a yes', async () => {
    backend({ ...list(staffCard), '/api/v1/staff/surveys/7/reminders': { sent_to: 3 }, '/api/v1/staff/surveys/7/close': staffCard })
    const element = await shown()
    for (const [name, path] of [
      ['提醒', 'reminders'],
      ['现在截止', 'close'],
    ] as const) {
      const asked = act(name, { confirm: false })
      const before = asked.mock.calls.length
      tap(button(element, '更多操作'))
      await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(before))
      expect(posted(path)).toHaveLength(0)
      act(name)
      tap(button(element, '更多操作'))
      await vi.waitFor(() => expect(posted(path)).toHaveLength(1))
    }
  })

  test('a reminder says before how many it would reach', async () => {
    const reach = { words: '3 人：微信可达 1，企业微信/站内 1，不可达 1', notes: ['现在是免打扰时间，明早 8:00 发出。'] }
    backend({ ...list(staffCard), '/api/v1/staff/reach': reach })
    const element = await shown()
    const modal = act('提醒', { confirm: false })
    tap(button(element, '更多操作'))
    await vi.waitFor(() => expect(modal).toHaveBeenLastCalledWith(expect.objectContaining({ content: expect.stringContaining(reach.words) })))
    expect(modal.mock.lastCall?.[0]?.content).toContain('明早 8:00')
  })

  test('a second reminder of one day is refused in words', async () => {
    backend(list(staffCard))
    refuse('/reminders', 409, 'reminded_today', '今天已经提醒过了。')
    const element = await shown()
    const modal = act('提醒')
    tap(button(element, '更多操作'))
    await vi.waitFor(() => expect(modal).toHaveBeenLastCalledWith(expect.objectContaining({ content: '今天已经提醒过了。' })))
  })

  test('a closing note that could not be told is asked again with what was written', async () => {
    backend(list({ ...staffCard, state: 'closed' }))
    const element = await shown()
    const answers = [{ confirm: true, content: ' 已改到周六 ' }, { confirm: true }, { confirm: false }]
    const modal = act('写结果说明')
    modal.mockImplementation(((asked: { success?(answer: object): void }) => asked.success?.(answers.shift() ?? { confirm: false })) as never)
    tap(button(element, '更多操作'))
    await vi.waitFor(() => expect(modal).toHaveBeenCalledTimes(3))
    expect(posted('closing-note')[0]?.body).toEqual({ text: '已改到周六' })
    expect(modal.mock.calls[2]?.[0]).toMatchObject({ editable: true, content: '已改到周六' })
  })
})
