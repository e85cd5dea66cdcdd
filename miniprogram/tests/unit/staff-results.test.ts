import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap, type } from '../../preview/testing'
import { answerDialog, answering, button, choosePicker, down, field, paged, refusal, sees, told } from './suggested'

let app: PreviewHooks
let calls: ReturnType<typeof answering>

const item = (label: string, count: number | null, share: number | null) => ({ value: label, label, count, share, mean: null })
const question = (key: string, number: number, more: object = {}) => ({
  key,
  number,
  section: 's',
  title: `第${key}问`,
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
const written = question('c', 3, { type: 'text', chart: 'texts', items: [], texts: [{ text: '多办沙龙', count: 3, variants: [] }], texts_total: 18 })
const survey = {
  id: '7',
  title: '服务评价',
  organization: { id: '2', name: '石桥商会' },
  is_anonymous: false,
  state: 'open',
  opens_at: '2026-01-01T09:00:00+08:00',
  closes_at: '2999-01-01T09:00:00+08:00',
}
const results = (more: object = {}) => ({
  survey,
  invited: 50,
  responses: 20,
  answer_rate: 0.4,
  is_hidden: false,
  version: 1,
  filter: null,
  questions: [question('a', 1), question('b', 2), written],
  units: [
    { id: '31', name: '石桥分会', invited: 20, responses: 12 },
    { id: '32', name: '柳湾分会', invited: 30, responses: 8 },
  ],
  ...more,
})
const base = '/staff/surveys/7'
const link = { id: '5', url: 'https://example.org/r/x', created_at: survey.opens_at, expires_at: '2999-02-01T09:00:00+08:00', revoked_at: null }
const backend = (more: Record<string, unknown> = {}) => {
  calls = answering({ [`${base}/results`]: results(), [`${base}/links`]: { links: [] }, ...more })
}
const asked = (path: string, method = 'GET') => calls.filter((call) => call.path === `${base}/${path}` && call.method === method)
const open = async (url: string, words: string) => {
  const { element } = app.runtime.router.reLaunch(url)
  await sees(element, words)
  return element
}
const page = (words = '20 份答卷') => open('/staff/results/index?id=7', words)
const top = () => app.runtime.router.stack.at(-1)?.element as Element
const row = (element: Element, words: string) => [...element.querySelectorAll('.row')].find(({ textContent }) => textContent?.includes(words))

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  localStorage.clear()
  for (const layer of document.querySelectorAll('.mp-layer, .mp-toast')) layer.remove()
})
afterEach(() => vi.restoreAllMocks())

describe('results as staff see them', () => {
  test('of one unit alone, without tables that are of all', async () => {
    backend({ [`${base}/results`]: ({ query }: { query: string }) => (query.includes('organization_id=31') ? results({ responses: 12 }) : results()) })
    const element = await page()
    tap(button(element, '只看：全部组织'))
    await choosePicker('石桥分会')
    await sees(element, '12 份答卷')
    expect(button(element, '只看：石桥分会')).toBeDefined()
    expect(button(element, '交叉分析：1. 第a问')).toBeUndefined()
    expect(element.textContent).not.toContain('各组织答卷')
  })

  test('are taken along as a workbook, in the name of who asks', async () => {
    backend()
    const fetched = vi
      .spyOn(wx, 'downloadFile')
      .mockImplementation(((options: { success(got: object): void }) => options.success({ statusCode: 200, tempFilePath: 'wxfile://tmp_1.bin' })) as never)
    const shown = vi.spyOn(wx, 'openDocument').mockImplementation((({ success }: { success(): void }) => success()) as never)
    const element = await page()
    tap(row(element, '导出 Excel'))
    await vi.waitFor(() => expect(shown).toHaveBeenCalledWith(expect.objectContaining({ filePath: 'wxfile://tmp_1.bin', fileType: 'xlsx', showMenu: true })))
    expect(fetched.mock.calls[0]?.[0]).toMatchObject({ url: expect.stringContaining(`${base}/responses.xlsx`), header: { Authorization: 'Bearer t' } })
  })

  test('that cannot be taken along say so', async () => {
    backend()
    vi.spyOn(wx, 'downloadFile').mockImplementation(((options: { fail(reason: object): void }) => options.fail({ errMsg: 'downloadFile:fail' })) as never)
    const element = await page()
    tap(row(element, '导出 Excel'))
    await told('网络没有连上')
  })

  test('are shared by a link for as long as one chooses, which is copied', async () => {
    backend({ [`${base}/links`]: ({ method }: { method: string }) => (method === 'POST' ? link : { links: [link] }) })
    const copied = vi.spyOn(wx, 'setClipboardData')
    const element = await page()
    tap(row(element, '新建结果链接'))
    await answerDialog('7 天有效')
    await vi.waitFor(() => expect(copied).toHaveBeenCalledWith({ data: link.url }))
    expect(asked('links', 'POST').map(({ body }) => body)).toEqual([{ days: 7 }])
  })

  test('links that still open are named and taken back after a yes; others are not named', async () => {
    const links = [link, { ...link, id: '6', revoked_at: survey.opens_at }, { ...link, id: '8', expires_at: survey.opens_at }]
    backend({ [`${base}/links`]: { links }, [`${base}/links/5`]: {} })
    const element = await page()
    await sees(element, '2999年2月1日前有效')
    expect(element.textContent?.match(/前有效/g)).toHaveLength(1)
    tap(element.querySelector('.revoke'))
    await answerDialog('收回')
    await vi.waitFor(() => expect(asked('links/5', 'DELETE')).toHaveLength(1))
  })

  test('who may only look is not offered links', async () => {
    backend({ [`${base}/links`]: refusal(403, 'forbidden', '没有权限') })
    const element = await page()
    expect(row(element, '导出 Excel')).toBeDefined()
    expect(row(element, '新建结果链接')).toBeUndefined()
  })
})

