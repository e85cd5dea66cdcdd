/** One survey: what it is, what it knows of me, its questions section by section, and thanks. */
import { EMPTY_SHEET, type Sheet, sectionsOf, shuffledBy } from '../../components/form-renderer/sheet'
import type { ViewState } from '../../components/page-state/state'
import type { Definition } from '../../rules/index'
import { myPrincipals, principalOf } from '../../services/delegations'
import { draftName } from '../../services/drafts'
import { questionsOf } from '../../services/forms'
import { goBack } from '../../services/navigation'
import { failed } from '../../services/one-page'
import { ASKS, askFor } from '../../services/push'
import { ApiError, codeOf, wordsOf } from '../../services/request'
import { begunOf, dropBegun, formOf, keepPlace } from '../../services/survey-drafts'
import { dropFiles, learnFiles, queueOf, uploadsOf } from '../../services/survey-files'
import { fullOf, PROMISE, type SurveyView, surveyView } from '../../services/survey-words'
import { lastSurvey, submitSurvey, survey } from '../../services/surveys'
import { isoDay } from '../../services/time'
import type { Answers, Delegation, SurveyDetail } from '../../services/types'

const EMPTY_VIEW: SurveyView = { id: '', title: '', by: '', state: '', isPressing: false, facts: '', isAnonymous: false }

