import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap, type } from '../../preview/testing'
import { answerDialog, answering, button, cannot, card, detail, down, field, guide, refusal, sees, told, untilVerified, verifyPhone } from './suggested'

let app: PreviewHooks
const scrolled = vi.fn()
let calls: ReturnType<typeof answering>

const mine = { ...detail, is_mine: true, can: { ...cannot, edit: true }, check: 'passed' }
const backend = (more: Record<string, unknown> = {}) => {
  calls = answering({ '/suggestions/guide': guide, '/suggestions/similar': { items: [] }, '/suggestions/7': mine, ...more })
}
const written = (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path).map(({ body }) => body)
const drafts = () => Object.entries(localStorage).filter(([key]) => key.includes('draft:suggestion'))
const top = () => app.runtime.router.stack.at(-1)

async function write() {
  const { element } = app.runtime.router.reLaunch('/pages/suggest/index')
  await sees(element, '提交建议')
  return element
}

async function writeAll() {
  const element = await write()
  type(field(element, '一句话说明'), '路口加装路灯')
  type(field(element, '具体情况'), '文化路口晚上很暗，请加一盏灯。')
  tap([...element.querySelectorAll('[role="radio"]')][0])
  return element
}

beforeAll(async () => {
  app = await loadApp()
  Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }) // jsdom keeps no files
  Element.prototype.scrollTo = scrolled // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  scrolled.mockClear()
  localStorage.clear()
  for (const layer of document.querySelectorAll('.mp-layer')) layer.remove()
  backend()
})

describe('writing a suggestion', () => {
  test('names what is missing beneath each field, and sends nothing', async () => {
    const element = await write()
    tap(button(element, '提交建议'))
    await sees(element, '用一句话说明是什么事')
    expect(element.textContent).toContain('说说具体情况')
    expect(element.textContent).toContain('请选一个类别')
    expect(element.querySelectorAll('[role="alert"]')).toHaveLength(3)
    await vi.waitFor(() => expect(scrolled).toHaveBeenCalled())
    expect(written('POST', '/suggestions')).toEqual([])
  })

  test('keeps what was typed for the next visit, under the same reference', async () => {
    await writeAll()
    const before = JSON.parse(drafts()[0]?.[1] ?? '')
    const again = await write()
    expect((field(again, '一句话说明') as HTMLInputElement).value).toBe('路口加装路灯')
    expect((field(again, '具体情况') as HTMLTextAreaElement).value).toContain('很暗')
    expect(JSON.stringify(before)).toContain('路口加装路灯')
  })

  test('a failure keeps all of it, and the next tap is the same suggestion', async () => {
    backend({ '/suggestions': down })
    const element = await writeAll()
    tap(button(element, '提交建议'))
    await told('写好的内容都还在')
    await answerDialog('知道了')
    expect(drafts()).toHaveLength(1)
    tap(button(element, '提交建议'))
    await vi.waitFor(() => expect(written('POST', '/suggestions')).toHaveLength(2))
    const [first, second] = written('POST', '/suggestions')
    expect(second?.client_ref).toBe(first?.client_ref)
    expect(first?.client_ref).toBeTruthy()
  })

  test('what was written leaves no draft, and shows how it is followed', async () => {
    backend({ '/suggestions': mine })
    const element = await writeAll()
    tap(button(element, '提交建议'))
    await vi.waitFor(() => expect(top()?.element.textContent).toContain('已收到。谁在办、几号前答复'))
    expect(drafts()).toEqual([])
  })

  test('when WeChat wants the author to have been here, it logs in again and asks once', async () => {
    backend({
      '/suggestions': { ...mine, check: 'log_in' },
      '/suggestions/7/check': { ...mine, check: 'staff' },
      '/suggestions/7': { ...mine, check: 'staff' },
    })
    const element = await writeAll()
    tap(button(element, '提交建议'))
    await vi.waitFor(() => expect(top()?.element.textContent).toContain('工作人员会看一眼内容'))
    expect(written('POST', '/suggestions/7/check')).toHaveLength(1)
  })

  test('without a verified phone it says why, and goes on by itself once WeChat gave the number', async () => {
    backend(untilVerified('/suggestions', detail))
    const element = await writeAll()
    tap(button(element, '提交建议'))
    await sees(element, '号码不会给其他会员看到')
    expect(button(element, '提交建议')).toBeUndefined()
    expect((field(element, '具体情况') as HTMLTextAreaElement).value).toContain('很暗')
    expect(drafts()).toHaveLength(1)
    await verifyPhone(element)
    await vi.waitFor(() => expect(top()?.route).toBe('pages/suggestion/index'))
    expect(written('PUT', '/me/phone')).toEqual([{ phone_code: 'from-wechat' }])
    const [first, second, ...rest] = written('POST', '/suggestions')
    expect([second, rest]).toEqual([first, []])
  })

  test('a number that cannot be verified says why, and what was written stays', async () => {
    backend({ ...untilVerified('/suggestions', detail), '/me/phone': refusal(409, 'phone_taken', '这个手机号已登记在另一位会员名下，请联系工作人员核对。') })
    const element = await writeAll()
    tap(button(element, '提交建议'))
    await verifyPhone(element)
    await sees(element, '已登记在另一位会员名下')
    expect((field(element, '一句话说明') as HTMLInputElement).value).toBe('路口加装路灯')
    expect(written('POST', '/suggestions')).toHaveLength(1)
  })

  test('what the server refuses is told at its field, or in a dialog where there is none', async () => {
    backend({ '/suggestions': refusal(422, 'invalid_input', '请检查', { place: ['地点太长了'] }) })
    const element = await writeAll()
    tap(button(element, '提交建议'))
    await sees(element, '地点太长了')
    backend({ '/suggestions': refusal(422, 'invalid_input', '这次没有收下', { client_ref: ['不对'] }) })
    tap(button(element, '提交建议'))
    await told('这次没有收下')
  })

  test('a page that cannot open says so, and opens on another try', async () => {
    backend({ '/suggestions/guide': down })
    const { element } = app.runtime.router.reLaunch('/pages/suggest/index')
    await sees(element, '没能打开')
    backend()
    tap(button(element, '再试一次'))
    await sees(element, '提交建议')
  })
})

