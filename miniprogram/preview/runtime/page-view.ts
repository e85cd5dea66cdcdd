import { NavigationBar } from '../chrome/navigation-bar'
import { PullDown } from '../chrome/pull-down'
import { replaceSelectorQuery } from '../wx/queries'
import { EventChannel } from './event-channel'
import type { Framework, Root } from './framework'
import type { Manifest, PageConfig } from './manifest'
import { throwLater } from './throw-later'

/** What the app's code sees of a page: its methods, its data, and what WeChat adds. */
export interface PageInstance {
  route: string
  options: Record<string, string>
  data: Record<string, unknown>
  getOpenerEventChannel(): EventChannel
  [method: string]: unknown
}

export interface PageOptions {
  query: Record<string, string>
  isTab: boolean
  canGoBack: boolean
  onBack(): void
  onHome(): void
}

const REACH_BOTTOM_PX = 50

/** One page on the screen: navigation bar, its own scrolling view, and the page component within. */
export class PageView {
  readonly element = document.createElement('div')
  readonly view = document.createElement('div')
  /** The scroller; WXSS calls it `page`. */
  readonly page = document.createElement('wx-page')
  readonly config: PageConfig
  readonly navigation: NavigationBar
  readonly pullDown: PullDown
  readonly channel = new EventChannel()
  readonly instance: PageInstance
  readonly #root: Root

  constructor(
    framework: Framework,
    manifest: Manifest,
    readonly route: string,
    readonly options: PageOptions,
  ) {
    this.config = { ...manifest.app.window, ...manifest.configs[route] }
    this.element.className = 'mp-screen'
    this.element.classList.toggle('mp-tab-screen', options.isTab)
    this.view.className = 'mp-view'
    this.page.dataset.route = route
    this.page.classList.toggle('mp-fixed', this.config.disableScroll === true)
    this.navigation = new NavigationBar(this.config, options)
    const placeholder = document.createElement('span')
    this.page.append(placeholder)
    this.view.append(this.page)
    this.element.append(this.navigation.element, this.view)
    document.body.append(this.element)

    this.#root = framework.createRoot(route)
    this.instance = this.#root.get() as unknown as PageInstance
    replaceSelectorQuery(this.instance)
    this.instance.route = route
    this.instance.options = options.query
    this.instance.getOpenerEventChannel = () => this.channel
    this.pullDown = new PullDown(this.view, this.page, this.config, () => this.call('onPullDownRefresh'))
    this.#watchScroll()
    this.#root.attach(this.page as never, placeholder as never)
  }

  load(): void {
    this.call('onLoad', this.options.query)
    this.show()
    requestAnimationFrame(() => this.call('onReady'))
  }

  show(): void {
    this.element.hidden = false
    this.call('onShow')
    this.#root.getComponent().triggerPageLifetime('show', [])
  }

  hide(): void {
    this.call('onHide')
    this.#root.getComponent().triggerPageLifetime('hide', [])
    this.element.hidden = true
  }

  unload(): void {
    this.call('onUnload')
    this.#root.release()
    this.element.remove()
  }

  /** Calls a page lifecycle method if the page has it. */
  call(method: string, ...values: unknown[]): unknown {
    const handler = this.instance[method]
    if (typeof handler !== 'function') return undefined
    try {
      return handler.apply(this.instance, values)
    } catch (error) {
      throwLater(error)
      return undefined
    }
  }

  has(method: string): boolean {
    return typeof this.instance[method] === 'function'
  }

  #watchScroll(): void {
    const threshold = this.config.onReachBottomDistance ?? REACH_BOTTOM_PX
    let wasNearBottom = false
    this.page.addEventListener('scroll', () => {
      const { scrollTop, clientHeight, scrollHeight } = this.page
      this.call('onPageScroll', { scrollTop })
      const isNearBottom = scrollTop + clientHeight >= scrollHeight - threshold
      if (isNearBottom && !wasNearBottom) this.call('onReachBottom')
      wasNearBottom = isNearBottom
    })
  }
}
