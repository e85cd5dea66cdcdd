import { describe, expect, test } from 'vitest'
import { activityView, detailView, passView, signupConfirmation } from '../../src/services/activity-words'
import { confirmationFor, viewFor } from '../../src/services/delegations'
import { missingNames, partyView } from '../../src/services/party-words'
import type { ActivityCard, ActivityDetail, ActivitySession, Pass, Signup, SignupState } from '../../src/services/types'

const now = new Date('2026-11-22T10:00:00+08:00')

const card: ActivityCard = {
  id: '1',
  title: '春季企业家沙龙',
  kind: '沙龙',
  organization: { id: '2', name: '石桥街道商会' },
  starts_at: '2026-11-26T14:00:00+08:00',
  ends_at: '2026-11-26T17:00:00+08:00',
  venue: '石桥街道三楼',
  capacity: 60,
  taken: 48,
  places_left: 12,
  waitlisted: 0,
  signup_opens_at: null,
  signup_closes_at: '2026-11-22T23:59:00+08:00',
  phase: 'signup_open',
  needs_review: false,
  is_organizer: false,
  my_signup: null,
  cover: null,
}

function signup(state: SignupState, more: Partial<Signup> = {}): Signup {
  return {
    id: '9',
    activity_id: '1',
    state,
    waitlist_position: null,
    answers: {},
    reason: '',
    created_at: '2026-11-20T09:00:00+08:00',
    checked_in_at: null,
    pass: null,
    seats: 1,
    companions: [],
    spoken_code: null,
    usual_dropouts: null,
    ...more,
  }
}

function detail(more: Partial<ActivityDetail> = {}): ActivityDetail {
  return {
    ...card,
    description: '',
    latitude: null,
    longitude: null,
    online_link: '',
    contact_name: '',
    contact_phone: '',
    cancel_closes_at: '2026-11-25T18:00:00+08:00',
    cancel_reason: '',
    questions: null,
    checkin_opens_at: '2026-11-26T13:30:00+08:00',
    checkin_closes_at: '2026-11-26T15:00:00+08:00',
    version: 1,
    my_signup: null,
    companions: { most: 0, named: false },
    sessions: [],
    attachments: [],
    photos: [],
    my_places_left: null,
    usual_dropouts: null,
    walk_ins: false,
    checkin_radius_m: null,
    has_leave_scan: false,
    known_answers: [],
    feedback: null,
    calendar_url: null,
    poster_url: '',
    ...more,
  }
}

const primaryOf = (more: Partial<ActivityDetail>, isMember = true) => detailView(detail(more), isMember, now).primary

describe('the one button', () => {
  test.each<[string, Partial<ActivityDetail>, string, string]>([
    ['open', {}, '我要报名', 'sign_up'],
    ['full', { places_left: 0 }, '报名候补', 'sign_up'],
    ['cancelled signup, still open', { my_signup: signup('cancelled') }, '我要报名', 'sign_up'],
    ['approved', { my_signup: signup('approved') }, '出示入场码', 'show_pass'],
    ['approved, signup closed', { phase: 'signup_closed', my_signup: signup('approved') }, '出示入场码', 'show_pass'],
    ['waiting for review', { my_signup: signup('pending') }, '审核中', 'none'],
    ['on the waitlist', { my_signup: signup('waitlisted', { waitlist_position: 4 }) }, '候补第 4 位', 'none'],
    ['rejected', { my_signup: signup('rejected') }, '报名未通过', 'none'],
    ['checked in', { phase: 'under_way', my_signup: signup('approved', { checked_in_at: '2026-11-26T14:02:00+08:00' }) }, '已于 14:02 签到', 'none'],
    ['too early', { phase: 'signup_soon' }, '报名还没开始', 'none'],
    ['too late', { phase: 'signup_closed' }, '报名已截止', 'none'],
    ['begun, late ones welcome', { phase: 'under_way', signup_closes_at: '2027-01-01T00:00:00+08:00' }, '我要报名', 'sign_up'],
    ['begun, signup closed', { phase: 'under_way', signup_closes_at: '2026-01-01T00:00:00+08:00' }, '报名已截止', 'none'],
    ['ended', { phase: 'ended', my_signup: signup('approved') }, '活动已结束', 'none'],
    ['ended, feedback open', { phase: 'ended', feedback: { state: 'open' }, my_signup: signup('approved') }, '填写反馈', 'feedback'],
    ['full for my organization', { places_left: 5, my_places_left: 0 }, '报名候补', 'sign_up'],
    [
      'in, and to be scanned when leaving',
      { phase: 'under_way', has_leave_scan: true, my_signup: signup('approved', { checked_in_at: '2026-11-22T09:30:00+08:00' }) },
      '出示入场码',
      'show_pass',
    ],
    ['called off', { phase: 'cancelled', my_signup: signup('approved') }, '活动已取消', 'none'],
  ])('%s', (_, more, text, act) => {
    expect(primaryOf(more)).toMatchObject({ text, act, disabled: act === 'none' })
  })

  test('a visitor joins first', () => {
    expect(primaryOf({}, false)).toMatchObject({ text: '加入后报名', act: 'join' })
  })
})

