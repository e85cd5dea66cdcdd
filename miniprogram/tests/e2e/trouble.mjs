import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, misses, sees, setOnline, tab, tap, tapText } from './taps.mjs'
import { picture, story, world } from './world.mjs'

const OFFLINE = '没有网络，显示的是上次的内容'

/** Without a network, without WeChat, and the ways out. */
export function trouble() {
  describe('in trouble', () => {
    story('off line, home keeps what was on screen under a badge, and the pass still shows its code', async (phones) => {
      const member = await world.town.member('沈括')
      await member.signUp(await world.town.activity('星空夜'))
      const page = await phones.open(member)
      await sees(page, '出示入场码')
      await tapText(page, '出示入场码')
      await sees(page, '请出示给工作人员扫一下，没有网络也能用。')
      await tap(page, '返回')
      await setOnline(page, false)
      await sees(page, OFFLINE)
      await picture(page, 'home-offline')
      await sees(page, '星空夜')
      await tab(page, '活动')
      await tab(page, '首页')
      await sees(page, OFFLINE)
      await sees(page, /好，沈括/)
      await tapText(page, '出示入场码')
      await top(page).getByRole('img', { name: '入场码，请出示给工作人员' }).waitFor()
      assert.ok(await hasInk(page))
      await tap(page, '返回')
      await setOnline(page, true)
      await misses(page, OFFLINE)
    })

    story('an app started without a network says so, and opens by itself once asked again', async (phones) => {
      const member = await world.town.member('毕昇')
      const page = await phones.open(member)
      await sees(page, /好，毕昇/)
      await page.context().setOffline(false)
      await page.route('**/api/v1/**', (route) => route.abort())
      await page.reload()
      await sees(page, /好，毕昇/)
      await top(page).getByRole('alert').filter({ hasText: '网络没有连上' }).waitFor()
      await tab(page, '活动')
      await sees(page, '没能打开')
      await page.unroute('**/api/v1/**')
      await tap(page, '再试一次')
      await sees(page, '会员企业家沙龙')
      await tab(page, '首页')
      await top(page).getByRole('alert').waitFor({ state: 'detached' })
    })

    story('WeChat down at login is said in words, and trying again works once it is back', async (phones) => {
      const member = await world.town.member('郭守')
      await world.stack.wechat('POST', '/faults', { kind: 'http_error', path: '/sns/' })
      try {
        const page = await phones.open(member)
        await sees(page, '没能打开')
        await sees(page, /微信/)
        await picture(page, 'home-wechat-down')
        await world.stack.wechat('DELETE', '/faults')
        await tap(page, '再试一次')
        await sees(page, /好，郭守/)
      } finally {
        await world.stack.wechat('DELETE', '/faults')
      }
    })

    story('a session that was ended elsewhere is renewed without a word', async (phones) => {
      const member = await world.town.member('祖冲')
      const page = await phones.open(member)
      await sees(page, /好，祖冲/)
      await member.call('DELETE', '/sessions')
      await tab(page, '活动')
      await sees(page, '会员企业家沙龙')
      assert.equal(page.calls.filter((call) => call === 'POST /api/v1/login').length, 2)
    })

    story('who logs out leaves nothing on the phone, and logs in again with a tap', async (phones) => {
      const page = await phones.open(await world.town.member('徐霞'))
      await sees(page, /好，徐霞/)
      await tab(page, '我的')
      await tap(page, '退出登录')
      await answer(page, '退出')
      await sees(page, '您已退出')
      await picture(page, 'me-signed-out')
      assert.ok(!(await page.evaluate(() => JSON.stringify(localStorage))).includes('徐霞'))
      await page.reload()
      await sees(page, '您已退出')
      await tap(page, '微信登录')
      await sees(page, /好，徐霞/)
    })

    story('an account is deleted only by typing the word, and then the phone is a visitor', async (phones) => {
      const page = await phones.open(await world.town.member('贾思'))
      await sees(page, /好，贾思/)
      await tab(page, '我的')
      await tap(page, '隐私与数据')
      await tapText(page, '注销账号')
      await page.getByRole('dialog').getByRole('textbox').fill('好的')
      await answer(page, '注销')
      await page.getByRole('status').filter({ hasText: '没有注销' }).waitFor()
      await tapText(page, '注销账号')
      await page.getByRole('dialog').getByRole('textbox').fill('注销')
      await answer(page, '注销')
      await sees(page, '您已退出')
      await tap(page, '微信登录')
      await sees(page, '加入您的组织')
    })

    story('everything held can be taken away, and what changed can be read', async (phones) => {
      const member = await world.town.member('宋应')
      const { form, row_version } = await member.call('GET', '/profile/sections/basics')
      await member.call('PUT', '/profile/sections/basics', { answers: { area: '石桥街道' }, form_version: form.version, row_version })
      const page = await phones.open(member)
      await tab(page, '我的')
      await tap(page, '隐私与数据')
      await tapText(page, '导出我的全部数据')
      await page.getByRole('status').filter({ hasText: '已复制' }).waitFor()
      const clipboard = await page.evaluate(() => window.lianyiPreview.runtime.device.clipboard)
      assert.match(clipboard, /宋应/)
      assert.match(clipboard, /石桥街道/)
      await tap(page, '返回')
      await tap(page, '资料变更记录')
      await sees(page, '石桥街道')
      await sees(page, /^我 · /)
    })
  })
}

/** Whether the canvas on top has dark pixels: a code was drawn. */
function hasInk(page) {
  return top(page)
    .locator('canvas')
    .first()
    .evaluate((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      return data.some((value, index) => index % 4 === 0 && value < 64 && data[index + 3] === 255)
    })
}
