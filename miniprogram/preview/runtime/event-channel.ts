type Listener = (...values: unknown[]) => void

/** WeChat's channel between a page and the one it opened (`wx.navigateTo({ events })`). */
export class EventChannel {
  #listeners = new Map<string, { listener: Listener; once: boolean }[]>()

  on(name: string, listener: Listener): void {
    this.#add(name, listener, false)
  }

  once(name: string, listener: Listener): void {
    this.#add(name, listener, true)
  }

  off(name: string, listener?: Listener): void {
    const kept = listener ? this.#of(name).filter((entry) => entry.listener !== listener) : []
    this.#listeners.set(name, kept)
  }

  emit(name: string, ...values: unknown[]): void {
    const entries = this.#of(name)
    this.#listeners.set(
      name,
      entries.filter((entry) => !entry.once),
    )
    for (const { listener } of entries) listener(...values)
  }

  #add(name: string, listener: Listener, once: boolean): void {
    this.#listeners.set(name, [...this.#of(name), { listener, once }])
  }

  #of(name: string) {
    return this.#listeners.get(name) ?? []
  }
}
