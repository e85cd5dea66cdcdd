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

/** What a phone remembers and can be told from outside the app. */
export class Device {
  isOnline = true
  /** 0 to 1. */
  brightness = 0.8
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

  get networkType(): string {
    return this.isOnline ? 'wifi' : 'none'
  }

  setOnline(isOnline: boolean): void {
    if (isOnline === this.isOnline) return
    this.isOnline = isOnline
    this.networkChanges.emit({ isConnected: isOnline, networkType: this.networkType })
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
