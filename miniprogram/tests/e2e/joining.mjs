import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, misses, openDoor, scanCodeOn, sees, tap, tapText, type } from './taps.mjs'
import { picture, story, world } from './world.mjs'

const VISITOR = ['陈晓', '19900000003']
const SALON = '会员企业家沙龙'
// Two of the sample roster: the demo signs the first one up to the salon.
const GUEST = ['蒋琳雪', '19900001001']
const NO_GUEST = ['冯芳红', '19900001002']

const openJoin = (page) => tap(page, '加入')

async function chooseOrganization(page, name) {
  await tapText(page, '请选择')
  await page.getByRole('option', { name }).first().click()
  await answer(page, '确定')
}

async function allowPhone(page) {
  await tap(page, '用微信手机号加入')
  await answer(page, '同意') // the privacy agreement, once a phone
  await answer(page, '允许')
}

/** From visitor to member, each way, and when one of them leads nowhere. */
export function joining() {
  describe('a visitor joins', () => {
    story('by phone: the wrong name is told, the right one joins and finds the record filled in', async (phones) => {
      const page = await phones.open(await world.town.visitor(...VISITOR))
      await sees(page, '加入您的组织')
      await sees(page, '新会员见面会')
      await openJoin(page)
      await allowPhone(page)
      await sees(page, '陈*')
      await type(page, '您的姓名', '陈小')
      await tap(page, '确认加入')
      await top(page).getByRole('alert').filter({ hasText: '还可以再试' }).waitFor()
      await picture(page, 'join-wrong-name')
      assert.equal(await top(page).getByRole('textbox', { name: '您的姓名' }).inputValue(), '陈小')
      await type(page, '您的姓名', '陈晓')
      await tap(page, '确认加入')
      await sees(page, '资料完整度')
      await sees(page, '待确认')
      await top(page).getByRole('button').filter({ hasText: '企业信息' }).click()
      await sees(page, '云溪青禾软件有限公司')
    })

    story('by invitation: an unknown code is told, the right one names who invites', async (phones) => {
      const page = await phones.open(await world.town.visitor('方圆'))
      await openJoin(page)
      await tap(page, '我有邀请码')
      await type(page, '邀请码', 'NOSUCH00')
      await tap(page, '下一步')
      await top(page).getByRole('alert').waitFor()
      await type(page, '邀请码', world.stack.invitationCode.toLowerCase())
      await tap(page, '下一步')
      await sees(page, '石桥商会 邀请您加入')
      await type(page, '您的姓名', '方圆')
      await tap(page, '确认加入')
      await sees(page, '资料完整度')
      await tap(page, '返回')
      await sees(page, /好，方圆/)
    })

    story('by application: home says it is waiting, then that the answer is there', async (phones) => {
      const page = await phones.open(await world.town.visitor('梁实'))
      await openJoin(page)
      await tap(page, '提交申请')
      await sees(page, '请选择')
      await type(page, '您的姓名', '梁实')
      await tap(page, '提交申请')
      await top(page).getByRole('alert').filter({ hasText: '请选择要加入的组织' }).waitFor()
      await chooseOrganization(page, '柳浦商会')
      await type(page, '想说的话', '柳浦农场，会长介绍')
      await tap(page, '提交申请')
      await sees(page, '申请已提交')
      await picture(page, 'join-pending')
      await tap(page, '返回')
      await sees(page, '审核中')
      await sees(page, '已申请加入柳浦商会')

      const staff = await world.town.administrator()
      const { items } = await staff.call('GET', '/staff/applications?state=pending')
      const { id } = items.find(({ name }) => name === '梁实')
      await staff.call('POST', `/staff/applications/${id}/approve`, {})
      await page.reload()
      await sees(page, /好，梁实/)
      await sees(page, '申请已通过，欢迎加入')
      await misses(page, '加入您的组织')
    })

    story('an application turned down says why, and lets them try again', async (phones) => {
      const person = await world.town.visitor('尹默')
      const { items } = await person.call('GET', '/join/organizations')
      await person.call('POST', '/join/applications', { organization_id: items[0].id, name: '尹默' })
      const staff = await world.town.administrator()
      const waiting = await staff.call('GET', '/staff/applications?state=pending')
      const { id } = waiting.items.find(({ name }) => name === '尹默')
      await staff.call('POST', `/staff/applications/${id}/decline`, { reason: '请到所在街道的商会申请' })
      const page = await phones.open(person)
      await openJoin(page)
      await sees(page, '上次申请没有通过')
      await sees(page, '请到所在街道的商会申请')
      await top(page).getByRole('button', { name: '用微信手机号加入' }).waitFor()
    })

    story('refusing to give the number leaves the other ways open', async (phones) => {
      const page = await phones.open(await world.town.visitor('石磊', '13800000007'))
      await openJoin(page)
      await tap(page, '用微信手机号加入')
      await answer(page, '同意')
      await answer(page, '不允许')
      await tap(page, '我有邀请码')
      await sees(page, '用邀请码加入')
    })

    story('a number not on the roster becomes an application', async (phones) => {
      const page = await phones.open(await world.town.visitor('路遥', '13800000008'))
      await openJoin(page)
      await allowPhone(page)
      await sees(page, /名单里没有这个手机号/)
      await type(page, '您的姓名', '路遥')
      await chooseOrganization(page, '望江商会')
      await tap(page, '提交申请')
      await sees(page, '申请已提交')
      await sees(page, '望江商会')
    })

    story('who joined by invitation has their number verified when they first say something, and loses no word', async (phones) => {
      const person = await world.town.visitor('方可', '13800000009')
      await person.call('POST', `/join/invitations/${world.stack.invitationCode}`, { name: '方可' })
      const page = await phones.open(person, { path: 'pages/suggest/index' })
      await type(page, '一句话说明', '会议室加装投影')
      await type(page, '具体情况', '现在的幕布太小，后排看不清。')
      await top(page).getByRole('radio').filter({ hasText: '会员服务' }).click()
      await tap(page, '提交建议')
      await answer(page, '允许') // one message when it is answered
      await sees(page, '给大家看的内容，按规定须由验证过手机号的会员发布；号码不会给其他会员看到。')
      await picture(page, 'suggest-verify-phone')
      await tap(page, '验证手机号')
      await answer(page, '同意') // the privacy agreement, once a phone
      await answer(page, '不允许')
      assert.equal(await top(page).getByRole('textbox', { name: '具体情况' }).inputValue(), '现在的幕布太小，后排看不清。')
      await tap(page, '验证手机号')
      await answer(page, '允许')
      await sees(page, '已收到。谁在办、几号前答复，都会在下面看到。')
      await sees(page, '现在的幕布太小，后排看不清。')
    })

    story('whoever scans at the door first may join then: being there is kept, and their place let in', async (phones) => {
      const page = await scanAtTheDoor(phones, SALON, await world.town.visitor(...GUEST))
      await joinFromTheDoor(page, GUEST[0])
      await sees(page, '签到成功')
      await sees(page, SALON)
    })

    story('whoever scans, joins and has no place is led to the activity, and can sign up there', async (phones) => {
      const title = '开放日'
      await world.town.activity(title)
      const page = await scanAtTheDoor(phones, title, await world.town.visitor(...NO_GUEST))
      await joinFromTheDoor(page, NO_GUEST[0])
      await sees(page, '您没有报名这场活动。')
      await tap(page, '看看能不能报名')
      await tap(page, '我要报名')
      await answer(page, '允许')
      await sees(page, '报名成功')
    })
  })
}

/** @returns the visitor's phone, having scanned the code on the organizer's with home's scanner */
async function scanAtTheDoor(phones, title, visitor) {
  const organizer = await phones.open(await world.town.organizer())
  await openDoor(organizer, title)
  await tap(organizer, '出示签到码')
  const page = await phones.open(visitor, { beside: organizer })
  await tap(page, '扫签到码')
  await scanCodeOn(page, '组织者 李建国 · 签到码')
  return page
}

async function joinFromTheDoor(page, name) {
  await sees(page, '先加入，再签到')
  await picture(page, 'checkin-join-first')
  await tap(page, '去加入')
  await allowPhone(page)
  await type(page, '您的姓名', name)
  await tap(page, '确认加入')
}
