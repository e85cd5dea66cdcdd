import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { stubBackend } from '../../preview/testing'
import { loadFixture, settled } from './fixture-app'

type Api = (options?: object) => Promise<Record<string, unknown>>
type Wx = Record<string, Api> & {
  getStorageSync(key: string): unknown
  setStorageSync(key: string, value: unknown): void
  getStorageInfoSync(): { keys: string[] }
  canIUse(name: string): boolean
}

let app: PreviewHooks
const wx = () => (globalThis as unknown as { wx: Wx }).wx
const button = (text: string) => [...document.querySelectorAll<HTMLElement>('.mp-layer button')].find((element) => element.textContent === text)
/** The result of an API that only calls back. */
const called = (name: string, options: object) =>
  new Promise<Record<string, unknown>>((resolve) => {
    wx()[name]?.({ ...options, success: resolve, fail: resolve })
  })

beforeAll(async () => {
  app = await loadFixture()
  app.runtime.router.reLaunch('/pages/home/index')
})

beforeEach(() => localStorage.clear())

afterEach(() => {
  vi.useRealTimers()
  app.setOnline(true)
})

describe('an API the preview does not have', () => {
  test.each(['createCameraContext', 'onBluetoothDeviceFound', 'offBluetoothDeviceFound'])('wx.%s throws when it is touched', (name) => {
    expect(() => wx()[name]).toThrow(`wx.${name} is not supported by the preview`)
  })

  test('canIUse says so without throwing', () => {
    expect(wx().canIUse('createCameraContext')).toBe(false)
    expect(wx().canIUse('scanCode')).toBe(true)
  })

  test('a file system call throws too', () => {
    const manager = (wx().getFileSystemManager as unknown as () => Record<string, unknown>)()
    expect(() => manager.mkdir).toThrow('FileSystemManager.mkdir is not supported')
  })
})

describe('storage', () => {
  test('keeps values as JSON, and an absent key is an empty string', () => {
    wx().setStorageSync('a', { b: [1, '二'] })
    expect(wx().getStorageSync('a')).toEqual({ b: [1, '二'] })
    expect(wx().getStorageSync('none')).toBe('')
  })

  test('fails, not resolves, for an absent key when asked asynchronously', async () => {
    await expect(wx().getStorage?.({ key: 'none' })).rejects.toEqual({ errMsg: 'getStorage:fail data not found' })
  })

  test("is the phone's own", () => {
    localStorage.setItem('lianyi-preview:somebody:app:a', '1')
    wx().setStorageSync('b', 1)
    expect(wx().getStorageInfoSync().keys).toEqual(['b'])
  })

  test('refuses more than 1 MB under one key', () => {
    expect(() => wx().setStorageSync('big', 'x'.repeat(1024 * 1024))).toThrow('entry size limit')
  })
})

describe('request', () => {
  test('goes to the demo backend whatever https host is named, and succeeds with any status', async () => {
    const calls = stubBackend({ '/api/v1/login': { name: '王敏' } })
    const answer = await called('request', { url: 'https://api.example.com/api/v1/login', method: 'POST', data: { code: 'c' } })
    expect(answer).toMatchObject({ statusCode: 200, data: { name: '王敏' }, errMsg: 'request:ok' })
    expect(calls).toEqual([{ path: '/api/v1/login', body: { code: 'c' } }])
    expect(await called('request', { url: 'https://api.example.com/none' })).toMatchObject({ statusCode: 404 })
  })

  test('puts the data of a GET into the query', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('{}'))
    await called('request', { url: 'https://a.b/list?x=1', data: { page: 2, q: '茶' } })
    expect(fetched.mock.calls[0]?.[0]).toBe('https://backend.test/list?x=1&page=2&q=%E8%8C%B6')
  })

  test('refuses http and relative urls, as WeChat does', async () => {
    expect(await called('request', { url: 'http://api.example.com/x' })).toMatchObject({ errMsg: 'request:fail url not in domain list' })
    expect(await called('request', { url: '/api/x' })).toMatchObject({ errno: 600002 })
  })

  test('fails off line, and the app hears of it', async () => {
    const heard = vi.fn()
    ;(wx().onNetworkStatusChange as unknown as (listener: unknown) => void)(heard)
    app.setOnline(false)
    expect(heard).toHaveBeenCalledWith({ isConnected: false, networkType: 'none' })
    expect(await called('request', { url: 'https://a.b/c' })).toMatchObject({ errno: 600001 })
  })

  test('follows the network of the browser: the app hears of it, and what fails then fails for want of a network', async () => {
    const heard = vi.fn()
    ;(wx().onNetworkStatusChange as unknown as (listener: unknown) => void)(heard)
    vi.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new TypeError('Failed to fetch'))
    window.dispatchEvent(new Event('offline'))
    expect(heard).toHaveBeenLastCalledWith({ isConnected: false, networkType: 'none' })
    expect(await called('request', { url: 'https://a.b/c' })).toMatchObject({ errMsg: expect.stringContaining('ERR_INTERNET_DISCONNECTED'), errno: 600001 })
    app.setOnline(false)
    window.dispatchEvent(new Event('online'))
    expect(heard).toHaveBeenCalledTimes(1) // its own switch is still off
    app.setOnline(true)
    expect(heard).toHaveBeenLastCalledWith({ isConnected: true, networkType: 'wifi' })
  })

  test('times out and can be aborted', async () => {
    globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')))
      })
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const slow = called('request', { url: 'https://a.b/slow', timeout: 3000 })
    await vi.advanceTimersByTimeAsync(3000)
    expect(await slow).toMatchObject({ errMsg: 'request:fail timeout', errno: 5 })
    vi.useRealTimers()
    let task: { abort(): void } | undefined
    const aborted = new Promise((resolve) => {
      task = (wx().request as unknown as (options: object) => { abort(): void })({ url: 'https://a.b/slow', fail: resolve })
    })
    await settled()
    task?.abort()
    expect(await aborted).toMatchObject({ errMsg: 'request:fail abort' })
  })
})

