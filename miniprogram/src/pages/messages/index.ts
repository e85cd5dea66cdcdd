/** Messages: everything the member was told, day by day, whether or not it went to WeChat. */
import { lastUnread, messages, readAll } from '../../services/messages'
import { openTarget } from '../../services/navigation'
import { listPage, noRows } from '../../services/paging'
import { topUpFor } from '../../services/push'
import { clock, day } from '../../services/time'
import type { Message } from '../../services/types'

interface Line {
  id: string
  /** The day, above the first message of it. */
  heading: string
  day: string
  label: string
  time: string
  title: string
  lines: Message['lines']
  note: string
  isNew: boolean
  isPast: boolean
  page: string
}

Page({
  ...listPage,

  data: noRows<Line>(),

  /** New on this visit: they stay marked while it lasts, though the server knows that they were seen. */
  unread: [] as string[],

  onLoad() {
    this.unread = []
  },

  async fetch(page: number) {
    const { items, total } = await messages(page)
    const now = new Date()
    this.unread.push(...items.flatMap(({ id, is_read }) => (is_read ? [] : [id])))
    if (page === 1 && (this.unread.length || lastUnread())) readAll()
    const before = page === 1 ? '' : this.data.items[this.data.items.length - 1]?.day
    return {
      items: withHeadings(
        items.map((one) => line(one, this.unread.includes(one.id), now)),
        before,
      ),
      total,
    }
  },

  onOpen(event: WechatMiniprogram.TouchEvent) {
    const target = event.currentTarget.dataset.page as string
    if (!target) return
    topUpFor(target)
    openTarget(target)
  },

  onSettings() {
    wx.navigateTo({ url: '/pages/message-settings/index' })
  },
})

const line = ({ id, label, at, title, lines, delivered, is_past, page }: Message, isNew: boolean, now: Date): Line => ({
  id,
  heading: '',
  day: day(at, now),
  label,
  time: clock(at),
  title,
  lines,
  note: is_past ? `已过去 · ${delivered}` : delivered,
  isNew,
  isPast: is_past,
  page,
})

const withHeadings = (lines: Line[], before = ''): Line[] =>
  lines.map((one, index) => ({ ...one, heading: one.day === (index ? lines[index - 1]?.day : before) ? '' : one.day }))
