/** Surveys in words. */
import { deadline, moment } from './time'
import type { Cross, QuestionResult, Results, SurveyCard, SurveyDetail } from './types'

export interface SurveyView {
  id: string
  title: string
  by: string
  state: string
  isPressing: boolean
  facts: string
  isAnonymous: boolean
}

export function surveyView(card: SurveyCard, now: Date): SurveyView {
  return {
    id: card.id,
    title: card.title,
    by: card.organization.name,
    state: stateWord(card, now),
    isPressing: card.state === 'open' && !card.has_answered,
    facts: `${card.questions} 题 · 约 ${card.minutes} 分钟`,
    isAnonymous: card.is_anonymous,
  }
}

/** Whether my answers can be read, and no longer changed: those of an open survey are changed in it. */
export const hasFinalAnswers = (card: SurveyCard): boolean => card.has_answered && !card.is_anonymous && !(card.state === 'open' && card.is_editable)

function stateWord(card: SurveyCard, now: Date): string {
  if (card.has_answered) return card.closing_note_at ? '已填 · 有结果说明' : '已填'
  if (card.state === 'soon') return `${moment(card.opens_at, now)} 开始`
  if (card.state === 'full') return '名额已满'
  if (card.state === 'closed') return '已截止'
  return deadline(card.closes_at, now)
}

/** The options nobody can choose any more, by question. */
export function fullOf({ full_options }: Pick<SurveyDetail, 'full_options'>): Record<string, string[]> {
  const full: Record<string, string[]> = {}
  for (const { question, option } of full_options) full[question] = [...(full[question] ?? []), option]
  return full
}

/** What is and is not known of an anonymous response, in plain words. */
export const PROMISE: { title: string; text: string }[] = [
  {
    title: '知道什么',
    text: '知道您填过这份问卷，所以不会再提醒您。工作人员只看到一共多少人填了，看不到是谁。每份答案来自哪个分支组织也会统计，不足 5 份的分支合并计算。',
  },
  { title: '不知道什么', text: '打乱以后，没有人能查到哪份答案是您的：答案里不存姓名、时间，编号是随机的。' },
  { title: '怎么做到', text: '提交后先加密存放，凑够人数，至少 5 份一起打乱顺序再存，之后无法对应回来。' },
  { title: '因此', text: '提交后不能查看或修改。一共不足 5 份时，答案会销毁；少于 5 人的数字不显示。' },
  { title: '请您留意', text: '写文字时不要写出姓名、单位等能认出您的内容。' },
]

export interface Bar {
  key: string
  label: string
  count: string
  percent: number
}

export interface ResultView {
  key: string
  head: string
  note: string
  chart: QuestionResult['chart']
  bars: Bar[]
  /** `isParts`: the bars are parts of one whole, few enough to be told apart by their shade. */
  rows: { key: string; label: string; bars: Bar[]; isParts: boolean }[]
  nps: { score: string; parts: Bar[] } | null
  texts: { key: string; text: string; count: string }[]
  /** Why nothing is drawn below, where something could be expected. */
  missing: string
  isHidden: boolean
}

const HIDDEN = '少于 5'

function bar({ value, label, count, share, mean }: QuestionResult['items'][number]): Bar {
  const percent = share === null ? 0 : Math.round(share * 100)
  if (mean !== null) return { key: value, label, count: `平均第 ${mean.toFixed(1)} 位 · ${count ?? HIDDEN} 人排第一`, percent }
  return { key: value, label, count: count === null ? HIDDEN : share === null ? `${count}` : `${count} · ${percent}%`, percent }
}

/** As many shades as can be told apart. */
const MOST_PARTS = 5

function rowOf(key: string, label: string, items: QuestionResult['items']): ResultView['rows'][number] {
  const bars = items.map(bar)
  const whole = items.reduce((sum, { share }) => sum + (share ?? 0), 0)
  return { key, label, bars, isParts: bars.length <= MOST_PARTS && whole < 1.01 }
}

export function resultView(question: QuestionResult): ResultView {
  const { nps } = question
  const total = nps ? nps.promoters + nps.passives + nps.detractors : 0
  const part = (key: string, label: string, count: number): Bar => ({ key, label, count: `${count}`, percent: total ? Math.round((count / total) * 100) : 0 })
  return {
    key: question.key,
    head: `${question.number}. ${question.title}`,
    note: noteOf(question),
    chart: question.chart,
    bars: question.items.map(bar),
    rows: question.rows.map(({ value, label, items }) => rowOf(value, label, items)),
    nps: nps && {
      score: nps.score > 0 ? `+${nps.score}` : `${nps.score}`,
      parts: [part('promoters', '推荐', nps.promoters), part('passives', '中立', nps.passives), part('detractors', '不推荐', nps.detractors)],
    },
    texts: question.texts.map(({ text, count }, index) => ({ key: `${index}`, text, count: (count ?? 0) > 1 ? `×${count}` : '' })),
    missing: missingOf(question),
    isHidden: [...question.items, ...question.rows.flatMap(({ items }) => items)].some(({ count }) => count === null),
  }
}

function missingOf({ chart, answered, texts }: QuestionResult): string {
  if (!answered) return ''
  if (chart === 'files') return '照片和文件只有工作人员能逐份查看。'
  return chart === 'texts' && !texts.length ? '文字回答不在这里显示。' : ''
}

function noteOf({ answered, mean, chart }: QuestionResult): string {
  const people = answered === null ? '人数少于 5，不显示' : `${answered} 人回答`
  return mean !== null && chart !== 'ranking' ? `${people} · 平均 ${mean.toFixed(1)}` : people
}

export function resultsHead({ survey, responses, invited, answer_rate, is_hidden }: Results): string {
  if (is_hidden || responses === null) return survey.state === 'closed' ? '不足 5 份答卷，为保护匿名不显示' : '已打乱计入的答卷不足 5 份，为保护匿名暂不显示'
  const rate = answer_rate === null ? '' : `，答卷率 ${Math.round(answer_rate * 100)}%`
  return `${responses} 份答卷${invited === null ? '' : ` / 邀请 ${invited} 人`}${rate}`
}

const CROSSED = ['single', 'multiple', 'rating', 'scale', 'number', 'date', 'ranking']

/** Whether the answers can be seen by those to another question, as the server counts them. */
export const isCrossed = ({ type }: Pick<QuestionResult, 'type'>): boolean => CROSSED.includes(type)

/** A cross table as rows of bars, which fit a phone whatever the number of columns. */
export function crossView({ question, by, columns, rows }: Cross): ResultView {
  const items = (cells: Cross['rows'][number]['cells']) =>
    columns.flatMap(({ value, label }, at) => (cells[at] ? [{ value, label, ...cells[at], mean: null }] : []))
  return {
    key: question.key,
    head: question.title,
    note: `按${by.title}分`,
    chart: 'stacked',
    bars: [],
    rows: rows.map(({ value, label, total, cells }) => rowOf(value, `${label}（${total ?? HIDDEN} 人）`, items(cells))),
    nps: null,
    texts: [],
    missing: '',
    isHidden: rows.some(({ total, cells }) => total === null || cells.some(({ count }) => count === null)),
  }
}
