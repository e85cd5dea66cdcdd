/** Surveys in my scope: how far they are, a draft to publish, a reminder, another end, and a word on what was done. */
import { listPage, noRows } from '../../services/paging'
import { wordsOf } from '../../services/request'
import { reachWords } from '../../services/staff-messages'
import { closeSurvey, moveClosing, remindSurvey, staffSurveys, tellClosingNote } from '../../services/staff-surveys'
import { date, deadline, isoDay, moment } from '../../services/time'
import type { StaffSurveyCard } from '../../services/types'

interface Line {
  id: string
  title: string
  facts: string
  state: string
  when: string
  isOpen: boolean
  isClosed: boolean
  isDraft: boolean
  /** Its end can be put off. */
  isAhead: boolean
  closesOn: string
  percent: number
}

const STATES: Record<StaffSurveyCard['state'], string> = { draft: '草稿', soon: '未开始', open: '填写中', closed: '已截止', cancelled: '已取消' }

function line(card: StaffSurveyCard, now: Date): Line {
  return {
    id: card.id,
    title: card.title,
    facts: `${card.is_anonymous ? '匿名 · ' : ''}${card.responses} / ${card.invited} 份`,
    state: STATES[card.state],
    when: whenOf(card, now),
    isOpen: card.state === 'open',
    isClosed: card.state === 'closed',
    isDraft: card.state === 'draft',
    isAhead: card.state === 'open' || card.state === 'soon',
    closesOn: isoDay(new Date(card.closes_at)),
    percent: card.invited ? Math.round((card.responses / card.invited) * 100) : 0,
  }
}

function whenOf({ state, opens_at, closes_at }: StaffSurveyCard, now: Date): string {
  if (state === 'open') return deadline(closes_at, now)
  return state === 'closed' ? `${moment(closes_at, now)} 截止` : `${moment(opens_at, now)} 起`
}

Page({
  ...listPage,

  data: noRows<Line>(),

  async fetch(page: number) {
    const { items, total } = await staffSurveys(page)
    const now = new Date()
    return { items: items.map((card) => line(card, now)), total }
  },

  onDraft(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/staff/publish/index?id=${event.currentTarget.dataset.id as string}` })
  },

  /** To the end of the day that was chosen. */
  onClosing(event: WechatMiniprogram.PickerChange) {
    const id = event.currentTarget.dataset.id as string
    const closesAt = `${event.detail.value as string}T23:59:00+08:00`
    this.act(() => moveClosing(id, closesAt).then(() => `改到 ${date(closesAt)} 截止`))
  },

  onResults(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/staff/results/index?id=${event.currentTarget.dataset.id as string}` })
  },

  onMore(event: WechatMiniprogram.TouchEvent) {
    const one = this.data.items.find(({ id }) => id === event.currentTarget.dataset.id)
    if (!one) return
    const acts = [
      ...(one.isOpen ? [{ name: '提醒还没填的人', run: () => this.remind(one) }] : []),
      ...(one.isOpen ? [{ name: '现在截止', run: () => this.close(one) }] : []),
      ...(one.isClosed ? [{ name: '写结果说明', run: () => this.tell(one) }] : []),
    ]
    wx.showActionSheet({ itemList: acts.map(({ name }) => name), success: ({ tapIndex }) => acts[tapIndex]?.run() })
  },

  async remind(one: Line) {
    const reach = await reachWords('survey_reminder', one.id)
    wx.showModal({
      title: '提醒还没填的人？',
      content: ['只提醒没有填的人，一天最多一次。', reach].filter(Boolean).join('\n'),
      confirmText: '提醒',
      success: ({ confirm }) => {
        if (confirm) this.act(async () => `已提醒 ${(await remindSurvey(one.id)).sent_to} 人`)
      },
    })
  },

  close(one: Line) {
    wx.showModal({
      title: '现在就截止？',
      content: `“${one.title}”截止后不能再填写。`,
      confirmText: '截止',
      success: ({ confirm }) => {
        if (confirm) this.act(() => closeSurvey(one.id).then(() => '已截止'))
      },
    })
  },

  /** What was written is asked again when it could not be told. */
  tell(one: Line, written = '') {
    wx.showModal({
      title: '您说了，我们做了',
      content: written,
      editable: true,
      placeholderText: '根据大家的意见，我们做了什么',
      confirmText: '发布',
      success: ({ confirm, content }) => {
        const text = (content ?? '').trim()
        if (!confirm || !text) return
        this.act(
          () => tellClosingNote(one.id, text).then(() => '已告诉填写的人'),
          () => this.tell(one, text),
        )
      },
    })
  },

  async act(run: () => Promise<string>, again?: () => void) {
    try {
      wx.showToast({ title: await run(), icon: 'none' })
      await this.load()
    } catch (reason) {
      wx.showModal({ title: '没有办成', content: wordsOf(reason), showCancel: false, confirmText: '知道了', success: again })
    }
  },
})
