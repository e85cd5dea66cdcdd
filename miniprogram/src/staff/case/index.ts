/** One case, as staff work on it: its answer here, and every other act behind 更多操作, by what may be done now. */

import type { ViewState } from '../../components/page-state/state'
import { tellFailure } from '../../services/failure'
import { failed } from '../../services/one-page'
import { codeOf } from '../../services/request'
import { actOnCase, setHandlers, staffCase } from '../../services/staff'
import { forget, read, write } from '../../services/storage'
import { type StepView, staffFacts, stepView, toneOf } from '../../services/suggestion-words'
import { date, isoDay } from '../../services/time'
import type { StaffCase } from '../../services/types'
import { type Act, actOf, actsAmong, PATHS } from '../case-act/acts'

type Sheet = '' | 'reply' | 'more' | 'act'

/** A reply as it is being written. */
interface ReplyDraft {
  words: string
  outcome: string
  promisedOn: string
  isPublic: boolean
}

const FRESH: ReplyDraft = { words: '', outcome: '', promisedOn: '', isPublic: true }
const replyKey = (id: string) => `draft:reply:${id}`

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    id: '',
    title: '',
    facts: '',
    text: '',
    place: '',
    stateWord: '',
    tone: 'plain',
    due: '',
    isOverdue: false,
    who: '',
    photos: [] as StaffCase['photos'],
    steps: [] as StepView[],
    helpers: '',
    assignee: '',
    handlers: [] as StaffCase['handlers'],
    dueOn: '',
    actions: [] as Act[],
    canReply: false,
    outcomes: [] as StaffCase['outcomes'],
    sheet: '' as Sheet,
    act: '',
    needsButton: false,
    words: '',
    outcome: '',
    promisedOn: '',
    isPublic: true,
    busy: false,
  },

  version: 0,

  onLoad({ id }) {
    this.setData({ id: id ?? '' })
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      this.render(await staffCase(this.data.id))
    } catch (reason) {
      this.setData(failed(reason))
    }
  },

  render(shown: StaffCase) {
    const now = new Date()
    this.version = shown.version
    this.setData({
      state: 'ready',
      title: shown.title,
      facts: staffFacts(shown, now),
      text: shown.text,
      place: shown.place,
      stateWord: shown.state_word,
      tone: toneOf(shown.state),
      due: shown.is_paused ? `已暂停：${shown.pause_reason}` : shown.due_at ? `${date(shown.due_at)}前，${shown.left}` : '',
      isOverdue: shown.is_overdue,
      who: shown.assignee ? `承办：${shown.assignee.name}` : '还没有承办人',
      photos: shown.photos,
      steps: shown.steps.map((step) => stepView(step, now)),
      helpers: shown.handlers.length ? `协办：${shown.handlers.map(({ name }) => name).join('、')}` : '',
      assignee: shown.assignee?.id ?? '',
      handlers: shown.handlers,
      dueOn: shown.due_at ? isoDay(new Date(shown.due_at)) : '',
      actions: actsAmong(shown.actions, shown.assignee !== null),
      canReply: shown.actions.includes('reply'),
      outcomes: shown.outcomes,
    })
  },

  onReply() {
    this.setData({ ...FRESH, ...read<ReplyDraft>(replyKey(this.data.id)), sheet: 'reply' })
  },

  onWords(event: WechatMiniprogram.Input) {
    this.fill({ words: event.detail.value })
  },

  onOutcome(event: WechatMiniprogram.TouchEvent) {
    this.fill({ outcome: event.currentTarget.dataset.key as string })
  },

  onPromised(event: WechatMiniprogram.PickerChange) {
    this.fill({ promisedOn: event.detail.value as string })
  },

  onPublic(event: WechatMiniprogram.SwitchChange) {
    this.fill({ isPublic: event.detail.value })
  },

  fill(fields: Partial<ReplyDraft>) {
    this.setData(fields)
    const { id, sheet, words, outcome, promisedOn, isPublic } = this.data
    if (sheet === 'reply') write(replyKey(id), { words, outcome, promisedOn, isPublic } satisfies ReplyDraft)
  },

  onCloseSheet() {
    this.setData({ sheet: '' })
  },

  onMore() {
    this.setData({ sheet: 'more' })
  },

  onAct(event: WechatMiniprogram.TouchEvent) {
    const act = event.currentTarget.dataset.key as string
    const asks = actOf(act)?.asks
    if (asks === 'nothing') this.send(act, {})
    else this.setData({ sheet: 'act', act, needsButton: asks !== 'person' && asks !== 'target' })
  },

  onSend() {
    const { sheet, words, outcome, promisedOn, isPublic } = this.data
    if (sheet === 'act') return this.selectComponent('#act').submit()
    if (words.trim().length < 2) return wx.showToast({ title: '请写清楚一点', icon: 'none' })
    if (!outcome) return wx.showToast({ title: '请选择办理结果', icon: 'none' })
    this.send('reply', { text: words.trim(), outcome, promised_on: promisedOn || null, is_public: isPublic })
  },

  onActSend(event: WechatMiniprogram.CustomEvent<{ act: string; body: object }>) {
    this.send(event.detail.act, event.detail.body)
  },

  async send(act: string, body: object) {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      this.render(await this.sent(act, body))
      this.setData({ sheet: '' })
      if (act === 'reply') forget(replyKey(this.data.id))
      wx.showToast({ title: '已办好', icon: 'none' })
      // It may be out of my sight now.
      if (act === 'transfer') await this.load()
    } catch (reason) {
      await this.refuse(reason)
    }
    this.setData({ busy: false })
  },

  sent(act: string, body: object): Promise<StaffCase> {
    const { id } = this.data
    if (act === 'handlers') return setHandlers(id, (body as { member_ids: string[] }).member_ids)
    return actOnCase(id, PATHS[act] ?? act, { ...body, version: this.version })
  },

  /** Somebody was faster: what was typed stays, what is shown is new. */
  async refuse(reason: unknown) {
    if (['case_changed', 'case_state'].includes(codeOf(reason))) await this.load()
    tellFailure('没有办成', reason)
  },
})
