/** Activities: what can be signed up for, mine, and past ones. */
import { type ActivityTab, activities } from '../../services/activities'
import { type ActivityView, activityView } from '../../services/activity-words'
import { listPage, noRows, startOver } from '../../services/paging'
import { scanEventCode } from '../../services/scanning'

const EMPTY: Record<ActivityTab, { title: string; text: string }> = {
  open: { title: '近期没有活动', text: '有新活动时，首页会第一时间告诉您。' },
  mine: { title: '还没有报名', text: '在「可报名」里看看感兴趣的活动。' },
  past: { title: '还没有参加过活动', text: '参加过的活动会记在这里。' },
}

Page({
  ...listPage,

  data: {
    ...noRows<ActivityView>(),
    tab: 'open' as ActivityTab,
    tabs: [
      { tab: 'open', name: '可报名' },
      { tab: 'mine', name: '我的' },
      { tab: 'past', name: '往期' },
    ],
    empty: EMPTY.open,
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ tab: ActivityTab }>) {
    const { tab } = event.detail
    if (tab !== this.data.tab) startOver(this, { tab, empty: EMPTY[tab] })
  },

  async fetch(page: number) {
    const { items, total } = await activities(this.data.tab, page)
    const now = new Date()
    return { items: items.map((card) => activityView(card, now)), total }
  },

  onScan() {
    scanEventCode()
  },
})
