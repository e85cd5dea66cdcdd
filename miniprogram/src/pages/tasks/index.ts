/** All of one list of home, page by page. */
import { tasks } from '../../services/home'
import { listPage, noRows } from '../../services/paging'
import { type TaskView, taskView } from '../../services/task-words'
import type { TaskList } from '../../services/types'

const TITLES: Record<TaskList, string> = { do: '要办', write: '要填', read: '要看' }

Page({
  ...listPage,

  data: { ...noRows<TaskView>(), list: 'do' as TaskList },

  onLoad({ list }) {
    this.setData({ list: (list ?? 'do') as TaskList })
    wx.setNavigationBarTitle({ title: TITLES[this.data.list] })
  },

  async fetch(page: number) {
    const { items, total } = await tasks(this.data.list, page)
    const now = new Date()
    return { items: items.map((task) => taskView(task, now)), total }
  },
})
