import { openLayer } from './dialogs'
import { h } from './dom'
import { type VisibleCode, watchOtherPhones } from './visible-codes'

/**
 * The camera of the preview: it sees the codes on the other phones, and a code can be typed, pasted or altered.
 *
 * @returns what was scanned, or undefined when cancelled
 */
export function openScanner(ownPhone: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const end = (text?: string) => {
      stopWatching()
      layer.remove()
      resolve(text)
    }
    const seen = h('div', { class: 'mp-scanner-codes', role: 'list' })
    const field = h('input', { class: 'mp-scanner-field', placeholder: '粘贴或修改一个码', 'aria-label': '粘贴或修改一个码' })
    const form = h('form', { class: 'mp-scanner-form' }, field, h('button', { type: 'submit' }, '识别'))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (field.value) end(field.value)
    })
    const layer = openLayer(
      h(
        'div',
        { class: 'mp-scanner', role: 'dialog', 'aria-modal': 'true', 'aria-label': '扫一扫' },
        h('h2', {}, '扫一扫'),
        h('p', {}, '其他手机上正在显示的码：'),
        seen,
        form,
        h('button', { class: 'mp-scanner-cancel', onclick: () => end() }, '取消'),
      ),
    )
    const draw = drawCodes(seen, { onScan: end, onEdit: (text) => Object.assign(field, { value: text }) })
    draw([])
    const stopWatching = watchOtherPhones(ownPhone, draw)
  })
}

interface Actions {
  onScan(text: string): void
  onEdit(text: string): void
}

/** @returns redraws the list, but only when something changed: a rotating code must not move under the finger */
function drawCodes(list: HTMLElement, { onScan, onEdit }: Actions): (codes: VisibleCode[]) => void {
  let drawn: string | undefined
  return (codes) => {
    const state = JSON.stringify(codes)
    if (state === drawn) return
    drawn = state
    const rows = codes.map(({ text, label }) =>
      h(
        'div',
        { class: 'mp-scanner-code', role: 'listitem' },
        h('button', { class: 'mp-scanner-scan', onclick: () => onScan(text) }, h('b', {}, label), h('span', {}, text)),
        h('button', { class: 'mp-scanner-edit', 'aria-label': `修改 ${label} 的码`, onclick: () => onEdit(text) }, '改'),
      ),
    )
    list.replaceChildren(...(rows.length ? rows : [h('p', { class: 'mp-scanner-none' }, '没有看到码。请在另一台手机上打开入场码或签到码。')]))
  }
}
