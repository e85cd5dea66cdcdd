/** The activities I am in charge of; each opens its door. */
import type { ViewState } from '../../components/page-state/state'
import { lastOrganized, organizedActivities } from '../../services/checkin'
import { sendLeftovers } from '../../services/door/desk'
import { countWaiting } from '../../services/door/queue'
import { wordsOf } from '../../services/request'
import { range } from '../../services/time'
import type { OrganizedActivity } from '../../services/types'

interface Line {
  id: string
  title: string
  when: string
  venue: string
  count: string
  /** Scans this phone has not sent yet. */
  waiting: number
}

Page({
  data: { state: 'loading' as ViewState, error: '', items: [] as Line[] },

  onShow() {
    sendLeftovers()
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const kept = lastOrganized()
    if (kept?.items.length && !this.data.items.length) this.render(kept.items)
    try {
      this.render((await organizedActivities()).items)
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  render(items: OrganizedActivity[]) {
    const now = new Date()
    this.setData({
      state: items.length ? 'ready' : 'empty',
      items: items.map((one) => ({
        id: one.id,
        title: one.title,
        when: range(one.starts_at, one.ends_at, now),
        venue: one.venue,
        count: `已到 ${one.arrived} / ${one.expected}`,
        waiting: countWaiting(one.id),
      })),
    })
  },

  onDoor(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/organizer/door/index?id=${event.currentTarget.dataset.id as string}` })
  },
})
