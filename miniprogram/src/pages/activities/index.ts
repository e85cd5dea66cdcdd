/** Activities: what can be signed up for, mine, and past ones. */
import type { ViewState } from '../../components/page-state/state'
import { type ActivityTab, activities } from '../../services/activities'
import { type ActivityView, activityView } from '../../services/activity-words'
import { hasMore, showPage } from '../../services/paging'
import { scanEventCode } from '../../services/scanning'

const EMPTY: Record<ActivityTab, { title: string; text: string }> = {
  open: { title: '近期没有活动', text: '有新活动时，首页会第一时间告诉您。' },
  mine: { title: '还没有报名', text: '在「可报名」里看看感兴趣的活动。' },
  past: { title: '还没有参加过活动', text: '参加过的活动会记在这里。' },
}

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    tab: 'open' as ActivityTab,
    tabs: [
      { tab: 'open', name: '可报名' },
      { tab: 'mine', name: '我的' },
      { tab: 'past', name: '往期' },
    ],
    items: [] as ActivityView[],
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
    const tab = event.currentTarget.dataset.tab as ActivityTab
    if (tab === this.data.tab) return
    this.setData({ tab, items: [], total: 0, state: 'loading', empty: EMPTY[tab] })
    this.load()
  },

  load() {
    return this.loadPage(1)
  },

  loadPage(page: number) {
    return showPage(this, page, async (number) => {
      const { items, total } = await activities(this.data.tab, number)
      const now = new Date()
      return { items: items.map((card) => activityView(card, now)), total }
    })
  },

  onScan() {
    scanEventCode()
  },
})