describe('dialogs', () => {
  test('a modal answers what was tapped', async () => {
    const answer = wx().showModal?.({ title: '取消报名？' })
    await settled()
    button('取消')?.click()
    expect(await answer).toMatchObject({ confirm: false, cancel: true })
  })

  test('an editable modal answers what was typed', async () => {
    const answer = wx().showModal?.({ title: '备注', editable: true, content: '旧' })
    await settled()
    Object.assign(document.querySelector('.mp-modal-field') as HTMLTextAreaElement, { value: '新' })
    button('确定')?.click()
    expect(await answer).toMatchObject({ confirm: true, content: '新' })
  })

  test('an action sheet fails when it is cancelled', async () => {
    const answer = wx().showActionSheet?.({ itemList: ['甲', '乙'] })
    await settled()
    button('取消')?.click()
    await expect(answer).rejects.toEqual({ errMsg: 'showActionSheet:fail cancel' })
  })

  test('a toast goes by itself, a loading stays until hidden', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await wx().showToast?.({ title: '已保存' })
    expect(document.querySelector('[role=status]')?.textContent).toBe('已保存')
    await vi.advanceTimersByTimeAsync(1500)
    expect(document.querySelector('[role=status]')).toBeNull()
    await wx().showLoading?.({ title: '加载中' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(document.querySelector('[role=status]')).not.toBeNull()
    await wx().hideLoading?.()
    expect(document.querySelector('[role=status]')).toBeNull()
  })
})

describe('WeChat abilities', () => {
  const NOTHING_FIXED = { main_switch: true, always: {} }

  test('a login code comes from the simulator, for the person who holds the phone', async () => {
    const calls = stubBackend({ '/_simulator/login-code': ({ user_id }: { user_id: string }) => ({ code: `for-${user_id}` }) })
    expect(await wx().login?.()).toMatchObject({ code: 'for-nobody' })
    expect(calls[0]?.path).toBe('/_simulator/login-code')
  })

  test('a subscription answer is per template, and the simulator is told', async () => {
    const calls = stubBackend({
      '/_simulator/state': { templates: [{ priTmplId: 'T1', title: '报名结果' }] },
      '/_simulator/subscriptions': NOTHING_FIXED,
      '/_simulator/subscribe': ({ answers }: { answers: object }) => ({ ...answers, errMsg: 'requestSubscribeMessage:ok' }),
    })
    const answer = wx().requestSubscribeMessage?.({ tmplIds: ['T1', 'T2'] })
    await vi.waitFor(() => expect(document.querySelectorAll('.mp-consent input')).toHaveLength(2))
    expect(document.querySelector('.mp-consent')?.textContent).toContain('报名结果')
    document.querySelectorAll<HTMLInputElement>('.mp-consent input')[1]?.click()
    button('允许')?.click()
    expect(await answer).toMatchObject({ T1: 'accept', T2: 'reject' })
    expect(calls.at(-1)?.body).toEqual({ user_id: 'nobody', template_ids: ['T1', 'T2'], answers: { T1: 'accept', T2: 'reject' } })
  })

  test('a subscription that WeChat refuses fails with its code', async () => {
    stubBackend({
      '/_simulator/state': { templates: [] },
      '/_simulator/subscriptions': NOTHING_FIXED,
      '/_simulator/subscribe': { errMsg: 'requestSubscribeMessage:fail The main switch is switched off', errCode: 20004 },
    })
    const answer = wx().requestSubscribeMessage?.({ tmplIds: ['T1'] })
    await vi.waitFor(() => expect(button('允许')).toBeDefined())
    button('允许')?.click()
    await expect(answer).rejects.toEqual({ errMsg: 'requestSubscribeMessage:fail The main switch is switched off', errCode: 20004 })
  })

  test('what is fixed with "always" is answered without a sheet, and told by getSetting alone', async () => {
    const titles = {
      templates: [
        { priTmplId: 'T1', title: '报名结果' },
        { priTmplId: 'T2', title: '活动提醒' },
      ],
    }
    const calls = stubBackend({
      '/_simulator/state': titles,
      '/_simulator/subscriptions': { main_switch: true, always: { T1: 'accept' } },
      '/_simulator/subscribe': ({ answers }: { answers: object }) => ({ ...answers, errMsg: 'requestSubscribeMessage:ok' }),
    })
    expect(await wx().requestSubscribeMessage?.({ tmplIds: ['T1'] })).toMatchObject({ T1: 'accept' })
    expect(document.querySelector('.mp-consent')).toBeNull()
    const answer = wx().requestSubscribeMessage?.({ tmplIds: ['T1', 'T2'] })
    await vi.waitFor(() => expect(document.querySelectorAll('.mp-consent input')).toHaveLength(1))
    document.querySelector<HTMLElement>('.mp-consent-always')?.click()
    button('取消')?.click()
    expect(await answer).toMatchObject({ T1: 'accept', T2: 'reject' })
    expect(calls.at(-1)?.body).toMatchObject({ answers: { T1: 'accept', T2: 'reject' }, always: true })
    expect(await wx().getSetting?.({ withSubscriptions: true })).toMatchObject({ subscriptionsSetting: { mainSwitch: true, itemSettings: { T1: 'accept' } } })
    expect(await wx().getSetting?.()).not.toHaveProperty('subscriptionsSetting')
  })

  test('with the main switch off there is no sheet, only a failure', async () => {
    stubBackend({
      '/_simulator/state': { templates: [] },
      '/_simulator/subscriptions': { main_switch: false, always: {} },
      '/_simulator/subscribe': { errMsg: 'requestSubscribeMessage:fail The main switch is switched off', errCode: 20004 },
    })
    await expect(wx().requestSubscribeMessage?.({ tmplIds: ['T1'] })).rejects.toMatchObject({ errCode: 20004 })
    expect(document.querySelector('.mp-consent')).toBeNull()
  })

  test('the settings page turns a fixed template off', async () => {
    const calls = stubBackend({
      '/_simulator/state': { templates: [{ priTmplId: 'T1', title: '报名结果' }] },
      '/_simulator/subscriptions': { main_switch: true, always: { T1: 'accept' } },
      '/_simulator/main-switch': {},
      '/_simulator/revoke': {},
    })
    const setting = wx().openSetting?.({ withSubscriptions: true })
    await vi.waitFor(() => expect(document.querySelector('.mp-modal')?.textContent).toContain('接收订阅消息'))
    button('允许')?.click()
    await vi.waitFor(() => expect(document.querySelector('.mp-modal')?.textContent).toContain('报名结果'))
    button('不允许')?.click()
    await setting
    expect(calls.find(({ path }) => path === '/_simulator/revoke')?.body).toEqual({ user_id: 'nobody', template_ids: ['T1'] })
  })

  test('a scan answers the code that was typed, and fails when cancelled', async () => {
    const scan = wx().scanCode?.()
    await settled()
    Object.assign(document.querySelector('.mp-scanner-field') as HTMLInputElement, { value: '码-1' })
    document.querySelector('.mp-scanner-form')?.dispatchEvent(new Event('submit', { cancelable: true }))
    expect(await scan).toMatchObject({ result: '码-1', scanType: 'QR_CODE' })
    const cancelled = wx().scanCode?.()
    await settled()
    button('取消')?.click()
    await expect(cancelled).rejects.toEqual({ errMsg: 'scanCode:fail cancel' })
  })

  test('privacy is asked once, and a refusal is an error with its number', async () => {
    const refused = wx().requirePrivacyAuthorize?.()
    await settled()
    button('拒绝')?.click()
    await expect(refused).rejects.toMatchObject({ errno: 104 })
    const agreed = wx().requirePrivacyAuthorize?.()
    await settled()
    button('同意')?.click()
    await agreed
    expect(await wx().getPrivacySetting?.()).toMatchObject({ needAuthorization: false })
    await wx().requirePrivacyAuthorize?.()
  })

  test('a location API that app.json does not declare fails', async () => {
    await expect(wx().getLocation?.()).rejects.toMatchObject({ errMsg: expect.stringContaining('requiredPrivateInfos') })
  })
})

describe('pictures and files', () => {
  const picture = async (type = 'image/png') => {
    globalThis.fetch = async () => new Response('x', { headers: { 'content-type': type } })
    const { tempFilePath } = await called('downloadFile', { url: 'https://a.b/file' })
    return tempFilePath as string
  }
  const press = async (text: string) => {
    await vi.waitFor(() => expect(button(text)).toBeDefined())
    button(text)?.click()
    await settled()
  }
  beforeEach(() => {
    URL.createObjectURL = () => 'blob:x'
  })

  test('the album is asked for once, and holds what was saved', async () => {
    const filePath = await picture()
    const saved = called('saveImageToPhotosAlbum', { filePath })
    await press(app.runtime.device.privacy.isAgreed ? '允许' : '同意')
    if (button('允许')) await press('允许')
    await saved
    expect(app.runtime.device.album).toEqual([filePath])
  })

  test('a refused album fails until the settings page allows it', async () => {
    app.runtime.device.privacy.agree()
    const filePath = await picture()
    const refused = called('saveImageToPhotosAlbum', { filePath })
    await press('拒绝')
    expect(await refused).toEqual({ errMsg: 'saveImageToPhotosAlbum:fail auth deny' })
    stubBackend({ '/_simulator/state': { templates: [] }, '/_simulator/subscriptions': { main_switch: true, always: {} } })
    const setting = wx().openSetting?.()
    await press('允许')
    expect(await setting).toMatchObject({ authSetting: { 'scope.writePhotosAlbum': true } })
    await wx().saveImageToPhotosAlbum?.({ filePath })
  })

  test('the viewer refuses a kind of file WeChat cannot show', async () => {
    const filePath = await picture('application/zip')
    await expect(wx().openDocument?.({ filePath, fileType: 'zip' })).rejects.toMatchObject({ errMsg: 'openDocument:fail filetype not supported' })
  })

  test('choosing pictures can be cancelled', async () => {
    app.runtime.device.privacy.agree()
    const chosen = called('chooseMedia', { mediaType: ['image'] })
    await press('取消')
    expect(await chosen).toEqual({ errMsg: 'chooseMedia:fail cancel' })
  })

  test('files come from a chat by their names, no more than were asked for', async () => {
    app.runtime.device.privacy.agree()
    const chosen = called('chooseMessageFile', { count: 1 })
    await press('样例文件 1 个')
    expect(await chosen).toMatchObject({ tempFiles: [{ name: '场地平面图.pdf', type: 'file', path: expect.stringMatching(/^wxfile:.*pdf$/) }] })
    const none = called('chooseMessageFile', { count: 1 })
    await press('取消')
    expect(await none).toEqual({ errMsg: 'chooseMessageFile:fail cancel' })
    expect(await called('chooseMessageFile', { count: 0 })).toMatchObject({ errMsg: expect.stringContaining('count') })
  })

  test('an upload says when it is done', async () => {
    const filePath = 'wxfile://usr/photo.jpg'
    const manager = (wx().getFileSystemManager as unknown as () => { writeFile: Api })()
    await manager.writeFile({ filePath, data: 'x' })
    globalThis.fetch = async () => new Response('{}', { status: 201 })
    const told = vi.fn()
    const answer = await new Promise<Record<string, unknown>>((resolve) => {
      const upload = wx().uploadFile as unknown as (options: object) => { onProgressUpdate(listener: unknown): void }
      upload({ url: 'https://a.b/photos', filePath, name: 'file', success: resolve, fail: resolve }).onProgressUpdate(told)
    })
    expect(answer).toMatchObject({ statusCode: 201, data: '{}' })
    expect(told).toHaveBeenCalledWith(expect.objectContaining({ progress: 100 }))
  })

  test('a rough location that app.json does not declare fails', async () => {
    await expect(wx().getFuzzyLocation?.()).rejects.toMatchObject({ errMsg: expect.stringContaining('requiredPrivateInfos') })
  })
})

describe('the tab bar', () => {
  test('carries badges and dots, and fails where there is none', async () => {
    await wx().setTabBarBadge?.({ index: 0, text: '12345' })
    expect(document.querySelector('.mp-badge')?.textContent).toBe('…')
    await wx().removeTabBarBadge?.({ index: 0 })
    expect(document.querySelector<HTMLElement>('.mp-badge')?.hidden).toBe(true)
    await wx().showTabBarRedDot?.({ index: 1 })
    expect(document.querySelector<HTMLElement>('.mp-badge.mp-dot')?.hidden).toBe(false)
    await expect(wx().setTabBarBadge?.({ index: 7, text: '1' })).rejects.toMatchObject({ errMsg: expect.stringContaining('not found') })
  })
})

test('pull-down refresh runs the page until it says it is done', async () => {
  await wx().startPullDownRefresh?.()
  const { pullDown, instance } = app.runtime.router.top
  expect(instance.data.log).toBe('刷新中')
  expect(pullDown.isRefreshing).toBe(true)
  await wx().stopPullDownRefresh?.()
  expect(pullDown.isRefreshing).toBe(false)
})
