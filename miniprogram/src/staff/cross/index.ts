/** One question of a survey by another one, or by organization: who answered what. */
import type { ViewState } from '../../components/page-state/state'
import { failed } from '../../services/one-page'
import { crossOf, staffResults } from '../../services/staff-surveys'
import { crossView, isCrossed, type ResultView } from '../../services/survey-words'

interface Choice {
  key: string
  title: string
}

const UNITS: Choice = { key: 'organization', title: '组织' }

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    questions: [] as Choice[],
    question: UNITS,
    others: [] as Choice[],
    by: UNITS,
    result: null as ResultView | null,
    isEmpty: false,
  },

  id: '',
  asked: '',
  turn: 0,

  onLoad({ id, question }) {
    this.id = id ?? ''
    this.asked = question ?? ''
    this.load()
  },

  async load() {
    try {
      if (!this.data.questions.length) await this.loadQuestions()
      if (this.data.questions.length) await this.draw()
      else this.setData({ state: 'empty' })
    } catch (reason) {
      this.setData(failed(reason))
    }
  },

  async loadQuestions() {
    const { questions } = await staffResults(this.id, '')
    const found = questions.filter(isCrossed).map(({ key, number, title }) => ({ key, title: `${number}. ${title}` }))
    this.choose(found, found.find(({ key }) => key === this.asked) ?? found[0])
  },

  /** The other question is never the same one. */
  choose(questions: Choice[], question: Choice | undefined) {
    if (!question) return
    const others = [UNITS, ...questions.filter(({ key }) => key !== question.key)]
    this.setData({ questions, question, others, by: others.find(({ key }) => key === this.data.by.key) ?? UNITS })
  },

  async draw() {
    this.turn += 1
    const turn = this.turn
    const { question, by } = this.data
    const cross = await crossOf(this.id, question.key, by.key)
    if (turn !== this.turn) return
    this.setData({ state: 'ready', result: crossView(cross), isEmpty: cross.is_hidden || !cross.rows.length })
  },

  onQuestion(event: WechatMiniprogram.PickerChange) {
    this.choose(this.data.questions, this.data.questions[Number(event.detail.value)])
    this.load()
  },

  onBy(event: WechatMiniprogram.PickerChange) {
    this.setData({ by: this.data.others[Number(event.detail.value)] ?? UNITS })
    this.load()
  },
})
