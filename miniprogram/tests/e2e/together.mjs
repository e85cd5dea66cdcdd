import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, misses, sees, tap, type } from './taps.mjs'
import { IMAGES, image, picture, story, world } from './world.mjs'

const show = (page, url) => page.evaluate((target) => window.wx.reLaunch({ url: target }), url)

/** From signing up with company to saying afterwards how it was. */
export function together() {
  describe('an activity with company, sessions and an afterwards', () => {
    story('a member brings two people, changes her mind, and the pass says how many come', async (phones) => {
      const activity = await world.town.activity('家庭日', { companions_most: 3, capacity: 5 })
      const member = await world.town.member('携家人')
      const page = await phones.open(member)
      await show(page, `/pages/activity/index?id=${activity.id}`)
      await sees(page, '每人最多带 3 人')
      await tap(page, '我要报名')
      await tap(page, '增加一人')
      await tap(page, '增加一人')
      await picture(page, 'signup-company')
      await image(page, 'signup')
      await tap(page, /提交报名（3 人）/)
      await answer(page, '允许')
      await sees(page, '已通过')
      await show(page, `/pages/activity/index?id=${activity.id}`)
      await tap(page, '修改同行人数')
      await tap(page, '减少一人')
      await tap(page, /改为 2 人/)
      const staff = await world.town.administrator()
      await assertTaken(staff, activity, 2)
      await show(page, `/pages/activity/index?id=${activity.id}`)
      await tap(page, '出示入场码')
      await sees(page, '2 人同行')
      assert.match(await top(page).locator('.spoken-code').textContent(), /^[A-Z0-9]{2} [A-Z0-9]{2}$/)
      await picture(page, 'pass-company')
    })

    story('a party that does not fit waits, is passed over, and is told honestly where it stands', async (phones) => {
      const activity = await world.town.activity('小茶会', { companions_most: 2, capacity: 2, ...world.town.inDays(3) })
      await (await world.town.member('先到的')).signUp(activity)
      const pair = await world.town.member('两个人')
      await pair.call('PUT', `/activities/${activity.id}/signup`, { answers: {}, form_version: null, companion_count: 1 })
      const single = await (await world.town.member('一个人')).signUp(activity)
      assert.equal(single.state, 'approved')
      const page = await phones.open(pair)
      await show(page, `/pages/activity/index?id=${activity.id}`)
      await sees(page, '候补第 1 位')
      await picture(page, 'activity-waiting-party')
    })

    story('each session shows when the member came to it', async (phones) => {
      const activity = await world.town.activity('两场讲座')
      const staff = await world.town.administrator()
      const start = Date.parse(activity.starts_at)
      const at = (minutes) => new Date(start + minutes * 60_000).toISOString()
      const parts = [
        { title: '上半场', starts_at: at(0), ends_at: at(50), checkin_opens_at: at(-60), checkin_closes_at: at(50) },
        { title: '下半场', starts_at: at(60), ends_at: at(110), checkin_opens_at: at(-60), checkin_closes_at: at(110) },
      ]
      const { sessions } = await staff.call('PUT', `/staff/activities/${activity.id}/sessions`, { sessions: parts })
      const member = await world.town.member('听两场')
      const { pass } = await member.signUp(activity)
      const organizer = await world.town.organizer()
      await organizer.call('POST', `/organizer/activities/${activity.id}/scans`, { code: pass.code, client_ref: 'first', session_id: sessions[0].id })
      const page = await phones.open(member)
      await show(page, `/pages/activity/index?id=${activity.id}`)
      await sees(page, '场次安排')
      await sees(page, /已签到 \d\d:\d\d/)
      await picture(page, 'activity-sessions')
      await image(page, 'activity')
    })

    story('a poster is drawn for whoever passes it on', async () => {
      const activity = await world.town.activity('新春团拜暨会员企业家年度交流会', { venue: '石桥街道文化中心一楼大厅', ...world.town.inDays(9) })
      const { poster_url } = await (await world.town.member('传海报')).call('GET', `/activities/${activity.id}`)
      const response = await fetch(poster_url)
      const picture = Buffer.from(await response.arrayBuffer())
      assert.equal(response.headers.get('content-type'), 'image/png')
      assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [1080, 1620])
      const file = path.join(IMAGES, 'poster.png')
      if (process.env.UPDATE_IMAGES || !fs.existsSync(file)) fs.writeFileSync(file, picture)
    })

    story('time and place that change are told on home, and leave it when read', async (phones) => {
      const activity = await world.town.activity('搬家的会')
      const member = await world.town.member('等通知')
      await member.signUp(activity)
      const staff = await world.town.administrator()
      await new Promise((resolve) => setTimeout(resolve, 20)) // the change comes after the signup
      await staff.call('PATCH', `/staff/activities/${activity.id}`, { venue: '东湖礼堂' })
      const page = await phones.open(member)
      const item = top(page)
        .getByRole('button', { name: /^搬家的会/ })
        .first()
      await item.click()
      await sees(page, '东湖礼堂')
    })

    story('who came says how it was, and finds it in the record of what they took part in', async (phones) => {
      const minutes = (count) => new Date(Date.now() + count * 60_000).toISOString()
      const times = {
        starts_at: minutes(-30),
        ends_at: minutes(0.2),
        signup_closes_at: minutes(0.2),
        cancel_closes_at: minutes(0.2),
        checkin_opens_at: minutes(-60),
        checkin_closes_at: minutes(0.2),
      }
      const activity = await world.town.activity('快闪沙龙', times)
      const member = await world.town.member('有话说')
      const { pass } = await member.signUp(activity)
      const organizer = await world.town.organizer()
      await organizer.call('POST', `/organizer/activities/${activity.id}/scans`, { code: pass.code, client_ref: 'feedback' })
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(times.ends_at) - Date.now()) + 500))
      const page = await phones.open(member)
      await show(page, `/pages/feedback/index?id=${activity.id}`)
      await top(page).getByRole('radio').nth(4).click()
      await type(page, '哪里做得好？', '时间刚好，讲得清楚。')
      await picture(page, 'feedback')
      await tap(page, '提交反馈')
      await sees(page, '谢谢您的反馈')
      await misses(page, '没有保存')
      await picture(page, 'feedback-thanks')
      const given = await member.call('GET', `/activities/${activity.id}/feedback`)
      assert.equal(given.state, 'given')
      await show(page, '/pages/participation/index')
      await sees(page, /次参与|从第一场活动开始/)
      await picture(page, 'participation')
    })
  })
}

async function assertTaken(staff, activity, taken) {
  for (let tries = 0; tries < 20; tries++) {
    const shown = await staff.call('GET', `/staff/activities/${activity.id}`)
    if (shown.taken === taken) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail(`the activity never came to ${taken} seats`)
}
