/** One suggestion: what was said, who stands behind it, every step, the answer, and what I can do. */

import type { ViewState } from '../../components/page-state/state'
import { openComplaint, photoThings } from '../../services/complaints'
import { tellFailure } from '../../services/failure'
import { needsPhone } from '../../services/join'
import { failed } from '../../services/one-page'
import { choosePhotos, enqueue, giveUp, retry, sendWaiting, type Waiting, waiting } from '../../services/photos'
import { ASKS, topUp } from '../../services/push'
import { checkWords, type StepView, stepView, toneOf } from '../../services/suggestion-words'
import {
  checkAgain,
  endorse,
  optOut,
  photosOf,
  rateAnswer,
  reopenSuggestion,
  suggestion,
  withdrawEndorsement,
  withdrawSuggestion,
} from '../../services/suggestions'
import { date, moment } from '../../services/time'
import type { Suggestion } from '../../services/types'

const NOTHING: Suggestion['can'] = {
  edit: false,
  endorse: false,
  withdraw_endorsement: false,
  rate: false,
  reopen: false,
  withdraw: false,
  opt_out: false,
  complain: false,
  add_photos: false,
}

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    id: '',
    isSent: false,
    title: '',
    facts: '',
    text: '',
    place: '',
    stateWord: '',
    tone: 'plain',
    endorsements: '',
    due: '',
    pauseReason: '',
    photos: [] as Suggestion['photos'],
    waiting: [] as Waiting[],
    edits: [] as Suggestion['edits'],
    steps: [] as StepView[],
    reply: null as null | { word: string; text: string; facts: string; promised: string },
    score: 0,
    ratingText: '',
    mergedInto: null as Suggestion['merged_into'],
    mergedFrom: [] as Suggestion['merged_from'],
    optOutUntil: '',
    check: '',
    can: NOTHING,
    asksPhone: false,
    busy: false,
  },

  /** Stars or words chosen and not handed in: another look at the server leaves them. */
  isRating: false,
  hasAsked: false,

  onLoad({ id, sent }) {
    this.setData({ id: id ?? '', isSent: sent === '1' })
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
      const shown = await suggestion(this.data.id)
      this.render(shown)
      if (shown.is_mine && shown.check === 'log_in') await this.askOnce()
    } catch (reason) {
      this.setData(failed(reason))
    }
  },

  /** WeChat judges only the words of who has just been here. Once: after that a person looks. */
  async askOnce() {
    if (this.hasAsked) return
    this.hasAsked = true
    const shown = await checkAgain(this.data.id).catch(() => null)
    if (shown) this.render(shown)
  },

  render(shown: Suggestion) {
    const now = new Date()
    const { reply } = shown
    this.setData({
      state: 'ready',
      title: shown.title,
      facts: [shown.category.title, shown.author_name, moment(shown.created_at, now)].join(' · '),
      text: shown.text,
      place: shown.place,
      stateWord: shown.outcome_word ? `${shown.state_word} · ${shown.outcome_word}` : shown.state_word,
      tone: toneOf(shown.state),
      endorsements: shown.endorsements ? `${shown.endorsements} 人附议` : '',
      due: shown.due_at ? [`${date(shown.due_at)}前办理`, shown.left].filter(Boolean).join('，') : '',
      pauseReason: shown.pause_reason,
      photos: shown.photos,
      edits: shown.edits,
      steps: shown.steps.map((step) => stepView(step, now)),
      reply: reply && {
        word: reply.outcome_word,
        text: reply.text,
        facts: `${reply.by_name} · ${moment(reply.at, now)}`,
        promised: reply.promised_on ? `承诺 ${date(`${reply.promised_on}T00:00:00+08:00`)} 前落实` : '',
      },
      ...(this.isRating ? {} : { score: shown.rating ?? 0, ratingText: shown.rating_text }),
      waiting: waiting(photosOf(shown.id)),
      mergedInto: shown.merged_into,
      mergedFrom: shown.merged_from,
      optOutUntil: shown.opt_out_until ? moment(shown.opt_out_until, now) : '',
      check: checkWords(shown),
      can: shown.can,
    })
  },

  async act(run: () => Promise<Suggestion>, done: string) {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      const shown = await run()
      this.isRating = false
      this.render(shown)
      wx.showToast({ title: done, icon: 'none' })
    } catch (reason) {
      if (needsPhone(reason)) this.setData({ asksPhone: true })
      else tellFailure('没有办成', reason)
    }
    this.setData({ busy: false })
  },

  onEndorse() {
    topUp(ASKS.suggestion)
    this.act(() => endorse(this.data.id), '已附议，有进展会告诉您')
  },

  /** Nothing else here needs a phone. */
  onVerified() {
    this.setData({ asksPhone: false })
    this.onEndorse()
  },

  onUnendorse() {
    this.act(() => withdrawEndorsement(this.data.id), '已取消附议')
  },

  onOptOut() {
    wx.showModal({
      title: '不再附议这条建议？',
      content: '之后的进展不再告诉您。',
      confirmText: '退出',
      success: ({ confirm }) => {
        if (confirm) this.act(() => optOut(this.data.id), '已退出')
      },
    })
  },

  onEdit() {
    wx.navigateTo({ url: `/pages/suggest/index?id=${this.data.id}` })
  },

  onWithdraw() {
    wx.showModal({
      title: '撤回这条建议？',
      content: '撤回后不再办理，其他人也看不到了。',
      confirmText: '撤回',
      success: ({ confirm }) => {
        if (confirm) this.act(() => withdrawSuggestion(this.data.id), '已撤回')
      },
    })
  },

  onStar(event: WechatMiniprogram.TouchEvent) {
    this.isRating = true
    this.setData({ score: event.currentTarget.dataset.score as number })
  },

  onRatingText(event: WechatMiniprogram.Input) {
    this.isRating = true
    this.setData({ ratingText: event.detail.value })
  },

  onRate() {
    const { id, score, ratingText } = this.data
    if (score) this.act(() => rateAnswer(id, score, ratingText), '谢谢您的评价')
  },

  onReopen() {
    wx.showModal({
      title: '要求重新办理',
      content: '',
      editable: true,
      placeholderText: '哪里没有说明白，或没有办到',
      confirmText: '提交',
      success: ({ confirm, content }) => {
        const reason = (content ?? '').trim()
        if (!confirm) return
        if (reason.length < 2) wx.showToast({ title: '请说明原因，至少 2 个字', icon: 'none' })
        else this.act(() => reopenSuggestion(this.data.id, reason), '已请工作人员重新办理')
      },
    })
  },

  async onAddPhotos() {
    const paths = await choosePhotos()
    if (!paths.length) return
    enqueue(photosOf(this.data.id), paths)
    await this.sendPhotos()
  },

  async sendPhotos() {
    const queue = photosOf(this.data.id)
    const show = () => this.setData({ waiting: waiting(queue) })
    show()
    await sendWaiting(queue, show, show)
    await this.load()
  },

  onAgain(event: WechatMiniprogram.CustomEvent<{ ref: string }>) {
    retry(photosOf(this.data.id), event.detail.ref)
    this.sendPhotos()
  },

  onGiveUp(event: WechatMiniprogram.CustomEvent<{ ref: string }>) {
    giveUp(photosOf(this.data.id), event.detail.ref)
    this.setData({ waiting: waiting(photosOf(this.data.id)) })
  },

  onPhoto(event: WechatMiniprogram.TouchEvent) {
    const urls = this.data.photos.map(({ url }) => url)
    wx.previewImage({ urls, current: urls[event.currentTarget.dataset.index as number] ?? '' })
  },

  onComplain() {
    const { id, title, text, photos } = this.data
    openComplaint([{ kind: 'suggestion', id, text: `${title}\n${text}`, url: '' }, ...photoThings('photo', photos)])
  },

  onOther(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/pages/suggestion/index?id=${event.currentTarget.dataset.id as string}` })
  },
})
