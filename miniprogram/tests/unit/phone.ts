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
  answer: (request: SentRequest) => NetworkAnswer | Promise<NetworkAnswer> = () => ({ statusCode: 204 })

  constructor() {
    vi.stubGlobal('wx', {
      getExtConfigSync: () => ({}),
      getStorageSync: (key: string) => this.stored.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => void this.stored.set(key, value),
      removeStorageSync: (key: string) => void this.stored.delete(key),
      getStorageInfoSync: () => ({ keys: [...this.stored.keys()] }),
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

  async #request({ success, fail, ...request }: SentRequest & RequestCallbacks): Promise<void> {
    this.sent.push(request)
    const answer = await this.answer(request)
    if (answer.fail) fail({ errMsg: answer.fail })
    else success({ statusCode: 200, data: {}, header: {}, ...answer })
  }
}

interface RequestCallbacks {
  success(answer: NetworkAnswer): void
  fail(reason: { errMsg: string }): void
}