describe('cancelling', () => {
  test.each<[string, Partial<ActivityDetail>, boolean]>([
    ['before the deadline', { my_signup: signup('approved') }, true],
    ['from the waitlist', { my_signup: signup('waitlisted') }, true],
    ['after the deadline', { my_signup: signup('approved'), cancel_closes_at: '2026-11-22T09:59:00+08:00' }, false],
    ['once checked in', { my_signup: signup('approved', { checked_in_at: now.toISOString() }) }, false],
    ['not signed up', {}, false],
    ['twice', { my_signup: signup('cancelled') }, false],
  ])('%s', (_, more, isOffered) => {
    expect(detailView(detail(more), true, now).canCancel).toBe(isOffered)
  })
})

test.each([
  ['lecture', '讲座'],
  ['other', ''],
  ['something_new', ''],
])('the kind %s is said “%s”', (kind, said) => {
  expect(detailView(detail({ kind }), true, now).kind).toBe(said)
})

test('a card says places and deadline while I have to decide, and my state once I have', () => {
  expect(activityView(card, now)).toMatchObject({ places: '还剩 12 席', due: '今晚截止', status: null })
  const mine = activityView({ ...card, my_signup: signup('waitlisted', { waitlist_position: 4 }) }, now)
  expect(mine).toMatchObject({ places: '', due: '', status: { word: '候补第 4 位', tone: 'wait' } })
})

test.each<[Partial<ActivityCard>, string]>([
  [{ places_left: 0 }, '已满，可候补'],
  [{ places_left: 0, waitlisted: 3 }, '已满，3 人候补'],
  [{ capacity: null, places_left: null, taken: 132 }, '132 人已报名'],
  [{ capacity: null, places_left: null, taken: 0 }, '名额不限'],
])('places of %j', (more, words) => {
  expect(activityView({ ...card, ...more }, now).places).toBe(words)
})

test('signing up says what happened and what comes next', () => {
  expect(signupConfirmation(signup('approved'), card.starts_at, now).title).toBe('报名成功')
  expect(signupConfirmation(signup('pending'), card.starts_at, now).text).toContain('审核')
  expect(signupConfirmation(signup('waitlisted', { waitlist_position: 4 }), card.starts_at, now).title).toBe('名额已满，您排在候补第 4 位')
})

test('a place in the waitlist is promised only while somebody is still moved up by itself', () => {
  const waiting = signup('waitlisted', { waitlist_position: 4 })
  const lastMinute = new Date('2026-11-26T12:00:00+08:00')
  expect(signupConfirmation(waiting, card.starts_at, now)).toMatchObject({ isIn: false, text: expect.stringContaining('按顺序') })
  expect(signupConfirmation(waiting, card.starts_at, lastMinute).text).toContain('由组织者安排')
  expect(signupConfirmation(signup('approved'), card.starts_at, now).isIn).toBe(true)
})

test.each([
  ['2026-11-26T13:00:00+08:00', '今天 13:30 开始签到'],
  ['2026-11-26T14:00:00+08:00', '正在签到'],
  ['2026-11-26T16:00:00+08:00', '签到已结束'],
])('at %s the pass says %s', (moment, door) => {
  const pass: Pass = {
    signup_id: '9',
    activity_id: '1',
    title: card.title,
    starts_at: card.starts_at,
    ends_at: card.ends_at,
    venue: card.venue,
    state: 'approved',
    code: 'LY1.x',
    checkin_opens_at: '2026-11-26T13:30:00+08:00',
    checkin_closes_at: '2026-11-26T15:00:00+08:00',
    checked_in_at: null,
    seats: 1,
    spoken_code: null,
    sessions: [],
  }
  expect(passView(pass, new Date(moment)).door).toBe(door)
  expect(passView({ ...pass, spoken_code: 'K74M', seats: 3 }, new Date(moment))).toMatchObject({ spoken: 'K7 4M', party: '3 人同行' })
  expect(passView({ ...pass, checked_in_at: '2026-11-26T14:02:00+08:00' }, new Date(moment))).toMatchObject({ door: '', status: { word: '已签到 14:02' } })
})

