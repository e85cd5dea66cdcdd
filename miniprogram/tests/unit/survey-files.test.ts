import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, stubBackend, tap } from '../../preview/testing'
import { answerDialog } from './suggested'

let app: PreviewHooks
let calls: { path: string; body: unknown }[]
let survey = 0

type Upload = { url: string; filePath: string; formData: Record<string, string>; success(answer: object): void; fail(reason: object): void }
const uploads: Upload[] = []
let progress: (step: { progress: number }) => void

const photos = { key: 'photo', type: 'file', title: '现场照片', required: true, most: 3 }
const plan = { key: 'plan', type: 'file', title: '方案', accept: 'any', most: 2 }
const first = { key: 'a', title: '先', questions: [{ key: 'say', type: 'text', title: '说明' }] }
const second = { key: 'b', title: '照片', questions: [photos, plan] }
const file = (id: string, name = `${id}.jpg`, mime = 'image/jpeg') => ({ id, name, mime, size: 2048, width: 4, height: 3, url: `/media/${id}` })

/** A survey of its own for each test: what waits outlasts a page. */
function backend(more: object = {}) {
  survey += 1
  const shown = {
    id: `${survey}`,
    title: '路况随手拍',
    organization: { id: '2', name: '石桥商会' },
    is_anonymous: false,
    is_editable: true,
    opens_at: '2026-01-01T09:00:00+08:00',
    closes_at: '2999-01-01T09:00:00+08:00',
    state: 'open',
    has_answered: false,
    questions: 2,
    minutes: 1,
    closing_note_at: null,
    introduction: '',
    form: { version: 1, definition: { sections: [first, second] } },
    answers: null,
    submitted_at: null,
    full_options: [],
    seed: 's',
    held: false,
    closing_note: '',
    notice: '',
    can_see_results: false,
    files: [],
    ...more,
  }
  calls = stubBackend({
    '/_simulator/login-code': { code: 'c' },
    '/api/v1/login': { token: 't', me: { templates: {} }, home: {} },
    [`/api/v1/surveys/${survey}`]: shown,
    [`/api/v1/surveys/${survey}/response`]: { has_answered: true, held: false, submitted_at: null, answers: {} },
  })
}

const buttons = (element: Element) => [...element.querySelectorAll('.t-button, [role="button"]')]
const button = (element: Element, text: string) =>
  buttons(element).find((one) => one.textContent?.replace(/\s/g, '') === text || one.getAttribute('aria-label')?.startsWith(text))
const sees = (element: Element, text: string) => vi.waitFor(() => expect(element.textContent).toContain(text))
const handedIn = () => calls.find(({ path }) => path.endsWith('/response'))?.body
const arrive = (index: number, answer: object) => uploads[index]?.success({ statusCode: 201, data: JSON.stringify(answer) })
const lose = (index: number) => uploads[index]?.fail({ errMsg: 'uploadFile:fail net::ERR' })
const pictures = (element: Element) => [...element.querySelectorAll('img')].map((image) => image.getAttribute('src'))

async function open(start = '开始填写', next: string[] = ['下一步']) {
  const { element } = app.runtime.router.reLaunch(`/pages/survey/index?id=${survey}`)
  for (const step of [start, ...next]) {
    await vi.waitFor(() => expect(button(element, step)).toBeDefined())
    tap(button(element, step))
  }
  await sees(element, '现场照片')
  return element
}

async function add(element: Element, label = '加照片') {
  await vi.waitFor(() => expect(button(element, label)).toBeDefined())
  tap(button(element, label))
}

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  localStorage.clear()
  for (const layer of document.querySelectorAll('.mp-layer')) layer.remove()
  vi.restoreAllMocks()
  uploads.length = 0
  vi.spyOn(wx, 'chooseMedia').mockImplementation((({ count, success }: { count: number; success(chosen: object): void }) =>
    success({ tempFiles: ['data:,1', 'data:,2'].slice(0, count).map((tempFilePath) => ({ tempFilePath })) })) as never)
  vi.spyOn(wx, 'chooseMessageFile').mockImplementation((({ success }: { success(chosen: object): void }) =>
    success({ tempFiles: [{ path: 'data:,9', name: '平面图.pdf' }] })) as never)
  vi.spyOn(wx, 'uploadFile').mockImplementation(((options: Upload) => {
    uploads.push(options)
    return { onProgressUpdate: (told: typeof progress) => (progress = told) }
  }) as never)
})

test('photos go up one after the other, are seen at once, and their ids are what is handed in', async () => {
  backend()
  const element = await open()
  await add(element)
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  progress({ progress: 40 })
  await sees(element, '上传中 40%')
  expect(element.textContent).toContain('等待上传')
  expect(uploads[0]).toMatchObject({ url: expect.stringMatching(/surveys\/\d+\/files$/), filePath: 'data:,1', formData: { question: 'photo' } })
  arrive(0, file('11'))
  await vi.waitFor(() => expect(uploads).toHaveLength(2))
  arrive(1, file('12'))
  await vi.waitFor(() => expect(element.textContent).not.toContain('上传中'))
  expect(pictures(element)).toEqual([expect.stringContaining('/media/11'), expect.stringContaining('/media/12')])
  expect(element.textContent).toContain('2 / 3')
  tap(button(element, '去掉第 1 张'))
  await vi.waitFor(() => expect(pictures(element)).toHaveLength(1))
  tap(button(element, '提交问卷'))
  await sees(element, '交上了，谢谢您')
  expect(handedIn()).toEqual({ answers: { photo: ['12'] }, form_version: 1 })
})

