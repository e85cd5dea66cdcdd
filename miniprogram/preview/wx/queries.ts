import type { Runtime } from '../runtime/boot'
import { SelectorQuery } from './selector-query'

interface Caller {
  _$: unknown
  createIntersectionObserver(options?: object): unknown
  createSelectorQuery(): unknown
}

export function queryApis({ router }: Runtime) {
  const page = () => router.top.instance as unknown as Caller
  return {
    createSelectorQuery: () => new SelectorQuery(page() as never),
    createIntersectionObserver: (component: Caller, options?: object) => component.createIntersectionObserver(options),
    createAnimation,
  }
}

/** `this.createSelectorQuery()` of a page or component is the framework's; ours can also hand out canvas nodes. */
export function replaceSelectorQuery(caller: object): void {
  let prototype: object | null = caller
  while (prototype && !Object.hasOwn(prototype, 'createSelectorQuery')) prototype = Object.getPrototypeOf(prototype)
  if (!prototype) throw new Error('the framework has no createSelectorQuery')
  Object.assign(prototype, {
    createSelectorQuery(this: never) {
      return new SelectorQuery(this)
    },
  })
}

/** Chainable as WeChat's; what it exports moves nothing (TDesign's notice bar uses it to slide). */
function createAnimation(): unknown {
  const animation: unknown = new Proxy({}, { get: (_, name) => (name === 'export' ? () => ({ actions: [] }) : () => animation) })
  return animation
}
