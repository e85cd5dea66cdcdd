import { convertUnits } from '../units.mjs'
import { builtin, type ComponentSpace, type NodeOf } from './node'
import { SHARED, scopedClasses, setUpShared } from './shared'

const TEXT = {
  ...SHARED,
  value: null,
  name: '',
  placeholder: '',
  placeholderStyle: '',
  placeholderClass: '',
  disabled: false,
  maxlength: 140,
  focus: false,
  autoFocus: false,
  cursor: -1,
  cursorSpacing: 0,
  confirmType: 'done',
  confirmHold: false,
  adjustPosition: true,
  holdKeyboard: false,
  selectionStart: -1,
  selectionEnd: -1,
}
const INPUT = { ...TEXT, type: 'text', password: false }
const TEXTAREA = { ...TEXT, autoHeight: false, fixed: false, showConfirmBar: true, disableDefaultPadding: false }

/** The keyboard each input type brings up. */
const KEYBOARD: Record<string, string> = { text: 'text', number: 'numeric', digit: 'decimal', idcard: 'text', nickname: 'text', 'safe-password': 'text' }

export function defineTextFields(space: ComponentSpace): void {
  builtin(space, 'input', INPUT, (node) => {
    const field = document.createElement('input')
    setUpField(node, field)
    node.watch(['type', 'password'], () => {
      const keyboard = KEYBOARD[node.props.type]
      if (!keyboard) throw new Error(`<input type="${node.props.type}"> is not supported by the preview`)
      field.type = node.props.password || node.props.type === 'safe-password' ? 'password' : 'text'
      field.inputMode = keyboard
    })
    field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) node.fire('confirm', { value: field.value })
    })
  })

  builtin(space, 'textarea', TEXTAREA, (node) => {
    const field = document.createElement('textarea')
    let lines = 0
    const grow = () => {
      if (!node.props.autoHeight) return
      field.style.height = '0'
      const height = field.scrollHeight
      field.style.height = `${height}px`
      const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 24
      const count = Math.max(1, Math.round(height / lineHeight))
      if (count !== lines) node.fire('linechange', { height, lineCount: count, lineHeight })
      lines = count
    }
    setUpField(node, field)
    node.watch(['autoHeight', 'value'], () => {
      node.element.classList.toggle('mp-auto-height', node.props.autoHeight)
      grow()
    })
    field.addEventListener('input', grow)
    requestAnimationFrame(grow)
  })
}

function setUpField(node: NodeOf<typeof TEXT>, field: HTMLInputElement | HTMLTextAreaElement): void {
  setUpShared(node)
  node.element.append(field)
  node.own(field, 'input', 'change', 'focus', 'blur', 'keydown', 'keyup')
  const initial = node.props.value
  const text = () => (node.props.value === null || node.props.value === undefined ? '' : String(node.props.value))
  node.watch(['value'], () => {
    if (field.value !== text()) field.value = text()
  })
  node.watch(['placeholder', 'disabled', 'name'], () => {
    field.placeholder = node.props.placeholder
    field.disabled = node.props.disabled
    field.name = node.props.name
  })
  node.watch(['maxlength'], () => {
    if (node.props.maxlength < 0) field.removeAttribute('maxlength')
    else field.maxLength = node.props.maxlength
  })
  node.watch(['ariaLabel' as never], () => copyLabel(node, field))
  node.watch(['placeholderStyle', 'placeholderClass'], () => stylePlaceholder(node, field))
  node.watch(['focus', 'autoFocus'], () => {
    if (node.props.focus || node.props.autoFocus) field.focus()
  })
  field.addEventListener('input', () => {
    node.set({ value: field.value })
    node.fire('input', { value: field.value, cursor: field.selectionStart ?? field.value.length, keyCode: 0 })
  })
  field.addEventListener('focus', () => node.fire('focus', { value: field.value, height: 0 }))
  field.addEventListener('blur', () => {
    node.fire('blur', { value: field.value, cursor: field.selectionStart ?? 0 })
    node.fire('change', { value: field.value })
  })
  node.formValue = () => field.value
  node.resetValue = () => node.set({ value: initial ?? '' })
}

function copyLabel(node: NodeOf<typeof TEXT>, field: HTMLElement): void {
  const label = node.props.ariaLabel as unknown
  if (label) field.setAttribute('aria-label', String(label))
}

const PLACEHOLDER_PROPERTIES = ['color', 'fontSize', 'fontWeight'] as const

/** A `::placeholder` cannot carry a class, so the style of a probe with that class is copied to variables. */
function stylePlaceholder(node: NodeOf<typeof TEXT>, field: HTMLElement): void {
  const probe = document.createElement('wx-view')
  const { placeholderClass, placeholderStyle } = node.props
  if (!placeholderClass && !placeholderStyle) return
  probe.className = scopedClasses(node.element, placeholderClass).join(' ')
  probe.style.cssText = convertUnits(placeholderStyle)
  node.element.append(probe)
  const computed = getComputedStyle(probe)
  for (const property of PLACEHOLDER_PROPERTIES) field.style.setProperty(`--mp-placeholder-${property}`, computed[property])
  probe.remove()
}
