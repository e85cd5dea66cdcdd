import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, back, choose, misses, openDoor, scanCodeOn, sees, tab, tap, tapText, text, tick, type } from './taps.mjs'
import { image, picture, story, world } from './world.mjs'

const MEMBER = ['王敏', '19900000001']
const SALON = '会员企业家沙龙'

const member = () => world.town.visitor(...MEMBER)
const task = (page, name) => top(page).getByRole('button', { name })

async function approvedSomewhere(person, title) {
  const staff = await world.town.administrator()
  const activity = await world.town.activity(title, { needs_review: true, ...world.town.inDays(3) })
  const signup = await person.signUp(activity)
  await staff.call('POST', `/staff/activities/${activity.id}/signups/${signup.id}/approve`)
}

async function completenessOf(page) {
  const said = await top(page)
    .getByRole('img', { name: /^资料完整度/ })
    .first()
    .getAttribute('aria-label')
  return Number(said.match(/\d+/)[0])
}

/** The demo's main job from the first tap to the door, in the order README tells it; each story goes on from the last. */
export function mainPath() {
  describe('the main path: a member, from the first tap to the door', () => {
    story('the first open is one login call, and home says what to do, write and read', async (phones) => {
      const wang = await member()
      await approvedSomewhere(wang, '园区走访')
      const page = await phones.open(wang)
      await sees(page, /好，王敏/)
      await sees(page, /今天 \d+ 件事，约 \d+ 分钟/)
      for (const item of [/^会员企业家沙龙，报名/, /^企业信息，已替您填好，看一眼确认$/, /^园区走访，报名已通过$/]) await task(page, item).waitFor()
      assert.deepEqual(page.calls, ['POST /api/v1/login'])
    })

    story('a result that was read leaves home', async (phones) => {
      const page = await phones.open(await member())
      await task(page, /^园区走访，报名已通过/).click()
      await sees(page, '三楼会议室')
      await back(page)
      await sees(page, /好，王敏/)
      await task(page, /^园区走访，报名已通过/).waitFor({ state: 'detached' })
    })

    story('what the roster knew is confirmed with one tap', async (phones) => {
      const page = await phones.open(await member())
      await task(page, /^企业信息，已替您填好/).click()
      await sees(page, '这些对吗？')
      await picture(page, 'section-confirm')
      await sees(page, '云溪恒泰精密机械有限公司')
      await tap(page, '都对，确认')
      await answer(page, '允许') // one reminder, should it go stale
      await sees(page, /好，王敏/)
      await task(page, /^企业信息，还差 2 项/).waitFor()
    })

    story('a section with mistakes says so and loses nothing; saved, it raises completeness and leaves home', async (phones) => {
      const page = await phones.open(await member())
      await tab(page, '我的')
      const before = await completenessOf(page)
      await tab(page, '首页')
      await task(page, /^基本信息，还差 1 项/).click()
      await type(page, '怎么称呼您', '王女士')
      await type(page, '电子邮箱', '不是邮箱')
      await tap(page, '保存')
      await top(page).getByRole('alert').first().waitFor()
      assert.equal(await top(page).getByRole('alert').count(), 2)
      assert.equal(await top(page).getByRole('textbox', { name: '怎么称呼您' }).inputValue(), '王女士')
      assert.equal(await top(page).getByRole('textbox', { name: '电子邮箱' }).inputValue(), '不是邮箱')
      await type(page, '常住地区', '石桥街道')
      await type(page, '电子邮箱', 'wang@example.com')
      await choose(page, '女')
      await tap(page, '保存')
      await page
        .getByRole('status')
        .filter({ hasText: /已保存，完整度 \d+%/ })
        .waitFor()
      await sees(page, /好，王敏/)
      await task(page, /^基本信息，/).waitFor({ state: 'detached' })
      await tab(page, '我的')
      await top(page)
        .getByRole('img', { name: new RegExp(`^资料完整度 (?!${before}%)`) })
        .waitFor()
      assert.ok((await completenessOf(page)) > before)
    })

    story('an activity asks its questions, and a car asks for its plate', async (phones) => {
      const page = await phones.open(await member())
      await task(page, /^会员企业家沙龙，报名/).click()
      await tap(page, '我要报名')
      await tap(page, '提交报名')
      await top(page).getByRole('alert').first().waitFor()
      assert.equal(await top(page).getByRole('alert').count(), 2)
      await picture(page, 'signup-mistakes')
      assert.equal(await text(page, '车牌号').count(), 0)
      await choose(page, '开车')
      await sees(page, '车牌号')
      await choose(page, '公交或地铁')
      await misses(page, '车牌号')
      await choose(page, '开车')
      await tick(page, '惠企政策')
      await tap(page, '提交报名')
      await top(page).getByRole('alert').waitFor()
      await type(page, '车牌号', '浙A12345')
      await tap(page, '提交报名')
      const sheet = page.getByRole('dialog')
      await sheet.getByText('报名结果通知').waitFor()
      assert.ok(!page.calls.some((call) => call.startsWith('PUT ')), 'asked for within the tap, before any call')
      await answer(page, '允许')
      await sees(page, '报名成功')
      await picture(page, 'activity-confirmed')
      await sees(page, '已通过')
      await back(page)
      await sees(page, '出示入场码')
      await task(page, /^会员企业家沙龙，报名/).waitFor({ state: 'detached' })
      await image(page, 'home')
    })

    story('WeChat delivers the result of the signup', async (phones) => {
      const page = await phones.open(await member())
      await page.goto(world.stack.simulator)
      const phone = page.locator('.phone', { has: page.getByRole('heading', { name: MEMBER[0] }) })
      const message = phone.locator('.card', { hasText: SALON })
      await message.getByText('报名成功').waitFor()
    })

    story('the organizer scans the pass; arrivals change by themselves on both phones; a second scan says when', async (phones) => {
      const wang = await phones.open(await member())
      await tapText(wang, '出示入场码')
      await sees(wang, '请出示给工作人员扫一下，没有网络也能用。')
      await image(wang, 'pass')
      const organizer = await phones.open(await world.town.organizer(), { beside: wang })
      await openDoor(organizer, SALON)
      const colleague = await phones.open(await world.town.organizer())
      await openDoor(colleague, SALON)
      await colleague.getByLabel(/^已到 0 人，共 \d+ 人$/).waitFor()
      await tap(organizer, '扫入场码')
      await scanCodeOn(organizer, '会员 王敏 · 入场码')
      await sees(organizer, '请进')
      await sees(organizer, '王敏 · 石桥商会')
      const looks = () => colleague.calls.filter((call) => call.endsWith('/live')).length
      const before = looks()
      await colleague.getByLabel(/^已到 1 人，共 \d+ 人$/).waitFor()
      assert.ok(looks() - before <= 3, 'within three looks, a second apart')
      await organizer.getByLabel(/^已到 1 人，共 \d+ 人$/).waitFor()
      await sees(organizer, '刚刚到的')
      await image(organizer, 'scan')
      await sees(wang, /^已签到 \d\d:\d\d$/)
      await tap(organizer, '扫入场码')
      await scanCodeOn(organizer, '会员 王敏 · 入场码')
      await sees(organizer, /王敏 已于 \d\d:\d\d 签到/)
      await picture(organizer, 'organizer-door-twice')
      await organizer.getByLabel(/^已到 1 人，共 \d+ 人$/).waitFor()
    })

    story('the other way round: a member scans the rotating code, and scanning again says when they came in', async (phones) => {
      const title = '晨间读书'
      const activity = await world.town.activity(title)
      const wang = await member()
      await wang.signUp(activity)
      const organizer = await phones.open(await world.town.organizer())
      await openDoor(organizer, title)
      await tap(organizer, '出示签到码')
      await sees(organizer, '请用微信扫一扫签到')
      const page = await phones.open(wang, { beside: organizer })
      await tap(page, '扫签到码')
      await scanCodeOn(page, '组织者 李建国 · 签到码')
      await sees(page, '签到成功')
      await picture(page, 'checkin-done')
      await sees(page, title)
      await back(organizer)
      await organizer.getByLabel('已到 1 人，共 1 人').waitFor()
      await tap(organizer, '出示签到码')
      await tap(page, '好')
      await tap(page, '扫签到码')
      await scanCodeOn(page, '组织者 李建国 · 签到码')
      await sees(page, '已经签过到了')
      await sees(page, /已于 \d\d:\d\d 签到/)
    })

    story('the API has a page that lists its operations', async (phones) => {
      const page = await phones.open(await member())
      await page.goto(`${world.stack.base}/docs`)
      await page.getByText('/api/v1/login').first().waitFor()
    })
  })
}
