/** The patrol: texts and photos WeChat was unsure of, and complaints. */
import type { ViewState } from '../../components/page-state/state'
import { actOn, askReason } from '../../services/deciding'
import { judgePhoto, photosToJudge } from '../../services/decisions'
import { wordsOf } from '../../services/request'
import { complaints, decideComplaint, judgeText, textsToJudge } from '../../services/staff'
import type { PendingPhoto, StaffComplaint, TextToJudge } from '../../services/types'

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
    photos: [] as PendingPhoto[],
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
      const [texts, said, photos] = await Promise.all([textsToJudge(1), complaints(1), photosToJudge()])
      this.setData({
        texts: texts.items.map(named),
        complaints: said.items.map(named),
        photos,
        toJudge: texts.total,
        complained: said.total,
        state: texts.total + said.total + photos.length ? 'ready' : 'empty',
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
    actOn(this, () => judgeText(id, digest, null), '已公开')
  },

  onBlock(event: WechatMiniprogram.TouchEvent) {
    const { id, digest } = event.currentTarget.dataset as { id: string; digest: string }
    askReason('不公开的理由', '提出人会看到', (reason) => actOn(this, () => judgeText(id, digest, reason), '已处理'))
  },

  onClearPhoto(event: WechatMiniprogram.TouchEvent) {
    actOn(this, () => judgePhoto(event.currentTarget.dataset.id as string, true), '已公开')
  },

  onBlockPhoto(event: WechatMiniprogram.TouchEvent) {
    actOn(this, () => judgePhoto(event.currentTarget.dataset.id as string, false), '已处理')
  },

  onUphold(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    askReason('撤下的理由', '发布的人会看到', (note) => actOn(this, () => decideComplaint(id, true, note), '已撤下'))
  },

  onDismiss(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    actOn(this, () => decideComplaint(id, false, ''), '已保留')
  },
})
