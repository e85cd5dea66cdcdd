import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, stubBackend, tap, type } from '../../preview/testing'

let app: PreviewHooks
let calls: { path: string; body: unknown }[]

const options = (...labels: string[]) => labels.map((label, index) => ({ value: `o${index}`, label }))
const questions = (...sections: object[]) => ({ sections })
const coming = {
  key: 'first',
  title: '来不来',
  questions: [{ key: 'come', type: 'single', title: '参加吗', required: true, options: options('参加', '不参加') }],
}
const way = {
  key: 'second',
  title: '怎么来',
  show_if: { question: 'come', op: 'eq', value: 'o0' },
  questions: [{ key: 'way', type: 'single', title: '怎么过来', required: true, options: options('走路', '开车') }],
}
const words = { key: 'third', title: '想说的', questions: [{ key: 'say', type: 'text', title: '还有什么想法', max_length: 50 }] }

const card = {
  id: '7',
  title: '读书会调查',
  organization: { id: '2', name: '石桥商会' },
  is_anonymous: false,
  is_editable: true,
  opens_at: '2026-01-01T09:00:00+08:00',
  closes_at: '2999-01-01T09:00:00+08:00',
  state: 'open',
  has_answered: false,
  questions: 3,
  minutes: 1,
  closing_note_at: null,
}
const detail = {
  ...card,
  introduction: '几分钟就好。',
  form: { version: 1, definition: questions(coming, way, words) },
  answers: null,
  submitted_at: null,
  full_options: [],
  seed: 'abc',
  held: false,
  closing_note: '',
  notice: '',
  can_see_results: false,
  files: [],
}
const receipt = { has_answered: true, held: false, submitted_at: '2026-11-27T09:00:00+08:00', answers: {} }
const refusal = (status: number, body: object) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

/** Answers requests by path; a Response in an answer's place is handed over as it is. */
const backend = (answers: Record<string, unknown>) => {
  calls = stubBackend({ '/_simulator/login-code': { code: 'c' }, '/api/v1/login': { token: 't', me: { templates: {} }, home: {} }, ...answers })
  const plain = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const answer = answers[new URL(String(input)).pathname]
    if (!(answer instanceof Response)) return plain(input, init)
    calls.push({ path: new URL(String(input)).pathname, body: init?.body ? JSON.parse(String(init.body)) : undefined })
    return answer.clone()
  }
}
const survey = (more: object = {}, answers: Record<string, unknown> = {}) => backend({ '/api/v1/surveys/7': { ...detail, ...more }, ...answers })
const button = (element: Element, text: string) =>
  [...element.querySelectorAll('.t-button, [role="button"]')].find((one) => one.textContent?.replace(/\s/g, '') === text)
const sees = (element: Element, text: string) => vi.waitFor(() => expect(element.textContent).toContain(text))
const choose = (element: Element, text: string) => tap([...element.querySelectorAll('[role="radio"]')].find((one) => one.textContent?.includes(text)))
const handedIn = () => calls.find(({ path }) => path.endsWith('/response'))?.body
const kept = () => Object.keys(localStorage).filter((key) => key.includes('survey:7'))

async function open(start = '开始填写') {
  const { element } = app.runtime.router.reLaunch('/pages/survey/index?id=7')
  await vi.waitFor(() => expect(button(element, start)).toBeDefined())
  tap(button(element, start))
  return element
}

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => localStorage.clear())

describe('the list of surveys', () => {
  const list = (items: object[]) => backend({ '/api/v1/surveys': { items, page: 1, page_size: 20, total: items.length } })

  test('says of each who asks, how long it takes and whether it is anonymous', async () => {
    list([{ ...card, is_anonymous: true }])
    const { element } = app.runtime.router.reLaunch('/pages/surveys/index')
    await sees(element, '石桥商会 · 3 题 · 约 1 分钟')
    expect(element.textContent).toContain('匿名')
    expect(element.textContent).toContain('截止')
  })

  test.each([
    ['待填', '没有要填的问卷'],
    ['已填', '还没有填过问卷'],
    ['已截止', '没有错过的问卷'],
  ])('an empty tab %s says what would be there', async (tab, title) => {
    list([])
    const { element } = app.runtime.router.reLaunch('/pages/surveys/index')
    await sees(element, '没有要填的问卷')
    tap([...element.querySelectorAll('[role="tab"]')].find((one) => one.textContent === tab))
    await sees(element, title)
  })

  test('a failure is said, and tried again', async () => {
    backend({})
    const { element } = app.runtime.router.reLaunch('/pages/surveys/index')
    await sees(element, '服务暂时打不开')
    list([card])
    tap(button(element, '再试一次'))
    await sees(element, '读书会调查')
  })
})

