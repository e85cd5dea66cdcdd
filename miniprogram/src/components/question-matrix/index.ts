/** A matrix, one row after the other: a table with five columns is unreadable on a phone. */
import type { Option, Question } from '../../rules/questions'

interface MatrixRow extends Option {
  required: boolean
  chosen: string
}

Component({
  properties: {
    question: { type: Object, value: {} as Partial<Question> },
    value: { type: null, value: null as unknown },
  },
  data: { rows: [] as MatrixRow[], columns: [] as Option[] },
  observers: {
    'question, value'(question: Question, value: unknown) {
      if (!question.key) return
      const chosen = (value ?? {}) as Record<string, string>
      this.setData({
        columns: question.columns,
        rows: question.rows.map((row) => ({ ...row, chosen: chosen[row.value] ?? '' })),
      })
    },
  },
  methods: {
    onTap(event: WechatMiniprogram.TouchEvent) {
      const { row, column } = event.currentTarget.dataset as { row: string; column: string }
      this.triggerEvent('answer', { value: { ...(this.data.value as Record<string, string> | null), [row]: column } })
    },
  },
})