describe('what others said before', () => {
  const alike = { ...card, id: '9', title: '增设路灯', state_word: '已答复', outcome_word: '采纳', reply_excerpt: '下月动工。', endorsements: 31 }

  test('is shown with its answer once six characters are there, and only the last question counts', async () => {
    backend({ '/suggestions/similar': ({ query }: { query: string }) => ({ items: query.includes('很暗') ? [alike] : [{ ...alike, title: '旧的' }] }) })
    const element = await write()
    type(field(element, '一句话说明'), '路灯')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(calls.some(({ path }) => path === '/suggestions/similar')).toBe(false)
    type(field(element, '一句话说明'), '路口加装路灯')
    type(field(element, '具体情况'), '晚上很暗')
    await sees(element, '有人说过类似的事')
    expect(calls.filter(({ path }) => path === '/suggestions/similar')).toHaveLength(1)
    expect(element.textContent).toContain('已答复 · 采纳 · 附议 31')
    expect(element.textContent).toContain('答复：下月动工。')
    expect(button(element, '附议：增设路灯')).toBeDefined()
  })

  test('goes when it fails, without a word: writing goes on', async () => {
    backend({ '/suggestions/similar': down })
    const element = await write()
    type(field(element, '一句话说明'), '路口加装路灯')
    await vi.waitFor(() => expect(calls.some(({ path }) => path === '/suggestions/similar')).toBe(true))
    expect(element.textContent).not.toContain('有人说过类似的事')
    expect(button(element, '提交建议')).toBeDefined()
  })
})

