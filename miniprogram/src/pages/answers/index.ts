/** What I answered in a survey that takes no more changes, in words. */
import { sectionsOf } from '../../components/form-renderer/sheet'
import { visibleQuestions } from '../../rules/index'
import type { Question } from '../../rules/questions'
import { answerText } from '../../services/answer-words'
import { questionsOf } from '../../services/forms'
import { noFace, onePage } from '../../services/one-page'
import { survey } from '../../services/surveys'
import { isoDay, moment } from '../../services/time'
import type { Answers, SurveyDetail } from '../../services/types'

interface Part {
  key: string
  title: string
  lines: { key: string; title: string; text: string }[]
}

/** The questions I was asked, by section; those I passed over say so. */
function partsOf({ form, answers }: Pick<SurveyDetail, 'form' | 'answers'>): Part[] {
  if (!form || !answers) return []
  const definition = questionsOf(form)
  const day = isoDay(new Date())
  const asked = new Set(visibleQuestions(definition, answers, day))
  const line = (question: Question) => ({
    key: question.key,
    title: question.title,
    text: answerText(question, (answers as Answers)[question.key] as never) || '没有填',
  })
  return sectionsOf(definition, answers, day).map(({ key, title, questions }) => ({
    key,
    title,
    lines: questions.filter((question) => asked.has(question.key)).map(line),
  }))
}

Page({
  ...onePage,

  data: { ...noFace, title: '', when: '', parts: [] as Part[], isAnonymous: false },

  async fetch() {
    const shown = await survey(this.id)
    const parts = partsOf(shown)
    return {
      state: parts.length ? 'ready' : 'empty',
      title: shown.title,
      when: shown.submitted_at ? `${moment(shown.submitted_at, new Date())} 提交` : '',
      parts,
      isAnonymous: shown.is_anonymous,
    }
  },
})
