/** Ranking by tapping in order; tapping again takes an option out. No dragging, which many hands find hard. */
import type { Option, Question } from '../../rules/questions'

interface Ranked extends Option {
  /** 1-based place, 0 when not ranked. */
  place: number
}

Component({
  properties: {
    question: { type: Object, value: {} as Partial<Question> },
    value: { type: null, value: null as unknown },
  },
  data: { options: [] as Ranked[], left: 0 },
  observers: {
    'question, value'(question: Question, value: unknown) {
      if (!question.key) return
      const ranked = Array.isArray(value) ? (value as string[]) : []
      this.setData({
        options: question.options.map((option) => ({ ...option, place: ranked.indexOf(option.value) + 1 })),
        left: question.top - ranked.length,
      })
    },
  },
  methods: {
    onTap(event: WechatMiniprogram.TouchEvent) {
      const picked = event.currentTarget.dataset.value as string
      const ranked = Array.isArray(this.data.value) ? (this.data.value as string[]) : []
      if (ranked.includes(picked)) return this.tell(ranked.filter((value) => value !== picked))
      if (this.data.left > 0) this.tell([...ranked, picked])
    },
    tell(value: string[]) {
      this.triggerEvent('answer', { value })
    },
  },
})
