/** Who is expected, in and missing; and the tick by hand for whom no code works. */
import { attendees, clientRef } from '../../services/checkin'
import { tickByHand } from '../../services/door/api'
import { deskOf } from '../../services/door/desk'
import { isUnreached } from '../../services/door/network'
import { type AttendeeView, attendeeView, refused } from '../../services/door-words'
import { listPage, noRows, startOver } from '../../services/paging'
import { ApiError } from '../../services/request'
import { clock } from '../../services/time'

type Filter = 'missing' | 'arrived' | 'expected'

const EMPTY: Record<Filter, string> = { missing: '都到齐了', arrived: '还没有人到', expected: '还没有人报名' }
/** The phone's list has no names and no numbers, so there is nothing to search off line. */
const ONLINE_ONLY = '名单里的姓名和手机号不存在手机上，手动签到要联网。离线时请扫入场码，或回签到台输入口令。'
/** Typing a name is several keystrokes; ask once they pause. */
const PAUSE = 300

Page({
  ...listPage,

  data: {
    ...noRows<AttendeeView>(),
    filter: 'missing' as Filter,
    filters: [
      { filter: 'missing', name: '未到' },
      { filter: 'arrived', name: '已到' },
      { filter: 'expected', name: '全部' },
    ],
    q: '',
    emptyTitle: EMPTY.missing,
  },

  id: '',
  timer: 0,

  onLoad({ id }) {
    this.id = id ?? ''
  },

  onUnload() {
    clearTimeout(this.timer)
  },

  onFilter(event: WechatMiniprogram.TouchEvent) {
    startOver(this, { filter: event.currentTarget.dataset.filter as Filter })
  },

  onSearch(event: WechatMiniprogram.Input) {
    this.setData({ q: event.detail.value })
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.load(), PAUSE)
  },

  async fetch(page: number) {
    const { filter, q } = this.data
    try {
      const { items, total } = await attendees(this.id, filter, q.trim(), page)
      this.setData({ emptyTitle: q ? '没有找到' : EMPTY[filter] })
      return { items: items.map(attendeeView), total }
    } catch (reason) {
      throw isUnreached(reason) ? new ApiError('offline', ONLINE_ONLY) : reason
    }
  },

  onTick(event: WechatMiniprogram.TouchEvent) {
    const index = event.currentTarget.dataset.index as number
    const one = this.data.items[index]
    if (!one) return
    wx.showModal({
      title: `${one.name} 到了？`,
      content: '手动签到会记下是您操作的。',
      confirmText: '签到',
      success: ({ confirm }) => {
        if (confirm) this.tick(index, one.signupId)
      },
    })
  },

  async tick(index: number, signupId: string) {
    try {
      const answer = await tickByHand(this.id, signupId, clientRef(), { ...deskOf(this.id).where(), direction: 'in' })
      this.setData({ [`items[${index}].arrivedAt`]: clock(answer.checked_in_at) })
      wx.showToast({ title: `${answer.name} 已签到`, icon: 'none' })
    } catch (reason) {
      const { word, text } = isUnreached(reason) ? { word: '没记上', text: ONLINE_ONLY } : refused(reason)
      wx.showModal({ title: word, content: text, showCancel: false, confirmText: '知道了' })
    }
  },
})
