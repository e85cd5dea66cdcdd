/** Activities in words: what a card says, and what the one button under an activity does. */
import { oddsWords, partyWords } from './party-words'
import { hasDoorAhead, passSessionLine, type SessionView, sessionView } from './session-words'
import { clock, dateBlock, deadline, moment, range } from './time'
import type { ActivityCard, ActivityDetail, ActivityPhase, Pass, Photo, Signup, SignupSummary } from './types'

export type Tone = 'ok' | 'wait' | 'danger' | 'plain'

export interface Status {
  tone: Tone
  icon: string
  word: string
}

export interface ActivityView {
  id: string
  title: string
  block: { day: string; month: string; weekday: string }
  when: string
  venue: string
  organization: string
  places: string
  due: string
  status: Status | null
  /** 3 人同行, once I am signed up. */
  party: string
  /** Address of the cover picture; empty without one. */
  cover: string
  faded: boolean
}

const WAITING: SignupSummary['state'][] = ['pending', 'waitlisted']

const isGoing = (signup: SignupSummary | null) => signup !== null && (signup.state === 'approved' || WAITING.includes(signup.state))

export type Act = 'sign_up' | 'show_pass' | 'join' | 'feedback' | 'none'

export interface Primary {
  act: Act
  text: string
  disabled: boolean
}

const PHASE_WORDS: Record<ActivityPhase, string> = {
  signup_soon: '未开始报名',
  signup_open: '可报名',
  signup_closed: '报名已截止',
  under_way: '进行中',
  ended: '已结束',
  reported: '已结束',
  cancelled: '已取消',
}

const isOver = (phase: ActivityPhase) => phase === 'ended' || phase === 'reported' || phase === 'cancelled'

export function signupStatus(signup: SignupSummary): Status {
  if (signup.checked_in_at) return { tone: 'ok', icon: 'check-circle', word: `已签到 ${clock(signup.checked_in_at)}` }
  switch (signup.state) {
    case 'approved':
      return { tone: 'ok', icon: 'check-circle', word: '已通过' }
    case 'pending':
      return { tone: 'wait', icon: 'time', word: '审核中' }
    case 'waitlisted':
      return { tone: 'wait', icon: 'queue', word: signup.waitlist_position ? `候补第 ${signup.waitlist_position} 位` : '候补中' }
    case 'rejected':
      return { tone: 'danger', icon: 'cross', word: '未通过' }
    case 'cancelled':
      return { tone: 'plain', icon: 'close', word: '已取消报名' }
  }
}

function statusOf(card: Pick<ActivityCard, 'phase' | 'my_signup'>): Status | null {
  if (card.phase === 'cancelled') return { tone: 'danger', icon: 'cross', word: '已取消' }
  if (card.my_signup && card.my_signup.state !== 'cancelled') return signupStatus(card.my_signup)
  if (card.phase === 'signup_open') return null
  return { tone: 'plain', icon: 'info', word: PHASE_WORDS[card.phase] }
}

function placesOf(card: Pick<ActivityCard, 'capacity' | 'places_left' | 'taken' | 'waitlisted'>): string {
  if (card.capacity === null || card.places_left === null) return card.taken ? `${card.taken} 人已报名` : '名额不限'
  if (card.places_left > 0) return `还剩 ${card.places_left} 席`
  return card.waitlisted ? `已满，${card.waitlisted} 人候补` : '已满，可候补'
}

function dueOf(card: Pick<ActivityCard, 'phase' | 'signup_opens_at' | 'signup_closes_at'>, now: Date): string {
  if (card.phase === 'signup_soon' && card.signup_opens_at) return `${moment(card.signup_opens_at, now)} 开始报名`
  if (card.phase === 'signup_open' && card.signup_closes_at) return deadline(card.signup_closes_at, now)
  return ''
}

export function activityView(card: ActivityCard, now: Date): ActivityView {
  const isUndecided = !card.my_signup || card.my_signup.state === 'cancelled'
  const open = isUndecided && (card.phase === 'signup_open' || card.phase === 'signup_soon')
  return {
    id: card.id,
    title: card.title,
    block: dateBlock(card.starts_at),
    when: clock(card.starts_at),
    venue: card.venue || '线上',
    organization: card.organization.name,
    places: open ? placesOf(card) : '',
    due: isUndecided ? dueOf(card, now) : '',
    status: statusOf(card),
    party: isGoing(card.my_signup) ? partyWords(card.my_signup?.seats) : '',
    cover: card.cover?.url ?? '',
    faded: isOver(card.phase),
  }
}

/** What sort of activity; "other" and sorts this version does not know say nothing. */
const KINDS: Record<string, string> = {
  meeting: '会议',
  lecture: '讲座',
  visit: '考察',
  volunteering: '志愿服务',
  sport: '文体',
  course: '培训',
}

