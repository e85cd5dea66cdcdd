/** The rotating event code: which of the precomputed slots is on, by the server's clock. */
import type { EventCode } from './types'

export interface Slot {
  text: string
  /** Whole seconds this slot still has. */
  secondsLeft: number
  /** Of the slot's length, 100 at its start. */
  percentLeft: number
  /** Slots after this one. */
  ahead: number
}

/** Milliseconds to add to the phone's clock to get the server's. */
export const clockOffset = ({ server_time }: EventCode, now: Date) => new Date(server_time).getTime() - now.getTime()

/** The slot that is on at `at` (server's clock), or null when they are used up. */
export function slotAt({ slots }: EventCode, at: number): Slot | null {
  const index = slots.findIndex(({ starts_at, ends_at }) => at >= Date.parse(starts_at) && at < Date.parse(ends_at))
  const slot = slots[index]
  if (!slot) return null
  const { starts_at, ends_at, text } = slot
  const left = Date.parse(ends_at) - at
  return {
    text,
    secondsLeft: Math.ceil(left / 1000),
    percentLeft: Math.round((left / (Date.parse(ends_at) - Date.parse(starts_at))) * 100),
    ahead: slots.length - 1 - index,
  }
}
