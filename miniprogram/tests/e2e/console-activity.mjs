import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { ADMINISTRATOR, clearOf, seriousFaults, signedInDesk } from './console.mjs'
import { image, picture, story, until, world } from './world.mjs'

const TITLE = '第一次策划的沙龙'

const wall = (moment) => world.stack.wallTime(moment)
const minutes = (count) => Date.now() + count * 60_000

const link = (page, name) => page.locator('main').getByRole('link', { name, exact: true }).first().click()
const button = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).first().click()
const sees = (page, words) => page.getByText(words).first().waitFor()

async function assertSound(page) {
  assert.deepEqual(await seriousFaults(page), [])
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'scrolls sideways')
}

/** What somebody who has never seen it does, led by what the pages say: from the menu to a closed activity. */
export function runsAnActivity() {
  story('somebody who has never seen it plans, publishes and closes an activity without the manual', async () => {
    const page = await signedInDesk(ADMINISTRATOR, { bypassCSP: true })
    await page.locator('nav.menu').getByRole('link', { name: '活动' }).click()
    await picture(page, 'console-activities')
    await assertSound(page)
    await link(page, '策划活动')

    await page.getByLabel('活动名称').fill(TITLE)
    await page.getByLabel('类型').selectOption({ label: '讲座' })
    await page.getByLabel('介绍').fill('请税务师讲讲今年的新政策，带上您的问题。')
    await page.locator('#starts_at').fill(wall(minutes(-20)))
    await page.locator('#ends_at').fill(wall(minutes(60)))
    await page.locator('#venue').fill('石桥街道三楼会议室')
    await page.getByLabel('主办组织').selectOption({ index: 1 })
    await page.locator('#capacity').fill('30')
    await page.getByLabel('报名截止').fill(wall(minutes(50)))
    await page.getByLabel('报名需要工作人员审核').check()

    // The phone beside it follows, and what is typed is kept.
    await page.locator('.phone-greeting', { hasText: TITLE }).waitFor()
    await page.locator('.plan-phone', { hasText: '石桥街道三楼会议室' }).waitFor()
    await sees(page, '已自动保留')
    await image(page, 'tour-plan')
    await assertSound(page)
    await page.goto(`${world.stack.base}/console/activities`)
    await link(page, '继续填写')
    assert.equal(await page.getByLabel('活动名称').inputValue(), TITLE)

    await button(page, '保存并去发布')
    await sees(page, '谁能看到')
    await sees(page, /人能看到：微信可达/)
    await sees(page, /这次会占用会员/)
    await clearOf(page)
    await image(page, 'tour-publish')
    await assertSound(page)
    await button(page, '发布')
    await sees(page, '已发布，会员现在就能看到。')
    await picture(page, 'console-activity')
    await assertSound(page)
    const id = page.url().match(/activities\/(\d+)/)[1]

    const [first, second] = [await world.town.member('要来的'), await world.town.member('来不了')]
    await first.signUp({ id })
    await second.signUp({ id })
    await link(page, '报名')
    await link(page, '待审核 2')
    await page.getByLabel('选择要来的').check()
    await image(page, 'tour-review')
    await assertSound(page)
    await button(page, '通过')
    await sees(page, /已通过 要来的/)
    await page.getByRole('link', { name: '来不了' }).click()
    await page.locator('#panel').getByLabel('不通过的原因').fill('本场只对会员单位')
    await page.locator('#panel').getByRole('button', { name: '不通过' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '不通过' }).click()
    await sees(page, /已拒绝 来不了/)

    await link(page, '现场')
    await page.locator('.live').waitFor()
    // The decision can be undone for ten seconds, and counts then.
    await until(async () => {
      await page.reload()
      return page.getByRole('button', { name: '给要来的签到' }).count()
    })
    await page.getByRole('button', { name: '给要来的签到' }).click()
    await sees(page, '要来的 签到成功。')
    await page.locator('.live', { hasText: '100%' }).waitFor()
    await image(page, 'tour-door')
    await assertSound(page)

    // It ends earlier than planned: then it can be closed.
    await link(page, '修改')
    await page.locator('#ends_at').fill(wall(minutes(-1)))
    for (const name of ['signup', 'cancel', 'checkin']) await page.locator(`#${name}_closes_at`).fill('')
    await button(page, '保存修改')
    await until(async () => !page.url().endsWith('/plan'))
    await link(page, '看报告并结项')
    await page.getByRole('button', { name: '结项' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '结项' }).click()
    await sees(page, '已结项。')
    await page.locator('.chart svg').first().waitFor()
    await clearOf(page)
    await image(page, 'tour-report')
    await assertSound(page)
    await page.context().close()
  })
}

/** Activities at the desk beside the working day. */
export function consoleActivity() {
  describe('an activity at the desk', () => {
    story('a month is walked through by the keyboard, and a day of it is where a plan begins', async () => {
      const page = await signedInDesk(ADMINISTRATOR, { bypassCSP: true, path: '/console/activities/calendar' })
      await picture(page, 'console-calendar')
      await assertSound(page)
      const days = page.locator('[data-day]')
      await days.nth(8).focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowDown')
      const href = await days.nth(16).getAttribute('href')
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), href)
      await page.keyboard.press('Enter')
      await page.getByLabel('活动名称').waitFor()
      assert.ok((await page.locator('#starts_at').inputValue()).startsWith(href.slice(-10)))
      await page.context().close()
    })

    story('going back finds the list as it was, frame and styles and all', async () => {
      const page = await signedInDesk(ADMINISTRATOR, { path: '/console/start' })
      await page.locator('nav.menu').getByRole('link', { name: '活动' }).click()
      await page.getByLabel('状态').selectOption({ label: '已结项' })
      await page.waitForURL(/state=reported/)
      await page.locator('main .opens').first().click()
      await page.locator('#panel').getByRole('link', { name: '打开活动' }).click()
      await page.locator('.plan-phone').waitFor()
      assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.plan-phone')).display), 'flex')
      await page.goBack()
      await page.goBack()
      await page.locator('main .opens').first().waitFor()
      assert.equal(await page.getByLabel('状态').inputValue(), 'reported')
      assert.equal(await page.locator('nav.menu').count(), 1)
      await page.context().close()
    })

    story('every page is as sound on a tablet', async () => {
      const page = await signedInDesk(ADMINISTRATOR, { bypassCSP: true, viewport: { width: 1024, height: 768 }, path: '/console/activities' })
      const id = await page
        .locator('main .opens')
        .first()
        .getAttribute('href')
        .then((href) => href.match(/open=(\d+)/)[1])
      for (const path of [
        '',
        '/calendar',
        '/new',
        `/${id}`,
        `/${id}/plan`,
        `/${id}/questions`,
        `/${id}/signups`,
        `/${id}/door`,
        `/${id}/report`,
        `/${id}/history`,
      ]) {
        await page.goto(`${world.stack.base}/console/activities${path}`)
        await picture(page, `console-tablet${path.replace(id, 'activity').replaceAll('/', '-')}`)
        await assertSound(page)
      }
      await page.context().close()
    })

    story('nothing on these pages is against their own policy', async () => {
      const page = await signedInDesk(ADMINISTRATOR, { path: '/console/activities/new' })
      await page.getByLabel('活动名称').fill('一')
      await page.locator('.phone-greeting', { hasText: '一' }).waitFor()
      assert.deepEqual(page.complaints, [])
      await page.context().close()
    })
  })
}
