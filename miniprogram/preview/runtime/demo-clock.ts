/** The demo's clock, as its server tells it. Moments are ISO 8601 on the association's wall clock. */
export interface DemoClock {
  now: string
  /** How far the demo is ahead of the time it really is. */
  ahead_ms: number
  /** When staff next get their digest. */
  next_morning: string
}

const CHANNEL = 'lianyi-preview-clock'
const RealDate = Date

/** @returns undefined when the server does not answer, or has no such clock */
export async function readDemoClock(address: string): Promise<DemoClock | undefined> {
  try {
    const response = await fetch(address, { cache: 'no-store' })
    return response.ok ? ((await response.json()) as DemoClock) : undefined
  } catch {
    return undefined
  }
}

/** From now on `Date` is so far ahead in this window. Timers run as they always do. */
export function setDateAhead(aheadMs: number): void {
  const now = () => RealDate.now() + aheadMs
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, values, newTarget) => Reflect.construct(target, values.length ? values : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

/**
 * Puts this window's phone on the demo's time, before the app starts. When the demo moves on the phone starts anew, as
 * one does that was in a pocket for an hour: everything it shows then knows the new time.
 */
export async function liveAtDemoTime(address: string): Promise<void> {
  let aheadMs: number | undefined
  new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }: MessageEvent<number>) => {
    if (data !== aheadMs) location.reload()
  })
  aheadMs = (await readDemoClock(address))?.ahead_ms ?? 0
  if (aheadMs) setDateAhead(aheadMs)
}

/** Tells every phone of this browser how far ahead the demo is now. */
export function tellPhones(aheadMs: number): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(aheadMs)
  channel.close()
}
