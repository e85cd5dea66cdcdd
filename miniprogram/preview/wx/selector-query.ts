import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { canvasOf } from '../builtins/canvas'
import { nodeOf } from '../builtins/node'

interface Caller {
  _$: glassEasel.GeneralComponent
}

interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  node?: boolean
  properties?: string[]
  computedStyle?: string[]
}

type Result = Record<string, unknown> | null
type Callback = (result: Result | Result[]) => void

/** `wx.createSelectorQuery`, with `node: true`, which the framework's own lacks. Rectangles count from the page's view. */
export class SelectorQuery {
  readonly #queue: (() => Result | Result[])[] = []
  #component: glassEasel.GeneralComponent

  constructor(component: Caller) {
    this.#component = component._$
  }

  in(component: Caller): this {
    this.#component = component._$
    return this
  }

  select(selector: string): NodesRef {
    const component = this.#component
    return new NodesRef(this, (fields) => {
      const found = component.getShadowRoot()?.querySelector(selector)
      return found ? describe(found, fields) : null
    })
  }

  selectAll(selector: string): NodesRef {
    const component = this.#component
    return new NodesRef(this, (fields) => (component.getShadowRoot()?.querySelectorAll(selector) ?? []).map((found) => describe(found, fields)))
  }

  selectViewport(): NodesRef {
    const element = this.#component.getBackendElement() as unknown as Element
    return new NodesRef(this, (fields) => {
      const page = element.closest('wx-page') ?? document.documentElement
      return { ...rectOf(page, page), ...(fields.scrollOffset ? scrollOf(page) : {}) }
    })
  }

  exec(callback: (results: (Result | Result[])[]) => void = () => {}): void {
    requestAnimationFrame(() => callback(this.#queue.map((run) => run())))
  }

  push(run: () => Result | Result[]): this {
    this.#queue.push(run)
    return this
  }
}

class NodesRef {
  constructor(
    private readonly query: SelectorQuery,
    private readonly find: (fields: Fields) => Result | Result[],
  ) {}

  fields(fields: Fields, callback?: Callback): SelectorQuery {
    return this.query.push(() => {
      const result = this.find(fields)
      callback?.(result)
      return result
    })
  }

  boundingClientRect(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback)
  }

  scrollOffset(callback?: Callback): SelectorQuery {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback)
  }

  node(callback?: Callback): SelectorQuery {
    return this.fields({ node: true }, callback)
  }

  context(): never {
    throw new Error('NodesRef.context is not supported by the preview')
  }
}

function describe(found: glassEasel.Element, fields: Fields): Record<string, unknown> {
  const element = elementOf(found)
  const page = element?.closest('wx-page') ?? document.documentElement
  const rect = element ? rectOf(element, page) : rectOf(page, page)
  const { left, top, right, bottom, width, height } = rect
  const result: Record<string, unknown> = {}
  if (fields.id) result.id = found.id
  if (fields.dataset) result.dataset = found.dataset
  if (fields.mark) result.mark = found.collectMarks()
  if (fields.rect) Object.assign(result, { left, top, right, bottom })
  if (fields.size) Object.assign(result, { width, height })
  if (fields.scrollOffset && element) Object.assign(result, scrollOf(element))
  if (fields.node && element) result.node = canvasOf(element) ?? element
  for (const name of fields.properties ?? []) result[name] = nodeOf(element)?.props[name]
  for (const name of fields.computedStyle ?? []) result[name] = element && getComputedStyle(element).getPropertyValue(name)
  return result
}

/** A component with a virtual host has no element of its own: its first child's stands in. */
function elementOf(found: glassEasel.Element): Element | undefined {
  const own = found.getBackendElement() as unknown as Element | null
  if (own?.nodeType === Node.ELEMENT_NODE && own.isConnected) return own
  const shadow = (found as glassEasel.GeneralComponent).getShadowRoot?.()
  const child = shadow?.childNodes[0]
  return child && 'getBackendElement' in child ? ((child as glassEasel.Element).getBackendElement() as unknown as Element) : undefined
}

function rectOf(element: Element, page: Element) {
  const origin = page.getBoundingClientRect()
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
  return { left: left - origin.left, top: top - origin.top, right: right - origin.left, bottom: bottom - origin.top, width, height }
}

function scrollOf(element: Element) {
  const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = element
  return { scrollLeft, scrollTop, scrollWidth, scrollHeight }
}