describe('putting it in other words', () => {
  async function edit() {
    app.runtime.router.reLaunch('/pages/suggestion/index?id=7')
    const { element } = app.open('/pages/suggest/index?id=7')
    await sees(element, '保存修改')
    return element
  }

  test('never says anything about the name: it stays hidden if it was', async () => {
    const element = await edit()
    expect(element.textContent).not.toContain('不公开我的姓名')
    type(field(element, '具体情况'), '文化路口晚上很暗，请加两盏灯。')
    tap(button(element, '保存修改'))
    await vi.waitFor(() => expect(written('PUT', '/suggestions/7')).toHaveLength(1))
    expect(written('PUT', '/suggestions/7')[0]).toEqual({
      title: '路口加装路灯',
      text: '文化路口晚上很暗，请加两盏灯。',
      category: 'community',
      place: '',
      version: 4,
    })
  })

  test('goes back to the suggestion, which shows the new words', async () => {
    let text = detail.text
    backend({
      '/suggestions/7': ({ method, body }: { method: string; body: { text: string } }) => {
        if (method === 'PUT') text = body.text
        return { ...mine, text }
      },
    })
    const element = await edit()
    type(field(element, '具体情况'), '请加两盏灯，谢谢。')
    tap(button(element, '保存修改'))
    await vi.waitFor(() => expect(app.runtime.router.stack).toHaveLength(1))
    await sees(top()?.element as Element, '请加两盏灯，谢谢。')
  })

  test('says that all will see the change once somebody stands behind it', async () => {
    const element = await edit()
    expect(element.textContent).toContain('已有人附议。可以补充或更正，大家会看到改了哪里。')
  })

  test('somebody handled it meanwhile: what was typed stays, and the next tap goes through', async () => {
    let version = 4
    backend({
      '/suggestions/7': ({ method, body }: { method: string; body: { version: number } }) => {
        if (method === 'PUT' && body.version !== 5) {
          version = 5
          return refusal(409, 'case_changed', '刚刚有人处理过')
        }
        return { ...mine, version }
      },
    })
    const element = await edit()
    type(field(element, '具体情况'), '请加两盏灯，谢谢。')
    tap(button(element, '保存修改'))
    await told('刚刚有人处理过')
    await answerDialog('知道了')
    expect((field(element, '具体情况') as HTMLTextAreaElement).value).toBe('请加两盏灯，谢谢。')
    tap(button(element, '保存修改'))
    await vi.waitFor(() => expect(app.runtime.router.stack).toHaveLength(1))
    expect(written('PUT', '/suggestions/7').map((body) => body?.version)).toEqual([4, 5])
  })

  test('a suggestion that cannot be read is an error, not an empty form', async () => {
    backend({ '/suggestions/7': down })
    const { element } = app.runtime.router.reLaunch('/pages/suggest/index?id=7')
    await sees(element, '没能打开')
    expect(button(element, '保存修改')).toBeUndefined()
  })
})

describe('photos of a draft', () => {
  const path = 'wxfile://tmp_chosen.jpg'
  const kept = () => JSON.parse(drafts()[0]?.[1] ?? '{}')
  const files = async () => {
    const { files: names } = (await wx.getFileSystemManager().readdir({ dirPath: wx.env.USER_DATA_PATH } as never)) as never as { files: string[] }
    return names
  }
  const choose = async (element: Element) => {
    await wx.getFileSystemManager().writeFile({ filePath: path, data: 'jpeg' } as never)
    vi.spyOn(wx, 'chooseMedia').mockImplementation((({ success }: { success(chosen: object): void }) =>
      success({ tempFiles: [{ tempFilePath: path }] })) as never)
    tap(button(element, '加照片'))
    await vi.waitFor(() => expect(button(element, '去掉第 1 张照片')).toBeDefined())
  }

  test('are there on the next visit, from a file that outlives the start', async () => {
    await choose(await writeAll())
    const [file] = await files()
    expect(file).toMatch(/^draft-photo-.*jpg$/)
    expect(JSON.stringify(kept())).toContain(file)
    const again = await write()
    await vi.waitFor(() => expect(button(again, '去掉第 1 张照片')).toBeDefined())
  })

  test('one taken off leaves nothing on the phone, and one that is lost is not shown', async () => {
    const element = await writeAll()
    await choose(element)
    tap(button(element, '去掉第 1 张照片'))
    await vi.waitFor(async () => expect(await files()).toEqual([]))
    await choose(element)
    const [file] = await files()
    await wx.getFileSystemManager().unlink({ filePath: `${wx.env.USER_DATA_PATH}/${file}` } as never)
    const again = await write()
    expect(button(again, '去掉第 1 张照片')).toBeUndefined()
  })

  test('putting another suggestion in other words leaves them alone', async () => {
    await choose(await writeAll())
    app.runtime.router.reLaunch('/pages/suggestion/index?id=7')
    await sees(app.open('/pages/suggest/index?id=7').element, '保存修改')
    expect(await files()).toHaveLength(1)
  })

  test('leaving the account erases them', async () => {
    await choose(await writeAll())
    backend({ '/me': {}, '/logout': {}, '/session': {} })
    const { element } = app.runtime.router.reLaunch('/pages/me/index')
    await vi.waitFor(() => expect(element.querySelector('.leave')).toBeTruthy())
    tap(element.querySelector('.leave'))
    await answerDialog('退出')
    await vi.waitFor(async () => expect(await files()).toEqual([]))
  })
})

