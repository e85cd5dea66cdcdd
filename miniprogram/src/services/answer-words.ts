/** Answers in words, to read over before confirming them. */
import { type Answer, OTHER } from '../rules/conditions'
import type { Question } from '../rules/questions'
import { date } from './time'

const labelOf = (options: { value: string; label: string }[], value: string | undefined) =>
  options.find((option) => option.value === value)?.label ?? value ?? ''

function choiceText(question: Question, item: Answer): string {
  if (typeof item === 'object' && 'text' in item) return `其他：${item.text}`
  return item === OTHER ? '其他' : labelOf(question.options, String(item))
}

/** `answer` as a person would read it; empty when there is none. */
export function answerText(question: Question, answer: Answer | null | undefined): string {
  if (answer === null || answer === undefined || answer === '') return ''
  switch (question.type) {
    case 'single':
      return choiceText(question, answer)
    case 'multiple':
      return Array.isArray(answer) ? answer.map((item) => choiceText(question, item)).join('、') : ''
    case 'ranking':
      return Array.isArray(answer) ? answer.map((item, index) => `${index + 1}. ${choiceText(question, item)}`).join('  ') : ''
    case 'matrix':
      return question.rows
        .filter((row) => row.value in (answer as Record<string, string>))
        .map((row) => `${row.label}：${labelOf(question.columns, (answer as Record<string, string>)[row.value])}`)
        .join('；')
    case 'file':
      return Array.isArray(answer) ? `${answer.length} ${question.accept === 'photo' ? '张照片' : '个文件'}` : ''
    case 'date':
      return date(`${String(answer)}T00:00:00+08:00`)
    case 'rating':
    case 'scale':
      return `${String(answer)} 分`
    case 'number':
      return question.unit ? `${String(answer)} ${question.unit}` : String(answer)
    case 'text':
      return String(answer)
  }
}
