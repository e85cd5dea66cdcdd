/** The registered listeners of one `wx.onX` / `wx.offX` pair. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>()

  readonly on = (listener: (value: T) => void): void => {
    this.#all.add(listener)
  }

  /** Without a listener all are removed, as in WeChat. */
  readonly off = (listener?: (value: T) => void): void => {
    if (listener) this.#all.delete(listener)
    else this.#all.clear()
  }

  emit(value: T): void {
    for (const listener of [...this.#all]) listener(value)
  }
}