describe('a survey', () => {
  test('that was never sent to me says so', async () => {
    backend({ '/api/v1/surveys/7': refusal(404, { code: 'not_found', message: '没有找到' }) })
    const { element } = app.runtime.router.reLaunch('/pages/survey/index?id=7')
    await sees(element, '没有找到这份问卷')
  })

  test('that fails to load offers another try', async () => {
    backend({ '/api/v1/surveys/7': refusal(500, {}) })
    const { element } = app.runtime.router.reLaunch('/pages/survey/index?id=7')
    await sees(element, '没能打开')
    survey()
    tap(button(element, '再试一次'))
    await sees(element, '几分钟就好。')
  })

  test.each([
    ['full', { state: 'full', form: null }, '名额已满'],
    ['closed', { state: 'closed', form: null }, '已截止'],
    ['soon', { state: 'soon', opens_at: '2998-12-31T09:00:00+08:00' }, '开始'],
  ])('that is %s says so and offers no questions', async (_, more, word) => {
    survey(more)
    const { element } = app.runtime.router.reLaunch('/pages/survey/index?id=7')
    await sees(element, word)
    expect(button(element, '开始填写')).toBeUndefined()
  })

  test('that is anonymous says what it knows before it asks', async () => {
    survey({ is_anonymous: true, is_editable: false })
    const { element } = app.runtime.router.reLaunch('/pages/survey/index?id=7')
    await sees(element, '这份问卷是匿名的')
    for (const promise of ['没有人能查到哪份答案是您的', '至少 5 份一起打乱', '提交后不能查看或修改', '不足 5 份时，答案会销毁', '不要写出姓名'])
      expect(element.textContent).toContain(promise)
  })

  test('tells those who answered that their answers were destroyed, where too few took part', async () => {
    survey({ state: 'closed', form: null, is_anonymous: true, has_answered: true, notice: '作答的不足 5 人，答卷已全部销毁。' })
    const { element } = app.runtime.router.reLaunch('/pages/survey/index?id=7')
    await sees(element, '作答的不足 5 人，答卷已全部销毁。')
  })

  test('checks its own section only, and asks the next one that the answers call for', async () => {
    survey({}, { '/api/v1/surveys/7/response': receipt })
    const element = await open()
    await sees(element, '参加吗')
    tap(button(element, '下一步'))
    await sees(element, '请选择一项')
    choose(element, '不参加')
    tap(button(element, '下一步'))
    await sees(element, '还有什么想法')
    expect(element.textContent).toContain('2 / 2')
    tap(button(element, '提交问卷'))
    await sees(element, '交上了，谢谢您')
    expect(handedIn()).toEqual({ answers: { come: 'o1' }, form_version: 1 })
  })

  test('counts its sections as they come and go with the answers', async () => {
    survey({ form: { version: 1, definition: questions(coming, way) } })
    const element = await open()
    await vi.waitFor(() => expect(button(element, '提交问卷')).toBeDefined())
    choose(element, '参加')
    await vi.waitFor(() => expect(button(element, '下一步')).toBeDefined())
    expect(element.textContent).toContain('1 / 2')
    choose(element, '不参加')
    await vi.waitFor(() => expect(button(element, '提交问卷')).toBeDefined())
  })

  test('is found again where it was left, and keeps nothing once it is handed in', async () => {
    survey({}, { '/api/v1/surveys/7/response': receipt })
    const first = await open()
    choose(first, '参加')
    tap(button(first, '下一步'))
    await sees(first, '怎么过来')
    const element = await open('接着填')
    await sees(element, '怎么过来')
    choose(element, '走路')
    tap(button(element, '下一步'))
    await sees(element, '还有什么想法')
    type(element.querySelector('textarea, input'), '带本书')
    tap(button(element, '提交问卷'))
    await sees(element, '交上了，谢谢您')
    expect(handedIn()).toEqual({ answers: { come: 'o0', way: 'o0', say: '带本书' }, form_version: 1 })
    expect(kept()).toEqual([])
  })

  test('begun before its questions changed is finished as it was begun', async () => {
    survey()
    const first = await open()
    choose(first, '参加')
    survey({ form: { version: 2, definition: questions({ ...coming, title: '改过的' }) } }, { '/api/v1/surveys/7/response': receipt })
    const element = await open('接着填')
    tap(button(element, '下一步'))
    await sees(element, '怎么过来')
  })

  test('looked at without an answer asks the newest questions', async () => {
    survey()
    await open()
    survey({ form: { version: 2, definition: questions({ ...coming, title: '改过的' }) } })
    const element = await open()
    await sees(element, '改过的')
  })

  test('throws a half-filled draft away only when asked twice', async () => {
    survey()
    const first = await open()
    choose(first, '参加')
    const { element } = app.runtime.router.reLaunch('/pages/survey/index?id=7')
    await vi.waitFor(() => expect(button(element, '重新填写')).toBeDefined())
    const modal = vi.spyOn(wx, 'showModal').mockImplementation(((asked: { success(answer: object): void }) => asked.success({ confirm: false })) as never)
    tap(button(element, '重新填写'))
    expect(modal).toHaveBeenCalledTimes(1)
    expect(kept().length).toBeGreaterThan(0)
    modal.mockImplementation(((asked: { success(answer: object): void }) => asked.success({ confirm: true })) as never)
    tap(button(element, '重新填写'))
    await sees(element, '参加吗')
    expect(element.querySelectorAll('[aria-checked="true"]')).toHaveLength(0)
    modal.mockRestore()
  })

  test('leaves nothing on the phone of whoever leaves it', async () => {
    survey()
    const element = await open()
    choose(element, '参加')
    const { forgetAccount } = await import('../../src/services/storage')
    forgetAccount()
    expect(kept()).toEqual([])
  })

  test('half-filled goes on without a network, and what was typed outlasts a failed try to hand it in', async () => {
    survey({}, { '/api/v1/surveys/7/response': receipt })
    const first = await open()
    choose(first, '不参加')
    const online = globalThis.fetch
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
    const element = await open('接着填')
    expect(element.textContent).toContain('网络没有连上')
    tap(button(element, '下一步'))
    await sees(element, '还有什么想法')
    const modal = vi.spyOn(wx, 'showModal').mockImplementation((() => undefined) as never)
    tap(button(element, '提交问卷'))
    await vi.waitFor(() => expect(modal).toHaveBeenCalledWith(expect.objectContaining({ title: '没有交上' })))
    modal.mockRestore()
    globalThis.fetch = online
    await vi.waitFor(() => expect(button(element, '提交问卷')).toBeDefined())
    tap(button(element, '提交问卷'))
    await sees(element, '交上了，谢谢您')
    expect(handedIn()).toEqual({ answers: { come: 'o1' }, form_version: 1 })
  })

  test('answered under my name is opened with my answers, and changed', async () => {
    const mine = { has_answered: true, answers: { come: 'o1', say: '祝顺利' } }
    survey(mine, { '/api/v1/surveys/7/response': receipt })
    const element = await open('修改我的回答')
    const chosen = () => [...element.querySelectorAll('[aria-checked="true"]')].map((row) => row.textContent?.trim())
    await vi.waitFor(() => expect(chosen()).toEqual(['不参加']))
    choose(element, '参加')
    tap(button(element, '下一步'))
    await sees(element, '怎么过来')
    choose(element, '开车')
    tap(button(element, '下一步'))
    await sees(element, '还有什么想法')
    tap(button(element, '提交问卷'))
    await sees(element, '截止前想改，回来改就行')
    expect(handedIn()).toEqual({ answers: { come: 'o0', way: 'o1', say: '祝顺利' }, form_version: 1 })
  })

  test('answered without a name is not opened again, and says what becomes of it', async () => {
    survey({ is_anonymous: true, is_editable: false, has_answered: true, held: true })
    const { element } = app.runtime.router.reLaunch('/pages/survey/index?id=7')
    await sees(element, '正等着和其他答卷一起打乱存放')
    expect(button(element, '开始填写') ?? button(element, '修改我的回答')).toBeUndefined()
  })

  test('marks an option that is full, and does not let it be chosen', async () => {
    survey({ full_options: [{ question: 'come', option: 'o0' }] })
    const element = await open()
    await sees(element, '已满')
    choose(element, '参加')
    const rows = [...element.querySelectorAll('[role="radio"]')]
    expect(rows.map((row) => row.getAttribute('aria-checked'))).toEqual(['false', 'false'])
    expect(rows[0]?.getAttribute('aria-disabled')).toBe('true')
  })

  test('goes back to the question the server refused, and says why there', async () => {
    survey(
      { form: { version: 1, definition: questions(coming, words) } },
      {
        '/api/v1/surveys/7/response': refusal(409, {
          code: 'option_full',
          message: '有的选项刚刚满了，请换一项。',
          errors: { come: ['“参加”已满，请换一项'] },
        }),
      },
    )
    const element = await open()
    choose(element, '参加')
    tap(button(element, '下一步'))
    await sees(element, '还有什么想法')
    tap(button(element, '提交问卷'))
    await sees(element, '“参加”已满，请换一项')
    expect(element.textContent).toContain('1 / 2')
  })

  test('answered before thanks for it and forgets what was typed again', async () => {
    survey({}, { '/api/v1/surveys/7/response': refusal(409, { code: 'already_answered', message: '您已提交过' }) })
    const element = await open()
    choose(element, '不参加')
    tap(button(element, '下一步'))
    await sees(element, '还有什么想法')
    tap(button(element, '提交问卷'))
    await sees(element, '谢谢您')
    expect(kept()).toEqual([])
  })
})

