/** The door: scan passes with or without a network, and see arrivals as they happen wherever they were recorded. */

import { activity, lastActivity } from '../../services/activities'
import { clientRef } from '../../services/checkin'
import { undoScan } from '../../services/door/api'
import { spokenCode } from '../../services/door/decide'
import { type Desk, deskOf } from '../../services/door/desk'
import { changesOf, doorView, NOTHING_YET, UNDO_REASONS } from '../../services/door/view'
import type { DoorResult } from '../../services/door-words'
import { tellFailure } from '../../services/failure'
import { scan } from '../../services/scanning'
import type { Direction } from '../../services/types'

Page({
  data: { ...NOTHING_YET, title: '', result: null as DoorResult | null, busy: false },

  id: '',
  desk: null as Desk | null,

  onLoad({ id }) {
    this.id = id ?? ''
    this.setData({ title: lastActivity(this.id)?.title ?? '' })
    activity(this.id).then(
      ({ title }) => this.setData({ title }),
      () => undefined,
    )
  },

  onShow() {
    this.load()
  },

  onHide() {
    this.desk?.rest()
  },

  onUnload() {
    this.desk?.rest()
    if (this.desk) this.desk.changed = () => undefined
  },

  load() {
    const desk = deskOf(this.id)
    this.desk = desk
    desk.refusal = ''
    desk.changed = () => this.draw(desk)
    desk.wake()
    this.draw(desk)
  },

  /** Most looks change nothing, and then nothing is drawn. */
  draw(desk: Desk) {
    const next = { ...doorView(desk), title: desk.roll?.activity.title ?? this.data.title }
    const changes = changesOf(this.data, next)
    if (changes) this.setData(changes)
  },

  async onScan() {
    const code = await scan()
    if (code) await this.decide(code)
  },

  onSpoken() {
    wx.showModal({
      title: '输入口令',
      content: '',
      editable: true,
      placeholderText: '4 位，如 K74M',
      confirmText: this.data.direction === 'out' ? '离场' : '签到',
      success: ({ confirm, content }) => {
        if (!confirm) return
        const code = spokenCode(content ?? '')
        if (code) this.decide(code)
        else wx.showToast({ title: '口令是 4 位字母和数字', icon: 'none' })
      },
    })
  },

  async decide(code: string) {
    if (!this.desk || this.data.busy) return
    this.setData({ busy: true })
    await this.desk.scan(code, (result) => {
      wx.vibrateShort({ type: result.tone === 'ok' ? 'medium' : 'heavy' })
      this.setData({ result })
    })
    wx.pageScrollTo({ scrollTop: 0 })
    this.setData({ busy: false })
  },

  onDirection(event: WechatMiniprogram.TouchEvent) {
    this.desk?.turn(event.currentTarget.dataset.direction as Direction)
    this.setData({ result: null })
  },

  onSession(event: WechatMiniprogram.TouchEvent) {
    this.desk?.turnTo(event.currentTarget.dataset.session as string)
    this.setData({ result: null })
  },

  onUndo(event: WechatMiniprogram.TouchEvent) {
    const { scan: scanId, name } = event.currentTarget.dataset as { scan: string; name: string }
    wx.showActionSheet({
      alertText: `撤销 ${name} 的签到，原因是`,
      itemList: UNDO_REASONS,
      success: ({ tapIndex }) => this.undo(scanId, UNDO_REASONS[tapIndex] ?? ''),
      fail: () => undefined,
    })
  },

  async undo(scanId: string, reason: string) {
    try {
      await undoScan(this.id, scanId, reason, clientRef())
      this.desk?.taken(scanId)
      wx.showToast({ title: '已撤销', icon: 'none' })
    } catch (failure) {
      tellFailure('没能撤销', failure)
    }
  },

  onOpen(event: WechatMiniprogram.TouchEvent) {
    const { page } = event.currentTarget.dataset as { page: string }
    wx.navigateTo({ url: `/organizer/${page}/index?id=${this.id}` })
  },
})
