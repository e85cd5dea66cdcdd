import type { PhoneStorage } from './phone-storage'

interface Resolution {
  event: 'agree' | 'disagree' | 'exposureAuthorization'
}

type NeedListener = (resolve: (resolution: Resolution) => void, info: { referrer: string }) => void

/** The privacy agreement: asked before the first private API, by the app's own dialog if it registered one. */
export class Privacy {
  #listener: NeedListener | undefined
  readonly #waiting: (() => void)[] = []

  constructor(
    private readonly storage: PhoneStorage,
    private readonly ask: () => Promise<boolean>,
  ) {}

  get isAgreed(): boolean {
    return this.storage.read('privacyAgreed') === true
  }

  agree(): void {
    this.storage.write('privacyAgreed', true)
    for (const go of this.#waiting.splice(0)) go()
  }

  /** The last registration wins. */
  onNeed(listener: NeedListener): void {
    this.#listener = listener
  }

  /** @returns whether the private API named by `referrer` may go on */
  async require(referrer: string): Promise<boolean> {
    if (this.isAgreed) return true
    const listener = this.#listener
    const isAgreed = listener ? await this.#askApp(listener, referrer) : await this.ask()
    if (isAgreed) this.agree()
    return isAgreed
  }

  #askApp(listener: NeedListener, referrer: string): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waiting.push(() => resolve(true))
      listener(
        ({ event }) => {
          if (event !== 'exposureAuthorization') resolve(event === 'agree')
        },
        { referrer },
      )
    })
  }
}
