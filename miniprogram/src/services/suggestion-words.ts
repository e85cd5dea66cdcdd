/** Suggestions in words. */
import { moment } from './time'
import type { CaseStep, StaffCaseCard, Suggestion, SuggestionCard } from './types'

export type Tone = 'plain' | 'do' | 'read' | 'ok'

export interface CardView {
  id: string
  title: string
  excerpt: string
  facts: string
  state: string
  tone: Tone
  endorsements: string
  hits: { field: string; parts: { text: string; is_hit: boolean }[] }[]
  waiting: string
}

const FIELDS: Record<string, string> = { title: '标题', text: '内容', reply: '答复' }
const WAITING: Record<string, string> = { checking: '内容检查中，通过后公开', staff: '等待人工审核', blocked: '未公开', private: '只有工作人员可见' }

export function toneOf(state: string): Tone {
  if (state === 'answered' || state === 'closed') return 'ok'
  if (state === 'received' || state === 'assigned' || state === 'in_progress') return 'do'
  return 'plain'
}

export function cardView(card: SuggestionCard, now: Date): CardView {
  return {
    id: card.id,
    title: card.title,
    excerpt: card.excerpt,
    facts: [card.category.title, card.author_name, moment(card.created_at, now)].join(' · '),
    state: card.outcome_word ? `${card.state_word} · ${card.outcome_word}` : card.state_word,
    tone: toneOf(card.state),
    endorsements: card.endorsements ? `附议 ${card.endorsements}` : '',
    hits: card.highlights.map(({ field, parts }) => ({ field: FIELDS[field] ?? '', parts })),
    waiting: card.is_mine ? (WAITING[card.public_state] ?? '') : '',
  }
}

export interface StepView {
  key: string
  title: string
  text: string
  facts: string
  isInternal: boolean
  isReply: boolean
}

export const stepView = (step: CaseStep, now: Date): StepView => ({
  key: step.id,
  title: step.title,
  text: step.text,
  facts: [step.actor_name, moment(step.at, now)].join(' · '),
  isInternal: step.visible_to === 'staff',
  isReply: step.kind === 'replied',
})

const CHECKS: Record<Suggestion['check'], string> = {
  waiting: '内容正在检查，通过后其他会员就能看到。',
  log_in: '微信要再核对一次，请稍候。',
  staff: '工作人员会看一眼内容，之后其他会员才能看到。办理不受影响。',
  passed: '',
  blocked: '内容没有公开显示，修改后会重新检查。办理不受影响。',
  off: '目前建议不公开展示，只有工作人员能看到。',
}

export const checkWords = ({ check, is_mine }: Suggestion) => (is_mine ? CHECKS[check] : '')

export const staffFacts = (card: StaffCaseCard, now: Date): string =>
  [card.organization.name, card.author?.name ?? '已注销', card.is_name_hidden ? '不公开姓名' : '', moment(card.created_at, now)].filter(Boolean).join(' · ')
