/** A complaint: which text or photo, why, and more words if one likes. */

import type { ViewState } from '../../components/page-state/state'
import { complain, REASONS, type Thing, TOLD, thingsAsked } from '../../services/complaints'
import { tellFailure } from '../../services/failure'
import { goBack } from '../../services/navigation'

Page({
  data: {
    state: 'loading' as ViewState,
    texts: [] as Thing[],
    photos: [] as Thing[],
    chosen: null as Thing | null,
    canChange: false,
    reasons: REASONS,
    reason: '',
    words: '',
    busy: false,
  },

  onLoad() {
    const things = thingsAsked()
    this.setData({
      state: things.length ? 'ready' : 'empty',
      texts: things.filter(({ url }) => !url),
      photos: things.filter(({ url }) => url),
      chosen: things.length === 1 ? (things[0] ?? null) : null,
      canChange: things.length > 1,
    })
  },

  onThing(event: WechatMiniprogram.TouchEvent) {
    const { kind, id } = event.currentTarget.dataset as { kind: string; id: string }
    const chosen = [...this.data.texts, ...this.data.photos].find((thing) => thing.kind === kind && thing.id === id)
    this.setData({ chosen: chosen ?? null })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  onOther() {
    this.setData({ chosen: null })
  },

  onReason(event: WechatMiniprogram.TouchEvent) {
    this.setData({ reason: event.currentTarget.dataset.key as string })
  },

  onWords(event: WechatMiniprogram.Input) {
    this.setData({ words: event.detail.value })
  },

  async onSend() {
    const { chosen, reason, words, busy } = this.data
    if (busy || !chosen) return
    if (!reason) return wx.showToast({ title: '请选一个理由', icon: 'none' })
    this.setData({ busy: true })
    try {
      const { state } = await complain(chosen, reason, words.trim())
      goBack()
      wx.showToast({ title: TOLD[state], icon: 'none' })
    } catch (failure) {
      tellFailure('没有提交上', failure)
    }
    this.setData({ busy: false })
  },
})
