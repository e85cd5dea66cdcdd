import { TabBar } from '../chrome/tab-bar'
import type { Framework } from './framework'
import type { Manifest } from './manifest'
import { PageView } from './page-view'
import { parsePageUrl } from './phone'

/** WeChat's limit on open pages. */
const MAX_PAGES = 10

type Listener = (...values: unknown[]) => void

/** The page stack, with WeChat's rules about tab pages and its limit; every refusal is an Error in WeChat's words. */
export class Router {
  readonly stack: PageView[] = []
  readonly tabBar: TabBar | undefined
  /** Tab pages stay loaded once opened, whether shown or not. */
  readonly #tabs = new Map<string, PageView>()

  constructor(
    private readonly framework: Framework,
    private readonly manifest: Manifest,
  ) {
    const config = manifest.app.tabBar
    this.tabBar = config && new TabBar(config, (path) => this.#tapTab(path))
  }

  get top(): PageView {
    const page = this.stack.at(-1)
    if (!page) throw new Error('no page is open')
    return page
  }

  navigateTo(url: string, events: Record<string, Listener> = {}): PageView {
    const target = this.#target(url)
    if (this.#isTab(target.path)) throw new Error('can not navigateTo a tabbar page')
    if (this.stack.length >= MAX_PAGES) throw new Error(`webview count limit exceed: ${MAX_PAGES}`)
    this.top.hide()
    const page = this.#create(target)
    for (const [name, listener] of Object.entries(events)) page.channel.on(name, listener)
    return this.#push(page)
  }

  redirectTo(url: string): PageView {
    const target = this.#target(url)
    if (this.#isTab(target.path)) throw new Error('can not redirectTo a tabbar page')
    this.#close(this.stack.pop())
    return this.#push(this.#create(target))
  }

  switchTab(url: string): PageView {
    const { path } = this.#target(url)
    if (!this.#isTab(path)) throw new Error('can not switch to no-tabBar page')
    const from = this.stack.at(-1)
    if (from?.route === path) return from
    while (this.stack.length) {
      const page = this.stack.pop()
      if (page && this.#isTab(page.route)) {
        if (page === from) page.hide()
      } else this.#close(page)
    }
    return this.#showTab(path)
  }

  reLaunch(url: string): PageView {
    const target = this.#target(url)
    const open = new Set([...this.stack, ...this.#tabs.values()])
    this.stack.length = 0
    this.#tabs.clear()
    for (const page of open) this.#close(page)
    return this.#push(this.#create(target))
  }

  navigateBack(delta = 1): void {
    if (this.stack.length < 2) throw new Error('cannot navigate back at first page')
    const closing = this.stack.splice(Math.max(1, this.stack.length - delta))
    for (const page of closing.reverse()) this.#close(page)
    this.top.show()
    this.#drawTabBar()
  }

  /** The first page of the app, or of a shared card. */
  start(path: string, query: Record<string, string>): void {
    this.#push(this.#create({ path, query }))
  }

  #target(url: string): { path: string; query: Record<string, string> } {
    const base = `http://app/${this.stack.at(-1)?.route ?? ''}`
    const { path, query } = parsePageUrl(url)
    const resolved = url.startsWith('/') || !this.stack.length ? path : new URL(url.split('?')[0] ?? '', base).pathname.slice(1)
    if (!this.manifest.pages.includes(resolved)) throw new Error(`page "${resolved}" is not found`)
    return { path: resolved, query }
  }

  #create({ path, query }: { path: string; query: Record<string, string> }): PageView {
    const isTab = this.#isTab(path)
    const page = new PageView(this.framework, this.manifest, path, {
      query,
      isTab,
      canGoBack: this.stack.length > 0 && !isTab,
      onBack: () => this.navigateBack(),
      onHome: () => this.reLaunch(`/${this.manifest.pages[0]}`),
    })
    if (isTab) this.#tabs.set(path, page)
    return page
  }

  /** A page is in getCurrentPages() before its onLoad runs. */
  #push(page: PageView): PageView {
    this.stack.push(page)
    this.#drawTabBar()
    page.load()
    return page
  }

  #showTab(path: string): PageView {
    const loaded = this.#tabs.get(path)
    if (!loaded) return this.#push(this.#create({ path, query: {} }))
    this.stack.push(loaded)
    this.#drawTabBar()
    loaded.show()
    return loaded
  }

  #close(page: PageView | undefined): void {
    if (!page) return
    this.#tabs.delete(page.route)
    page.unload()
  }

  #tapTab(path: string): void {
    const index = this.manifest.app.tabBar?.list.findIndex((item) => item.pagePath === path) ?? -1
    const page = this.switchTab(`/${path}`)
    page.call('onTabItemTap', { index, pagePath: path, text: this.manifest.app.tabBar?.list[index]?.text })
  }

  #isTab(path: string): boolean {
    return this.manifest.app.tabBar?.list.some((item) => item.pagePath === path) ?? false
  }

  #drawTabBar(): void {
    this.tabBar?.select(this.top.route)
  }
}
