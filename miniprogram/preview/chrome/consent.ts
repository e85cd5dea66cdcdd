import { openLayer } from './dialogs'
import { h } from './dom'

/** WeChat's sheet before an app gets the phone number. @returns whether the person allowed it */
export function askPhoneNumber(appName: string): Promise<boolean> {
  return askSheet('phone', `${appName} 申请`, '获取并验证你的手机号', [h('p', { class: 'mp-consent-item' }, '微信绑定的手机号')], '允许', '不允许')
}

export interface SubscribeAnswer {
  [templateId: string]: 'accept' | 'reject'
}

/** WeChat's sheet for subscription messages: each template can be unticked. @returns undefined when refused altogether */
export async function askSubscription(appName: string, templates: { id: string; title: string }[]): Promise<SubscribeAnswer | undefined> {
  const boxes = templates.map(({ title }) => h('input', { type: 'checkbox', checked: true, 'aria-label': title }))
  const rows = templates.map(({ title }, index) => h('label', { class: 'mp-consent-item' }, h('span', {}, title), boxes[index]))
  const isAllowed = await askSheet('subscribe', `${appName} 申请`, '发送一次以下消息', rows, '允许', '取消')
  if (!isAllowed) return undefined
  return Object.fromEntries(templates.map(({ id }, index) => [id, boxes[index]?.checked ? 'accept' : 'reject']))
}

/** WeChat's sheet for the privacy agreement, shown when the app brings none of its own. */
export function askPrivacy(appName: string): Promise<boolean> {
  return askSheet('privacy', '用户隐私保护提示', `使用前请阅读并同意《${appName}小程序隐私保护指引》`, [], '同意', '拒绝')
}

/** WeChat's question before a scope is used for the first time (location, calendar ...). */
export function askScope(appName: string, purpose: string): Promise<boolean> {
  return askSheet('scope', `${appName} 申请`, purpose, [], '允许', '拒绝')
}

function askSheet(kind: string, app: string, request: string, rows: HTMLElement[], allow: string, refuse: string): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isAllowed: boolean) => {
      layer.remove()
      resolve(isAllowed)
    }
    const layer = openLayer(
      h(
        'div',
        { class: `mp-sheet mp-consent mp-consent-${kind}`, role: 'dialog', 'aria-modal': 'true', 'aria-label': request },
        h('p', { class: 'mp-consent-app' }, app),
        h('h2', {}, request),
        ...rows,
        h(
          'footer',
          {},
          h('button', { class: 'mp-refuse', onclick: () => end(false) }, refuse),
          h('button', { class: 'mp-allow', onclick: () => end(true) }, allow),
        ),
      ),
    )
  })
}
