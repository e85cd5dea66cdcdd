/**
 * Renders one form: label above, error beneath in words, progress on top, typed answers kept on the phone as
 * they are typed. `change` carries everything typed so far; `submit` carries answers that passed the rules; the server checks them again.
 */
import { draftOf, dropDraft, keepDraft } from '../../services/drafts'
import { queueOf, unsentWords } from '../../services/survey-files'
import { isoDay } from '../../services/time'
import { check, draftable, EMPTY_SHEET, type Field, fieldsOf, progressOf, type Sheet } from './sheet'

type Answers = Record<string, unknown>

const properties = {
  sheet: { type: Object, value: EMPTY_SHEET as Sheet },
  answers: { type: Object, value: {} as Answers },
  /** Where the draft is kept: `section:basics`, `signup:123`. */
  form: { type: String, value: '' },
  version: { type: Number, value: 0 },
  /** Messages of the server by question key. */
  refused: { type: Object, value: {} as Record<string, string[]> },
  /** Without a bar of its own: the page says how far it is. */
  plain: { type: Boolean, value: false },
} as const

const data = { fields: [] as Field[], progress: { answered: 0, total: 0, percent: 0 }, isRestored: false, formError: '' }

interface Methods extends WechatMiniprogram.Component.MethodOption {
  draw(): void
  submit(): void
  rewrite(event: WechatMiniprogram.TouchEvent): void
  onAnswer(event: WechatMiniprogram.CustomEvent<{ value: unknown }>): void
  onConsent(event: WechatMiniprogram.TouchEvent): void
  unsent(): Record<string, string>
  settle(): void
  showErrors(errors: Record<string, string>): void
}

interface Instance extends WechatMiniprogram.IAnyObject {
  typed: Answers
  errors: Record<string, string>
}

/** Which questions are on the screen, and of a matrix which rows. */
const asked = (fields: Field[]) => fields.map(({ key, question }) => [key, ...question.rows.map(({ value }) => value)].join('/')).join()

Component<typeof data, typeof properties, Methods, [], Instance>({
  properties,
  data,
  lifetimes: {
    created() {
      this.typed = {}
      this.errors = {}
    },
  },
  observers: {
    'form, version, answers'(form: string, version: number, answers: Answers) {
      if (!form) return
      const draft = draftOf(form, version)
      this.typed = { ...answers, ...draft }
      this.errors = {}
      this.setData({ isRestored: draft !== null })
      this.draw()
    },
    sheet() {
      this.draw()
    },
    refused(refused: Record<string, string[]>) {
      const errors = Object.fromEntries(Object.entries(refused).map(([key, messages]) => [key, messages[0] ?? '']))
      if (Object.keys(errors).length) this.showErrors(errors)
    },
  },
  methods: {
    draw() {
      const fields = fieldsOf(this.data.sheet as Sheet, this.typed, this.errors, isoDay(new Date()))
      this.setData({ fields, progress: progressOf(fields) })
    },

    /** Typing changes its own field only; what depends on it is drawn again when the set of fields changes. */
    onAnswer(event) {
      const index = event.currentTarget.dataset.index as number
      const question = this.data.fields[index]?.question
      if (!question) return
      this.typed = { ...this.typed, [question.key]: event.detail.value }
      delete this.errors[question.key]
      const { form, version, sheet } = this.data
      keepDraft(form, version, draftable((sheet as Sheet).definition, this.typed))
      this.triggerEvent('change', { answers: this.typed })
      const fields = fieldsOf(sheet as Sheet, this.typed, this.errors, isoDay(new Date()))
      const isSameSet = asked(fields) === asked(this.data.fields)
      const progress = progressOf(fields)
      if (!isSameSet) return this.setData({ fields, progress })
      const changes: Record<string, unknown> = { [`fields[${index}]`]: fields[index] }
      if (progress.answered !== this.data.progress.answered) changes.progress = progress
      this.setData(changes)
    },

    onConsent(event) {
      this.triggerEvent('consent', { question: event.currentTarget.dataset.key as string })
    },

    /** A masked value is never shown; to change it, it is written anew. */
    rewrite(event) {
      this.typed = { ...this.typed, [event.currentTarget.dataset.key as string]: '' }
      this.draw()
    },

    submit() {
      const { values, errors: wrong } = check(this.data.sheet as Sheet, this.typed, isoDay(new Date()))
      const errors = { ...wrong, ...this.unsent() }
      if (Object.keys(errors).length) this.showErrors(errors)
      else this.triggerEvent('submit', { answers: values })
    },

    /** A photo on its way is not in the answer yet: nobody goes on without it unawares. */
    unsent() {
      const { uploads = '' } = this.data.sheet as Sheet
      const withFiles = this.data.fields.filter(({ question }) => question.type === 'file')
      const words = withFiles.map(({ key, question }) => [key, unsentWords(queueOf(uploads, key), question.accept === 'photo' ? '张' : '个')])
      return Object.fromEntries(words.filter(([, told]) => told)) as Record<string, string>
    },

    /** To be called once the server has kept the answers. */
    settle() {
      dropDraft(this.data.form)
      this.setData({ isRestored: false })
    },

    showErrors(errors) {
      this.errors = errors
      const fields = fieldsOf(this.data.sheet as Sheet, this.typed, errors, isoDay(new Date()))
      const known = new Set(fields.map((field) => field.question.key))
      const formError = Object.entries(errors).find(([key]) => !known.has(key))?.[1] ?? ''
      this.setData({ fields, formError })
      const first = fields.findIndex((field) => field.error)
      if (first < 0) return
      wx.vibrateShort({ type: 'light' })
      this.createSelectorQuery()
        .select(`#field-${first}`)
        .boundingClientRect()
        .selectViewport()
        .scrollOffset()
        .exec(([box, view]: [{ top: number } | null, { scrollTop: number }]) => {
          if (box) wx.pageScrollTo({ scrollTop: view.scrollTop + box.top - 24, duration: 200 })
        })
    },
  },
})
