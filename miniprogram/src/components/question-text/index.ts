/** A line, a paragraph or a number, with the keyboard that fits. */
import type { FormatName } from '../../rules/formats'
import type { Question } from '../../rules/questions'

type Keyboard = 'text' | 'number' | 'digit' | 'idcard'

const KEYBOARDS: Partial<Record<FormatName, Keyboard>> = { phone: 'number', postcode: 'number', id_card: 'idcard' }
const HINTS: Partial<Record<FormatName, string>> = {
  phone: '11 位手机号',
  email: '例如 name@example.com',
  id_card: '18 位身份证号',
  credit_code: '18 位统一社会信用代码',
  url: '例如 https://www.example.com',
  postcode: '6 位邮政编码',
}

/** The number pads of WeChat have no minus sign, so a number that may be negative gets the full keyboard. */
function keyboardOf(question: Question): Keyboard {
  if (question.type === 'text') return KEYBOARDS[question.format] ?? 'text'
  if (question.minimum === null || question.minimum < 0) return 'text'
  return question.decimals > 0 ? 'digit' : 'number'
}

Component({
  properties: {
    question: { type: Object, value: {} as Partial<Question> },
    value: { type: null, value: null as unknown },
    isWrong: { type: Boolean, value: false },
  },
  data: { text: '', keyboard: 'text' as Keyboard, hint: '' },
  observers: {
    question(question: Question) {
      if (question.key) this.setData({ keyboard: keyboardOf(question), hint: HINTS[question.format] ?? '请填写' })
    },
    value(value: unknown) {
      const text = value === null || value === undefined ? '' : String(value)
      if (text !== this.data.text) this.setData({ text })
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      this.data.text = event.detail.value
      this.triggerEvent('answer', { value: event.detail.value })
    },
  },
})
