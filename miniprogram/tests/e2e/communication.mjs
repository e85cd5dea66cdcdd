import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, sees, tab, tap, type } from './taps.mjs'
import { picture, story, world } from './world.mjs'

const HALL = '一楼报告厅'

/** The demo's path of messages: a member accepts, staff change the activity, and the message is on the phone. */
export function changesAndTells() {
  story('a member accepts messages, staff move the activity, and the new place arrives on the phone', async (phones) => {
    const title = '数字化转型沙龙'
    const activity = await world.town.activity(title, world.town.inDays(3))
    const member = await world.town.member('林溪')
    const absent = await world.town.member('闻笛')
    await absent.signUp(activity)
    const page = await phones.open(member, { path: `pages/activity/index?id=${activity.id}` })
    await tap(page, '我要报名')
    await answer(page, '允许')
    await sees(page, '报名成功')

    const desk = await phones.open(await world.town.administrator())
    await tab(desk, '我的')
    await tap(desk, '活动管理')
    await tap(desk, `改时间地点：${title}`)
    await sees(desk, '2 人会收到')
    await type(desk, '地点', HALL)
    await picture(desk, 'staff-change')
    await tap(desk, '变更并通知')
    const dialog = desk.getByRole('dialog')
    await dialog.getByText(`地点改为 ${HALL}`).waitFor()
    await dialog.getByText('2 人：微信可达 1，企业微信/站内 1，不可达 0').waitFor()
    await answer(desk, '变更')

    await sees(desk, '没收到微信的 1 人')
    await sees(desk, '闻笛')
    await sees(desk, '通知 2 人', { exact: true })
    await picture(desk, 'staff-told')
    await tap(desk, '已通知：闻笛')
    await sees(desk, /已电话通知 1 人/)
    await tap(desk, '撤销：闻笛')
    await tap(desk, '没打通：闻笛')
    await sees(desk, /^没打通（刚刚）$/)

    await page.goto(world.stack.simulator)
    const phone = page.locator('.phone', { has: page.getByRole('heading', { name: '林溪' }) })
    const message = phone.locator('.card', { hasText: '地点有变化' })
    await message.getByText(HALL).waitFor()
    assert.match(await message.innerText(), new RegExp(title))
  })
}

/** What staff see and do about messages. */
export function communication() {
  describe('what staff tell members', () => {
    changesAndTells()

    story('an activity is called off with its reason, and what went out stands in the list', async (phones) => {
      const title = '青年企业家夜跑'
      const activity = await world.town.activity(title, world.town.inDays(4))
      await (await world.town.member('苏合')).signUp(activity)
      const desk = await phones.open(await world.town.administrator(), { path: `staff/cancel/index?id=${activity.id}` })
      await sees(desk, '1 人会收到')
      await tap(desk, '取消活动并通知')
      await sees(desk, title)
      await type(desk, '为什么取消', '场地临时检修')
      await picture(desk, 'staff-cancel')
      await tap(desk, '取消活动并通知')
      await answer(desk, '取消活动')
      await sees(desk, '已取消：场地临时检修')
      await sees(desk, '苏合')

      await desk.evaluate(() => window.wx.reLaunch({ url: '/staff/messages/index' }))
      await top(desk).getByRole('button').filter({ hasText: title }).first().click()
      await sees(desk, '发出的内容')
    })

    story('a kind of message is paused with its reason, and goes on', async (phones) => {
      const desk = await phones.open(await world.town.administrator(), { path: 'staff/messages/index' })
      await top(desk).getByRole('tab', { name: '暂停与恢复' }).click()
      await tap(desk, '暂停：资料待更新')
      const sheet = desk.getByRole('menuitem').first()
      const dialog = desk.getByRole('dialog')
      await sheet.or(dialog).first().waitFor()
      if (await sheet.isVisible()) await sheet.click()
      await dialog.getByRole('textbox').fill('资料表正在调整')
      await answer(desk, '暂停')
      await sees(desk, /已暂停：资料表正在调整/)
      await picture(desk, 'staff-rules')
      await tap(desk, '恢复：资料待更新')
      await answer(desk, '恢复')
      await top(desk).getByText('资料表正在调整').waitFor({ state: 'detached' })
    })
  })
}
