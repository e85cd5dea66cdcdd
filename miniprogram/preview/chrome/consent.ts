import { openLayer } from './dialogs'
import { h } from './dom'

/** WeChat's sheet before an app gets the phone number. @returns whether the person allowed it */
export function askPhoneNumber(appName: string): Promise<boolean> {
  return askSheet('phone', `${appName} 申请`, '获取并验证你的手机号', [h('p', { class: 'mp-consent-item' }, '微信绑定的手机号')], '允许', '不允许')
}

export interface SubscribeAnswer {
  answers: Record<string, 'accept' | 'reject'>
  /** These choices are kept, and not asked about again. */
  always: boolean
}

/** WeChat's sheet for subscription messages: each template can be unticked; refused altogether, all are. */
export async function askSubscription(appName: string, templates: { id: string; title: string }[]): Promise<SubscribeAnswer> {
  const boxes = templates.map(({ title }) => h('input', { type: 'checkbox', checked: true, 'aria-label': title }))
  const rows = templates.map(({ title }, index) => h('label', { class: 'mp-consent-item' }, h('span', {}, title), boxes[index]))
  const always = alwaysBox()
  const isAllowed = await askSheet('subscribe', `${appName} 申请`, '发送一次以下消息', [...rows, always], '允许', '取消')
  const answers = templates.map(({ id }, index) => [id, isAllowed && boxes[index]?.checked ? 'accept' : 'reject'])
  return { answers: Object.fromEntries(answers), always: always.getAttribute('aria-checked') === 'true' }
}

function alwaysBox(): HTMLElement {
  const box = h('button', { class: 'mp-consent-always', role: 'checkbox', 'aria-checked': 'false' }, '总是保持以上选择，不再询问')
  box.addEventListener('click', () => box.setAttribute('aria-checked', String(box.getAttribute('aria-checked') !== 'true')))
  return box
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