describe('one question by another', () => {
  const cell = (count: number | null, share: number | null) => ({ count, share })
  const columns = [
    { value: 'x', label: '来' },
    { value: 'y', label: '不来' },
  ]
  const cross = (by: string, rows: object[], more: object = {}) => ({
    question: { key: 'a', title: '第a问' },
    by: { key: by, title: by === 'organization' ? '组织' : '第b问' },
    columns,
    rows,
    is_hidden: false,
    ...more,
  })
  const byUnit = [{ value: '31', label: '石桥分会', total: 12, cells: [cell(9, 0.75), cell(3, 0.25)] }]
  const byOther = [{ value: 'o', label: '上午', total: null, cells: [cell(null, null), cell(null, null)] }]

  test('begins with the question it was opened from, by organization, drawn as parts of each row', async () => {
    backend({ [`${base}/cross`]: cross('organization', byUnit) })
    const element = await page()
    tap(button(element, '交叉分析：2. 第b问'))
    await vi.waitFor(() => expect(top().textContent).toContain('石桥分会（12 人）'))
    expect(asked('cross')[0]?.query).toBe('?question=b&by=organization')
    expect(top().textContent).toContain('来 9 · 75%')
    expect([...top().querySelectorAll<HTMLElement>('.part')].map(({ style }) => style.flexGrow)).toEqual(['75', '25'])
  })

  test('of several choices, or many, draws a bar each instead of parts of a whole', async () => {
    const several = [{ value: '31', label: '石桥分会', total: 12, cells: [cell(9, 0.75), cell(8, 0.67)] }]
    backend({ [`${base}/cross`]: cross('organization', several) })
    const element = await open('/staff/cross/index?id=7&question=a', '石桥分会（12 人）')
    expect(element.querySelectorAll('.part')).toHaveLength(0)
    expect([...element.querySelectorAll<HTMLElement>('.done')].map(({ style }) => style.width)).toEqual(['75%', '67%'])
  })

  test('takes another question, never itself, and hides what would tell people', async () => {
    backend({ [`${base}/cross`]: ({ query }: { query: string }) => (query.includes('by=b') ? cross('b', byOther) : cross('organization', byUnit)) })
    const element = await open('/staff/cross/index?id=7&question=a', '石桥分会（12 人）')
    tap(row(element, '按什么分'))
    await vi.waitFor(() => expect(document.querySelector('.mp-picker')?.textContent).toContain('2. 第b问'))
    expect(document.querySelector('.mp-picker')?.textContent).not.toContain('第a问')
    await choosePicker('2. 第b问')
    await sees(element, '上午（少于 5 人）')
    expect(element.textContent).toContain('为保护匿名不显示')
  })

  test('one that is too small as a whole, none to cross, and a failure are told apart', async () => {
    backend({ [`${base}/cross`]: cross('organization', [], { is_hidden: true }) })
    await open('/staff/cross/index?id=7&question=a', '人数太少')
    backend({ [`${base}/results`]: results({ questions: [written] }) })
    await open('/staff/cross/index?id=7', '没有可以交叉的题')
    backend({ [`${base}/cross`]: down })
    await open('/staff/cross/index?id=7&question=a', '没能打开')
  })
})

