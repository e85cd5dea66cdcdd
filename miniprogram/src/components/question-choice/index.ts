/** Single and multiple choice: rows to tap, "other" with a line to write on. */
import { OTHER, type OtherAnswer } from '../../rules/conditions'
import type { Option, Question } from '../../rules/questions'

type Choice = string | OtherAnswer

interface Row extends Option {
  isChosen: boolean
  /** Taken up by others; a choice of one's own can still be taken back. */
  isFull: boolean
}

const keyOf = (choice: Choice) => (typeof choice === 'string' ? choice : OTHER)

Component({
  properties: {
    question: { type: Object, value: {} as Partial<Question> },
    value: { type: null, value: null as unknown },
    full: { type: Array, value: [] as string[] },
  },
  data: { rows: [] as Row[], isOther: false, otherText: '', isMultiple: false },
  observers: {
    'question, value, full'(question: Question, value: unknown, full: string[]) {
      if (!question.key) return
      const chosen = choicesOf(value)
      const keys = chosen.map(keyOf)
      const other = chosen.find((choice): choice is OtherAnswer => typeof choice !== 'string')
      const options = question.other ? [...question.options, { value: OTHER, label: '其他' }] : question.options
      this.setData({
        isMultiple: question.type === 'multiple',
        rows: options.map((option) => ({ ...option, isChosen: keys.includes(option.value), isFull: full.includes(option.value) })),
        isOther: keys.includes(OTHER),
        otherText: other?.text ?? '',
      })
    },
  },
  methods: {
    onTap(event: WechatMiniprogram.TouchEvent) {
      const picked = event.currentTarget.dataset.value as string
      const row = this.data.rows.find(({ value }) => value === picked)
      if (row?.isFull && !row.isChosen) return
      const choice: Choice = picked === OTHER ? { value: OTHER, text: this.data.otherText } : picked
      if (!this.data.isMultiple) return this.tell(choice)
      const chosen = choicesOf(this.data.value)
      const rest = chosen.filter((item) => keyOf(item) !== picked)
      this.tell(rest.length < chosen.length ? rest : [...rest, choice])
    },
    onOther(event: WechatMiniprogram.Input) {
      const written: OtherAnswer = { value: OTHER, text: event.detail.value }
      if (!this.data.isMultiple) return this.tell(written)
      this.tell([...choicesOf(this.data.value).filter((item) => keyOf(item) !== OTHER), written])
    },
    tell(value: Choice | Choice[]) {
      this.triggerEvent('answer', { value })
    },
  },
})

function choicesOf(value: unknown): Choice[] {
  if (Array.isArray(value)) return value as Choice[]
  return value === null || value === undefined || value === '' ? [] : [value as Choice]
}