describe('my answers', () => {
  const answered = { state: 'closed', has_answered: true, answers: { come: 'o0', way: 'o1' }, submitted_at: '2026-11-02T10:00:00+08:00' }
  const read = async (words: string) => {
    const { element } = app.runtime.router.reLaunch('/pages/answers/index?id=7')
    await sees(element, words)
    return element
  }

  test('of a closed survey are read as words, with what I passed over', async () => {
    survey(answered)
    const element = await read('读书会调查')
    expect(element.textContent).toMatch(/10:00 提交/)
    expect([...element.querySelectorAll('.answer')].map(({ textContent }) => textContent)).toEqual(['参加吗参加', '怎么过来开车', '还有什么想法没有填'])
  })

  test('leave out what I was never asked', async () => {
    survey({ ...answered, answers: { come: 'o1', say: '下次一定' } })
    const element = await read('读书会调查')
    expect(element.textContent).not.toContain('怎么过来')
    expect(element.textContent).toContain('下次一定')
  })

  test('of an anonymous survey, or none at all, are said to be missing, and why', async () => {
    survey({ ...answered, is_anonymous: true, answers: null, form: null })
    await read('匿名问卷看不到自己的答案')
    survey({ state: 'closed', form: null })
    await read('没有您的回答')
    backend({ '/api/v1/surveys/7': refusal(404, { code: 'not_found', message: '没有找到' }) })
    await read('没有您的回答')
  })

  test('are a tap away in the list, where they can no longer be changed', async () => {
    const items = [
      { ...card, ...answered, title: '截止的' },
      { ...card, id: '8', has_answered: true, title: '能改的' },
      { ...card, id: '9', ...answered, is_anonymous: true, title: '匿名的' },
    ]
    backend({ '/api/v1/surveys': { items, page: 1, page_size: 20, total: 3 }, '/api/v1/surveys/7': { ...detail, ...answered } })
    const { element } = app.runtime.router.reLaunch('/pages/surveys/index')
    await sees(element, '匿名的')
    const links = [...element.querySelectorAll('.mine')]
    expect(links).toHaveLength(1)
    tap(links[0])
    await vi.waitFor(() => expect(app.runtime.router.stack.at(-1)?.element.textContent).toContain('开车'))
    expect(app.runtime.router.stack).toHaveLength(2)
  })
})