export interface DetailView {
  kind: string
  when: string
  places: string
  /** 您所在组织还剩 2 席, where that is fewer. */
  myPlaces: string
  due: string
  status: Status | null
  /** What the state means for the member, in one sentence; empty when there is nothing to say. */
  note: string
  primary: Primary
  canCancel: boolean
  cancelBy: string
  party: string
  /** 每人最多带 2 人; empty where nobody may come along. */
  companionsRule: string
  canChangeParty: boolean
  sessions: SessionView[]
  /** The date in large type, where there is no cover picture. */
  block: ActivityView['block']
  /** What became of my feedback; empty when there is nothing to say. */
  feedback: string
  canAddPhotos: boolean
  /** The first few; the rest are on a page of their own. */
  photos: Photo[]
  /** Still to come, or under way: worth an entry in the calendar. */
  canCalendar: boolean
}

const PHOTOS_SHOWN = 6

function noteOf(shown: ActivityDetail, signup: Signup | null, now: Date): string {
  if (shown.phase === 'cancelled') return shown.cancel_reason ? `取消原因：${shown.cancel_reason}` : '活动取消了，给您带来不便，抱歉。'
  if (!signup || signup.state === 'cancelled') return ''
  if (signup.state === 'rejected') return signup.reason ? `原因：${signup.reason}` : '这次没有通过，欢迎看看其他活动。'
  if (signup.state === 'pending') return '已收到您的报名，审核有结果会告诉您。'
  if (signup.state === 'waitlisted') return `${placeInLine(signup)}${waitlistNote(shown.starts_at, now)}`
  if (signup.checked_in_at) return shown.has_leave_scan && shown.phase === 'under_way' ? '离开时请再出示一次入场码，记下离场时间。' : ''
  if (new Date(shown.checkin_opens_at) <= now) return '现在就可以签到，到门口出示入场码。'
  return `${moment(shown.checkin_opens_at, now)} 起可以签到，到门口出示入场码。`
}

/** 您排在候补第 4 位，同类活动通常有 3 人退出。 */
function placeInLine({ waitlist_position, usual_dropouts }: Signup): string {
  const odds = oddsWords(usual_dropouts ?? null)
  if (!waitlist_position) return odds && `${odds}。`
  return odds ? `候补第 ${waitlist_position} 位，${odds}。` : ''
}

/** In the last two hours nobody is moved up by itself any more: organizers then let people in by hand. */
const LAST_PROMOTION_MS = 2 * 3_600_000

function waitlistNote(startsAt: string, now: Date): string {
  const isLate = new Date(startsAt).getTime() - now.getTime() <= LAST_PROMOTION_MS
  return isLate ? '活动快开始了，有空位由组织者安排，可以到现场问一问。' : '有空位会按顺序替您补上，并第一时间告诉您。'
}

/** Signing up may stay open after the beginning, for those who walk in. */
function takesSignups({ phase, signup_closes_at }: ActivityDetail, now: Date): boolean {
  return phase === 'signup_open' || (phase === 'under_way' && signup_closes_at !== null && new Date(signup_closes_at) > now)
}

function primaryOf(shown: ActivityDetail, isMember: boolean, now: Date): Primary {
  const signup = shown.my_signup
  const says = (text: string): Primary => ({ act: 'none', text, disabled: true })
  if (shown.phase === 'cancelled') return says('活动已取消')
  if (shown.phase === 'ended' || shown.phase === 'reported')
    return shown.feedback?.state === 'open' ? { act: 'feedback', text: '填写反馈', disabled: false } : says('活动已结束')
  if (signup?.checked_in_at && (hasDoorAhead(shown.sessions, now) || shown.has_leave_scan)) return { act: 'show_pass', text: '出示入场码', disabled: false }
  if (signup?.checked_in_at) return says(`已于 ${clock(signup.checked_in_at)} 签到`)
  if (signup?.state === 'approved') return { act: 'show_pass', text: '出示入场码', disabled: false }
  if (signup && WAITING.includes(signup.state)) return says(signupStatus(signup).word)
  if (signup?.state === 'rejected') return says('报名未通过')
  if (shown.phase === 'signup_soon') return says('报名还没开始')
  if (!takesSignups(shown, now)) return says('报名已截止')
  if (!isMember) return { act: 'join', text: '加入后报名', disabled: false }
  const full = (shown.my_places_left ?? shown.places_left) === 0
  return { act: 'sign_up', text: full ? '报名候补' : '我要报名', disabled: false }
}

function companionsRule({ companions: { most, named } }: ActivityDetail): string {
  if (!most) return ''
  return named ? `每人最多带 ${most} 人，需要姓名` : `每人最多带 ${most} 人`
}

