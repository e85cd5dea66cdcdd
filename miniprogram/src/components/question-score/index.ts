/** Rating by stars, and a scale of numbers with words at both ends. */
import type { Question } from '../../rules/questions'

Component({
  properties: {
    question: { type: Object, value: {} as Partial<Question> },
    value: { type: null, value: null as unknown },
  },
  data: { scores: [] as number[], chosen: null as number | null, isStars: false },
  observers: {
    'question, value'(question: Question, value: unknown) {
      if (!question.key) return
      const low = question.minimum ?? 1
      const high = question.maximum ?? 5
      this.setData({
        isStars: question.type === 'rating',
        scores: Array.from({ length: high - low + 1 }, (_, index) => low + index),
        chosen: typeof value === 'number' ? value : null,
      })
    },
  },
  methods: {
    onTap(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('answer', { value: event.currentTarget.dataset.score as number })
    },
  },
})
