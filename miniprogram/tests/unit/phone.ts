/** A phone for service tests: storage in memory, and a network that answers what the test says. */
import { vi } from 'vitest'

export interface SentRequest {
  url: string
  method: string
  header: Record<string, string>
  data: unknown
  timeout: number
}

export interface NetworkAnswer {
  statusCode?: number
  data?: unknown
  header?: Record<string, string>
  /** The request gets no answer, for this reason. */
  fail?: string
}

export class FakePhone {
  readonly stored = new Map<string, unknown>()
  readonly sent: SentRequest[] = []
  logins = 0
  /** Bytes the store takes in all. */
  room = Number.POSITIVE_INFINITY
  writes = 0
  networkType = 'wifi'
  readonly #listeners = new Set<(told: object) => void>()
  answer: (request: SentRequest) => NetworkAnswer | Promise<NetworkAnswer> = () => ({ statusCode: 204 })

  constructor() {
    vi.stubGlobal('wx', {
      getExtConfigSync: () => ({}),
      getStorageSync: (key: string) => copy(this.stored.get(key) ?? ''),
      setStorageSync: (key: string, value: unknown) => this.#store(key, value),
      removeStorageSync: (key: string) => void this.stored.delete(key),
      getStorageInfoSync: () => ({ keys: [...this.stored.keys()] }),
      getNetworkType: ({ success }: { success(told: object): void }) => success({ networkType: this.networkType }),
      onNetworkStatusChange: (listener: (told: object) => void) => void this.#listeners.add(listener),
      offNetworkStatusChange: (listener: (told: object) => void) => void this.#listeners.delete(listener),
      login: ({ success }: { success(result: { code: string }): void }) => {
        this.logins += 1
        success({ code: `code-${this.logins}` })
      },
      request: (options: SentRequest & RequestCallbacks) => this.#request(options),
    })
  }

  /** Paths asked so far, without the base. */
  get paths(): string[] {
    return this.sent.map(({ method, url }) => `${method} ${url.replace(/^.*\/api\/v1/, '')}`)
  }

  /** WeChat says that the network has come or gone. */
  tellNetwork(isConnected: boolean): void {
    for (const listener of [...this.#listeners]) listener({ isConnected, networkType: isConnected ? 'wifi' : 'none' })
  }

  /** Keeps a copy, as WeChat does. */
  #store(key: string, value: unknown): void {
    const others = [...this.stored].filter(([other]) => other !== key)
    if (JSON.stringify(others).length + JSON.stringify(value).length > this.room) throw new Error('setStorageSync:fail exceed storage max size')
    this.writes += 1
    this.stored.set(key, copy(value))
  }

  async #request({ success, fail, ...request }: SentRequest & RequestCallbacks): Promise<void> {
    this.sent.push(request)
    const answer = await this.answer(request)
    if (answer.fail) fail({ errMsg: answer.fail })
    else success({ statusCode: 200, data: {}, header: {}, ...answer })
  }
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

interface RequestCallbacks {
  success(answer: NetworkAnswer): void
  fail(reason: { errMsg: string }): void
}
