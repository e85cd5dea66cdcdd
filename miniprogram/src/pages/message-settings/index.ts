/** What goes to WeChat: what the member wants, what WeChat has been allowed so far, and how that works. */
import type { ViewState } from '../../components/page-state/state'
import { type AllowedLine, allowedLine } from '../../services/message-words'
import { messageSwitches, switchMessages } from '../../services/messages'
import { ASKS, askFor } from '../../services/push'
import { wordsOf } from '../../services/request'
import { me, open } from '../../services/session'
import { fixed, lookAtSettings, openSettings, subscriptions } from '../../services/subscriptions'
import type { MessageSwitch, Subscription } from '../../services/types'

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    switches: [] as MessageSwitch[],
    allowed: [] as AllowedLine[],
    isOff: false,
  },

  known: [] as Subscription[],

  onLoad() {
    this.load()
  },

  async load() {
    try {
      await open()
      const [switches, known] = await Promise.all([messageSwitches(), subscriptions(), lookAtSettings()])
      this.known = known
      this.setData({ state: 'ready', switches })
      this.show()
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  show() {
    const now = fixed()
    const works = Boolean(me()?.roles.some(({ role }) => role !== 'organizer'))
    const mine = this.known.filter(({ name }) => works || !ASKS.work.includes(name))
    this.setData({ isOff: !now.isOn, allowed: mine.map((one) => allowedLine(one, now)) })
  },

  async onSwitch(event: WechatMiniprogram.SwitchChange) {
    const about = event.currentTarget.dataset.about as string
    const { value } = event.detail
    const set = (is_on: boolean) => this.setData({ switches: this.data.switches.map((one) => (one.about === about ? { ...one, is_on } : one)) })
    set(value)
    try {
      this.setData({ switches: await switchMessages(about, value) })
    } catch (reason) {
      wx.showToast({ title: `没有保存：${wordsOf(reason)}`, icon: 'none' })
      set(!value)
    }
  },

  /** In the tap itself, and nothing else: who comes here for it wants it. */
  async onAllow(event: WechatMiniprogram.TouchEvent) {
    if (!(await askFor([event.currentTarget.dataset.name as string]))) return this.show()
    wx.showToast({ title: '又可以收到一条', icon: 'none' })
    await this.refresh()
  },

  async onWeChat() {
    if (await openSettings()) await this.refresh()
  },

  async refresh() {
    this.known = await subscriptions().catch(() => this.known)
    this.show()
  },
})
