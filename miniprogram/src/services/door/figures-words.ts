/** The figures behind a door in words. */
import { ago } from '../time'
import type { DoorPhone, LiveDoor, OrganizationCount } from '../types'

export interface BarView {
  name: string
  count: string
  /** 0 to 100. */
  percent: number
}

export interface PhoneView {
  id: string
  /** 东门 · 李建国 */
  name: string
  about: string
  count: string
  isMine: boolean
  isRevoked: boolean
}

export const barsOf = (counts: OrganizationCount[]): BarView[] =>
  counts.map(({ name, expected, arrived }) => ({
    name: name || '其他',
    count: `${arrived} / ${expected}`,
    percent: expected ? Math.min(100, Math.round((arrived / expected) * 100)) : 0,
  }))

export const phonesOf = (doors: DoorPhone[], mine: string, now: Date): PhoneView[] =>
  doors.map(({ id, door, member_name, arrived, last_seen_at, is_revoked }) => ({
    id,
    name: [door, member_name].filter(Boolean).join(' · '),
    about: is_revoked ? '已停用' : `${id === mine ? '这部手机 · ' : ''}${ago(last_seen_at, now)}在线`,
    count: `${arrived} 人`,
    isMine: id === mine,
    isRevoked: is_revoked,
  }))

/** A code that is photographed and passed on is scanned late: the share of late scans makes that visible. */
export function codeWords({ scans, median_ms, late_share }: LiveDoor['code_delay']): { text: string; note: string; isLate: boolean } {
  if (!scans || median_ms === null) return { text: '还没有人扫过签到码', note: '', isLate: false }
  const late = Math.round(late_share * 100)
  return {
    text: `签到码一般在出现 ${Math.max(1, Math.round(median_ms / 1000))} 秒后被扫，共 ${scans} 次`,
    note: late ? `${late}% 扫得偏晚，码可能被拍下转发过。` : '没有扫得偏晚的。',
    isLate: late >= 10,
  }
}
