/** Calling an activity off: why, whom it tells; then what became of the telling. */
import { tellFailure } from '../../services/failure'
import { noFace, onePage } from '../../services/one-page'
import { cancelActivity, staffActivity } from '../../services/staff-activities'
import { reachWords } from '../../services/staff-messages'
import { range } from '../../services/time'

Page({
  ...onePage,

  data: { ...noFace, id: '', title: '', when: '', venue: '', isCancelled: false, reason: '', busy: false },

  async fetch() {
    const shown = await staffActivity(this.id)
    return {
      id: this.id,
      title: shown.title,
      when: range(shown.starts_at, shown.ends_at, new Date()),
      venue: shown.venue || '线上',
      isCancelled: shown.phase === 'cancelled',
    }
  },

  onReason({ detail }: WechatMiniprogram.Input) {
    this.setData({ reason: detail.value })
  },

  async onSave() {
    const reason = this.data.reason.trim()
    if (!reason) {
      wx.showToast({ title: '请写明取消的原因', icon: 'none' })
      return
    }
    const told = await reachWords('activity_cancelled', this.id)
    wx.showModal({
      title: '取消这场活动？',
      content: ['取消后不能恢复，报名的人会收到原因。', told].filter(Boolean).join('\n'),
      confirmText: '取消活动',
      cancelText: '再想想',
      success: ({ confirm }) => {
        if (confirm) this.save(reason)
      },
    })
  },

  async save(reason: string) {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await cancelActivity(this.id, reason)
      wx.redirectTo({ url: `/staff/told/index?kind=activity_cancelled&subject=activity:${this.id}` })
    } catch (failure) {
      tellFailure('没有取消', failure)
    }
    this.setData({ busy: false })
  },
})
