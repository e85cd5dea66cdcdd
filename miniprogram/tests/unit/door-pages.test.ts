import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import type { PageView } from '../../preview/runtime/page-view'
import { loadApp, stubBackend, tap, type } from '../../preview/testing'
import { digestOf } from '../../src/services/door/digest'
import { activity, entry, listOf, liveOf, resultOf } from './door/made'

let app: PreviewHooks
let calls: { path: string; body: unknown }[]
/** Each test has an activity of its own: a desk lives as long as the app. */
let id = 100

const PASS = 'pass-of-wang'
const HOUR = 3600_000
const iso = (shift: number) => new Date(Date.now() + shift).toISOString()
const arrival = (n: number, name: string) => ({
  signup_id: String(n),
  scan_id: String(n),
  name,
  organization: '石桥商会',
  checked_in_at: iso(-60_000),
  method: 'pass',
  seats: 1,
  door: '',
})
const scanned = {
  signup_id: '1',
  scan_id: '9',
  name: '王敏',
  organization: '石桥商会',
  checked_in_at: iso(0),
  arrived: 1,
  expected: 3,
  version: 6,
  message: '',
  seats: 1,
  session_id: null,
  direction: 'in',
}

function backend(more: Record<string, unknown> = {}): void {
  const on = activity({ id: String(id), starts_at: iso(HOUR), ends_at: iso(4 * HOUR), checkin_opens_at: iso(-HOUR), checkin_closes_at: iso(3 * HOUR) })
  const at = (path: string) => `/api/v1/organizer/activities/${id}/${path}`
  const answers: Record<string, unknown> = {
    grants: { id: '3', door: '', expires_at: iso(5 * HOUR), server_time: iso(0) },
    list: {
      ...listOf({ server_time: iso(0), entries: [entry(digestOf(PASS)), entry('other'), entry('third')] }),
      activity: { ...on, allows_walk_ins: true, has_leave_scan: true },
    },
    live: liveOf({ arrivals: [arrival(2, '沈括')] as never, arrived: 1 }),
    scans: scanned,
    batches: ({ scans }: { scans: { client_ref: string }[] }) => ({ results: scans.map(({ client_ref }) => resultOf(client_ref)), conflicts: [] }),
    ...more,
  }
  calls = stubBackend({
    '/_simulator/login-code': { code: 'c' },
    '/api/v1/login': { token: 't', expires_at: '', me: {}, home: {} },
    ...Object.fromEntries(Object.entries(answers).map(([path, answer]) => [at(path), answer])),
  })
}

const button = (element: ParentNode, text: string) =>
  [...element.querySelectorAll('.t-button, [role="button"], button')].find(
    (one) => one.textContent?.includes(text) || one.getAttribute('aria-label')?.includes(text),
  )
const says = (page: PageView, words: string) => vi.waitFor(() => expect(page.element.textContent).toContain(words))
const open = async (name: string, words: string) => {
  const page = app.open(`/organizer/${name}/index?id=${id}`)
  await says(page, words)
  return page
}
const scan = async (page: PageView, code: string) => {
  tap(button(page.element, '扫入场码'))
  await vi.waitFor(() => expect(document.querySelector('.mp-scanner-field')).not.toBeNull())
  type(document.querySelector('.mp-scanner-field'), code)
  document.querySelector('.mp-scanner-form')?.dispatchEvent(new Event('submit', { cancelable: true }))
}
const answerDialog = async (text: string) => {
  const found = () => [...document.querySelectorAll<HTMLElement>('.mp-layer button')].find((one) => one.textContent === text)
  await vi.waitFor(() => expect(found()).toBeDefined())
  found()?.click()
}
const sent = (path: string) => calls.filter((call) => call.path.endsWith(path)).map(({ body }) => body)

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
  HTMLCanvasElement.prototype.getContext = (() => ({ fillRect() {} })) as never
})
beforeEach(() => {
  localStorage.clear()
  id += 1
  backend()
})
afterEach(() => {
  app.setOnline(true)
  app.runtime.router.reLaunch('/pages/voice/index') // whose door goes to rest
})

