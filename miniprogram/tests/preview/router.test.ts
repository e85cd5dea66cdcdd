import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadFixture, settled } from './fixture-app'

let app: PreviewHooks
const router = () => app.runtime.router
const routes = () => router().stack.map((page) => page.route)
const homeCalls = () => router().stack[0]?.instance.calls as string[]

beforeAll(async () => {
  app = await loadFixture()
})

beforeEach(() => {
  router().reLaunch('/pages/home/index?from=test')
  homeCalls().length = 0
})

describe('lifecycles', () => {
  test('a page is loaded with its decoded query, shown, then ready', async () => {
    const page = router().reLaunch(`/pages/home/index?name=${encodeURIComponent('王敏 & 李')}`)
    const calls = page.instance.calls as string[]
    calls.length = 0
    page.load()
    await settled()
    expect(calls.slice(0, 2)).toEqual(['load {"name":"王敏 & 李"}', 'show'])
    expect(calls).toContain('ready')
  })

  test('opening a page hides the one below, going back shows it and unloads the top', () => {
    router().navigateTo('/more/pages/detail/index?id=1')
    router().navigateBack()
    expect(homeCalls()).toEqual(['hide', 'show'])
    expect(document.querySelectorAll('.mp-screen')).toHaveLength(1)
  })

  test('a component inside is told when its page is shown again', () => {
    const card = () => router().top.page.querySelector('wx-canvas')?.closest('code-card') as HTMLElement & { __wxElement: { data: { shown: number } } }
    const before = card().__wxElement.data.shown
    router().navigateTo('/more/pages/detail/index')
    router().navigateBack()
    expect(card().__wxElement.data.shown).toBe(before + 1)
  })
})

describe('the page stack', () => {
  test('a relative url is taken from the page on top', () => {
    router().navigateTo('/more/pages/detail/index?id=1')
    expect(router().navigateTo('index?id=2').route).toBe('more/pages/detail/index')
  })

  test('holds ten pages and no more', () => {
    for (let open = 1; open < 10; open += 1) router().navigateTo('/more/pages/detail/index')
    expect(() => router().navigateTo('/more/pages/detail/index')).toThrow('webview count limit exceed')
    expect(routes()).toHaveLength(10)
  })

  test('goes back several pages at once, and never past the first', () => {
    router().navigateTo('/more/pages/detail/index')
    router().navigateTo('/pages/widgets/index')
    router().navigateBack(9)
    expect(routes()).toEqual(['pages/home/index'])
    expect(() => router().navigateBack()).toThrow('cannot navigate back at first page')
  })

  test('a page that does not exist is refused and nothing changes', () => {
    expect(() => router().navigateTo('/pages/none/index')).toThrow('is not found')
    expect(routes()).toEqual(['pages/home/index'])
  })

  test('redirecting replaces the page on top', () => {
    router().navigateTo('/more/pages/detail/index')
    router().redirectTo('/pages/widgets/index')
    expect(routes()).toEqual(['pages/home/index', 'pages/widgets/index'])
  })

  test('two pages talk through the event channel', () => {
    const heard: unknown[] = []
    const page = router().navigateTo('/more/pages/detail/index', { chosen: (value) => heard.push(value) })
    page.instance.getOpenerEventChannel().emit('chosen', 7)
    expect(heard).toEqual([7])
  })
})

describe('tab pages', () => {
  test('stay loaded when another tab is shown', () => {
    router().switchTab('/pages/list/index')
    router().switchTab('/pages/home/index')
    expect(homeCalls()).toEqual(['hide', 'show'])
  })

  test('close what was opened above them', () => {
    const calls = homeCalls()
    router().navigateTo('/more/pages/detail/index')
    router().switchTab('/pages/list/index')
    expect(routes()).toEqual(['pages/list/index'])
    expect(calls).toEqual(['hide'])
  })

  test('cannot be navigated or redirected to, and other pages cannot be switched to', () => {
    expect(() => router().navigateTo('/pages/list/index')).toThrow('can not navigateTo a tabbar page')
    expect(() => router().redirectTo('/pages/list/index')).toThrow('can not redirectTo a tabbar page')
    expect(() => router().switchTab('/pages/widgets/index')).toThrow('can not switch to no-tabBar page')
  })

  test('hear that they were tapped, and the bar shows which one is on', () => {
    router().switchTab('/pages/list/index')
    document.querySelectorAll<HTMLElement>('.mp-tab')[0]?.click()
    expect(homeCalls().at(-1)).toBe('tab 首页')
    expect(document.querySelector('.mp-tab[aria-selected=true]')?.textContent).toBe('首页')
  })

  test('the bar is there on tab pages only', () => {
    const bar = document.querySelector<HTMLElement>('.mp-tab-bar')
    expect(bar?.hidden).toBe(false)
    router().navigateTo('/more/pages/detail/index')
    expect(bar?.hidden).toBe(true)
  })
})

test('the app is told when it is left and entered again', () => {
  const seen = app.runtime.application.instance.seen as string[]
  seen.length = 0
  app.runtime.application.hide()
  app.runtime.application.show()
  expect(seen).toEqual(['hide', 'show'])
})
