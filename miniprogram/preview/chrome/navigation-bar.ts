import type { WindowConfig } from '../runtime/manifest'
import { h } from './dom'

interface Options {
  canGoBack: boolean
  isTab: boolean
  onBack(): void
  onHome(): void
}

/** The bar WeChat draws above a page: back or home, and the title. */
export class NavigationBar {
  readonly element: HTMLElement
  readonly #title = h('h1', { class: 'mp-title' })

  constructor(config: WindowConfig, { canGoBack, isTab, onBack, onHome }: Options) {
    const back = canGoBack ? h('button', { class: 'mp-back', 'aria-label': '返回', onclick: onBack }) : undefined
    const home = !canGoBack && !isTab ? h('button', { class: 'mp-home', 'aria-label': '返回首页', onclick: onHome }) : undefined
    this.element = h('header', { class: 'mp-navigation' }, back ?? home, this.#title)
    this.element.hidden = config.navigationStyle === 'custom'
    this.setTitle(config.navigationBarTitleText ?? '')
    this.setColor(config.navigationBarTextStyle === 'white' ? '#ffffff' : '#000000', config.navigationBarBackgroundColor ?? '#ffffff')
  }

  get title(): string {
    return this.#title.textContent ?? ''
  }

  setTitle(title: string): void {
    this.#title.textContent = title
  }

  setColor(front: string, background: string): void {
    this.element.style.color = front
    this.element.style.backgroundColor = background
  }
}
