/** The queue of cases in my scope, most urgent first. */
import { listPage, noRows, startOver } from '../../services/paging'
import { ASKS, askFor } from '../../services/push'
import { caseQueue, type Queue } from '../../services/staff'
import { fixed, subscriptions } from '../../services/subscriptions'
import { staffFacts, toneOf } from '../../services/suggestion-words'
import type { StaffCaseCard } from '../../services/types'

interface Line {
  id: string
  title: string
  facts: string
  state: string
  tone: string
  left: string
  isOverdue: boolean
  who: string
}

const TABS: { tab: Queue; name: string }[] = [
  { tab: 'due', name: '待办' },
  { tab: 'mine', name: '我的' },
  { tab: 'unassigned', name: '未交办' },
  { tab: 'overdue', name: '超期' },
  { tab: 'unhappy', name: '不满意' },
]
const EMPTY = { title: '这里没有要办的', text: '有新建议或快到期时，首页会告诉您。' }
const NOTHING_FOUND = { title: '没有找到', text: '换个说法再试，两个字就行。' }

const line = (card: StaffCaseCard, now: Date): Line => ({
  id: card.id,
  title: card.title,
  facts: staffFacts(card, now),
  state: card.state_word,
  tone: toneOf(card.state),
  left: card.is_paused ? '已暂停' : card.left,
  isOverdue: card.is_overdue,
  who: card.assignee ? `承办：${card.assignee.name}` : '还没有承办人',
})

Page({
  ...listPage,

  data: {
    ...noRows<Line>(),
    tab: 'due' as Queue,
    tabs: TABS.map((one) => ({ ...one, count: 0 })),
    query: '',
    empty: EMPTY,
    digest: '' as '' | 'offer' | 'coming',
  },

  /** Whether the digest of tomorrow morning may go to WeChat. Without an answer nothing is offered. */
  async lookAtDigest() {
    const digest = (await subscriptions().catch(() => [])).find(({ name }) => name === 'staff_digest')
    if (!digest || !fixed().isOn || fixed().always[digest.template] === 'reject') return this.setData({ digest: '' })
    this.setData({ digest: digest.left || digest.is_long_term ? 'coming' : 'offer' })
  },

  async onDigest() {
    await askFor(ASKS.work)
    await this.lookAtDigest()
  },

  /** A line of today's list leads to one tab. */
  onLoad({ tab = '' }: { tab?: string }) {
    if (TABS.some((one) => one.tab === tab)) this.setData({ tab: tab as Queue })
    this.lookAtDigest()
  },

  /** A search looks everywhere, so choosing a list ends it. */
  onTab(event: WechatMiniprogram.CustomEvent<{ tab: Queue }>) {
    const { tab } = event.detail
    if (tab !== this.data.tab || this.data.query) startOver(this, { tab, query: '', empty: EMPTY })
  },

  onSearch(event: WechatMiniprogram.CustomEvent<{ query: string }>) {
    const { query } = event.detail
    startOver(this, { query, empty: query ? NOTHING_FOUND : EMPTY })
  },

  async fetch(page: number) {
    const { tab, query } = this.data
    const { items, total, counts } = await caseQueue(query ? 'all' : tab, query, page)
    const now = new Date()
    this.setData({ tabs: TABS.map((one) => ({ ...one, count: one.tab === 'all' ? 0 : counts[one.tab] })) })
    return { items: items.map((card) => line(card, now)), total }
  },

  onOpen(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/staff/case/index?id=${event.currentTarget.dataset.id as string}` })
  },
})
