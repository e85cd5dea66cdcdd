/** Voice: what members suggest, what came of it, and surveys that wait for an answer. */
import { listPage, noRows, startOver } from '../../services/paging'
import { codeOf } from '../../services/request'
import { me } from '../../services/session'
import { type CardView, cardView } from '../../services/suggestion-words'
import { board, guide, takeAskedBoard } from '../../services/suggestions'
import { surveys } from '../../services/surveys'
import { deadline } from '../../services/time'
import { topics } from '../../services/topics'
import type { BoardView, SuggestionGuide } from '../../services/types'

const EMPTY: Record<BoardView, { title: string; text: string }> = {
  hot: { title: '还没有人提建议', text: '写下第一条：谁在办、几号前答复，都看得见。' },
  new: { title: '还没有人提建议', text: '写下第一条：谁在办、几号前答复，都看得见。' },
  answered: { title: '还没有公开的答复', text: '有了答复，会第一时间出现在这里。' },
  mine: { title: '您还没有提过建议', text: '可以只让工作人员看到您的名字。' },
  followed: { title: '您还没有附议过', text: '同一件事，一起说更有分量。' },
}
const NOTHING_FOUND = { title: '没有找到', text: '换个说法再试，或写下您的建议。' }
const NONE_OF_KIND = { title: '这个类别还没有建议', text: '换个类别看看，或写下您的建议。' }
const ALL: SuggestionGuide['categories'][number] = { key: '', title: '全部类别', hint: '' }
/** Topics that are named here; all of them have a page of their own. */
const MOST_TOPICS = 2
const CLOSED = { title: '建议直接交给工作人员', text: '目前不公开展示建议。您写的建议和办理进度，在「我的」里看。' }

/** What an empty list says: what was looked for counts first. */
const emptyOf = (tab: BoardView, query: string, category: string) => (query ? NOTHING_FOUND : category ? NONE_OF_KIND : EMPTY[tab])

Page({
  ...listPage,

  data: {
    ...noRows<CardView>(),
    tab: 'hot' as BoardView,
    tabs: [
      { tab: 'hot', name: '热门' },
      { tab: 'new', name: '最新' },
      { tab: 'answered', name: '已答复' },
      { tab: 'mine', name: '我的' },
      { tab: 'followed', name: '附议' },
    ],
    query: '',
    categories: [ALL],
    category: ALL,
    empty: EMPTY.hot,
    toAnswer: 0,
    topics: [] as { id: string; title: string; state: string }[],
    isMember: true,
  },

  onShow() {
    // Nobody is known before the first login: the answer then says whether this is a visitor.
    this.setData({ isMember: me()?.member !== null })
    const asked = takeAskedBoard()
    if (asked) this.show({ tab: asked, query: '', category: ALL })
    else this.load()
    this.lookAround()
  },

  /** Around the board, each by itself: it matters more than they do, and all of it is on home too. */
  lookAround() {
    const now = new Date()
    surveys('open', 1).then(
      ({ total }) => this.setData({ toAnswer: total }),
      () => undefined,
    )
    topics('running', 1).then(
      ({ items }) => {
        const open = items.filter(({ state }) => state === 'open').slice(0, MOST_TOPICS)
        this.setData({ topics: open.map(({ id, title, closes_at }) => ({ id, title, state: deadline(closes_at, now) })) })
      },
      () => undefined,
    )
    guide().then(
      ({ categories }) => this.setData({ categories: [ALL, ...categories] }),
      () => undefined,
    )
  },

  onTab(event: WechatMiniprogram.CustomEvent<{ tab: BoardView }>) {
    const { tab } = event.detail
    if (tab !== this.data.tab) this.show({ tab })
  },

  onSearch(event: WechatMiniprogram.CustomEvent<{ query: string }>) {
    this.show({ query: event.detail.query })
  },

  onCategory(event: WechatMiniprogram.PickerChange) {
    const category = this.data.categories[Number(event.detail.value)]
    if (category && category.key !== this.data.category.key) this.show({ category })
  },

  show(change: { tab?: BoardView; query?: string; category?: typeof ALL }) {
    const { tab, query, category } = { tab: this.data.tab, query: this.data.query, category: this.data.category, ...change }
    startOver(this, { tab, query, category, empty: emptyOf(tab, query, category.key) })
  },

  async fetch(page: number) {
    const { tab, query, category } = this.data
    try {
      const { items, total, is_board_public } = await board(tab, category.key, query, page)
      if (!is_board_public && tab !== 'mine') this.setData({ empty: CLOSED })
      const now = new Date()
      return { items: items.map((card) => cardView(card, now)), total }
    } catch (reason) {
      if (codeOf(reason) !== 'join_first') throw reason
      this.setData({ isMember: false })
      return { items: [], total: 0 }
    }
  },

  onWrite() {
    wx.navigateTo({ url: this.data.isMember ? '/pages/suggest/index' : '/pages/join/index' })
  },

  onTopic(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/topic/index?id=${event.currentTarget.dataset.id as string}` })
  },

  onTopics() {
    wx.navigateTo({ url: '/pages/topics/index' })
  },

  onSurveys() {
    wx.navigateTo({ url: '/pages/surveys/index' })
  },
})
