import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, back, listed, misses, openDoor, scanCodeOn, scanText, sees, setOnline, tap } from './taps.mjs'
import { picture, story, world } from './world.mjs'

async function doorOf(phones, title) {
  const page = await phones.open(await world.town.organizer())
  await openDoor(page, title)
  return page
}

/** Another letter somewhere in the middle. */
function alter(code) {
  const at = code.length - 10
  return code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1)
}

/** The next answer to a look, with what follows from it done. */
async function nextLook(page) {
  await (await page.waitForResponse(/\/live/)).finished()
  await page.evaluate(() => undefined)
}

const looks = (page) => page.calls.filter((call) => call.endsWith('/live')).length

/** At the door: refusals in words, the tick by hand, and a phone that rests when nobody looks. */
export function door() {
  describe('at the door', () => {
    story('an altered pass, one of another activity and one not approved are refused in words', async (phones) => {
      const member = await world.town.member('卢橘')
      const here = await member.signUp(await world.town.activity('门口一'))
      const elsewhere = await member.signUp(await world.town.activity('门口二'))
      const page = await doorOf(phones, '门口一')
      for (const [code, words] of [
        [alter(here.pass.code), '无效码'],
        ['https://example.com/', '无效码'],
        [elsewhere.pass.code, '别场活动'],
      ]) {
        await tap(page, '扫入场码')
        await scanText(page, code)
        await top(page).getByRole('alert').filter({ hasText: words }).waitFor()
      }
      await page.getByLabel('已到 0 人，共 1 人').waitFor()
      await tap(page, '扫入场码')
      await page.getByRole('dialog').getByRole('button', { name: '取消' }).click()
      await top(page).getByRole('alert').filter({ hasText: '别场活动' }).waitFor()
      await member.call('DELETE', `/activities/${here.activity_id}/signup`)
      await tap(page, '扫入场码')
      await scanText(page, here.pass.code)
      await top(page).getByRole('alert').filter({ hasText: '未通过' }).waitFor()
    })

    story('an altered event code is refused, and leads back to the scanner', async (phones) => {
      const activity = await world.town.activity('门口三')
      const member = await world.town.member('叶子')
      await member.signUp(activity)
      const { slots } = await (await world.town.organizer()).call('GET', `/organizer/activities/${activity.id}/event-code`)
      const page = await phones.open(member)
      await tap(page, '扫签到码')
      await scanText(page, alter(slots[0].text))
      await sees(page, '没有签到成功')
      await sees(page, /这不是有效的签到码/)
      await tap(page, '再扫一次')
      await scanText(page, slots[9].text) // not on yet, as one that was copied is no longer
      await sees(page, /签到码已更新/)
      await tap(page, '再扫一次')
      await scanText(page, slots[0].text)
      await sees(page, '签到成功')
    })

    story('the event code opens the app from WeChat itself, and checks in without another tap', async (phones) => {
      const activity = await world.town.activity('门口四')
      const member = await world.town.member('苏打')
      await member.signUp(activity)
      const organizer = await doorOf(phones, '门口四')
      await tap(organizer, '出示签到码')
      const page = await phones.open(member, { beside: organizer })
      await page.getByRole('button', { name: '关闭小程序' }).click()
      await page.getByRole('button', { name: '微信扫一扫' }).click()
      await scanCodeOn(page, '组织者 李建国 · 签到码')
      await sees(page, '签到成功')
    })

    story('whoever has no code is found by name and ticked by hand', async (phones) => {
      const activity = await world.town.activity('门口五')
      for (const name of ['麦冬', '半夏']) await (await world.town.member(name)).signUp(activity)
      const page = await doorOf(phones, '门口五')
      await tap(page, '手动签到')
      await sees(page, '半夏')
      await top(page).getByRole('textbox', { name: '搜索姓名、首字母、手机号后四位或口令' }).fill('麦冬')
      await top(page).getByText('半夏').waitFor({ state: 'detached' })
      await tap(page, '给麦冬签到')
      await answer(page, '签到')
      await page.getByRole('status').filter({ hasText: '麦冬 已签到' }).waitFor()
      await sees(page, /^\d\d:\d\d 到$/)
      await back(page)
      await page.getByLabel('已到 1 人，共 2 人').waitFor()
      await sees(page, '手动')
    })

    story('a door off line says so, lets in by its list, and goes on by itself when the network is back', async (phones) => {
      const activity = await world.town.activity('门口六')
      const signup = await (await world.town.member('沉香')).signUp(activity)
      const page = await doorOf(phones, '门口六')
      await listed(page)
      await setOnline(page, false)
      await sees(page, '离线')
      await tap(page, '扫入场码')
      await scanText(page, signup.pass.code)
      await top(page).getByRole('alert').filter({ hasText: '沉*' }).filter({ hasText: '请进' }).waitFor()
      await sees(page, '待上传 1 条')
      await picture(page, 'organizer-door-offline')
      await setOnline(page, true)
      await sees(page, '在线')
      await misses(page, '待上传 1 条')
      await page.getByLabel('已到 1 人，共 1 人').waitFor()
      await tap(page, '扫入场码')
      await scanText(page, signup.pass.code)
      await sees(page, /沉香 已于 \d\d:\d\d 签到/)
    })

    story('a door nobody looks at asks nothing, and looks at once when it is back', async (phones) => {
      await world.town.activity('门口七')
      const page = await doorOf(phones, '门口七')
      await page.clock.install()
      await nextLook(page) // the last one that a timer of before brings; from here on time passes only as told
      const looked = nextLook(page)
      await page.clock.runFor(1_000)
      await looked
      await page.getByRole('button', { name: '关闭小程序' }).click()
      const before = looks(page)
      await page.clock.runFor(30_000)
      assert.equal(looks(page), before)
      const again = nextLook(page)
      await page.getByRole('button', { name: /^回到/ }).click()
      await again
    })
  })
}
