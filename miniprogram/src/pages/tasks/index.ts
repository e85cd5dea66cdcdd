/** All of one list of home, page by page. */
import type { ViewState } from '../../components/page-state/state'
import { tasks } from '../../services/home'
import { hasMore, showPage } from '../../services/paging'
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
  turn: 0,

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
    if (hasMore(this)) this.loadPage(this.page + 1)
  },

  load() {
    return this.loadPage(1)
  },

  loadPage(page: number) {
    return showPage(this, page, async (number) => {
      const { items, total } = await tasks(this.data.list, number)
      const now = new Date()
      return { items: items.map((task) => taskView(task, now)), total }
    })
  },
})
