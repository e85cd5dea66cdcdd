/** What I took part in, year by year. */
import { participation } from '../../services/activities'
import { listPage, noRows, showPage } from '../../services/paging'
import { byYear, hoursOf, type Year } from '../../services/participation-words'
import type { Participation } from '../../services/types'

Page({
  ...listPage,

  data: { ...noRows<Participation>(), years: [] as Year[], hours: '' },

  fetch: participation,

  async loadPage(page: number) {
    await showPage(this, page, participation)
    const { items, total } = this.data
    this.setData({ years: byYear(items), hours: hoursOf(items, total) })
  },

  onActivities() {
    wx.switchTab({ url: '/pages/activities/index' })
  },
})
