/** Sections of the profile in words. */
import type { Status } from './activity-words'
import { date } from './time'
import type { Section } from './types'

export interface SectionView {
  key: string
  title: string
  status: Status
  note: string
}

const AUDIENCE: Record<Section['visible_to'][number], string> = { me: '我自己', organizers: '我参加的活动的组织者', staff: '工作人员' }

function statusOf(section: Section): Status {
  switch (section.state) {
    case 'empty':
      return { tone: 'plain', icon: '', word: `未填，约 ${section.minutes} 分钟` }
    case 'gaps':
      return { tone: 'wait', icon: 'edit', word: `已填 ${section.filled} / ${section.total}` }
    case 'confirm':
      return { tone: 'wait', icon: 'check', word: '待确认' }
    case 'stale':
      return { tone: 'wait', icon: 'time', word: '还对吗' }
    case 'done':
      return { tone: 'ok', icon: 'check-circle', word: '已完成' }
  }
}

function noteOf(section: Section): string {
  if (section.state === 'gaps') return `缺 ${section.missing.slice(0, 3).join('、')}${section.missing.length > 3 ? ' 等' : ''}`
  if (section.state === 'confirm') return '已替您填好，看一眼就行'
  const at = section.confirmed_at ?? section.updated_at
  if ((section.state === 'done' || section.state === 'stale') && at) return `${date(at)} 确认过`
  return section.description
}

export const sectionView = (section: Section): SectionView => ({
  key: section.key,
  title: section.title,
  status: statusOf(section),
  note: noteOf(section),
})

/** 我自己、工作人员看得到 */
export const audienceOf = ({ visible_to }: Section) => `${visible_to.map((who) => AUDIENCE[who]).join('、')}看得到`
