/** Who changed what in my record, and when. */
import { listPage, noRows } from '../../services/paging'
import { history } from '../../services/profile'
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
  ...listPage,

  data: noRows<Line>(),

  async fetch(page: number) {
    const { items, total } = await history(page)
    const now = new Date()
    return { items: items.map((entry) => lineOf(entry, now)), total }
  },
})
