/** One section of my record: read over and confirmed with one tap where it is filled, or written. */
import { EMPTY_SHEET, type Sheet, shuffled } from '../../components/form-renderer/sheet'
import type { ViewState } from '../../components/page-state/state'
import { type Answer, parseDefinition } from '../../rules/index'
import { answerText } from '../../services/answer-words'
import { goBack } from '../../services/navigation'
import { confirmSection, grantConsent, saveSection, section } from '../../services/profile'
import { audienceOf } from '../../services/profile-words'
import { ASKS, askFor } from '../../services/push'
import { ApiError, codeOf, wordsOf } from '../../services/request'
import type { Answers, SectionForm } from '../../services/types'

interface Line {
  key: string
  title: string
  text: string
}

let hasAsked = false

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    section: null as SectionForm | null,
    audience: '',
    isReading: false,
    lines: [] as Line[],
    sheet: EMPTY_SHEET as Sheet,
    answers: {} as Answers,
    version: 0,
    refused: {} as Record<string, string[]>,
    busy: false,
  },

  key: '',

  onLoad({ key }) {
    this.key = key ?? ''
    this.load()
  },

  async load() {
    try {
      const shown = await section(this.key)
      wx.setNavigationBarTitle({ title: shown.title })
      const definition = shuffled(parseDefinition(shown.form.definition), Math.random)
      this.setData({
        state: 'ready',
        section: shown,
        audience: audienceOf(shown),
        isReading: shown.state === 'confirm' || shown.state === 'stale',
        lines: linesOf(shown, { definition, masked: shown.masked, consents: shown.consents }),
        sheet: { definition, masked: shown.masked, consents: shown.consents },
        answers: shown.answers,
        version: shown.form.version,
      })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onEdit() {
    this.setData({ isReading: false })
  },

  async onConfirm() {
    const shown = this.data.section
    if (!shown) return
    // In the tap itself. Of several sections confirmed one after the other, the first asks.
    const asked = hasAsked || askFor(ASKS.profile)
    hasAsked = true
    this.setData({ busy: true })
    await asked
    try {
      await confirmSection(shown)
      this.finish('已确认，谢谢')
    } catch (reason) {
      if (codeOf(reason) === 'changed_meanwhile') await this.showAnew()
      else this.complain(reason)
    }
    this.setData({ busy: false })
  },

  onSave() {
    this.selectComponent('#form').submit()
  },

  async onSubmit(event: WechatMiniprogram.CustomEvent<{ answers: Answers }>) {
    const shown = this.data.section
    if (!shown || this.data.busy) return
    this.setData({ busy: true })
    try {
      const saved = await saveSection(shown, event.detail.answers)
      this.selectComponent('#form').settle()
      this.finish(`已保存，完整度 ${saved.completeness_total}%`)
    } catch (reason) {
      this.complain(reason)
    }
    this.setData({ busy: false })
  },

  finish(title: string) {
    goBack()
    wx.showToast({ title, icon: 'none' })
  },

  async showAnew() {
    await this.load()
    wx.showToast({ title: '内容刚更新过，请再看一眼', icon: 'none' })
  },

  /** What was typed stays, whatever went wrong. */
  complain(reason: unknown) {
    if (reason instanceof ApiError && Object.keys(reason.errors).length) {
      this.setData({ refused: reason.errors })
      return
    }
    const isChanged = ['changed_meanwhile', 'form_outdated'].includes(codeOf(reason))
    wx.showModal({
      title: isChanged ? '资料刚被更新过' : '没有保存',
      content: isChanged ? '您填的还在。请对照最新的内容再保存一次。' : wordsOf(reason),
      showCancel: false,
      confirmText: '知道了',
    })
    if (isChanged) this.load()
  },

  async onConsent(event: WechatMiniprogram.CustomEvent<{ question: string }>) {
    const { consents } = this.data.sheet
    const asked = consents.find(({ question }) => question === event.detail.question)
    if (!asked) return
    try {
      const granted = await grantConsent(asked)
      this.setData({ 'sheet.consents': consents.map((one) => (one.question === granted.question ? granted : one)) })
    } catch (reason) {
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
    }
  },
})

function linesOf(shown: SectionForm, { definition }: Sheet): Line[] {
  return definition.sections
    .flatMap(({ questions }) => questions)
    .map((question) => ({
      key: question.key,
      title: question.title,
      text: shown.masked[question.key] ?? answerText(question, shown.answers[question.key] as Answer | undefined),
    }))
    .filter(({ text }) => text !== '')
}
