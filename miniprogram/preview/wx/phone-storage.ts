/** One phone's share of localStorage: phones live on one origin and must not see each other's keys. */
export class PhoneStorage {
  readonly #prefix: string

  /** @param area `app` for wx.setStorage, `device` for what the phone itself remembers */
  constructor(phone: string, area: 'app' | 'device') {
    this.#prefix = `lianyi-preview:${phone}:${area}:`
  }

  read(key: string): unknown {
    const text = localStorage.getItem(this.#prefix + key)
    return text === null ? undefined : JSON.parse(text)
  }

  write(key: string, value: unknown): void {
    localStorage.setItem(this.#prefix + key, JSON.stringify(value))
  }

  remove(key: string): void {
    localStorage.removeItem(this.#prefix + key)
  }

  keys(): string[] {
    const all = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
    return all.filter((key) => key.startsWith(this.#prefix)).map((key) => key.slice(this.#prefix.length))
  }

  /** Bytes the values take, as UTF-8. */
  size(): number {
    const encoder = new TextEncoder()
    return this.keys().reduce((sum, key) => sum + encoder.encode(localStorage.getItem(this.#prefix + key) ?? '').length, 0)
  }

  clear(): void {
    for (const key of this.keys()) this.remove(key)
  }
}
