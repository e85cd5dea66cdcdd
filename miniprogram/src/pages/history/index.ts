/** Who changed what in my record, and when. */
import type { ViewState } from '../../components/page-state/state'
import { history } from '../../services/profile'
import { wordsOf } from '../../services/request'
import { ago } from '../../services/time'
import type { HistoryEntry } from '../../services/types'

const AUTHORS: Record<HistoryEntry['by'], string> = { me: '我', staff: '工作人员', import: '名单导入', system: '系统' }

interface Line {
  id: string
  what: string
  old: string
  fresh: string
  who: string
}

function lineOf(entry: HistoryEntry, now: Date): Line {
  const author = entry.by === 'staff' && entry.by_name ? `${AUTHORS.staff} ${entry.by_name}` : AUTHORS[entry.by]
  return {
    id: entry.id,
    what: `${entry.section_title} · ${entry.question_title}`,
    old: entry.old,
    fresh: entry.new || '已清除',
    who: `${author} · ${ago(entry.at, now)}`,
  }
}

Page({
  data: { state: 'loading' as ViewState, error: '', items: [] as Line[], total: 0 },

  page: 0,

  onLoad() {
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
      const answer = await history(page)
      const now = new Date()
      const fresh = answer.items.map((entry) => lineOf(entry, now))
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
