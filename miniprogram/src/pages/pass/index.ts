/** The pass to show at the door. Drawn from the phone's copy, so it opens without a network. */
import type { ViewState } from '../../components/page-state/state'
import { keptPass, pass } from '../../services/activities'
import { type PassView, passView } from '../../services/activity-words'
import { poll } from '../../services/polling'
import { wordsOf } from '../../services/request'
import { brighten } from '../../services/screen'
import type { Pass } from '../../services/types'

/** The door may scan while this page is open; look once in a while, not each second. */
const LOOK_EVERY = 3_000

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    pass: null as PassView | null,
    isCheckedIn: false,
  },

  signup: '',
  stopLooking: (): void => undefined,
  /** Puts the screen back as it was before the pass was on it. */
  dim: (): void => undefined,

  onLoad({ signup }) {
    this.signup = signup ?? ''
    const kept = keptPass(this.signup)
    if (kept) this.render(kept)
  },

  onShow() {
    this.dim = brighten()
    this.stopLooking = poll(() => this.look(), LOOK_EVERY)
  },

  onHide() {
    this.rest()
  },

  onUnload() {
    this.rest()
  },

  rest() {
    this.stopLooking()
    this.dim()
  },

  load() {
    this.setData({ state: 'loading' })
    this.stopLooking()
    this.stopLooking = poll(() => this.look(), LOOK_EVERY)
  },

  /** Resolves whether to look again: not once the door has scanned it, not while there is nothing to show. */
  async look() {
    try {
      this.render(await pass(this.signup))
    } catch (reason) {
      if (!this.data.pass) this.setData({ state: 'error', error: wordsOf(reason) })
    }
    return this.data.pass !== null && !this.data.isCheckedIn
  },

  render(shown: Pass) {
    const isCheckedIn = shown.checked_in_at !== null
    if (isCheckedIn && this.data.pass && !this.data.isCheckedIn) wx.vibrateShort({ type: 'medium' })
    this.setData({ state: 'ready', pass: passView(shown, new Date()), isCheckedIn })
  },
})