describe('the door', () => {
  test('shows who is in, scans, and names who it was', async () => {
    const page = await open('door', '沈括')
    expect(page.element.querySelector('[aria-label="已到 1 人，共 3 人"]')).not.toBeNull()
    await scan(page, PASS)
    await says(page, '王敏 · 石桥商会')
    expect(page.element.textContent).toContain('请进')
    expect(page.element.textContent).toContain('继续扫入场码')
    expect(sent('/scans')).toMatchObject([{ code: PASS, direction: 'in', grant_id: '3' }])
  })

  test('off line says so, goes on by its list, tells what waits, and sends it when the network is back', async () => {
    const page = await open('door', '沈括')
    await says(page, '现场登记')
    app.setOnline(false)
    await says(page, '离线')
    await scan(page, PASS)
    await says(page, '待上传 1 条')
    expect(page.element.textContent).toContain('已记在手机上，联网后自动上传。')
    await scan(page, 'unknown')
    await says(page, '不在我的名单上，已记下，联网后由系统核对。')
    expect(page.element.textContent).not.toContain('没有网络，显示的是上次的内容')
    app.setOnline(true)
    await says(page, '在线')
    await vi.waitFor(() => expect(page.element.textContent).not.toContain('待上传'))
    expect(sent('/batches')).toMatchObject([{ scans: [{ code: PASS }, { code: 'unknown' }] }])
  })

  test('takes a spoken code, and refuses what is none without asking the server', async () => {
    const page = await open('door', '现场登记')
    for (const [typed, answer] of [
      ['K74', '签到'],
      ['k7 4m', '签到'],
    ] as const) {
      tap(button(page.element, '输入口令'))
      await vi.waitFor(() => expect(document.querySelector('.mp-modal-field')).not.toBeNull())
      type(document.querySelector('.mp-modal-field'), typed)
      await answerDialog(answer)
      await vi.waitFor(() => expect(document.querySelector('.mp-modal-field')).toBeNull())
    }
    await says(page, '王敏 · 石桥商会')
    expect(sent('/scans')).toMatchObject([{ code: 'K74M' }])
  })

  test('takes a scan back with a reason, on line only', async () => {
    backend({ 'scans/2/undo': scanned })
    const page = await open('door', '沈括')
    tap(button(page.element, '撤销沈括的签到'))
    await answerDialog('重复')
    await vi.waitFor(() => expect(page.element.textContent).not.toContain('沈括'))
    expect(sent('/undo')).toMatchObject([{ reason: '重复' }])
    app.setOnline(false)
    await says(page, '离线')
    expect(button(page.element, '撤销')).toBeUndefined()
  })

  test('turns round for those who leave', async () => {
    const page = await open('door', '现场登记')
    tap(page.element.querySelector('[aria-label="离场"]'))
    await says(page, '扫码离场')
    tap(page.element.querySelector('[aria-label="进场"]'))
    await says(page, '扫入场码')
  })

  test('that was stopped says why, and scans no more', async () => {
    backend({ list: { ...listOf(), grant_revoked: true } })
    const page = await open('door', '这部手机已停用')
    expect(page.element.textContent).toContain('这部手机在这个门的权限已被收回。')
    expect(button(page.element, '输入口令')).toBeUndefined()
    tap(button(page.element, '扫入场码'))
    expect(document.querySelector('.mp-scanner-field')).toBeNull()
  })
})

