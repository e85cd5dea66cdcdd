/**
 * The event code for members to scan, changing by itself. The slots are fetched ahead, so the screen goes on
 * changing through a gap in the network; the secret behind them never leaves the server.
 */
import type { ViewState } from '../../components/page-state/state'
import { activity } from '../../services/activities'
import { dim, shine } from '../../services/bright-screen'
import { eventCode } from '../../services/checkin'
import { look } from '../../services/door/api'
import { clockOffset, slotAt } from '../../services/event-slots'
import { poll } from '../../services/polling'
import { wordsOf } from '../../services/request'
import type { EventCode } from '../../services/types'

const TICK = 1_000
/** Fetch more when so few slots are ahead. */
const FEW = 4
const COUNT_EVERY = 5

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    title: '',
    text: '',
    secondsLeft: 0,
    percentLeft: 0,
    arrived: 0,
    expected: 0,
  },

  id: '',
  code: null as EventCode | null,
  offset: 0,
  ticks: 0,
  stopTicking: (): void => undefined,

  onLoad({ id }) {
    this.id = id ?? ''
    activity(this.id).then(
      ({ title }) => this.setData({ title }),
      () => undefined,
    )
  },

  onShow() {
    shine()
    this.load()
  },

  onHide() {
    this.rest()
  },

  onUnload() {
    this.rest()
  },

  rest() {
    this.stopTicking()
    dim()
  },

  load() {
    this.stopTicking()
    this.stopTicking = poll(() => this.tick(), TICK)
  },

  async tick() {
    const slot = this.code && slotAt(this.code, Date.now() + this.offset)
    if (!slot || slot.ahead < FEW) await this.refill()
    this.draw()
    if (this.ticks++ % COUNT_EVERY === 0) this.count()
    return true
  },

  async refill() {
    try {
      const code = await eventCode(this.id)
      this.offset = clockOffset(code, new Date())
      this.code = code
    } catch (reason) {
      const isShowing = this.code && slotAt(this.code, Date.now() + this.offset)
      if (!isShowing) this.setData({ state: 'error', error: wordsOf(reason), text: '' })
    }
  },

  draw() {
    const slot = this.code && slotAt(this.code, Date.now() + this.offset)
    if (!slot) return
    const { text, secondsLeft, percentLeft } = slot
    const changes = text === this.data.text ? { secondsLeft, percentLeft } : { text, secondsLeft, percentLeft }
    this.setData(this.data.state === 'ready' ? changes : { ...changes, state: 'ready' as ViewState })
  },

  /** How many are in, beside the code; without it the code still works. */
  async count() {
    const live = await look(this.id, 0).catch(() => null)
    if (live) this.setData({ arrived: live.arrived, expected: live.expected })
  },
})
