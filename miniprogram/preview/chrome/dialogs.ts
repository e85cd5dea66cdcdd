import { h } from './dom'

export interface ModalOptions {
  title?: string
  content?: string
  showCancel?: boolean
  cancelText?: string
  cancelColor?: string
  confirmText?: string
  confirmColor?: string
  editable?: boolean
  placeholderText?: string
}

export interface ModalResult {
  confirm: boolean
  cancel: boolean
  content?: string
}

/** WeChat refuses button texts over 4 characters. */
const MAX_BUTTON_LENGTH = 4

export function showModal(options: ModalOptions): Promise<ModalResult> {
  const { title = '', content = '', showCancel = true, cancelText = '取消', confirmText = '确定', editable = false } = options
  for (const [name, text] of Object.entries({ cancelText, confirmText })) {
    if (text.length > MAX_BUTTON_LENGTH) throw new Error(`${name} length should not larger than 4 Chinese characters`)
  }
  return new Promise((resolve) => {
    const field = h('textarea', { class: 'mp-modal-field', placeholder: options.placeholderText ?? '', 'aria-label': options.placeholderText ?? title })
    field.value = content
    const end = (confirm: boolean) => {
      layer.remove()
      resolve({ confirm, cancel: !confirm, ...(editable && confirm ? { content: field.value } : {}) })
    }
    const cancel = h('button', { onclick: () => end(false) }, cancelText)
    const confirm = h('button', { class: 'mp-primary', onclick: () => end(true) }, confirmText)
    if (options.cancelColor) cancel.style.color = options.cancelColor
    if (options.confirmColor) confirm.style.color = options.confirmColor
    const layer = openLayer(
      h(
        'div',
        { class: 'mp-modal', role: 'dialog', 'aria-modal': 'true', 'aria-label': title || content },
        title ? h('h2', {}, title) : undefined,
        editable ? field : h('p', {}, content),
        h('footer', {}, showCancel ? cancel : undefined, confirm),
      ),
    )
  })
}

/** @returns the tapped index, or undefined when dismissed */
export function showActionSheet({
  itemList,
  itemColor = '#000000',
  alertText,
}: {
  itemList: string[]
  itemColor?: string
  alertText?: string
}): Promise<number | undefined> {
  return new Promise((resolve) => {
    const end = (index?: number) => {
      layer.remove()
      resolve(index)
    }
    const items = itemList.map((text, index) => {
      const button = h('button', { role: 'menuitem', onclick: () => end(index) }, text)
      button.style.color = itemColor
      return button
    })
    const cancel = h('button', { class: 'mp-sheet-cancel', onclick: () => end() }, '取消')
    const alert = alertText ? h('p', { class: 'mp-sheet-note' }, alertText) : undefined
    const layer = openLayer(h('div', { class: 'mp-sheet', role: 'menu' }, alert, ...items, cancel), end)
  })
}

/** A dark layer over the phone; a tap beside the box dismisses it where `onDismiss` is given. */
export function openLayer(box: HTMLElement, onDismiss?: () => void): HTMLElement {
  const layer = h('div', { class: 'mp-layer' }, box)
  layer.addEventListener('click', (event) => {
    if (event.target === layer) onDismiss?.()
  })
  document.body.append(layer)
  return layer
}