/** How far one is in the whole of it. */
const placeAmong = (sections: unknown[], index: number) => ({
  sectionNumber: index + 1,
  sectionCount: sections.length,
  percent: Math.round((index / sections.length) * 100),
})

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    id: '',
    form: '',
    step: 'cover' as 'cover' | 'fill' | 'done',
    view: EMPTY_VIEW,
    introduction: '',
    closingNote: '',
    notice: '',
    promise: PROMISE,
    canFill: false,
    canSeeResults: false,
    hasAnswered: false,
    isEditable: false,
    hasDraft: false,
    isHeld: false,
    sheet: EMPTY_SHEET as Sheet,
    answers: {} as Answers,
    version: 0,
    refused: {} as Record<string, string[]>,
    sectionTitle: '',
    sectionText: '',
    sectionNumber: 1,
    sectionCount: 1,
    percent: 0,
    busy: false,
    /** For whom I may answer as well. */
    principals: [] as Delegation[],
    /** Whom this page is about, if not me. */
    principal: null as Delegation | null,
  },

  definition: { sections: [] } as Definition,
  raw: {} as Record<string, unknown>,
  typed: {} as Answers,
  full: {} as Record<string, string[]>,
  hasAsked: false,
  whom: '',
  /** What is typed is kept under this. */
  draft: '',

  /** `whom`: see delegations.ts. */
  onLoad({ id, whom }) {
    this.whom = whom ?? ''
    this.draft = draftName(id ?? '', this.whom)
    this.setData({ id: id ?? '', form: formOf(this.draft) })
    this.load()
  },

  async load() {
    try {
      const shown = await survey(this.data.id, this.whom)
      if (this.whom) this.setData({ principal: await principalOf(this.whom) })
      this.render(shown)
      // Anonymous answers are everybody's own.
      if (!this.whom && shown.state === 'open' && !shown.is_anonymous) this.setData({ principals: await myPrincipals() })
    } catch (reason) {
      const last = reason instanceof ApiError && reason.isOffline && !this.whom && !this.data.view.id ? lastSurvey(this.data.id) : null
      if (last) this.render(last)
      this.setData(failed(reason))
    }
  },

  render(shown: SurveyDetail) {
    const begun = begunOf(this.draft)
    const form = begun ?? shown.form
    const isOpen = shown.state === 'open' && form !== null
    this.raw = form?.definition ?? {}
    this.definition = form ? shuffledBy(questionsOf(form), shown.seed) : { sections: [] }
    this.typed = { ...shown.answers }
    this.full = fullOf(shown)
    learnFiles(shown.files)
    this.setData({
      state: 'ready',
      view: surveyView(shown, new Date()),
      introduction: shown.introduction,
      closingNote: shown.closing_note,
      notice: shown.notice,
      hasAnswered: shown.has_answered,
      isEditable: shown.is_editable,
      isHeld: shown.held,
      canSeeResults: shown.can_see_results,
      // What they answered themselves is theirs: a delegate sees nothing of it, and changes nothing.
      canFill: isOpen && (!shown.has_answered || (shown.is_editable && (!this.whom || shown.answers !== null))),
      hasDraft: begun !== null,
      answers: shown.answers ?? {},
      version: form?.version ?? 0,
    })
  },

  onStart() {
    const begun = begunOf(this.draft)
    this.typed = { ...this.data.answers, ...begun?.answers }
    this.setData({ step: 'fill' })
    this.show(begun?.section ?? this.sections()[0]?.key ?? '')
  },

  onRestart() {
    wx.showModal({
      title: '重新填写？',
      content: '上次填的内容会清空，不能恢复。',
      confirmText: '清空重填',
      cancelText: '不清空',
      success: ({ confirm }) => {
        if (confirm) this.restart()
      },
    })
  },

  /** Answers to throw away are thrown away, and the newest questions asked. */
  async restart() {
    dropBegun(this.draft)
    for (const { questions } of this.definition.sections) for (const { key } of questions) dropFiles(queueOf(uploadsOf(this.data.id), key))
    await this.load()
    if (this.data.state !== 'empty' && this.data.canFill) this.onStart()
  },

  sections() {
    return sectionsOf(this.definition, this.typed, isoDay(new Date()))
  },

  show(key: string) {
    const sections = this.sections()
    const index = Math.max(
      0,
      sections.findIndex((section) => section.key === key),
    )
    const section = sections[index]
    if (!section) return
    keepPlace(this.draft, { version: this.data.version, definition: this.raw, section: section.key })
    this.setData({
      sheet: { definition: this.definition, masked: {}, consents: [], section: section.key, full: this.full, uploads: uploadsOf(this.data.id) },
      sectionTitle: section.title,
      sectionText: section.description,
      ...placeAmong(sections, index),
    })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  /** Sections come and go with the answers: the button says what it will do, before it is tapped. */
  onChange(event: WechatMiniprogram.CustomEvent<{ answers: Answers }>) {
    this.typed = event.detail.answers
    const sections = this.sections()
    const here = sections.findIndex(({ key }) => key === this.data.sheet.section)
    if (here >= 0 && sections.length !== this.data.sectionCount) this.setData(placeAmong(sections, here))
  },

  onBack() {
    const sections = this.sections()
    const before = sections[this.data.sectionNumber - 2]
    if (before) this.show(before.key)
    else this.setData({ step: 'cover', hasDraft: true })
  },

  onNext() {
    if (!this.data.busy) this.selectComponent('#form').submit()
  },

  /** This section is right: on to the next one that asks something, or off to the server. */
  async onSection(event: WechatMiniprogram.CustomEvent<{ answers: Answers }>) {
    this.typed = event.detail.answers
    const sections = this.sections()
    const here = sections.findIndex(({ key }) => key === this.data.sheet.section)
    const next = sections[here + 1]
    if (next) return this.show(next.key)
    // In the tap itself, before anything is waited for: a word when the result is told. A second try asks no more.
    const asked = this.hasAsked || this.whom !== '' || askFor(ASKS.survey)
    this.hasAsked = true
    this.setData({ busy: true, percent: 100 })
    await asked
    await this.send()
    this.setData({ busy: false })
  },

  async send() {
    try {
      const { held } = await submitSurvey(this.data.id, this.typed, this.data.version, this.whom)
      this.selectComponent('#form')?.settle()
      dropBegun(this.draft)
      this.setData({ step: 'done', isHeld: held, hasAnswered: true })
    } catch (reason) {
      await this.refuse(reason)
    }
  },

  async refuse(reason: unknown) {
    if (reason instanceof ApiError && Object.keys(reason.errors).length) {
      const keys = Object.keys(reason.errors)
      if (reason.code === 'option_full') await this.lookAgain()
      const section = this.definition.sections.find(({ questions }) => questions.some(({ key }) => keys.includes(key)))
      if (section) this.show(section.key)
      this.setData({ refused: reason.errors })
      wx.showToast({ title: reason.message, icon: 'none' })
      return
    }
    if (codeOf(reason) === 'already_answered') {
      dropBegun(this.draft)
      return this.setData({ step: 'done', hasAnswered: true })
    }
    wx.showModal({ title: '没有交上', content: `${wordsOf(reason)}\n填好的内容都还在。`, showCancel: false, confirmText: '知道了' })
  },

  /** Which options are full by now; without a network the refusal itself says it. */
  async lookAgain() {
    try {
      this.full = fullOf(await survey(this.data.id, this.whom))
    } catch {
      return
    }
  },

  onBehalf(event: WechatMiniprogram.CustomEvent<{ whom: string }>) {
    wx.navigateTo({ url: `/pages/survey/index?id=${this.data.id}&whom=${event.detail.whom}` })
  },

  onResults() {
    wx.navigateTo({ url: `/pages/results/index?id=${this.data.id}` })
  },

  onMore() {
    wx.redirectTo({ url: '/pages/surveys/index' })
  },

  onLeave() {
    goBack()
  },
})
