/** What I took part in, as a timeline by year. */
import { dateBlock, yearOf } from './time'
import type { Participation } from './types'

export interface ParticipationView {
  key: string
  title: string
  about: string
  date: string
}

export interface Year {
  year: string
  items: ParticipationView[]
}

const KINDS: Record<string, string> = { activity_attended: '参加活动', survey_answered: '填写问卷', suggestion_made: '提出建议' }

export function participationView({ kind, title, organization, occurred_at, detail }: Participation): ParticipationView {
  const { month, day } = dateBlock(occurred_at)
  const about = [organization?.name ?? '', KINDS[kind] ?? '', detail.hours ? `${hoursWords(detail.hours)} 小时` : ''].filter(Boolean)
  return { key: `${kind}:${occurred_at}:${title}`, title, about: about.join(' · '), date: `${month}${day}日` }
}

/** Newest first as the server sends them; a year that began on the last page goes on. */
export function byYear(entries: Participation[]): Year[] {
  const years: Year[] = []
  for (const entry of entries) {
    const year = `${yearOf(entry.occurred_at)}年`
    let last = years[years.length - 1]
    if (last?.year !== year) {
      last = { year, items: [] }
      years.push(last)
    }
    last.items.push(participationView(entry))
  }
  return years
}

const hoursWords = (hours: number) => String(Math.round(hours * 10) / 10)

/** Hours of all, once all are there: a sum of the first page would be too small and look final. */
export function hoursOf(entries: Participation[], total: number): string {
  if (entries.length < total) return ''
  const hours = entries.reduce((sum, { detail }) => sum + (detail.hours ?? 0), 0)
  return hours > 0 ? hoursWords(hours) : ''
}
