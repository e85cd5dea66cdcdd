/** The patrol: texts WeChat was unsure of, and complaints. */
import type { ViewState } from '../../components/page-state/state'
import { wordsOf } from '../../services/request'
import { complaints, decideComplaint, judgeText, textsToJudge } from '../../services/staff'
import type { StaffComplaint, TextToJudge } from '../../services/types'

/** What it is that waits, in a word. */
const KINDS: Record<string, string> = { suggestion: '建议', statement: '话题观点', photo: '建议的照片', activity_photo: '活动照片' }

const named = <T extends { subject_kind: string }>(item: T) => ({ ...item, kind: KINDS[item.subject_kind] ?? '' })
type Named<T> = T & { kind: string }

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    texts: [] as Named<TextToJudge>[],
    complaints: [] as Named<StaffComplaint>[],
    toJudge: 0,
    complained: 0,
    busy: false,
  },

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
      this.setData({
        texts: texts.items.map(named),
        complaints: said.items.map(named),
        toJudge: texts.total,
        complained: said.total,
        state: texts.total + said.total ? 'ready' : 'empty',
      })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onPhoto(event: WechatMiniprogram.TouchEvent) {
    wx.previewImage({ urls: [event.currentTarget.dataset.url as string] })
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
    const id = event.currentTarget.dataset.id as string
    this.ask('撤下的理由', '发布的人会看到', (note) => this.act(() => decideComplaint(id, true, note), '已撤下'))
  },

  onDismiss(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    this.act(() => decideComplaint(id, false, ''), '已保留')
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
        if (!confirm) return
        if (words) then(words)
        else wx.showToast({ title: '请写明理由', icon: 'none' })
      },
    })
  },

  async act(run: () => Promise<unknown>, done: string) {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await run()
      wx.showToast({ title: done, icon: 'none' })
    } catch (reason) {
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
    }
    await this.load()
    this.setData({ busy: false })
  },
})