describe('what was written', () => {
  const groups = [
    { text: '多办沙龙', count: 3, variants: ['多办些沙龙'] },
    { text: '停车难', count: 1, variants: [] },
  ]

  test('is read in groups, with the other ways it was put', async () => {
    backend({ [`${base}/texts`]: paged(groups) })
    const element = await page()
    tap(button(element, '全部回答：3. 第c问'))
    await vi.waitFor(() => expect(top().textContent).toContain('停车难'))
    expect(top().textContent).toContain('3. 第c问')
    expect(top().textContent).not.toContain('多办些沙龙')
    tap(button(top(), '另有1种写法'))
    await vi.waitFor(() => expect(top().textContent).toContain('多办些沙龙'))
  })

  test('is searched, and nothing found is said', async () => {
    backend({
      [`${base}/texts`]: ({ query }: { query: string }) => paged(query.includes('q=停车') ? [groups[1] as object] : query.includes('q=') ? [] : groups),
    })
    const element = await open('/staff/texts/index?id=7&question=c&head=3', '多办沙龙')
    const search = (words: string) => {
      type(field(element, '搜文字回答'), words)
      field(element, '搜文字回答')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    }
    search('停车')
    await vi.waitFor(() => expect([...element.querySelectorAll('.said')].map(({ textContent }) => textContent)).toEqual(['停车难']))
    search('食堂')
    await sees(element, '没有找到')
  })
})

describe('a draft', () => {
  const draft = {
    ...survey,
    state: 'draft',
    invited: 0,
    responses: 0,
    quota: null,
    version: 1,
    introduction: '几分钟就好。',
    form: { version: 1, definition: { sections: [{ key: 's', title: '', questions: [{ title: '来不来' }, { title: '怎么来' }] }] } },
    is_editable: true,
    results_for: 'respondents',
  }
  const checked = (...remarks: object[]) => ({ remarks, audience_count: 42 })
  const error = { level: 'error', number: 2, question: 'b', message: '第 2 题永远不会出现' }
  const warning = { level: 'warning', number: null, question: null, message: '只开放不到一天' }
  const shown = (check: object, more: Record<string, unknown> = {}) => backend({ [base]: draft, [`${base}/check`]: check, ...more })
  const publish = async () => {
    app.runtime.router.reLaunch('/staff/surveys/index')
    const { element } = app.open('/staff/publish/index?id=7')
    await sees(element, '服务评价')
    return element
  }

  test('says whom it asks, until when and what, and is published after a yes', async () => {
    shown(checked(), { [`${base}/publish`]: { ...draft, state: 'open' } })
    const element = await publish()
    for (const words of ['石桥商会，42 人', '记名，截止前可以修改', '截止后填写的人都能看', '2. 怎么来', '没有发现问题'])
      expect(element.textContent).toContain(words)
    tap(button(element, '发布'))
    await told('42 人能看到并填写')
    expect(asked('publish', 'POST')).toEqual([])
    await answerDialog('发布')
    await vi.waitFor(() => expect(asked('publish', 'POST')).toHaveLength(1))
    await vi.waitFor(() => expect(app.runtime.router.stack).toHaveLength(1))
  })

  test('with errors cannot be published, and says which question is wrong, errors first', async () => {
    shown(checked(warning, error))
    const element = await publish()
    expect(element.textContent).toMatch(/还不能发布.*第 2 题永远不会出现.*提醒：只开放不到一天/)
    tap(button(element, '发布'))
    expect(document.querySelector('.mp-layer')).toBeNull()
  })

  test('with a hint only can be published; a refusal is said, and the check shown anew', async () => {
    let remarks: object[] = [warning]
    shown(() => checked(...remarks), {
      [`${base}/check`]: () => checked(...remarks),
      [`${base}/publish`]: () => {
        remarks = [error]
        return refusal(409, 'survey_unfit', '问卷还不能发布')
      },
    })
    const element = await publish()
    expect(element.textContent).toContain('可以发布，有几点提醒')
    tap(button(element, '发布'))
    await answerDialog('发布')
    await told('问卷还不能发布')
    await sees(element, '第 2 题永远不会出现')
  })
})

