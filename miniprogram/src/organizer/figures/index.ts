/** Who came from where and through which door, how fast the code was scanned, and the phones that run the doors. */

import type { ViewState } from '../../components/page-state/state'
import { look, revokeGrant } from '../../services/door/api'
import { deskOf } from '../../services/door/desk'
import { type BarView, barsOf, codeWords, type PhoneView, phonesOf } from '../../services/door/figures-words'
import { tellFailure } from '../../services/failure'
import { wordsOf } from '../../services/request'

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    bars: [] as BarView[],
    phones: [] as PhoneView[],
    code: { text: '', note: '', isLate: false },
    door: '',
  },

  id: '',

  onLoad({ id }) {
    this.id = id ?? ''
  },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const { grantId, door } = deskOf(this.id).place
    try {
      const live = await look(this.id, 0)
      const [bars, phones, code] = [barsOf(live.per_organization), phonesOf(live.doors, grantId, new Date()), codeWords(live.code_delay)]
      this.setData({ state: 'ready', bars, phones, code, door })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason), door })
    }
  },

  onName() {
    wx.showModal({
      title: '这个门叫什么',
      content: this.data.door,
      editable: true,
      placeholderText: '如：东门',
      success: ({ confirm, content }) => {
        if (!confirm) return
        const door = (content ?? '').trim().slice(0, 20)
        deskOf(this.id).rename(door)
        this.setData({ door })
      },
    })
  },

  onRevoke(event: WechatMiniprogram.TouchEvent) {
    const phone = this.data.phones[event.currentTarget.dataset.index as number]
    if (!phone) return
    wx.showModal({
      title: `停用${phone.name}？`,
      content: '这部手机不能再签到，还没上传的签到会被拒收，留给工作人员处理。',
      confirmText: '停用',
      success: ({ confirm }) => {
        if (confirm) this.revoke(phone.id)
      },
    })
  },

  async revoke(grantId: string) {
    try {
      await revokeGrant(this.id, grantId)
      wx.showToast({ title: '已停用', icon: 'none' })
      await this.load()
    } catch (reason) {
      tellFailure('没能停用', reason)
    }
  },
})
