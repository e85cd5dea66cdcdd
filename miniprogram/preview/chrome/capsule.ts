import type { Runtime } from '../runtime/boot'
import { showActionSheet } from './dialogs'
import { h } from './dom'
import { openScanner } from './scanner'
import { shareTopPage } from './share'

/** The capsule at the top right: a menu, and the way out of the app. */
export class Capsule {
  constructor(private readonly runtime: Runtime) {
    document.body.append(
      h('div', { class: 'mp-status', 'aria-hidden': 'true' }, h('span', {}, '9:41'), h('i', { class: 'mp-battery' })),
      h(
        'div',
        { class: 'mp-capsule' },
        h('button', { class: 'mp-menu', 'aria-label': '更多', onclick: () => void this.#openMenu() }, '•••'),
        h('button', { class: 'mp-close', 'aria-label': '关闭小程序', onclick: () => this.#leave() }),
      ),
      h('div', { class: 'mp-home-indicator', 'aria-hidden': 'true' }),
    )
  }

  async #openMenu(): Promise<void> {
    const choices = this.runtime.router.top.has('onShareAppMessage') ? ['转发给朋友', '重新进入小程序'] : ['重新进入小程序']
    const index = await showActionSheet({ itemList: choices })
    const choice = index === undefined ? undefined : choices[index]
    if (choice === '转发给朋友') await shareTopPage(this.runtime, 'menu')
    if (choice === '重新进入小程序') location.reload()
  }

  /** In WeChat a closed app goes on in the background, and is shown again from the chat list. */
  #leave(): void {
    const { application, router, phone } = this.runtime
    router.top.call('onHide')
    application.hide()
    const back = () => {
      outside.remove()
      application.show()
      router.top.call('onShow')
    }
    const scan = async () => {
      const text = await openScanner(phone.id)
      if (text === undefined) return
      outside.remove()
      this.#enterByCode(text)
    }
    const outside = h(
      'div',
      { class: 'mp-outside' },
      h('h2', {}, '微信'),
      h('button', { class: 'mp-return', onclick: back }, `回到 ${this.runtime.manifest.app.window?.navigationBarTitleText ?? '小程序'}`),
      h('button', { class: 'mp-wechat-scan', onclick: () => void scan() }, '微信扫一扫'),
    )
    document.body.append(outside)
  }

  /** 扫普通链接二维码打开小程序: the app opens on the page bound to the link, with the whole link in `q`. */
  #enterByCode(text: string): void {
    const { application, router, manifest, device } = this.runtime
    const rule = device.linkRules.find(({ prefix }) => text.startsWith(prefix))
    const scene = rule ? 1011 : 1001
    const path = rule?.path ?? (manifest.pages[0] as string)
    const query: Record<string, string> = rule ? { q: encodeURIComponent(text) } : {}
    application.show({ path, query, scene })
    const search = rule ? `?q=${encodeURIComponent(encodeURIComponent(text))}` : ''
    router.reLaunch(`/${path}${search}`)
  }
}
