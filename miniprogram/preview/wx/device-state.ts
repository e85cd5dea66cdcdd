import { askPrivacy, askScope } from '../chrome/consent'
import { Listeners } from './listeners'
import type { PhoneStorage } from './phone-storage'
import { Privacy } from './privacy'

export interface LinkRule {
  /** What the link of a plain QR code begins with. */
  prefix: string
  /** The page it opens. */
  path: string
}

/** A screen as people have it; a picture of the preview is taken at this. */
export const STANDARD_BRIGHTNESS = 0.8

/** What a phone remembers and can be told from outside the app. */
export class Device {
  #isSwitchedOn = true
  #hasNetwork = true
  /** 0 to 1. */
  brightness = STANDARD_BRIGHTNESS
  clipboard = ''
  /** Paths of the pictures saved to the album, oldest first. */
  readonly album: string[] = []
  readonly networkChanges = new Listeners<{ isConnected: boolean; networkType: string }>()
  readonly privacy: Privacy

  constructor(
    private readonly storage: PhoneStorage,
    private readonly appName: string,
    readonly linkRules: LinkRule[],
  ) {
    this.privacy = new Privacy(storage, () => askPrivacy(appName))
  }

  /** The switch of the preview: off, every request fails. */
  get isSwitchedOn(): boolean {
    return this.#isSwitchedOn
  }

  /** As the phone tells the app. */
  get isOnline(): boolean {
    return this.#isSwitchedOn && this.#hasNetwork
  }

  get networkType(): string {
    return this.isOnline ? 'wifi' : 'none'
  }

  setOnline(isOnline: boolean): void {
    this.#change(() => {
      this.#isSwitchedOn = isOnline
    })
  }

  /**
   * Follows the browser's own network (a test's `context.setOffline`, a cable pulled). Its events only: `navigator.onLine`
   * is false from the start on a machine without any network, where a demo on loopback works all the same.
   */
  followBrowser(): void {
    for (const [event, hasNetwork] of [
      ['online', true],
      ['offline', false],
    ] as const) {
      window.addEventListener(event, () =>
        this.#change(() => {
          this.#hasNetwork = hasNetwork
        }),
      )
    }
  }

  #change(act: () => void): void {
    const before = this.isOnline
    act()
    if (this.isOnline !== before) this.networkChanges.emit({ isConnected: this.isOnline, networkType: this.networkType })
  }

  /** Scope -> what the person answered; absent when never asked. */
  get scopes(): Record<string, boolean> {
    return (this.storage.read('scopes') as Record<string, boolean> | undefined) ?? {}
  }

  /** What WeChat's settings page changes. */
  setScope(scope: string, isGranted: boolean): void {
    this.storage.write('scopes', { ...this.scopes, [scope]: isGranted })
  }

  /** Asks once for a scope; the answer is kept until the phone is cleared. */
  async grant(scope: string, purpose: string): Promise<boolean> {
    const known = this.scopes[scope]
    if (known !== undefined) return known
    const answer = await askScope(this.appName, purpose)
    this.storage.write('scopes', { ...this.scopes, [scope]: answer })
    return answer
  }
}