/** Where the quota of my organization leaves me fewer than there are. */
function myPlaces({ my_places_left, places_left }: ActivityDetail): string {
  if (my_places_left === null || my_places_left === places_left || places_left === 0) return ''
  return my_places_left > 0 ? `您所在组织还剩 ${my_places_left} 席` : '您所在组织的名额已满'
}

const FEEDBACK_WORDS = { soon: '', open: '', given: '您的反馈已收到，谢谢', closed: '' }

export function detailView(shown: ActivityDetail, isMember: boolean, now: Date): DetailView {
  const signup = shown.my_signup
  const active = signup !== null && isGoing(signup)
  const inTime = !shown.cancel_closes_at || new Date(shown.cancel_closes_at) > now
  const places = [placesOf(shown), shown.taken && shown.capacity !== null ? `${shown.taken} 人已报名` : '']
  return {
    kind: KINDS[shown.kind] ?? '',
    when: range(shown.starts_at, shown.ends_at, now),
    places: shown.phase === 'signup_open' || shown.phase === 'signup_soon' ? places.filter(Boolean).join(' · ') : `${shown.taken} 人报名`,
    myPlaces: active || shown.phase !== 'signup_open' ? '' : myPlaces(shown),
    due: active ? '' : dueOf(shown, now),
    status: statusOf(shown),
    note: noteOf(shown, signup, now),
    primary: primaryOf(shown, isMember, now),
    canCancel: active && inTime && !signup.checked_in_at && !isOver(shown.phase),
    cancelBy: shown.cancel_closes_at ? `${moment(shown.cancel_closes_at, now)} 前可以取消` : '',
    party: active ? partyWords(signup.seats) : '',
    companionsRule: active ? '' : companionsRule(shown),
    canChangeParty: active && shown.companions.most > 0 && !signup.checked_in_at && takesSignups(shown, now),
    sessions: shown.sessions.map((session) => sessionView(session, shown.venue, signup?.state === 'approved', now)),
    block: dateBlock(shown.starts_at),
    feedback: shown.feedback ? FEEDBACK_WORDS[shown.feedback.state] : '',
    photos: shown.photos.slice(0, PHOTOS_SHOWN),
    canCalendar: !isOver(shown.phase),
    canAddPhotos: shown.is_organizer || Boolean(signup?.checked_in_at),
  }
}

/** `isIn` is false while something is still to be decided: nothing to celebrate or to put into a calendar yet. */
export interface Confirmation {
  isIn: boolean
  title: string
  text: string
}

/** What was just done, and what it means, right after signing up. */
export function signupConfirmation(signup: Signup, startsAt: string, now: Date): Confirmation {
  switch (signup.state) {
    case 'approved':
      return { isIn: true, title: '报名成功', text: '活动当天，入场码会出现在首页。' }
    case 'waitlisted':
      return {
        isIn: false,
        title: signup.waitlist_position ? `名额已满，您排在候补第 ${signup.waitlist_position} 位` : '名额已满，已为您候补',
        text: waitlistNote(startsAt, now),
      }
    default:
      return { isIn: false, title: '报名已提交', text: '组织者审核后会告诉您结果。' }
  }
}

/** One tap is enough to sign up, unless there is something to fill in, to look over, or somebody to bring. */
export function needsSheet({ questions, companions, known_answers }: ActivityDetail): boolean {
  return questions !== null || companions.most > 0 || known_answers.length > 0
}

export interface PassView {
  signupId: string
  title: string
  when: string
  venue: string
  code: string
  status: Status
  /** 13:30 开始签到 · 正在签到 · 签到已结束; empty once checked in. */
  door: string
  /** K7 4M, to be read aloud; empty without one. */
  spoken: string
  party: string
  sessions: { id: string; when: string; title: string }[]
}

export function passView(pass: Pass, now: Date): PassView {
  const opens = new Date(pass.checkin_opens_at)
  const closes = new Date(pass.checkin_closes_at)
  const door = now < opens ? `${moment(pass.checkin_opens_at, now)} 开始签到` : now <= closes ? '正在签到' : '签到已结束'
  return {
    signupId: pass.signup_id,
    title: pass.title,
    when: range(pass.starts_at, pass.ends_at, now),
    venue: pass.venue,
    code: pass.code,
    status: signupStatus({ id: pass.signup_id, state: pass.state, waitlist_position: null, checked_in_at: pass.checked_in_at, seats: pass.seats ?? 1 }),
    door: pass.checked_in_at ? '' : door,
    spoken: (pass.spoken_code ?? '').replace(/^(..)(.+)$/, '$1 $2'),
    party: partyWords(pass.seats),
    sessions: (pass.sessions ?? []).map((session) => ({ id: session.id, ...passSessionLine(session, now) })),
  }
}
