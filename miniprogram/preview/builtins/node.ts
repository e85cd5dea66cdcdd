import type { glassEasel } from 'glass-easel-miniprogram-adapter'

export type ComponentSpace = glassEasel.ComponentSpace
type PropertyValue = string | number | boolean | null | unknown[]
export type Properties = Record<string, PropertyValue>
type Values = Record<string, unknown>

/** What properties declared by these defaults may hold. */
type ValuesOf<D extends Properties> = {
  [K in keyof D]: D[K] extends boolean ? boolean : D[K] extends string ? string : D[K] extends number ? number : unknown
}

/** A built-in's node, by the defaults of its properties. */
export type NodeOf<D extends Properties> = BuiltinNode<ValuesOf<D>>

/** The little of a glass-easel component that a built-in uses. */
interface ComponentLike {
  data: Record<string, unknown>
  dataset: Record<string, unknown>
  getBackendElement(): unknown
  setData(values: Record<string, unknown>): void
  triggerEvent(name: string, detail: unknown, options: { bubbles?: boolean; composed?: boolean }): void
  previewNode?: BuiltinNode<Values>
}

/** One built-in on the page: its properties as WXML set them, its element, and the events it fires. */
export class BuiltinNode<P extends Values = Values> {
  readonly element: HTMLElement
  readonly #watchers: { names: readonly unknown[]; run: () => void }[] = []
  /** Set by a form field: its value at submit. */
  formValue: (() => unknown) | undefined
  /** Set by a form field: what a reset does. */
  resetValue: (() => void) | undefined

  constructor(readonly component: ComponentLike) {
    this.element = component.getBackendElement() as HTMLElement
    nodes.set(this.element, this as BuiltinNode)
  }

  get props(): P {
    return this.component.data as P
  }

  /** Changes a property from within, so that `model:value` and the app's next setData agree. */
  set(values: Partial<P>): void {
    this.component.setData(values)
  }

  fire(name: string, detail: unknown = {}, options: { bubbles?: boolean; composed?: boolean } = {}): void {
    this.component.triggerEvent(name, detail, options)
  }

  /** Runs now and whenever one of the properties is set. */
  watch(names: (keyof P)[], run: () => void): void {
    this.#watchers.push({ names, run })
    run()
  }

  changed(name: string): void {
    for (const watcher of this.#watchers) if (watcher.names.includes(name)) watcher.run()
  }

  /** A browser event of an inner element is the built-in's own business: the app gets what `fire` sends. */
  own(element: HTMLElement, ...events: string[]): void {
    for (const event of events) element.addEventListener(event, (inner) => inner.stopPropagation())
  }
}

const nodes = new WeakMap<Element, BuiltinNode>()

export function nodeOf(element: Element | null | undefined): BuiltinNode | undefined {
  return element ? nodes.get(element) : undefined
}

/** The nearest built-in of a tag around an element. */
export function enclosing(element: Element, tag: string): BuiltinNode | undefined {
  return nodeOf(element.parentElement?.closest(`wx-${tag}`))
}

const TYPES = { string: String, number: Number, boolean: Boolean, object: null } as const

/**
 * Defines a built-in tag.
 *
 * @param properties name -> default, whose type is the property's type (null: any)
 * @param setUp called once for each element, when it is on the page
 */
export function builtin<D extends Properties>(space: ComponentSpace, tag: string, properties: D, setUp: (node: NodeOf<D>) => void = () => {}): void {
  const declared = Object.entries(properties).map(([name, value]) => [name, { type: TYPES[typeof value as keyof typeof TYPES], value }])
  const observers = Object.keys(properties).map((name) => [
    name,
    function (this: ComponentLike) {
      this.previewNode?.changed(name)
    },
  ])
  const definition = space.defineComponent({
    is: `wx/${tag}`,
    properties: Object.fromEntries(declared),
    observers: Object.fromEntries(observers),
    lifetimes: {
      attached(this: ComponentLike) {
        if (this.previewNode) return // moved to another place, not made anew
        const node: NodeOf<D> = new BuiltinNode(this)
        this.previewNode = node as BuiltinNode
        setUp(node)
      },
    },
  } as never)
  space.setGlobalUsingComponent(tag, definition as never)
}
