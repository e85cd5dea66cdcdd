import type { NodeOf } from './node'

const ARIA = [
  'ariaRole',
  'ariaLabel',
  'ariaHidden',
  'ariaLive',
  'ariaChecked',
  'ariaDisabled',
  'ariaSelected',
  'ariaExpanded',
  'ariaModal',
  'ariaHaspopup',
  'ariaInvalid',
  'ariaRequired',
  'ariaBusy',
  'ariaAtomic',
  'ariaLevel',
  'ariaValuemin',
  'ariaValuemax',
  'ariaValuenow',
  'ariaValuetext',
  'ariaLabelledby',
  'ariaDescribedby',
  'ariaPressed',
  'ariaCurrent',
] as const

type AriaProperties = Record<(typeof ARIA)[number], null>

/** Properties every built-in has. */
export const SHARED = {
  hidden: false,
  hoverClass: '',
  hoverStartTime: 50,
  hoverStayTime: 400,
  hoverStopPropagation: false,
  ...(Object.fromEntries(ARIA.map((name) => [name, null])) as AriaProperties),
}

export function setUpShared(node: NodeOf<typeof SHARED>): void {
  const { element } = node
  node.watch(['hidden'], () => element.toggleAttribute('hidden', node.props.hidden === true))
  for (const name of ARIA) {
    const attribute = name === 'ariaRole' ? 'role' : `aria-${name.slice(4).toLowerCase()}`
    node.watch([name], () => {
      const value = node.props[name] as unknown
      if (value === null || value === undefined || value === '') return
      element.setAttribute(attribute, String(value))
    })
  }
  setUpHover(node)
}

/** `hover-class`: added while a finger is on the element; `none` means none. */
function setUpHover(node: NodeOf<typeof SHARED>): void {
  const { element } = node
  let timer = 0
  let added: string[] = []
  const leave = () => {
    clearTimeout(timer)
    const classes = added
    added = []
    if (classes.length) setTimeout(() => element.classList.remove(...classes), node.props.hoverStayTime)
  }
  element.addEventListener('pointerdown', (event) => {
    const { hoverClass, hoverStartTime, hoverStopPropagation } = node.props
    if (!hoverClass || hoverClass === 'none' || element.hasAttribute('disabled')) return
    if (hoverStopPropagation) event.stopPropagation()
    timer = window.setTimeout(() => {
      added = scopedClasses(element, hoverClass)
      element.classList.add(...added)
    }, hoverStartTime)
  })
  for (const end of ['pointerup', 'pointerleave', 'pointercancel'] as const) element.addEventListener(end, leave)
}

/** A class named in a property is written as the element's own classes are: with its component's style prefix. */
export function scopedClasses(element: Element, names: string): string[] {
  const prefixes = new Set([...element.classList].map((name) => name.match(/^(s[0-9a-z]+--)/)?.[1] ?? ''))
  if (!prefixes.size) prefixes.add('')
  return names
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((name) => [...prefixes].map((prefix) => prefix + name))
}
