/** The door: scan passes, and see arrivals as they happen wherever they were recorded. */
import type { ViewState } from '../../components/page-state/state'
import { activity } from '../../services/activities'
import { clientRef, door, scanPass } from '../../services/checkin'
import { type ArrivalView, arrivalView, type DoorResult, refused, welcomed } from '../../services/door-words'
import { poll } from '../../services/polling'
import { codeOf, wordsOf } from '../../services/request'
import { scan } from '../../services/scanning'
import type { LiveDoor } from '../../services/types'

const LOOK_EVERY = 1_000
const LINES = 20
/** Answers no next look will change: polling on would only hammer the server. */
const FINAL = ['not_found', 'forbidden', 'signed_out']

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    title: '',
    isOnline: true,
    arrived: 0,
    expected: 0,
    percent: 0,
    arrivals: [] as ArrivalView[],
    result: null as DoorResult | null,
    busy: false,
  },

  id: '',
  version: 0,
  stopLooking: (): void => undefined,

  onLoad({ id }) {
    this.id = id ?? ''
    activity(this.id).then(
      ({ title }) => this.setData({ title }),
      () => undefined,
    )
  },

  onShow() {
    this.load()
  },

  onHide() {
    this.stopLooking()
  },

  onUnload() {
    this.stopLooking()
  },

  load() {
    this.stopLooking()
    this.stopLooking = poll(() => this.look(), LOOK_EVERY)
  },

  async look() {
    try {
      this.take(await door(this.id, this.version))
    } catch (reason) {
      if (this.data.state !== 'ready') this.setData({ state: 'error', error: wordsOf(reason) })
      else if (this.data.isOnline) this.setData({ isOnline: false })
      return !FINAL.includes(codeOf(reason))
    }
    return true
  },

  /** Most looks change nothing, and then nothing is drawn. */
  take(live: LiveDoor) {
    if (this.data.state === 'ready' && live.version === this.version && this.data.isOnline) return
    this.version = live.version
    const fresh = live.arrivals.map(arrivalView)
    const seen = new Set(fresh.map(({ key }) => key))
    this.setData({
      state: 'ready',
      isOnline: true,
      arrived: live.arrived,
      expected: live.expected,
      percent: live.expected ? Math.round((live.arrived / live.expected) * 100) : 0,
      arrivals: [...fresh, ...this.data.arrivals.filter(({ key }) => !seen.has(key))].slice(0, LINES),
    })
  },

  async onScan() {
    const code = await scan()
    if (!code) return
    this.setData({ busy: true })
    try {
      const answer = await scanPass(this.id, code, clientRef())
      wx.vibrateShort({ type: 'medium' })
      this.setData({ result: welcomed(answer) })
      await this.look()
    } catch (reason) {
      wx.vibrateShort({ type: 'heavy' })
      this.setData({ result: refused(reason) })
    }
    this.setData({ busy: false })
  },

  onCode() {
    wx.navigateTo({ url: `/organizer/code/index?id=${this.id}` })
  },

  onAttendees() {
    wx.navigateTo({ url: `/organizer/attendees/index?id=${this.id}` })
  },
})
