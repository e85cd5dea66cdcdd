/** Surveys I am asked: those to answer, those I answered, those that closed without me. */
import { listPage, noRows, startOver } from '../../services/paging'
import { hasFinalAnswers, surveyView, type SurveyView as View } from '../../services/survey-words'
import { surveys } from '../../services/surveys'
import type { SurveyView } from '../../services/types'

type Line = View & { hasAnswers: boolean }

const EMPTY: Record<SurveyView, { title: string; text: string }> = {
  open: { title: '没有要填的问卷', text: '有新问卷时，首页会告诉您。' },
  answered: { title: '还没有填过问卷', text: '填过的问卷和结果说明会在这里。' },
  closed: { title: '没有错过的问卷', text: '截止前没有填的问卷会在这里。' },
}

Page({
  ...listPage,

  data: {
    ...noRows<Line>(),
    tab: 'open' as SurveyView,
    tabs: [
      { tab: 'open', name: '待填' },
      { tab: 'answered', name: '已填' },
      { tab: 'closed', name: '已截止' },
    ],
    empty: EMPTY.open,
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ tab: SurveyView }>) {
    const { tab } = event.detail
    if (tab !== this.data.tab) startOver(this, { tab, empty: EMPTY[tab] })
  },

  async fetch(page: number) {
    const { items, total } = await surveys(this.data.tab, page)
    const now = new Date()
    return { items: items.map((card) => ({ ...surveyView(card, now), hasAnswers: hasFinalAnswers(card) })), total }
  },

  onAnswers(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/answers/index?id=${event.currentTarget.dataset.id as string}` })
  },

  onOpen(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/survey/index?id=${event.currentTarget.dataset.id as string}` })
  },
})