describe('photos and files, as staff see them', () => {
  const file = (id: string, name: string, mime: string) => ({ id, name, mime, size: 20_480, width: null, height: null, url: `/media/${id}` })
  const answer = (key: string, files: object[]) => ({ question: key, number: 1, title: key, text: '', files })
  const response = (id: string, name: string | null, ...answers: object[]) => ({
    id,
    member: name === null ? null : { id: `m${id}`, name },
    submitted_at: survey.opens_at,
    updated_at: survey.opens_at,
    answers,
  })
  const photos = question('photo', 1, { type: 'file', chart: 'files', answered: 3, items: [] })

  test('are found behind their question, by who sent them, and open', async () => {
    backend({
      [`${base}/results`]: results({ questions: [photos, question('none', 2, { type: 'file', chart: 'files', answered: 0, items: [] })] }),
      [`${base}/responses`]: paged([
        response('1', '赵一', answer('plan', [file('9', '别的.pdf', 'application/pdf')]), answer('photo', [file('5', 'a.jpg', 'image/jpeg')])),
        response('2', '钱二', answer('photo', [file('6', '方案.pdf', 'application/pdf')])),
        response('3', null, answer('photo', [])),
      ]),
    })
    const element = await page()
    expect(button(element, '看 0 人交的：2. 第none问')).toBeUndefined()
    tap(button(element, '看 3 人交的：1. 第photo问'))
    await vi.waitFor(() => expect(top().textContent).toContain('已注销的会员'))
    const [asking] = asked('responses')
    expect(asking?.query).toContain('question=photo')
    expect([...top().querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual([expect.stringMatching(/^http.*\/media\/5$/)])
    expect(top().textContent).toContain('方案.pdf')
    expect(top().textContent).not.toContain('别的.pdf')
    expect(top().textContent).toContain('交过，后来已删除')
    const fetched = vi
      .spyOn(wx, 'downloadFile')
      .mockImplementation(((options: { success(got: object): void }) => options.success({ statusCode: 200, tempFilePath: 'wxfile://tmp_1.pdf' })) as never)
    const shown = vi.spyOn(wx, 'openDocument').mockImplementation((({ success }: { success(): void }) => success()) as never)
    tap(button(top(), '打开方案.pdf'))
    await vi.waitFor(() => expect(shown).toHaveBeenCalledWith(expect.objectContaining({ fileType: 'pdf' })))
    expect(fetched.mock.calls[0]?.[0]).toMatchObject({ url: expect.stringMatching(/^http.*\/media\/6$/) })
  })

  test('a file that does not open says why', async () => {
    backend({ [`${base}/responses`]: paged([response('2', '钱二', answer('photo', [file('6', '方案.pdf', 'application/pdf')]))]) })
    const element = await open('/staff/files/index?id=7&question=photo&head=1', '方案.pdf')
    vi.spyOn(wx, 'downloadFile').mockImplementation(((options: { success(got: object): void }) => options.success({ statusCode: 404 })) as never)
    tap(button(element, '打开方案.pdf'))
    await told('链接过期了')
  })

  test('a failure is said, and tried again', async () => {
    backend({ [`${base}/responses`]: down })
    const element = await open('/staff/files/index?id=7&question=photo&head=1', '没能打开')
    backend({ [`${base}/responses`]: paged([]) })
    tap(button(element, '再试一次'))
    await sees(element, '还没有人交照片或文件')
  })
})

describe('the end of a survey', () => {
  test('is put off to the end of the day that is chosen', async () => {
    const card = { ...survey, invited: 50, responses: 20, quota: null, version: 1, closes_at: '2026-12-05T18:00:00+08:00' }
    calls = answering({ '/staff/surveys': paged([card, { ...card, id: '8', state: 'closed' }]), [`${base}/closing-time`]: card })
    const element = await open('/staff/surveys/index', '服务评价')
    expect(element.querySelectorAll('[aria-label^="改截止日期"]')).toHaveLength(1)
    tap(button(element, '改截止日期：服务评价'))
    await answerDialog('20日')
    await answerDialog('确定')
    await vi.waitFor(() => expect(asked('closing-time', 'PUT').map(({ body }) => body)).toEqual([{ closes_at: '2026-12-20T23:59:00+08:00' }]))
  })
})
