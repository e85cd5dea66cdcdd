/** Who asks to join, and telephone numbers that match nobody or several: first come first. */
import { actOn, askReason } from '../../services/deciding'
import { applications, approveApplication, declineApplication } from '../../services/decisions'
import { listPage, noRows } from '../../services/paging'
import { moment } from '../../services/time'
import type { StaffApplication } from '../../services/types'

interface Line {
  id: string
  name: string
  why: string
  facts: string
  note: string
  candidates: { id: string; name: string }[]
}

const SOURCES: Record<StaffApplication['source'], string> = {
  form: '申请加入',
  phone_conflict: '手机号对上了多个人，请核对是哪一位',
  name_mismatch: '手机号在名册里，姓名对不上',
  phone_unmatched: '手机号不在名册里',
}

const line = (one: StaffApplication, now: Date): Line => ({
  id: one.id,
  name: one.name,
  why: one.source === 'form' && one.organization ? `申请加入${one.organization.name}` : SOURCES[one.source],
  facts: [one.phone_masked ?? '', `${moment(one.created_at, now)} 提交`].filter(Boolean).join(' · '),
  note: one.note,
  candidates: one.candidates
    .filter(({ is_claimed }) => !is_claimed)
    .map(({ id, name, phone_masked }) => ({ id, name: `名册上的${name}${phone_masked ? ` ${phone_masked}` : ''}` })),
})

Page({
  ...listPage,

  data: { ...noRows<Line>(), busy: false },

  async fetch(page: number) {
    const { items, total } = await applications(page)
    const now = new Date()
    return { items: items.map((one) => line(one, now)), total }
  },

  /** As whom is asked only where the roster has somebody it may be. */
  onApprove(event: WechatMiniprogram.TouchEvent) {
    const one = this.data.items.find(({ id }) => id === event.currentTarget.dataset.id)
    if (!one) return
    // A sheet holds six; the last is for somebody new.
    const choices: { id: string | null; name: string }[] = [...one.candidates.slice(0, 5), { id: null, name: '作为新会员' }]
    const approve = (memberId: string | null) => actOn(this, () => approveApplication(one.id, memberId), '已通过')
    if (choices.length === 1) approve(null)
    else wx.showActionSheet({ itemList: choices.map(({ name }) => name), success: ({ tapIndex }) => approve(choices[tapIndex]?.id ?? null) })
  },

  onDecline(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    askReason('不通过的理由', '申请的人会看到', (reason) => actOn(this, () => declineApplication(id, reason), '已回复'))
  },
})
