/** Who comes along, and what becomes of them, in words. */
import type { Party } from './activities'
import type { ActivityDetail } from './types'

/** 3 人同行; empty for one who comes alone. */
export const partyWords = (seats: number | undefined) => (seats && seats > 1 ? `${seats} 人同行` : '')

/** 同类活动通常有 3 人退出; empty when too little is known to say. */
export function oddsWords(usualDropouts: number | null): string {
  if (usualDropouts === null) return ''
  return usualDropouts > 0 ? `同类活动通常有 ${usualDropouts} 人退出` : '同类活动很少有人退出'
}

export interface PartyView {
  /** Most people the stepper lets me bring. */
  most: number
  /** What the rule is, beneath the stepper. */
  rule: string
  /** What happens next, just above the button. */
  next: string
  button: string
  /** Nothing was changed yet. */
  isSame: boolean
}

const HOLDING = ['approved', 'pending']

/** My seats as they are; 0 when I hold none and wait for none. */
export function seatsHeld({ my_signup }: Pick<ActivityDetail, 'my_signup'>): number {
  return my_signup && (HOLDING.includes(my_signup.state) || my_signup.state === 'waitlisted') ? my_signup.seats : 0
}

function nextWords(shown: ActivityDetail, seats: number): string {
  const left = shown.my_places_left
  if (left !== null && seats > left) {
    const odds = oddsWords(shown.usual_dropouts)
    const why = left > 0 ? `只剩 ${left} 席，${seats} 人要一起候补` : '名额已满，先排候补'
    return odds ? `${why}；${odds}` : `${why}，有空位按先后补上`
  }
  return shown.needs_review ? '提交后由组织者审核，有结果会告诉您' : '提交后马上生效'
}

function changeWords(shown: ActivityDetail, seats: number, held: number): string {
  if (seats < held) return `空出的 ${held - seats} 席会让给候补的人`
  if (shown.my_signup?.state === 'waitlisted') return '候补的位置不变，凑够空位一起补上'
  if (seats > held) return shown.my_places_left === null ? '提交后马上生效' : `还剩 ${shown.my_places_left} 席可以加`
  return ''
}

/** A held place can only grow into what is left; one who waits, or has not signed up, may ask for all. */
function mostOf(shown: ActivityDetail, held: number): number {
  const isHolding = HOLDING.includes(shown.my_signup?.state ?? '')
  if (!isHolding || shown.my_places_left === null) return shown.companions.most
  return Math.min(shown.companions.most, Math.max(held, held + shown.my_places_left) - 1)
}

export function partyView(shown: ActivityDetail, { count, names }: Party): PartyView {
  const held = seatsHeld(shown)
  const seats = 1 + count
  const full = shown.my_places_left !== null && seats > shown.my_places_left
  const people = count > 0 ? `（${seats} 人）` : ''
  const same = held === seats && names.join('\n') === (shown.my_signup?.companions ?? []).map(({ name }) => name).join('\n')
  return {
    most: mostOf(shown, held),
    rule: shown.companions.named ? `最多 ${shown.companions.most} 人，请写上姓名` : `最多 ${shown.companions.most} 人，不含您自己`,
    next: held ? changeWords(shown, seats, held) : nextWords(shown, seats),
    button: held ? (held === seats ? '保存修改' : `改为 ${seats} 人`) : `${full ? '提交，排候补' : '提交报名'}${people}`,
    isSame: held > 0 && same,
  }
}

/** A sentence per name that is missing, by its place; none where names are not asked for. */
export function missingNames({ named }: ActivityDetail['companions'], { names }: Party): string[] {
  return names.map((name) => (named && !name.trim() ? '请填写姓名' : ''))
}
