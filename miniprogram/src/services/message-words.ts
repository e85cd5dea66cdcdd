/** What has been allowed so far, in words. */
import type { Fixed } from './subscriptions'
import type { Subscription } from './types'

export interface AllowedLine {
  name: string
  title: string
  words: string
  /** Another one can be asked for: WeChat would show its dialog. */
  canAllow: boolean
}

export function allowedLine({ name, template, title, left, held, is_long_term, is_refused }: Subscription, { isOn, always }: Fixed): AllowedLine {
  const kept = always[template]
  const count = left ? `还可以收到 ${left} 条${held ? `，其中 ${held} 条留给已报名的活动` : ''}` : ''
  if (!isOn) return { name, title, words: '微信里关闭了全部消息', canAllow: false }
  if (kept === 'reject') return { name, title, words: '您在微信里选了总是不允许', canAllow: false }
  if (is_long_term) return { name, title, words: '长期允许，不用再点', canAllow: false }
  if (kept === 'accept') return { name, title, words: `总是允许，${count || '下次操作时自动添一条'}`, canAllow: true }
  return { name, title, words: count || (is_refused ? '上次没有允许' : '还没有允许'), canAllow: true }
}
