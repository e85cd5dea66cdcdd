/** How far a message came, as staff read it. */
import type { StaffNotification } from './types'

type Counts = StaffNotification['counts']

export interface Figure {
  name: string
  /** 8; where counts are rounded to fives, 不足 5 in place of nothing. */
  count: string
  isBad: boolean
}

const NAMES: [keyof Counts, string, boolean][] = [
  ['sent', '微信送达', false],
  ['inbox', '站内', false],
  ['unreachable', '不可达', true],
  ['failed', '失败', true],
  ['expired', '已过时', true],
  ['waiting', '待发', false],
  ['paused', '暂停中', true],
]

/** Of people who must not be told apart, nothing and a few are the same. */
export const few = (count: number, isRounded: boolean): string => (isRounded && !count ? '不足 5' : String(count))

/** WeChat, inbox and nobody always; the rest where there is any. */
export const figures = (counts: Counts, isRounded: boolean): Figure[] =>
  NAMES.filter(([key], at) => at < 3 || counts[key] > 0).map(([key, name, isBad]) => ({
    name,
    count: few(counts[key], isRounded),
    isBad: isBad && counts[key] > 0,
  }))

/** 微信送达 8 · 站内 3 · 不可达 1 */
export const figureLine = (counts: Counts, isRounded: boolean): string =>
  figures(counts, isRounded)
    .filter(({ count }, at) => count !== '0' || at === 0)
    .map(({ name, count }) => `${name} ${count}`)
    .join(' · ')

/** What is still going on with it, in a word; empty when all is done. */
export function progress({ is_spreading, counts, fault }: Pick<StaffNotification, 'is_spreading' | 'counts' | 'fault'>): string {
  if (fault) return '消息内容微信不接受，已停止发送'
  if (is_spreading && !counts.people) return '正在找出要通知的人'
  if (is_spreading || counts.waiting) return '正在发送'
  return counts.paused ? '暂停中，恢复后发出' : ''
}
