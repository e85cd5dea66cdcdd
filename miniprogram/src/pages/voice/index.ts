/** Voice: what members suggest, what came of it, and surveys that wait for an answer. */
import type { ViewState } from '../../components/page-state/state'
import { hasMore, showPage } from '../../services/paging'
import { codeOf } from '../../services/request'
import { me } from '../../services/session'
import { type CardView, cardView } from '../../services/suggestion-words'
import { board } from '../../services/suggestions'
import { surveys } from '../../services/surveys'
import { deadline } from '../../services/time'
import { topics } from '../../services/topics'
import type { BoardView } from '../../services/types'

const EMPTY: Record<BoardView, { title: string; text: string }> = {
  hot: { title: '还没有人提建议', text: '写下第一条：谁在办、几号前答复，都看得见。' },
  new: { title: '还没有人提建议', text: '写下第一条：谁在办、几号前答复，都看得见。' },
  answered: { title: '还没有公开的答复', text: '有了答复，会第一时间出现在这里。' },
  mine: { title: '您还没有提过建议', text: '可以只让工作人员看到您的名字。' },
  followed: { title: '您还没有附议过', text: '同一件事，一起说更有分量。' },
}
const NOTHING_FOUND = { title: '没有找到', text: '换个说法再试，或写下您的建议。' }
const CLOSED = { title: '建议直接交给工作人员', text: '目前不公开展示建议。您写的建议和办理进度，在「我的」里看。' }
const LEAST_TYPED = 2

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    tab: 'hot' as BoardView,
    tabs: [
      { tab: 'hot', name: '热门' },
      { tab: 'new', name: '最新' },
      { tab: 'answered', name: '已答复' },
      { tab: 'mine', name: '我的' },
      { tab: 'followed', name: '附议' },
    ],
    query: '',
    items: [] as CardView[],
    total: 0,
    empty: EMPTY.hot,
    toAnswer: 0,
    topics: [] as { id: string; title: string; state: string }[],
    isMember: true,
  },

  page: 0,
  turn: 0,

  onShow() {
    // Nobody is known before the first login: the answer then says whether this is a visitor.
    this.setData({ isMember: me()?.member !== null })
    this.load()
    this.lookAround()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    if (hasMore(this)) this.loadPage(this.page + 1)
  },

  async lookAround() {
    try {
      const [open, asked] = await Promise.all([surveys('open', 1), topics(1)])
      const now = new Date()
      this.setData({
        toAnswer: open.total,
        topics: asked.items
          .filter(({ state }) => state === 'open' || state === 'published')
          .slice(0, 2)
          .map(({ id, title, state, closes_at }) => ({ id, title, state: state === 'open' ? deadline(closes_at, now) : '看结果' })),
      })
    } catch {
      // The board matters more; both are on home too.
    }
  },

  onTab(event: WechatMiniprogram.TouchEvent) {
    const tab = event.currentTarget.dataset.tab as BoardView
    if (tab === this.data.tab) return
    this.show({ tab })
  },

  onSearch(event: WechatMiniprogram.Input) {
    const query = event.detail.value.trim()
    if (query === this.data.query) return
    if (query && query.length < LEAST_TYPED) {
      if (event.type === 'confirm') wx.showToast({ title: '请至少输入两个字', icon: 'none' })
      return
    }
    this.show({ query })
  },

  /** Another list: nothing of the one before is taken for it, also when it fails. */
  show(change: { tab?: BoardView; query?: string }) {
    const { tab, query } = { tab: this.data.tab, query: this.data.query, ...change }
    this.setData({ tab, query, items: [], total: 0, state: 'loading', empty: query ? NOTHING_FOUND : EMPTY[tab] })
    this.load()
  },

  load() {
    return this.loadPage(1)
  },

  loadPage(page: number) {
    return showPage(this, page, async (number) => {
      const { tab, query } = this.data
      try {
        const { items, total, is_board_public } = await board(tab, '', query, number)
        if (!is_board_public && tab !== 'mine') this.setData({ empty: CLOSED })
        const now = new Date()
        return { items: items.map((card) => cardView(card, now)), total }
      } catch (reason) {
        if (codeOf(reason) !== 'join_first') throw reason
        this.setData({ isMember: false })
        return { items: [], total: 0 }
      }
    })
  },

  onWrite() {
    wx.navigateTo({ url: this.data.isMember ? '/pages/suggest/index' : '/pages/join/index' })
  },

  onTopic(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/topic/index?id=${event.currentTarget.dataset.id as string}` })
  },

  onSurveys() {
    wx.navigateTo({ url: '/pages/surveys/index' })
  },
})
