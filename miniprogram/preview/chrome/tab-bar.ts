import type { TabBarConfig } from '../runtime/manifest'
import { h } from './dom'

/** The bar WeChat draws below tab pages. */
export class TabBar {
  readonly element: HTMLElement
  readonly #items: { path: string; button: HTMLButtonElement; icon: HTMLImageElement; badge: HTMLElement; icons: [string, string] }[]

  constructor(
    private readonly config: TabBarConfig,
    onTap: (path: string) => void,
  ) {
    if (config.custom) throw new Error('a custom tab bar is not supported by the preview')
    this.#items = config.list.map((item) => {
      const icons: [string, string] = [item.iconPath ?? '', item.selectedIconPath ?? item.iconPath ?? '']
      const icon = h('img', { class: 'mp-tab-icon', alt: '' })
      icon.hidden = !item.iconPath
      const badge = h('i', { class: 'mp-badge', hidden: true })
      const button = h('button', { class: 'mp-tab', role: 'tab', onclick: () => onTap(item.pagePath) }, icon, h('span', {}, item.text), badge)
      return { path: item.pagePath, button, icon, badge, icons }
    })
    this.element = h('nav', { class: `mp-tab-bar mp-border-${config.borderStyle ?? 'black'}`, role: 'tablist' }, ...this.#items.map((item) => item.button))
    this.element.style.backgroundColor = config.backgroundColor
    this.element.hidden = true
    document.body.append(this.element)
  }

  /** Shows the bar if `route` is one of its pages. */
  select(route: string): void {
    this.element.hidden = !this.#items.some((item) => item.path === route)
    for (const { path, button, icon, icons } of this.#items) {
      const isSelected = path === route
      button.setAttribute('aria-selected', String(isSelected))
      button.style.color = isSelected ? this.config.selectedColor : this.config.color
      if (icons[0]) icon.src = `app/${(isSelected ? icons[1] : icons[0]).replace(/^\//, '')}`
    }
  }

  /** @throws when there is no such tab, as WeChat fails. An empty text removes the badge; WeChat shows `…` past 4 characters. */
  setBadge(index: number, text: string): void {
    const badge = this.#badge(index)
    badge.className = 'mp-badge'
    badge.textContent = text.length > 4 ? '…' : text
    badge.hidden = !text
  }

  setDot(index: number, isShown: boolean): void {
    const badge = this.#badge(index)
    badge.className = 'mp-badge mp-dot'
    badge.textContent = ''
    badge.hidden = !isShown
  }

  #badge(index: number): HTMLElement {
    const item = this.#items[index]
    if (!item) throw new Error('tabbar item not found')
    return item.badge
  }
}
