import type { Launch } from './phone'
import { throwLater } from './throw-later'

type Methods = Record<string, unknown>
type Listener = (value: unknown) => void

/** `App({...})`, and the going to and coming from the background. */
export class Application {
  readonly instance: Methods = {}
  isShown = false
  enter: Launch
  readonly #listeners = { show: new Set<Listener>(), hide: new Set<Listener>() }

  constructor(readonly launch: Launch) {
    this.enter = launch
  }

  define(methods: Methods): void {
    Object.assign(this.instance, methods)
  }

  start(): void {
    this.#call('onLaunch', this.launch)
    this.show(this.launch)
  }

  show(enter: Launch = this.enter): void {
    this.enter = enter
    this.isShown = true
    this.#call('onShow', enter)
    for (const listener of this.#listeners.show) listener(enter)
  }

  hide(): void {
    this.isShown = false
    this.#call('onHide', {})
    for (const listener of this.#listeners.hide) listener({})
  }

  on(event: 'show' | 'hide', listener: Listener): void {
    this.#listeners[event].add(listener)
  }

  off(event: 'show' | 'hide', listener?: Listener): void {
    if (listener) this.#listeners[event].delete(listener)
    else this.#listeners[event].clear()
  }

  #call(method: string, value: unknown): void {
    const handler = this.instance[method]
    if (typeof handler !== 'function') return
    try {
      handler.call(this.instance, value)
    } catch (error) {
      throwLater(error)
    }
  }
}
