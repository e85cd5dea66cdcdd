/** The patrol: texts WeChat was unsure of, and complaints. */
import type { ViewState } from '../../components/page-state/state'
import { wordsOf } from '../../services/request'
import { complaints, decideComplaint, judgeText, textsToJudge } from '../../services/staff'
import type { StaffComplaint, TextToJudge } from '../../services/types'

Page({
  data: { state: 'loading' as ViewState, error: '', texts: [] as TextToJudge[], complaints: [] as StaffComplaint[] },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const [texts, said] = await Promise.all([textsToJudge(1), complaints(1)])
      this.setData({ texts: texts.items, complaints: said.items, state: texts.total + said.total ? 'ready' : 'empty' })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onClear(event: WechatMiniprogram.TouchEvent) {
    const { id, digest } = event.currentTarget.dataset as { id: string; digest: string }
    this.act(() => judgeText(id, digest, null), '已公开')
  },

  onBlock(event: WechatMiniprogram.TouchEvent) {
    const { id, digest } = event.currentTarget.dataset as { id: string; digest: string }
    this.ask('不公开的理由', '提出人会看到', (reason) => this.act(() => judgeText(id, digest, reason), '已处理'))
  },

  onUphold(event: WechatMiniprogram.TouchEvent) {
    this.ask('撤下的理由', '发布的人会看到', (note) => this.act(() => decideComplaint(event.currentTarget.dataset.id as string, true, note), '已撤下'))
  },

  onDismiss(event: WechatMiniprogram.TouchEvent) {
    this.act(() => decideComplaint(event.currentTarget.dataset.id as string, false, ''), '已保留')
  },

  ask(title: string, placeholderText: string, then: (words: string) => void) {
    wx.showModal({
      title,
      content: '',
      editable: true,
      placeholderText,
      confirmText: '确定',
      success: ({ confirm, content }) => {
        const words = (content ?? '').trim()
        if (confirm && words) then(words)
      },
    })
  },

  async act(run: () => Promise<unknown>, done: string) {
    try {
      await run()
      wx.showToast({ title: done, icon: 'none' })
    } catch (reason) {
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
    }
    await this.load()
  },
})
