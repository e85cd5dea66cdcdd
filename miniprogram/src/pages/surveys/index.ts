/** Surveys I am asked: those to answer, those I answered, those that closed without me. */
import type { ViewState } from '../../components/page-state/state'
import { hasMore, showPage } from '../../services/paging'
import { type SurveyView as Line, surveyView } from '../../services/survey-words'
import { surveys } from '../../services/surveys'
import type { SurveyView } from '../../services/types'

const EMPTY: Record<SurveyView, { title: string; text: string }> = {
  open: { title: '没有要填的问卷', text: '有新问卷时，首页会告诉您。' },
  answered: { title: '还没有填过问卷', text: '填过的问卷和结果说明会在这里。' },
  closed: { title: '没有错过的问卷', text: '截止前没有填的问卷会在这里。' },
}

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    tab: 'open' as SurveyView,
    tabs: [
      { tab: 'open', name: '待填' },
      { tab: 'answered', name: '已填' },
      { tab: 'closed', name: '已截止' },
    ],
    items: [] as Line[],
    total: 0,
    empty: EMPTY.open,
  },

  page: 0,
  turn: 0,

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    if (hasMore(this)) this.loadPage(this.page + 1)
  },

  onTab(event: WechatMiniprogram.TouchEvent) {
    const tab = event.currentTarget.dataset.tab as SurveyView
    if (tab === this.data.tab) return
    this.setData({ tab, items: [], total: 0, state: 'loading', empty: EMPTY[tab] })
    this.load()
  },

  load() {
    return this.loadPage(1)
  },

  loadPage(page: number) {
    return showPage(this, page, async (number) => {
      const { items, total } = await surveys(this.data.tab, number)
      const now = new Date()
      return { items: items.map((card) => surveyView(card, now)), total }
    })
  },

  onOpen(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/survey/index?id=${event.currentTarget.dataset.id as string}` })
  },
})
