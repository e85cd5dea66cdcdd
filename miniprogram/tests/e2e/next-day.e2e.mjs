import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, back, sees, tap } from './taps.mjs'
import { picture, story, until, useWorld, world } from './world.mjs'

useWorld()

const HALF_PAST_EIGHT_MS = 30 * 60_000 // in UTC, of 08:30 in China
const DAY_MS = 86_400_000

/** Tomorrow in China: its ISO day, and the moment it is 08:30 there. */
function tomorrow() {
  const day = Math.floor((Date.now() + 8 * 3_600_000) / DAY_MS) + 1
  return { day: new Date(day * DAY_MS).toISOString().slice(0, 10), morning: new Date(day * DAY_MS + HALF_PAST_EIGHT_MS).toISOString() }
}

/** The message by this template on somebody's phone, if it is there. */
async function received({ user }, title) {
  const { items } = await world.stack.wechat('GET', `/messages?user_id=${user}`)
  return items.find((one) => one.title === title)
}

describe('the digest', () => {
  story('the next morning it arrives on the phone and in the group, and each line opens the page where it is decided', async (phones) => {
    const staff = await world.town.administrator()
    const activity = await world.town.activity('晨间读报会', { needs_review: true, ...world.town.inDays(3) })
    const [first, second] = [await world.town.member('早起'), await world.town.member('晚睡')]
    await first.signUp(activity)
    await second.signUp(activity)
    const { templates } = await staff.call('GET', '/me')
    await world.stack.wechat('POST', '/subscribe', { user_id: staff.user, template_ids: [templates.staff_digest] })
    await staff.call('POST', '/subscriptions', { results: { [templates.staff_digest]: 'accept' }, client_ref: 'digest-of-tomorrow' })
    const { day, morning } = tomorrow()
    await staff.call('PUT', `/staff/days/${day}`, { is_workday: true, name: '调休上班' })
    await world.stack.moveTimeTo(morning)

    const message = await until(() => received(staff, '工作待办提醒'))
    assert.match(message.page, /^staff\/digest\/index/)
    const { group_messages } = await until(async () => {
      const state = await world.stack.wechat('GET', '/state')
      return state.group_messages.length > 0 && state
    })
    assert.match(group_messages[0].text, /^\*\*云溪区 · 今日待办 \d+ 件\*\*/)
    assert.match(group_messages[0].text, /活动报名审核.*晨间读报会/)
    assert.doesNotMatch(group_messages[0].text, /早起|晚睡|\d{7}/)

    const page = await phones.open(staff, { path: message.page })
    await sees(page, '等得最久的在前')
    await picture(page, 'staff-digest')
    await top(page)
      .getByRole('button', { name: /^活动报名审核 2 人，.*晨间读报会$/ })
      .click()
    await sees(page, '2 人等您审核')
    await picture(page, 'staff-signups')
    await tap(page, '通过早起的报名', { exact: true })
    await sees(page, '1 人等您审核')
    await tap(page, '通过晚睡的报名', { exact: true })
    await sees(page, '都审核完了')
    await back(page)
    await top(page)
      .getByRole('button', { name: /晨间读报会/ })
      .waitFor({ state: 'detached' })
  })
})

describe('the reminder', () => {
  story('the day before it arrives on the phone of who accepted it, names time and place, and stands in the inbox', async (phones) => {
    const title = '民营企业法律讲堂'
    const when = world.town.inDays(3)
    const activity = await world.town.activity(title, when)
    const member = await world.town.member('江舟')
    const page = await phones.open(member, { path: `pages/activity/index?id=${activity.id}` })
    await tap(page, '我要报名')
    await answer(page, '允许')
    await sees(page, '报名成功')
    await until(() => received(member, '报名结果通知'))

    const dayBefore = new Date(when.starts_at).getTime() - DAY_MS
    await world.stack.moveTimeTo(new Date(dayBefore + 60_000).toISOString())
    const message = await until(() => received(member, '活动提醒'))
    // A survey that ends soon may go along: "…等2件事".
    assert.ok(message.fields[0].value.startsWith(title), message.fields[0].value)

    const opened = await phones.open(member, { path: message.page })
    await sees(opened, title)
    await picture(opened, 'reminded')
    const inbox = await phones.open(member, { path: 'pages/messages/index' })
    await sees(inbox, '活动提醒（前一天）')
    await picture(inbox, 'inbox')
    await until(async () => (await member.call('GET', '/home')).unread === 0)
  })
})
