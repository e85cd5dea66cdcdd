/** My record by sections: how complete it is, and the best next thing to fill. */
import type { ViewState } from '../../components/page-state/state'
import { profile } from '../../services/profile'
import { type SectionView, sectionView } from '../../services/profile-words'
import { wordsOf } from '../../services/request'

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    completeness: 0,
    next: null as { section: string; title: string } | null,
    sections: [] as SectionView[],
  },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const { completeness, next, sections } = await profile()
      this.setData({
        state: sections.length ? 'ready' : 'empty',
        completeness,
        next,
        sections: sections.map(sectionView),
      })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onSection(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/section/index?key=${event.currentTarget.dataset.key as string}` })
  },

  onHistory() {
    wx.navigateTo({ url: '/pages/history/index' })
  },
})