describe('photos', () => {
  const photo = { id: '1', url: '', width: 1, height: 1, state: 'pending', is_mine: true }
  type Upload = { formData: { client_ref: string }; filePath: string; success(answer: object): void; fail(reason: object): void }
  const uploads: Upload[] = []

  /** The phone chooses two; uploads get these answers in turn. */
  async function phone(...answers: boolean[]) {
    uploads.length = 0
    for (const filePath of ['wxfile://a', 'wxfile://b']) await wx.getFileSystemManager().writeFile({ filePath, data: 'jpeg' } as never)
    // No room to keep them: they go up from where they are.
    vi.spyOn(wx.getFileSystemManager(), 'saveFile').mockImplementation((({ fail }: { fail(reason: object): void }) => fail({})) as never)
    vi.spyOn(wx, 'chooseMedia').mockImplementation((({ success }: { success(chosen: object): void }) =>
      success({ tempFiles: [{ tempFilePath: 'https://phone.test/a.png' }, { tempFilePath: 'https://phone.test/b.png' }] })) as never)
    vi.spyOn(wx, 'uploadFile').mockImplementation(((options: Upload) => {
      uploads.push(options)
      if (answers.shift()) options.success({ statusCode: 201, data: JSON.stringify(photo) })
      else options.fail({ errMsg: 'uploadFile:fail net::ERR' })
      return { onProgressUpdate() {} }
    }) as never)
  }

  test('one that fails holds nothing up: it waits on the suggestion, and goes again as the same photo', async () => {
    backend({ '/suggestions': mine })
    await phone(true, false, true)
    const element = await writeAll()
    tap(button(element, '加照片'))
    await vi.waitFor(() => expect(button(element, '去掉第 2 张照片')).toBeDefined())
    tap(button(element, '提交建议'))
    await vi.waitFor(() => expect(top()?.element.textContent).toContain('没有传上去，点这里再试'))
    const shown = top()?.element as HTMLElement
    expect(uploads.map(({ filePath }) => filePath)).toEqual(['https://phone.test/a.png', 'https://phone.test/b.png'])
    tap([...shown.querySelectorAll('[role="button"]')].find((one) => one.textContent?.includes('没有传上去')))
    await answerDialog('再传一次')
    await vi.waitFor(() => expect(shown.textContent).not.toContain('待上传'))
    expect(uploads.map(({ filePath }) => filePath)).toEqual(['https://phone.test/a.png', 'https://phone.test/b.png', 'https://phone.test/b.png'])
    expect(uploads[2]?.formData.client_ref).toBe(uploads[1]?.formData.client_ref)
    expect(new Set(uploads.map(({ formData }) => formData.client_ref)).size).toBe(2)
    vi.restoreAllMocks()
  })
})
