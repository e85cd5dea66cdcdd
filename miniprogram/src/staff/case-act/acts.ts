/** What staff can do to a case beside answering it, and what each act asks for. */

/** How an act is asked for: words, people to choose, one of other things, or nothing at all. */
type Asks = 'words' | 'person' | 'people' | 'unit' | 'target' | 'due' | 'nothing'

export interface Act {
  key: string
  name: string
  hint: string
  asks: Asks
}

/** In the order they are offered; what cannot be undone comes last. */
const ACTS: Act[] = [
  { key: 'assign', name: '交办', hint: '交给一位工作人员办理', asks: 'person' },
  { key: 'start', name: '开始办理', hint: '提出人会看到已经在办', asks: 'nothing' },
  { key: 'resume', name: '恢复计时', hint: '从暂停时剩下的时间接着算', asks: 'nothing' },
  { key: 'handlers', name: '协办人', hint: '和承办人一起办，可以加减', asks: 'people' },
  { key: 'transfer', name: '转交其他组织', hint: '由那边重新交办', asks: 'unit' },
  { key: 'due', name: '改期限', hint: '另定一个日期，说明原因', asks: 'due' },
  { key: 'pause', name: '暂停', hint: '等别人回复时停止计时', asks: 'words' },
  { key: 'note', name: '备注', hint: '只有工作人员看得到', asks: 'words' },
  { key: 'merge', name: '并入', hint: '和另一条说的是同一件事', asks: 'target' },
  { key: 'decline', name: '不予受理', hint: '说明理由后结束', asks: 'words' },
]

/** What the words are for, and who reads them. */
export const WORDS: Record<string, { title: string; hint: string; field: 'reason' | 'text' }> = {
  pause: { title: '暂停计时', hint: '为什么要等，提出人会看到', field: 'reason' },
  decline: { title: '不予受理', hint: '说明理由，提出人和附议人会看到', field: 'reason' },
  note: { title: '内部备注', hint: '只有工作人员看得到', field: 'text' },
  transfer: { title: '为什么转交', hint: '提出人和附议人会看到', field: 'reason' },
  due: { title: '为什么改期限', hint: '提出人和附议人会看到', field: 'reason' },
}

/** Where an act goes, below the case, when not under its own name. */
export const PATHS: Record<string, string> = { note: 'notes' }

/** Those of `keys` that there is something to do for here, in order. */
export const actsAmong = (keys: string[], isAssigned: boolean): Act[] =>
  ACTS.filter(({ key }) => keys.includes(key)).map((act) => (act.key === 'assign' && isAssigned ? { ...act, name: '改派', hint: '换一位承办人' } : act))

export const actOf = (key: string): Act | undefined => ACTS.find((act) => act.key === key)