test('nobody hands in without what is still on its way, or failed', async () => {
  backend()
  const element = await open()
  await add(element)
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  tap(button(element, '提交问卷'))
  await sees(element, '还有 2 张正在上传，请稍等')
  arrive(0, file('21'))
  await vi.waitFor(() => expect(uploads).toHaveLength(2))
  lose(1)
  await sees(element, '没传上，重试')
  expect(element.textContent).toContain('其他回答都已记在手机上，不会丢')
  tap(button(element, '提交问卷'))
  await sees(element, '有 1 张没有传上去，请点它再传一次，或去掉它')
  expect(handedIn()).toBeUndefined()
  tap(buttons(element).find((one) => one.getAttribute('aria-label')?.includes('没有传上去')))
  await vi.waitFor(() => expect(document.body.textContent).toContain('网络没有连上'))
  await answerDialog('再传一次')
  await vi.waitFor(() => expect(uploads).toHaveLength(3))
  expect(uploads[2]?.formData.client_ref).toBe(uploads[1]?.formData.client_ref)
  arrive(2, file('22'))
  await vi.waitFor(() => expect(pictures(element)[1]).toContain('/media/22'))
  tap(button(element, '提交问卷'))
  await sees(element, '交上了，谢谢您')
  expect(handedIn()).toEqual({ answers: { photo: ['21', '22'] }, form_version: 1 })
})

test('one that failed can be left out', async () => {
  backend()
  const element = await open()
  await add(element)
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  lose(0)
  await vi.waitFor(() => expect(uploads).toHaveLength(2))
  arrive(1, file('31'))
  await sees(element, '没传上，重试')
  await vi.waitFor(() => expect(button(element, '去掉第 2 张')).toBeDefined())
  tap(button(element, '去掉第 2 张'))
  await vi.waitFor(() => expect(element.textContent).not.toContain('没传上'))
  tap(button(element, '提交问卷'))
  await sees(element, '交上了，谢谢您')
  expect(handedIn()).toEqual({ answers: { photo: ['31'] }, form_version: 1 })
})

test('what arrives while one is elsewhere is there on return, and a draft keeps it', async () => {
  backend()
  const element = await open()
  await add(element)
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  tap(button(element, '上一步'))
  await sees(element, '说明')
  arrive(0, file('41'))
  await vi.waitFor(() => expect(uploads).toHaveLength(2))
  arrive(1, file('42'))
  tap(button(element, '下一步'))
  await vi.waitFor(() => expect(pictures(element)).toHaveLength(2))
  expect(JSON.stringify(Object.values(localStorage))).toContain('42')
  const again = await open('接着填', [])
  await vi.waitFor(() => expect(pictures(again)).toHaveLength(2))
  tap(button(again, '提交问卷'))
  await sees(again, '交上了，谢谢您')
  expect(handedIn()).toEqual({ answers: { photo: ['41', '42'] }, form_version: 1 })
})

test('a draft begun anew has neither its photos nor those on their way', async () => {
  backend()
  const element = await open()
  await add(element)
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  arrive(0, file('51'))
  await vi.waitFor(() => expect(uploads).toHaveLength(2))
  lose(1)
  await sees(element, '没传上')
  const { element: cover } = app.runtime.router.reLaunch(`/pages/survey/index?id=${survey}`)
  await vi.waitFor(() => expect(button(cover, '重新填写')).toBeDefined())
  tap(button(cover, '重新填写'))
  await answerDialog('清空重填')
  await vi.waitFor(() => expect(button(cover, '下一步')).toBeDefined())
  tap(button(cover, '下一步'))
  await sees(cover, '现场照片')
  expect(cover.textContent).toContain('0 / 3')
})

test('a file comes from a chat, goes up under its own name, and no more than the question takes', async () => {
  backend()
  const element = await open()
  await add(element, '加文件')
  await vi.waitFor(() => expect(document.body.textContent).toContain('从微信聊天里选文件'))
  await answerDialog('从微信聊天里选文件')
  await vi.waitFor(() => expect(uploads).toHaveLength(1))
  expect(uploads[0]?.formData).toMatchObject({ question: 'plan', name: '平面图.pdf' })
  arrive(0, file('61', '平面图.pdf', 'application/pdf'))
  await sees(element, '2 KB')
  expect(element.textContent).toContain('平面图.pdf')
  expect(element.textContent).toContain('还可以加 1 个')
  await add(element, '加文件')
  await answerDialog('拍照或从相册选')
  await vi.waitFor(() => expect(uploads).toHaveLength(2))
  expect(wx.chooseMedia).toHaveBeenLastCalledWith(expect.objectContaining({ count: 1 }))
  arrive(1, file('62'))
  await vi.waitFor(() => expect(button(element, '加文件')).toBeUndefined())
})

test('answers handed in before show their photos; one this phone cannot show any more is still named', async () => {
  backend({ has_answered: true, answers: { photo: ['71', '72'] }, files: [file('71')] })
  const element = await open('修改我的回答')
  await vi.waitFor(() => expect(pictures(element)).toEqual([expect.stringContaining('/media/71')]))
  expect(element.textContent).toContain('已上传')
  tap(button(element, '提交问卷'))
  await sees(element, '交上了，谢谢您')
  expect(handedIn()).toEqual({ answers: { photo: ['71', '72'] }, form_version: 1 })
})
