/** What waits for a decision in my scope, longest waiting first. The morning's digest opens it. */
import type { ViewState } from '../../components/page-state/state'
import { decisions } from '../../services/decisions'
import { wordsOf } from '../../services/request'
import { waited } from '../../services/time'
import type { WaitingLine } from '../../services/types'

interface Line {
  key: string
  name: string
  count: string
  late: string
  age: string
  title: string
  target: string
  /** All of it, to be read aloud. */
  label: string
}

function line({ kind, name, unit, title, target, ...one }: WaitingLine, now: Date): Line {
  const count = `${one.count} ${unit}`
  const late = one.late ? `${one.late} ${unit}已超期` : ''
  const age = `${one.count > 1 ? '最早的' : ''}${waited(one.since, now)}`
  const label = [`${name} ${count}`, late, age, title].filter(Boolean).join('，')
  return { key: `${kind} ${target}`, name, count, late, age, title, target, label }
}

Page({
  data: { state: 'loading' as ViewState, error: '', items: [] as Line[], total: 0 },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const { items, total } = await decisions()
      const now = new Date()
      this.setData({ items: items.map((one) => line(one, now)), total, state: items.length ? 'ready' : 'empty', error: '' })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onOpen(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: event.currentTarget.dataset.target as string })
  },
})
