/** All topics of my organizations: those to take part in, what ends soonest first, and those that ended. */
import { listPage, noRows, startOver } from '../../services/paging'
import { date, deadline, moment } from '../../services/time'
import { type TopicView, topics } from '../../services/topics'
import type { TopicCard } from '../../services/types'

interface Line {
  id: string
  title: string
  by: string
  facts: string
  state: string
  tone: 'do' | 'ok' | 'plain'
  isHot: boolean
}

const EMPTY: Record<TopicView, { title: string; text: string }> = {
  running: { title: '眼下没有话题', text: '有新话题时，首页会告诉您。' },
  ended: { title: '还没有结束的话题', text: '话题结束后，结果会在这里公布。' },
}

function line(card: TopicCard, now: Date): Line {
  return {
    id: card.id,
    title: card.title,
    by: card.organization.name,
    facts: `${card.statements} 条观点 · ${card.participants} 人参与`,
    isHot: card.is_hot,
    ...stateOf(card, now),
  }
}

/** What there is to do or to read, in words. */
function stateOf({ state, opens_at, closes_at, has_taken_part }: TopicCard, now: Date): Pick<Line, 'state' | 'tone'> {
  if (state === 'soon') return { state: `${moment(opens_at, now)} 开始`, tone: 'plain' }
  if (state === 'closed') return { state: `${date(closes_at)} 截止，等待公布结果`, tone: 'plain' }
  if (state === 'published') return { state: '结果已公布', tone: 'ok' }
  return has_taken_part ? { state: `您已参与 · ${deadline(closes_at, now)}`, tone: 'plain' } : { state: deadline(closes_at, now), tone: 'do' }
}

Page({
  ...listPage,

  data: {
    ...noRows<Line>(),
    tab: 'running' as TopicView,
    tabs: [
      { tab: 'running', name: '进行中' },
      { tab: 'ended', name: '已结束' },
    ],
    empty: EMPTY.running,
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ tab: TopicView }>) {
    const { tab } = event.detail
    if (tab !== this.data.tab) startOver(this, { tab, empty: EMPTY[tab] })
  },

  async fetch(page: number) {
    const { items, total } = await topics(this.data.tab, page)
    const now = new Date()
    return { items: items.map((card) => line(card, now)), total }
  },

  onOpen(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/topic/index?id=${event.currentTarget.dataset.id as string}` })
  },
})
