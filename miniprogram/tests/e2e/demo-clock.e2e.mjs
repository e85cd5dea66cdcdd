import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { answer, back, listed, openDoor, scanCodeOn, sees, setOnline, tab, tap, tapText } from './taps.mjs'
import { picture, story, useWorld, world } from './world.mjs'

useWorld()

const DAY_MS = 86_400_000
const CHINA_MS = 8 * 3_600_000
const today = Math.floor((Date.now() + CHINA_MS) / DAY_MS)

/** Half past ten in China, so many days after the tests began: `at(1, 10, 30)`. */
const at = (days, hours, minutes = 0) => new Date((today + days) * DAY_MS + (hours * 60 + minutes) * 60_000 - CHINA_MS).toISOString()
const times = (days) => ({
  starts_at: at(days, 10, 30),
  ends_at: at(days, 12, 30),
  checkin_opens_at: at(days, 9, 30),
  checkin_closes_at: at(days, 12, 30),
})

/** Presses a button above the phones, on a page beside this phone. */
async function press(page, button) {
  const desk = await page.context().newPage()
  await desk.setViewportSize({ width: 1366, height: 768 })
  await desk.goto(world.stack.preview)
  const shown = desk.locator('.clock time')
  const before = await shown.textContent()
  await desk.getByRole('button', { name: button }).click()
  await desk.waitForFunction((words) => document.querySelector('.clock time').textContent !== words, before)
  await picture(desk, 'demo-clock')
  await desk.close()
}

const hasStartedAnew = (page) => page.waitForFunction(() => !window.isOld && document.body.classList.contains('mp-started'))

/** What WeChat delivered about this, as the simulator's page says it: the moment, and the text of the card. */
async function delivered(page, name, title) {
  await page.goto(world.stack.simulator)
  const phone = page.locator('.phone', { has: page.getByRole('heading', { name }) })
  await phone.locator('.card', { hasText: title }).waitFor()
  return phone.locator('.at').first().textContent()
}

async function tokensFetched() {
  const { token_fetches } = await world.stack.wechat('GET', '/state')
  return Object.values(token_fetches).reduce((sum, count) => sum + count, 0)
}

describe('time that is moved forward', () => {
  story('the phones are at the new time, an off-line pass opens the door, and the rotating code checks in', async (phones) => {
    const activity = await world.town.activity('明天的早茶', times(1))
    const [tea, coffee] = [await world.town.member('明前'), await world.town.member('雨后')]
    await tea.signUp(activity)
    await coffee.signUp(activity)
    await world.stack.moveTimeTo(at(1, 9))
    const organizer = await phones.open(await world.town.organizer())
    const page = await phones.open(tea, { beside: organizer })
    const open = [organizer, page]
    for (const one of open) await one.evaluate(() => Object.assign(window, { isOld: true }))
    await press(page, '+1 小时')
    for (const one of open) await hasStartedAnew(one)
    const ahead = await page.evaluate((moment) => Date.now() - new Date(moment).getTime(), at(1, 10))
    assert.ok(ahead >= 0 && ahead < 60_000, `${ahead} ms after the moment time was moved to`)

    await tapText(page, '出示入场码')
    await setOnline(page, false)
    await openDoor(organizer, '明天的早茶')
    await listed(organizer)
    await tap(organizer, '扫入场码')
    await scanCodeOn(organizer, '· 入场码')
    await sees(organizer, '请进')

    await tap(organizer, '出示签到码')
    await sees(organizer, '请用微信扫一扫签到')
    const late = await phones.open(coffee, { beside: organizer })
    await tap(late, '扫签到码')
    await scanCodeOn(late, '组织者 李建国 · 签到码')
    await sees(late, '签到成功')
    await back(organizer)
    await organizer.getByLabel('已到 2 人，共 2 人').waitFor()
  })

  story('a message goes out with a fresh access token, and arrives at the new time', async (phones) => {
    const staff = await world.town.administrator()
    const activity = await world.town.activity('后天的参观', { needs_review: true, ...times(5) })
    const approve = async (name) => {
      const person = await world.town.member(name)
      const page = await phones.open(person, { path: `pages/activity/index?id=${activity.id}` })
      await tap(page, '我要报名')
      await answer(page, '允许')
      await sees(page, '报名已提交')
      const { items } = await staff.call('GET', `/staff/activities/${activity.id}/signups?page_size=100`)
      const signup = items.find(({ member }) => member.name === name)
      await staff.call('POST', `/staff/activities/${activity.id}/signups/${signup.id}/approve`)
      return delivered(page, name, activity.title)
    }
    const day = (moment) => {
      const china = new Date(new Date(moment).getTime() + CHINA_MS)
      return `${china.getUTCMonth() + 1}月${china.getUTCDate()}日`
    }
    assert.equal((await approve('昨日')).split(' ')[0], day(at(1, 10)))
    const before = await tokensFetched()
    await world.stack.moveTimeTo(at(2, 10))
    assert.match(await approve('今日'), new RegExp(`^${day(at(2, 10))} 1[01]:\\d\\d$`))
    assert.ok((await tokensFetched()) > before)
  })

  story('after more than thirty days the phone logs in again by itself', async (phones) => {
    await world.town.activity('久别重逢', times(50))
    const page = await phones.open(await world.town.member('久违'))
    await sees(page, /好，久违/)
    await world.stack.moveTimeTo(at(40, 10))
    page.calls.length = 0
    await tab(page, '活动')
    await sees(page, '久别重逢')
    assert.ok(page.calls.includes('POST /api/v1/login'), page.calls.join(', '))
  })
})
