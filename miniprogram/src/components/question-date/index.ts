/** A day, picked on WeChat's own wheel. */
import { limitDay } from '../../rules/day'
import type { Question } from '../../rules/questions'
import { date, isoDay } from '../../services/time'

Component({
  properties: {
    question: { type: Object, value: {} as Partial<Question> },
    value: { type: null, value: null as unknown },
    isWrong: { type: Boolean, value: false },
  },
  data: { day: '', words: '', start: '', end: '' },
  observers: {
    'question, value'(question: Question, value: unknown) {
      if (!question.key) return
      const today = isoDay(new Date())
      const day = typeof value === 'string' ? value : ''
      this.setData({
        day,
        words: day && date(`${day}T00:00:00+08:00`),
        start: question.earliest === null ? '' : limitDay(question.earliest, today),
        end: question.latest === null ? '' : limitDay(question.latest, today),
      })
    },
  },
  methods: {
    onChange(event: WechatMiniprogram.PickerChange) {
      this.triggerEvent('answer', { value: event.detail.value })
    },
  },
})
