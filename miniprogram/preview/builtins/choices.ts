import { type BuiltinNode, builtin, type ComponentSpace, enclosing, type NodeOf, nodeOf } from './node'
import { SHARED, setUpShared } from './shared'

const CHOICE = { ...SHARED, value: null, checked: false, disabled: false, color: '', name: '', type: 'switch' }
type ChoiceNode = NodeOf<typeof CHOICE>

export function defineChoices(space: ComponentSpace): void {
  builtin(space, 'switch', CHOICE, (node) => {
    const box = setUpBox(node, 'checkbox')
    box.setAttribute('role', 'switch')
    node.formValue = () => box.checked
    box.addEventListener('change', () => node.fire('change', { value: box.checked }))
  })
  builtin(space, 'checkbox', CHOICE, (node) => {
    const box = setUpBox(node, 'checkbox')
    box.addEventListener('change', () => reportGroup(node, 'checkbox-group'))
  })
  builtin(space, 'radio', CHOICE, (node) => {
    const box = setUpBox(node, 'radio')
    box.addEventListener('change', () => {
      for (const other of boxesIn(enclosing(node.element, 'radio-group'), 'radio')) {
        if (other !== node) other.set({ checked: false })
      }
      reportGroup(node, 'radio-group')
    })
  })
  for (const tag of ['checkbox', 'radio']) {
    builtin(space, `${tag}-group`, { ...SHARED, name: '' }, (node) => {
      setUpShared(node)
      const values = () =>
        boxesIn(node, tag)
          .filter((box) => box.props.checked)
          .map((box) => box.props.value)
      node.formValue = () => (tag === 'radio' ? (values()[0] ?? '') : values())
    })
  }
  builtin(
    space,
    'slider',
    {
      ...SHARED,
      value: 0,
      min: 0,
      max: 100,
      step: 1,
      disabled: false,
      name: '',
      activeColor: '#1aad19',
      backgroundColor: '#e9e9e9',
      blockSize: 28,
      showValue: false,
    },
    (node) => {
      setUpShared(node)
      const range = document.createElement('input')
      range.type = 'range'
      node.element.append(range)
      node.own(range, 'input', 'change')
      node.watch(['value', 'min', 'max', 'step', 'disabled'], () => {
        const { min, max, step, value, disabled } = node.props
        Object.assign(range, { min: String(min), max: String(max), step: String(step), value: String(value), disabled })
      })
      range.addEventListener('input', () => node.fire('changing', { value: Number(range.value) }))
      range.addEventListener('change', () => {
        node.set({ value: Number(range.value) })
        node.fire('change', { value: Number(range.value) })
      })
      node.formValue = () => Number(range.value)
    },
  )
}

function setUpBox(node: ChoiceNode, type: 'checkbox' | 'radio'): HTMLInputElement {
  setUpShared(node)
  const initial = node.props.checked
  const box = document.createElement('input')
  box.type = type
  node.element.prepend(box)
  node.own(box, 'input', 'change')
  node.watch(['checked', 'disabled', 'color'], () => {
    box.checked = node.props.checked
    box.disabled = node.props.disabled
    if (node.props.color) box.style.accentColor = node.props.color
  })
  box.addEventListener('change', () => node.set({ checked: box.checked }))
  node.resetValue = () => node.set({ checked: initial })
  return box
}

function reportGroup(node: ChoiceNode, tag: string): void {
  const group = enclosing(node.element, tag)
  group?.fire('change', { value: group.formValue?.() })
}

function boxesIn(group: BuiltinNode | undefined, tag: string): BuiltinNode[] {
  if (!group) return []
  return [...group.element.querySelectorAll(`wx-${tag}`)].map((element) => nodeOf(element)).filter((node) => node !== undefined)
}
