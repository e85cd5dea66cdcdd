/** Whether the server can be reached: told by WeChat where it knows, else by the calls themselves. */
import { ApiError } from '../request'
import { backoff } from './backoff'

/** A look a second while on line. */
const PAUSE = 1_000
const LONGEST_PAUSE = 10_000

/** True when the call got no answer from the service: no network, too slow, a gateway or a portal in between. */
export function isUnreached(reason: unknown): boolean {
  return reason instanceof ApiError && (reason.isOffline || reason.code === 'bad_answer' || reason.status >= 500)
}

export class Network {
  isOnline = true
  private failures = 0

  /** @param changed called after `isOnline` changed; @param hint WeChat says it may be worth trying again */
  constructor(
    private readonly changed: () => void,
    private readonly hint: () => void,
  ) {}

  private readonly heard = (told: object): void => {
    if ((told as { isConnected: boolean }).isConnected) this.hint()
    else this.set(false)
  }

  start(): void {
    wx.onNetworkStatusChange(this.heard)
    wx.getNetworkType({
      success: ({ networkType }) => {
        if (networkType === 'none') this.set(false)
      },
    })
  }

  stop(): void {
    wx.offNetworkStatusChange(this.heard)
  }

  /** A call was answered. */
  reached(): void {
    this.failures = 0
    this.set(true)
  }

  /** A call failed. @returns whether for want of a network */
  failed(reason: unknown): boolean {
    if (!isUnreached(reason)) {
      this.reached()
      return false
    }
    this.failures += 1
    this.set(false)
    return true
  }

  /** Milliseconds until the next look. */
  get pause(): number {
    return this.isOnline ? PAUSE : backoff(this.failures, PAUSE, LONGEST_PAUSE)
  }

  private set(isOnline: boolean): void {
    if (isOnline === this.isOnline) return
    this.isOnline = isOnline
    this.changed()
  }
}
