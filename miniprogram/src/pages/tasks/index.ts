/** All of one list of home, page by page. */
import type { ViewState } from '../../components/page-state/state'
import { tasks } from '../../services/home'
import { wordsOf } from '../../services/request'
import { type TaskView, taskView } from '../../services/task-words'
import type { TaskList } from '../../services/types'

const TITLES: Record<TaskList, string> = { do: '要办', write: '要填', read: '要看' }

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    list: 'do' as TaskList,
    items: [] as TaskView[],
    total: 0,
  },

  page: 0,

  onLoad({ list }) {
    this.setData({ list: (list ?? 'do') as TaskList })
    wx.setNavigationBarTitle({ title: TITLES[this.data.list] })
  },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    if (this.data.items.length < this.data.total) this.loadPage(this.page + 1)
  },

  load() {
    return this.loadPage(1)
  },

  async loadPage(page: number) {
    try {
      const answer = await tasks(this.data.list, page)
      const now = new Date()
      const fresh = answer.items.map((task) => taskView(task, now))
      this.page = page
      this.setData({
        items: page === 1 ? fresh : [...this.data.items, ...fresh],
        total: answer.total,
        state: answer.total ? 'ready' : 'empty',
      })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },
})
