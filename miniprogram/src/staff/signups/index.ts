/** Signups of one activity that wait for review, first come first. */
import { actOn, askReason } from '../../services/deciding'
import { decideSignup, signupsToReview, titleOf } from '../../services/decisions'
import { listPage, noRows } from '../../services/paging'
import { moment } from '../../services/time'
import type { StaffSignup } from '../../services/types'

interface Line {
  id: string
  name: string
  facts: string
}

const line = ({ id, member, phone_masked, seats, created_at }: StaffSignup, now: Date): Line => ({
  id,
  name: member.name,
  facts: [phone_masked, seats > 1 ? `共 ${seats} 人` : '', `${moment(created_at, now)} 报名`].filter(Boolean).join(' · '),
})

Page({
  ...listPage,
  activityId: '',

  data: { ...noRows<Line>(), title: '', busy: false },

  onLoad({ id = '' }: { id?: string }) {
    this.activityId = id
  },

  async fetch(page: number) {
    const [{ items, total }, title] = await Promise.all([signupsToReview(this.activityId, page), this.data.title || titleOf(this.activityId)])
    this.setData({ title })
    const now = new Date()
    return { items: items.map((one) => line(one, now)), total }
  },

  onActivity() {
    wx.navigateTo({ url: `/pages/activity/index?id=${this.activityId}` })
  },

  onApprove(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    actOn(this, () => decideSignup(this.activityId, id, null), '已通过')
  },

  onReject(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    askReason('不通过的理由', '报名的人会看到', (reason) => actOn(this, () => decideSignup(this.activityId, id, reason), '已回复'))
  },
})
