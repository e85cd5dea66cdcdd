/** What I took part in, year by year. */
import type { ViewState } from '../../components/page-state/state'
import { participation } from '../../services/activities'
import { hasMore, showPage } from '../../services/paging'
import { byYear, hoursOf, type Year } from '../../services/participation-words'
import type { Participation } from '../../services/types'

Page({
  data: { state: 'loading' as ViewState, error: '', items: [] as Participation[], total: 0, years: [] as Year[], hours: '' },

  page: 0,
  turn: 0,

  onLoad() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    if (hasMore(this)) this.loadPage(this.page + 1)
  },

  load() {
    return this.loadPage(1)
  },

  async loadPage(page: number) {
    await showPage(this, page, participation)
    const { items, total } = this.data
    this.setData({ years: byYear(items), hours: hoursOf(items, total) })
  },

  onActivities() {
    wx.switchTab({ url: '/pages/activities/index' })
  },
})
