/** One case, as staff work on it: assign, answer, pause, note; each act by what may be done now. */
import type { ViewState } from '../../components/page-state/state'
import { codeOf, wordsOf } from '../../services/request'
import { actOnCase, candidates, caseQueue, staffCase } from '../../services/staff'
import { forget, read, write } from '../../services/storage'
import { type StepView, staffFacts, stepView, toneOf } from '../../services/suggestion-words'
import { date } from '../../services/time'
import type { CaseCandidate, StaffCase, StaffCaseCard } from '../../services/types'

type Sheet = '' | 'reply' | 'assign' | 'merge' | 'words'

/** Acts that need a word of explanation, and what it is for. */
const WORDS: Record<string, { title: string; hint: string; field: 'reason' | 'text' }> = {
  pause: { title: '暂停计时', hint: '为什么要等，提出人会看到', field: 'reason' },
  decline: { title: '不予受理', hint: '说明理由，提出人和附议人会看到', field: 'reason' },
  note: { title: '内部备注', hint: '只有工作人员看得到', field: 'text' },
}
const NAMES: Record<string, string> = { assign: '交办', start: '开始办理', pause: '暂停', resume: '恢复计时', note: '备注', merge: '并入', decline: '不予受理' }
const PATHS: Record<string, string> = { note: 'notes' }
/** States of a case that another one can be merged into. */
const TAKES_IN: StaffCaseCard['state'][] = ['received', 'assigned', 'in_progress', 'answered', 'closed']
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
    actions: [] as { key: string; name: string }[],
    canReply: false,
    outcomes: [] as StaffCase['outcomes'],
    sheet: '' as Sheet,
    act: '',
    sheetTitle: '',
    hint: '',
    words: '',
    outcome: '',
    promisedOn: '',
    isPublic: true,
    people: [] as CaseCandidate[],
    targets: [] as StaffCaseCard[],
    query: '',
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
      this.setData({ state: codeOf(reason) === 'not_found' ? 'empty' : 'error', error: wordsOf(reason) })
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
      actions: shown.actions.flatMap((key) => (NAMES[key] ? [{ key, name: NAMES[key] }] : [])),
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

  async onAct(event: WechatMiniprogram.TouchEvent) {
    const act = event.currentTarget.dataset.key as string
    if (act === 'assign') return this.choosePerson()
    if (act === 'merge') return this.chooseTarget('')
    const words = WORDS[act]
    if (words) return this.setData({ sheet: 'words', act, sheetTitle: words.title, hint: words.hint, words: '' })
    await this.send(act, {})
  },

  async choosePerson() {
    try {
      this.setData({ sheet: 'assign', people: await candidates(this.data.id, '') })
    } catch (reason) {
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
    }
  },

  /** Those most urgent first; a search finds any that can take it in. */
  async chooseTarget(query: string) {
    try {
      const { items } = await caseQueue(query ? 'all' : 'due', query, 1)
      this.setData({ sheet: 'merge', query, targets: items.filter(({ id, state }) => id !== this.data.id && TAKES_IN.includes(state)) })
    } catch (reason) {
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
    }
  },

  onFind(event: WechatMiniprogram.CustomEvent<{ query: string }>) {
    this.chooseTarget(event.detail.query)
  },

  onPerson(event: WechatMiniprogram.TouchEvent) {
    this.send('assign', { member_id: event.currentTarget.dataset.id as string })
  },

  onTarget(event: WechatMiniprogram.TouchEvent) {
    const { id, title } = event.currentTarget.dataset as { id: string; title: string }
    wx.showModal({
      title: '并入这条建议？',
      content: `“${title}”。提出人和附议人会一起转过去，七天内可以退出。`,
      confirmText: '并入',
      success: ({ confirm }) => {
        if (confirm) this.send('merge', { into_id: id })
      },
    })
  },

  onSend() {
    const { sheet, act, words, outcome, promisedOn, isPublic } = this.data
    if (words.trim().length < 2) return wx.showToast({ title: '请写清楚一点', icon: 'none' })
    if (sheet === 'words') return this.send(PATHS[act] ?? act, { [WORDS[act]?.field ?? 'reason']: words.trim() })
    if (!outcome) return wx.showToast({ title: '请选择办理结果', icon: 'none' })
    this.send('reply', { text: words.trim(), outcome, promised_on: promisedOn || null, is_public: isPublic })
  },

  async send(act: string, body: object) {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      this.render(await actOnCase(this.data.id, act, { ...body, version: this.version }))
      this.setData({ sheet: '' })
      if (act === 'reply') forget(replyKey(this.data.id))
      wx.showToast({ title: '已办好', icon: 'none' })
    } catch (reason) {
      await this.refuse(reason)
    }
    this.setData({ busy: false })
  },

  /** Somebody was faster: what was typed stays, what is shown is new. */
  async refuse(reason: unknown) {
    if (['case_changed', 'case_state'].includes(codeOf(reason))) await this.load()
    wx.showModal({ title: '没有办成', content: wordsOf(reason), showCancel: false, confirmText: '知道了' })
  },
})