describe('a walk-in', () => {
  test('needs a name, and a whole number if any', async () => {
    const { element } = await open('walk-in', '登记并进场')
    type(element.querySelectorAll('input')[1], '138')
    tap(button(element, '登记并进场'))
    await vi.waitFor(() => expect(element.textContent).toContain('请填写姓名'))
    expect(element.textContent).toContain('手机号应是 11 位数字')
    expect(sent('/walk-ins')).toEqual([])
  })

  test('comes in, and the fields are free for the next', async () => {
    backend({ 'walk-ins': { ...scanned, name: '钱多多', organization: '来宾' } })
    const page = await open('walk-in', '登记并进场')
    type(page.element.querySelectorAll('input')[0], ' 钱多多 ')
    tap(button(page.element, '登记并进场'))
    await says(page, '钱多多 · 来宾')
    expect(sent('/walk-ins')).toEqual([{ client_ref: expect.any(String), name: '钱多多' }])
    expect(page.element.querySelectorAll('input')[0]?.value).toBe('')
  })

  test('sent again after no answer is the same walk-in', async () => {
    const page = await open('walk-in', '登记并进场')
    type(page.element.querySelectorAll('input')[0], '钱多多')
    app.setOnline(false)
    tap(button(page.element, '登记并进场'))
    await says(page, '只能联网时用')
    app.setOnline(true)
    for (let time = 0; time < 2; time++) {
      tap(button(page.element, '登记并进场'))
      await vi.waitFor(() => expect(sent('/walk-ins')).toHaveLength(time + 1))
      await vi.waitFor(() => expect(page.element.querySelector('.t-button--loading')).toBeNull())
    }
    const [first, second] = sent('/walk-ins') as { client_ref: string }[]
    expect(second?.client_ref).toBe(first?.client_ref)
  })
})

test('what waits and what was refused is to be read, and goes when it was', async () => {
  const key = (name: string) => `lianyi-preview:nobody:app:door:${name}`
  localStorage.setItem(key(`notices:${id}`), JSON.stringify([{ ref: 'r', kind: 'refused', at: iso(0), who: '王*', message: '签到已于 16:00 结束。' }]))
  const page = await open('queue', '签到已于 16:00 结束。')
  expect(page.element.textContent).toContain('没有记上')
  tap(button(page.element, '都看过了'))
  await answerDialog('清掉')
  await says(page, '都上传了')
})

test('the figures: organizations, doors with their phones, how late the code is scanned', async () => {
  const doors = [{ id: '3', door: '东门', member_name: '李建国', arrived: 40, last_seen_at: iso(0), is_revoked: false }]
  const live = liveOf({
    doors,
    per_organization: [{ name: '石桥商会', expected: 48, arrived: 41 }],
    code_delay: { scans: 15, median_ms: 9_000, late_share: 0.13 },
  })
  backend({ live, 'grants/3/revoke': {} })
  const page = await open('figures', '东门 · 李建国')
  for (const words of ['41 / 48', '40 人', '签到码一般在出现 9 秒后被扫，共 15 次', '13% 扫得偏晚']) expect(page.element.textContent).toContain(words)
  tap(button(page.element, '停用东门 · 李建国'))
  await answerDialog('停用')
  await vi.waitFor(() => expect(sent('/revoke')).toHaveLength(1))
})

test('the hall’s link is shown as a code and copied', async () => {
  backend({ 'hall-link': { url: 'https://lianyi.example/hall/abc', expires_at: iso(HOUR) } })
  const page = await open('hall', 'https://lianyi.example/hall/abc')
  expect(page.element.querySelector('[aria-label="大屏链接的二维码"]')).not.toBeNull()
  tap(button(page.element, '复制链接'))
  await vi.waitFor(() => expect(app.runtime.device.clipboard).toBe('https://lianyi.example/hall/abc'))
})

test('the list of names is on line only, and says what to do instead', async () => {
  app.setOnline(false)
  await open('attendees', '手动签到要联网。离线时请扫入场码')
})

test('a screen that shows the event code is bright and awake, and as before afterwards', async () => {
  const slots = [{ starts_at: iso(-1_000), ends_at: iso(29_000), text: 'code-0' }]
  backend({ 'event-code': { slot_seconds: 30, grace_slots: 1, server_time: iso(0), slots } })
  const before = app.runtime.device.brightness
  await open('code', '请用微信扫一扫签到')
  await vi.waitFor(() => expect(app.runtime.device.brightness).toBe(1))
  expect(document.body.dataset.keepScreenOn).toBe('true')
  app.runtime.router.reLaunch('/pages/voice/index')
  await vi.waitFor(() => expect(app.runtime.device.brightness).toBe(before))
  expect(document.body.dataset.keepScreenOn).toBe('false')
})
