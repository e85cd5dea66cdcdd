import { askPhoneNumber } from '../chrome/consent'
import { showModal } from '../chrome/dialogs'
import { shareTopPage } from '../chrome/share'
import { currentRuntime } from '../runtime/current'
import { chooseAvatar } from '../wx/avatar'
import { simulatorPhoneCode } from '../wx/simulator'
import { builtin, type ComponentSpace, enclosing, type NodeOf } from './node'
import { SHARED, setUpShared } from './shared'

const BUTTON = {
  ...SHARED,
  hoverClass: 'button-hover',
  type: 'default',
  size: 'default',
  plain: false,
  disabled: false,
  loading: false,
  formType: '',
  openType: '',
  lang: 'en',
  sessionFrom: '',
  sendMessageTitle: '',
  sendMessagePath: '',
  sendMessageImg: '',
  showMessageCard: false,
  appParameter: '',
  phoneNumberNoQuotaToast: true,
}
type ButtonNode = NodeOf<typeof BUTTON>

export function defineButton(space: ComponentSpace): void {
  builtin(space, 'button', BUTTON, (node) => {
    setUpShared(node)
    const { element } = node
    if (!element.hasAttribute('role')) element.setAttribute('role', 'button')
    node.watch(['type', 'size', 'plain', 'loading', 'disabled'], () => {
      const { type, size, plain, loading, disabled } = node.props
      element.setAttribute('type', type || 'default')
      element.setAttribute('size', size || 'default')
      element.toggleAttribute('plain', plain)
      element.toggleAttribute('loading', loading)
      element.toggleAttribute('disabled', disabled)
      element.setAttribute('aria-disabled', String(disabled))
    })
    element.addEventListener('click', () => {
      if (node.props.disabled) return
      actOnForm(node)
      for (const openType of node.props.openType.split('|').filter(Boolean)) void open(node, openType)
    })
  })
}

function actOnForm(node: ButtonNode): void {
  const form = enclosing(node.element, 'form')
  if (node.props.formType === 'submit') form?.fire('submit', { value: form.formValue?.(), target: { id: '', dataset: {} } })
  if (node.props.formType === 'reset') {
    form?.resetValue?.()
    form?.fire('reset')
  }
}

/** WeChat's own abilities behind a button: each needs a real tap. */
async function open(node: ButtonNode, openType: string): Promise<void> {
  const runtime = currentRuntime()
  switch (openType) {
    case 'agreePrivacyAuthorization':
      runtime.device.privacy.agree()
      node.fire('agreeprivacyauthorization')
      return
    case 'getPhoneNumber':
      node.fire('getphonenumber', await phoneNumber())
      return
    case 'chooseAvatar': {
      const avatarUrl = await chooseAvatar(runtime.phone.title)
      if (avatarUrl) node.fire('chooseavatar', { avatarUrl })
      return
    }
    case 'share':
      await shareTopPage(runtime, 'button', { id: node.element.id.replace(/^.*--/, ''), dataset: node.component.dataset })
      return
    case 'contact':
      await showModal({ title: '客服会话', content: '这里会打开与客服的会话。', showCancel: false })
      node.fire('contact', { path: '', query: {} })
      return
    default:
      throw new Error(`<button open-type="${openType}"> is not supported by the preview`)
  }
}

async function phoneNumber(): Promise<Record<string, unknown>> {
  const { device, phone, manifest } = currentRuntime()
  if (!(await device.privacy.require('button'))) return { errMsg: 'getPhoneNumber:fail privacy permission is not authorized', errno: 104 }
  const isAllowed = await askPhoneNumber(manifest.app.window?.navigationBarTitleText ?? '小程序')
  if (!isAllowed) return { errMsg: 'getPhoneNumber:fail user deny' }
  try {
    return { code: await simulatorPhoneCode(phone), errMsg: 'getPhoneNumber:ok' }
  } catch (error) {
    return { errMsg: `getPhoneNumber:fail ${String(error)}` }
  }
}
