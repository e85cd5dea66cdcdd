/**
 * Where a scanned event code leads, from WeChat's own scanner too. The code dies within a minute, so the first
 * thing is to turn it into a receipt; logging in or joining after that does not cost the check-in.
 */
import { lastActivity } from '../../services/activities'
import { checkIn, clientRef, dropReceipt, keptReceipt, prove } from '../../services/checkin'
import { roughLocation } from '../../services/location'
import { goBack } from '../../services/navigation'
import { ApiError, codeOf, wordsOf } from '../../services/request'
import { scanEventCode } from '../../services/scanning'
import { me, open } from '../../services/session'
import { clock } from '../../services/time'
import type { Presence } from '../../services/types'

type Face = 'working' | 'done' | 'already' | 'join' | 'sign_up' | 'far' | 'refused' | 'retry'

const HEADS: Record<Exclude<Face, 'working' | 'done'>, string> = {
  already: '已经签过到了',
  join: '先加入，再签到',
  sign_up: '还不能签到',
  far: '好像还没到现场',
  refused: '没有签到成功',
  retry: '还没有签到',
}

const EXPIRED = ['event_code_expired', 'event_code_invalid']

Page({
  data: { face: 'working' as Face, head: '正在签到…', text: '', activityId: '', title: '', canScan: false, note: '' },

  code: '',
  /** One name for the whole visit: pressing again after a time-out is the same act. */
  ref: '',

  onLoad({ q }) {
    this.code = q ? decodeURIComponent(q) : ''
    this.ref = clientRef()
    this.start()
  },

  async start() {
    this.setData({ face: 'working', head: '正在签到…', text: '' })
    try {
      const presence = this.code ? await prove(this.code) : keptReceipt(new Date())
      if (!presence) return this.show('refused', '签到码已经过期，请再扫一次现场的码。', true)
      this.code = ''
      this.setData({ activityId: presence.activity.id, title: presence.activity.title })
      await open()
      if (!me()?.member) return this.show('join', '已经记下您到场了，10 分钟内加入就能签到，不用重新扫码。')
      await this.finish(presence)
    } catch (reason) {
      this.refuse(reason)
    }
  },

  async finish(presence: Presence) {
    // Only where the activity asks for it, as this phone knows it; looking it up first would cost the queue time.
    const asksWhere = Boolean(lastActivity(presence.activity.id)?.checkin_radius_m)
    const answer = await checkIn(presence, this.ref, asksWhere ? await roughLocation() : null)
    wx.vibrateShort({ type: 'medium' })
    const note = answer.is_walk_in ? '已为您现场报名并签到' : ''
    this.setData({ note, face: 'done', head: '签到成功', text: clock(answer.checked_in_at), title: answer.activity.title })
  },

  refuse(reason: unknown) {
    const code = codeOf(reason)
    if (code === 'already_checked_in') dropReceipt()
    if (reason instanceof ApiError && reason.isOffline) this.show('retry', wordsOf(reason))
    else if (code === 'already_checked_in') this.show('already', wordsOf(reason))
    else if (code === 'join_first') this.show('join', wordsOf(reason))
    else if (code === 'not_signed_up') this.show('sign_up', wordsOf(reason))
    else if (code === 'too_far') this.show('far', `${wordsOf(reason)}已经在现场的话，请出示入场码给工作人员。`)
    else this.show('refused', wordsOf(reason), EXPIRED.includes(code))
  },

  show(face: keyof typeof HEADS, text: string, canScan = false) {
    this.setData({ face, head: HEADS[face], text, canScan })
  },

  onScan() {
    scanEventCode()
  },

  onJoin() {
    wx.redirectTo({ url: '/pages/join/index' })
  },

  onActivity() {
    wx.redirectTo({ url: `/pages/activity/index?id=${this.data.activityId}` })
  },

  onPhotos() {
    wx.redirectTo({ url: `/pages/photos/index?id=${this.data.activityId}` })
  },

  onDone() {
    goBack()
  },
})