describe('who comes along', () => {
  const party = (more: Partial<ActivityDetail>, count: number) => partyView(detail({ companions: { most: 3, named: false }, ...more }), { count, names: [] })

  test('the button says for how many', () => {
    expect(party({}, 0).button).toBe('提交报名')
    expect(party({}, 2).button).toBe('提交报名（3 人）')
  })

  test('a party that does not fit is told before it submits', () => {
    const view = party({ my_places_left: 2, usual_dropouts: 3 }, 2)
    expect(view).toMatchObject({ button: '提交，排候补（3 人）', next: '只剩 2 席，3 人要一起候补；同类活动通常有 3 人退出' })
  })

  test('a held place grows only into what is left', () => {
    const mine = { my_places_left: 1, my_signup: signup('approved', { seats: 2 }) }
    expect(party(mine, 1)).toMatchObject({ most: 2, isSame: true })
    expect(party(mine, 2)).toMatchObject({ button: '改为 3 人', isSame: false })
    expect(party(mine, 0).next).toBe('空出的 1 席会让给候补的人')
  })

  test('names are asked for only where they are needed', () => {
    expect(missingNames({ most: 2, named: true }, { count: 2, names: ['李雷', ' '] })).toEqual(['', '请填写姓名'])
    expect(missingNames({ most: 2, named: false }, { count: 2, names: [] })).toEqual([])
  })

  test('my card and my activity say how many we are', () => {
    expect(activityView({ ...card, my_signup: signup('approved', { seats: 3 }) }, now).party).toBe('3 人同行')
    expect(detailView(detail({ my_signup: signup('approved', { seats: 1 }) }), true, now).party).toBe('')
  })
})

test('a place in the waitlist comes with honest odds, and without any where too little is known', () => {
  const waiting = (usual_dropouts: number | null) => detail({ my_signup: signup('waitlisted', { waitlist_position: 4, usual_dropouts }) })
  expect(detailView(waiting(3), true, now).note).toContain('候补第 4 位，同类活动通常有 3 人退出。')
  expect(detailView(waiting(null), true, now).note).not.toContain('退出')
})

test('what my organization has left is said where it is fewer than there is', () => {
  expect(detailView(detail({ my_places_left: 2 }), true, now).myPlaces).toBe('您所在组织还剩 2 席')
  expect(detailView(detail({ my_places_left: 12 }), true, now).myPlaces).toBe('')
})

describe('sessions', () => {
  const session = (day: number, more: Partial<ActivitySession> = {}): ActivitySession => ({
    id: String(day),
    title: `第 ${day} 天`,
    venue: card.venue,
    starts_at: `2026-11-${day}T14:00:00+08:00`,
    ends_at: `2026-11-${day}T17:00:00+08:00`,
    checkin_opens_at: `2026-11-${day}T13:30:00+08:00`,
    checkin_closes_at: `2026-11-${day}T17:00:00+08:00`,
    checked_in_at: null,
    left_at: null,
    ...more,
  })
  const at = new Date('2026-11-22T14:10:00+08:00')
  const first = session(21, { checked_in_at: '2026-11-21T14:02:00+08:00' })
  const shown = detail({ phase: 'under_way', sessions: [first, session(22)], my_signup: signup('approved', { checked_in_at: first.checked_in_at }) })

  test('each says how I stand with it', () => {
    const { sessions } = detailView(shown, true, at)
    expect(sessions.map(({ stage, status }) => [stage, status?.word])).toEqual([
      ['in', '已签到 14:02'],
      ['now', '正在签到'],
    ])
    expect(sessions[0]?.venue).toBe('')
  })

  test('the pass stays at hand until the last one is done', () => {
    expect(detailView(shown, true, at).primary.act).toBe('show_pass')
    expect(detailView({ ...shown, sessions: [first] }, true, at).primary.act).toBe('none')
  })
})

describe('for whom a delegate acts', () => {
  const chief = { member_id: '7', name: '章厂长', company: '石桥五金厂', position: '董事长' }
  const viewOf = (more: Partial<ActivityDetail>) => viewFor(detailView(detail(more), true, now), chief)

  test.each<[string, Partial<ActivityDetail>, string, string]>([
    ['open', {}, '代章厂长报名', 'sign_up'],
    ['full', { places_left: 0 }, '代章厂长报名候补', 'sign_up'],
    ['approved: the pass is theirs', { my_signup: signup('approved') }, '已报名，入场码在本人手机上', 'none'],
    ['waiting for review', { my_signup: signup('pending') }, '审核中', 'none'],
    ['over: feedback is theirs', { phase: 'ended', feedback: { state: 'open', closes_at: null } as never }, '活动已结束', 'none'],
  ])('%s', (_, more, text, act) => {
    expect(viewOf(more).primary).toEqual({ act, text, disabled: act === 'none' })
  })

  test('photos and feedback are not offered', () => {
    expect(viewOf({ my_signup: signup('approved', { checked_in_at: '2026-11-26T14:00:00+08:00' }) })).toMatchObject({ canAddPhotos: false, feedback: '' })
  })

  test('what was done says for whom; what still waits says so as ever', () => {
    const said = (state: SignupState) => confirmationFor(signupConfirmation(signup(state), '2026-11-26T14:00:00+08:00', now), signup(state), chief).title
    expect([said('approved'), said('pending')]).toEqual(['已代章厂长报名', '报名已提交'])
  })
})
