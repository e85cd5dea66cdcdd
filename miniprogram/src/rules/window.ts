/** Windows of time that open and close by the clock: signup, survey, check-in. */

export type WindowState = 'before' | 'open' | 'closed'

/**
 * Where `nowMs` stands; all in milliseconds UTC, null means no bound. The opening instant is inside, the closing
 * one outside: a window until 18:00 refuses at 18:00:00.000.
 */
export function windowState(nowMs: number, opensMs: number | null, closesMs: number | null): WindowState {
  if (closesMs !== null && nowMs >= closesMs) {
    return 'closed'
  }
  if (opensMs !== null && nowMs < opensMs) {
    return 'before'
  }
  return 'open'
}
