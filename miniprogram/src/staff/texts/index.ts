/** All that was written in answer to a question: near-identical texts together, and searched. */
import { listPage, noRows, startOver } from '../../services/paging'
import { textGroups } from '../../services/staff-surveys'
import type { TextGroup } from '../../services/types'

interface Line {
  key: string
  text: string
  count: string
  variants: string[]
  more: string
}

const line = ({ text, count, variants }: TextGroup): Line => ({
  key: text,
  text,
  count: count === null ? '少于 5' : count > 1 ? `×${count}` : '',
  variants,
  more: variants.length ? `另有 ${variants.length} 种写法` : '',
})

Page({
  ...listPage,

  data: { ...noRows<Line>(), head: '', query: '', opened: '' },

  id: '',
  question: '',

  onLoad({ id, question, head }) {
    this.id = id ?? ''
    this.question = question ?? ''
    this.setData({ head: decodeURIComponent(head ?? '') })
  },

  onSearch(event: WechatMiniprogram.CustomEvent<{ query: string }>) {
    startOver(this, { query: event.detail.query })
  },

  onVariants(event: WechatMiniprogram.TouchEvent) {
    const key = event.currentTarget.dataset.key as string
    this.setData({ opened: this.data.opened === key ? '' : key })
  },

  async fetch(page: number) {
    const { items, total } = await textGroups(this.id, this.question, this.data.query, page)
    return { items: items.map(line), total }
  },
})
