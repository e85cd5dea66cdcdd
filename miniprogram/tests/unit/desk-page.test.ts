import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap, type } from '../../preview/testing'
import { deskCode } from '../../src/services/desks'
import { answerDialog, answering, button, down, refusal, sees } from './suggested'

const CODE = 'abcdefghijklmnopqrstu_'
const LINK = `https://lianyi.example/console/s/${CODE}`
const SIGN_IN = `/staff/console-sign-ins/${CODE}`
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const request = { browser: 'Chrome / Windows', asked_at: minutesAgo(0), expires_at: minutesAgo(-2), roles: ['工作人员 · 石桥街道'] }
const desk = { id: '8', browser: 'Edge / Windows', created_at: minutesAgo(90), used_at: minutesAgo(5), expires_at: minutesAgo(-600) }

let app: PreviewHooks
let calls: ReturnType<typeof answering>
let open: object[]

const sent = (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path)
const page = (query = '') => app.runtime.router.reLaunch(`/staff/desk/index${query}`).element
const backend = (answers = {}) => {
  calls = answering({
    [SIGN_IN]: request,
    [`${SIGN_IN}/confirm`]: {},
    [`${SIGN_IN}/refuse`]: {},
    '/staff/console-sessions': () => ({ items: open }),
    '/staff/console-sessions/8': () => {
      open = []
      return {}
    },
    ...answers,
  })
}
const scans = async (text: string) => {
  await vi.waitFor(() => expect(document.querySelector('.mp-scanner-field')).not.toBeNull())
  type(document.querySelector('.mp-scanner-field'), text)
  document.querySelector('.mp-scanner-form')?.dispatchEvent(new Event('submit', { cancelable: true }))
}

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  localStorage.clear()
  open = []
  for (const layer of document.querySelectorAll('.mp-layer, .mp-toast')) layer.remove()
})

describe('the code of a browser', () => {
  test.each([
    [LINK, CODE],
    [`http://127.0.0.1:8000/console/s/${CODE}`, CODE],
    [`https://lianyi.example/console/s/${CODE}/more`, null],
    ['https://lianyi.example/console/s/short', null],
    ['https://lianyi.example/e/K7M2', null],
    ['pass-of-wang', null],
  ])('%s', (scanned, code) => {
    expect(deskCode(scanned)).toBe(code)
  })
})

describe('signing in to the console', () => {
  test('the camera opens at once, and the browser is let in after a word about it', async () => {
    backend()
    const element = page()
    await scans(LINK)
    await sees(element, '在 Chrome / Windows 上登录？')
    await sees(element, '工作人员 · 石桥街道')
    expect(sent('POST', `${SIGN_IN}/confirm`)).toEqual([])
    open = [desk]
    tap(button(element, '确认登录'))
    await sees(element, '已登录')
    await sees(element, 'Edge / Windows')
    expect(sent('POST', `${SIGN_IN}/confirm`)).toHaveLength(1)
    expect(button(element, '扫码登录后台')).toBeDefined()
  })

  test('what somebody else opened is turned away', async () => {
    backend()
    const element = page(`?code=${CODE}`)
    await sees(element, '别人发来的码，请点“不是我”')
    tap(button(element, '不是我'))
    await sees(element, '已拒绝')
    expect(sent('POST', `${SIGN_IN}/refuse`)).toHaveLength(1)
    expect(sent('POST', `${SIGN_IN}/confirm`)).toEqual([])
  })

  test.each([
    ['a code that is over', { [SIGN_IN]: refusal(410, 'sign_in_over', '这个登录码已失效') }, '登录码已失效', '扫新的码'],
    ['somebody without a role', { [SIGN_IN]: refusal(403, 'forbidden', '没有权限') }, '您目前没有后台权限', '请联系组织的管理员'],
  ])('%s: says so and what to do', async (_, answers, head, todo) => {
    backend(answers)
    const element = page(`?code=${CODE}`)
    await sees(element, head)
    expect(element.textContent).toContain(todo)
    expect(button(element, '扫码登录后台')).toBeDefined()
  })

  test('used by somebody else meanwhile, it says so when confirmed', async () => {
    backend({ [`${SIGN_IN}/confirm`]: refusal(410, 'sign_in_over', '这个登录码已失效') })
    const element = page(`?code=${CODE}`)
    await sees(element, '在 Chrome / Windows 上登录？')
    tap(button(element, '确认登录'))
    await sees(element, '登录码已失效')
  })

  test('without a network the same code is tried again', async () => {
    backend({ [SIGN_IN]: down })
    const element = page(`?code=${CODE}`)
    await sees(element, '没有连上')
    backend()
    tap(button(element, '再试一次'))
    await sees(element, '在 Chrome / Windows 上登录？')
  })

  test('another code is told apart from this one', async () => {
    backend()
    const element = page()
    await scans('https://lianyi.example/e/K7M2')
    await sees(element, '这不是后台的登录码')
  })

  test('the scanner of members knows it, too', async () => {
    backend({ '/activities': { items: [], page: 1, page_size: 20, total: 0 } })
    const home = app.runtime.router.reLaunch('/pages/activities/index').element
    await vi.waitFor(() => expect(button(home, '扫签到码')).toBeDefined())
    tap(button(home, '扫签到码'))
    await scans(LINK)
    await vi.waitFor(() => expect(app.runtime.router.stack.at(-1)?.route).toBe('staff/desk/index'))
    await sees(app.runtime.router.stack.at(-1)?.element as Element, '在 Chrome / Windows 上登录？')
  })
})

describe('browsers that are signed in', () => {
  test('are listed, and one is signed out after asking', async () => {
    open = [desk]
    backend()
    const element = page(`?code=${CODE}`)
    await sees(element, '5 分钟前用过')
    tap(button(element, '退出 Edge / Windows'))
    await answerDialog('退出')
    await sees(element, '现在没有登录着的电脑')
    expect(sent('DELETE', '/staff/console-sessions/8')).toHaveLength(1)
  })

  test('one that could not be reached stays, and it is said', async () => {
    open = [desk]
    backend({ '/staff/console-sessions/8': down })
    const element = page(`?code=${CODE}`)
    await sees(element, 'Edge / Windows')
    tap(button(element, '退出 Edge / Windows'))
    await answerDialog('退出')
    await vi.waitFor(() => expect(document.body.textContent).toContain('没有退出'))
    expect(element.textContent).toContain('Edge / Windows')
  })
})
