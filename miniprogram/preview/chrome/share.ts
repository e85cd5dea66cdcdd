import type { Runtime } from '../runtime/boot'
import { openLayer } from './dialogs'
import { h } from './dom'

interface ShareContent {
  title?: string
  path?: string
  imageUrl?: string
  promise?: Promise<ShareContent>
}

/**
 * Asks the page on top what to share, and shows the card a friend would get. The card opens on this phone, as it would
 * when a member taps their own message.
 *
 * @param from `menu` or `button`, as the page is told
 */
export async function shareTopPage({ router, manifest, application }: Runtime, from: string, target?: unknown): Promise<void> {
  const page = router.top
  const content = (page.call('onShareAppMessage', { from, target }) ?? {}) as ShareContent
  const { title, path } = { ...content, ...(await content.promise) }
  const cardPath = path ?? `/${page.route}`
  const close = () => layer.remove()
  const open = () => {
    close()
    const [route = '', search = ''] = cardPath.replace(/^\//, '').split('?', 2)
    application.show({ path: route, query: Object.fromEntries(new URLSearchParams(search)), scene: 1007 })
    router.reLaunch(cardPath)
  }
  const layer = openLayer(
    h(
      'div',
      { class: 'mp-modal mp-share', role: 'dialog', 'aria-label': '转发给朋友' },
      h('h2', {}, '转发给朋友'),
      h('button', { class: 'mp-share-card', onclick: open }, h('b', {}, title ?? manifest.app.window?.navigationBarTitleText ?? ''), h('span', {}, cardPath)),
      h('footer', {}, h('button', { class: 'mp-primary', onclick: close }, '完成')),
    ),
  )
}
