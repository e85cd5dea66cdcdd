/** Activities in my scope: publish a draft, change time and place, call one off. */
import { tellFailure } from '../../services/failure'
import { listPage, noRows } from '../../services/paging'
import { publishActivity, staffActivities } from '../../services/staff-activities'
import { reachWords } from '../../services/staff-messages'
import { range } from '../../services/time'
import type { StaffActivityRow } from '../../services/types'

interface Line {
  id: string
  title: string
  state: string
  when: string
  where: string
  facts: string
  isDraft: boolean
  /** Its time and place can be changed, and it can be called off. */
  isAhead: boolean
}

const PHASES: Record<string, string> = {
  draft: '草稿',
  cancelled: '已取消',
  signup_soon: '未开始报名',
  signup_open: '报名中',
  signup_closed: '报名已截止',
  under_way: '进行中',
  ended: '已结束',
  reported: '已结项',
}

const line = (row: StaffActivityRow, now: Date): Line => ({
  id: row.id,
  title: row.title,
  state: PHASES[row.phase] ?? '',
  when: range(row.starts_at, row.ends_at, now),
  where: row.venue || '线上',
  facts: `已报名 ${row.taken}${row.capacity === null ? '' : ` / ${row.capacity}`} 人${row.to_review ? `，待审核 ${row.to_review}` : ''}`,
  isDraft: row.phase === 'draft',
  isAhead: ['signup_soon', 'signup_open', 'signup_closed', 'under_way'].includes(row.phase),
})

const idOf = (event: WechatMiniprogram.TouchEvent) => event.currentTarget.dataset.id as string

Page({
  ...listPage,

  data: noRows<Line>(),

  async fetch(page: number) {
    const { items, total } = await staffActivities(page)
    const now = new Date()
    return { items: items.map((row) => line(row, now)), total }
  },

  onChange(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/staff/change/index?id=${idOf(event)}` })
  },

  onCancel(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/staff/cancel/index?id=${idOf(event)}` })
  },

  async onPublish(event: WechatMiniprogram.TouchEvent) {
    const id = idOf(event)
    wx.showModal({
      title: '现在发布？',
      content: await reachWords('activity_published', id),
      confirmText: '发布',
      success: ({ confirm }) => {
        if (confirm) this.publish(id)
      },
    })
  },

  async publish(id: string) {
    try {
      await publishActivity(id)
      wx.showToast({ title: '已发布', icon: 'none' })
    } catch (reason) {
      tellFailure('没有发布', reason)
    }
    await this.load()
  },
})
