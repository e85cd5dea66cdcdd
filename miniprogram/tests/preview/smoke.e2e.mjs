import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { launchBrowser, openPhone, screenshot, top } from '../e2e/browser.mjs'
import buildApps, { FIXTURE_DIST } from './build-apps.mjs'
import { servePreview } from './host.mjs'

const HOUR_MS = 3_600_000

let browser
let host

before(async () => {
  await buildApps()
  host = await servePreview(FIXTURE_DIST)
  browser = await launchBrowser()
})

after(async () => {
  await browser?.close()
  host?.close()
})

async function onPhone(options, run) {
  const page = await openPhone(browser, { base: host.base, user: 'u1', ...options })
  try {
    await run(page)
    assert.deepEqual(page.errors, [])
  } finally {
    await page.context().close()
  }
}

for (const touch of [false, true]) {
  const hit = (locator) => (touch ? locator.tap() : locator.click())

  describe(touch ? 'with a finger' : 'with a mouse', () => {
    test('tabs, pages and back', () =>
      onPhone({ touch }, async (page) => {
        await hit(page.getByRole('tab', { name: '列表' }))
        await top(page).getByText('第 1 条').waitFor()
        await hit(page.getByRole('tab', { name: '首页' }))
        await hit(top(page).getByText('控件'))
        await top(page).getByPlaceholder('姓名').waitFor()
        await hit(top(page).getByRole('button', { name: '返回' }))
        await top(page).getByText('你好！').waitFor()
      }))

    test('logs in through the simulator and the backend', () =>
      onPhone({ touch }, async (page) => {
        await hit(top(page).getByText('登录'))
        await top(page).getByText('登录 200 code-of-u1').waitFor()
        await page.evaluate(() => window.lianyiPreview.setOnline(false))
        await hit(top(page).getByText('登录', { exact: true }))
        await top(page).getByText('login:fail net::ERR_INTERNET_DISCONNECTED').waitFor()
      }))

    test('gives the phone number only with consent', () =>
      onPhone({ touch }, async (page) => {
        await hit(top(page).getByRole('button', { name: '手机号' }))
        await hit(page.getByRole('button', { name: '同意' }))
        await hit(page.getByRole('button', { name: '不允许' }))
        await top(page).getByText('手机号 getPhoneNumber:fail user deny').waitFor()
        await hit(top(page).getByRole('button', { name: '手机号' }))
        await hit(page.getByRole('button', { name: '允许', exact: true }))
        await top(page).getByText('手机号 phone-of-u1').waitFor()
      }))

    test('fills a form with pickers and fields', () =>
      onPhone({ touch, path: 'pages/widgets/index' }, async (page) => {
        await top(page).getByPlaceholder('姓名').fill('王敏')
        await top(page).getByPlaceholder('备注').fill('一\n二\n三')
        await hit(top(page).getByText('城市 广州'))
        await hit(page.getByRole('option', { name: '上海' }))
        await hit(page.getByRole('button', { name: '确定' }))
        await hit(top(page).getByText('翻译'))
        await hit(top(page).getByRole('button', { name: '提交' }))
        const result = JSON.parse(await top(page).locator('.result').textContent())
        assert.deepEqual([result.name, result.note, result.city, result.skills], ['王敏', '一\n二\n三', 1, ['翻译']])
      }))
  })
}

test('styles of one page do not reach another, nor those of a component its page', () =>
  onPhone({}, async (page) => {
    const colour = (locator) => locator.evaluate((element) => getComputedStyle(element).color)
    await page.getByRole('tab', { name: '列表' }).click()
    assert.equal(await colour(top(page).getByText('第 1 条')), 'rgb(67, 56, 202)')
    await page.getByRole('tab', { name: '首页' }).click()
    assert.equal(await colour(top(page).getByText('你好！')), 'rgb(31, 41, 55)')
    const padding = await top(page)
      .locator('[class*="--card"]')
      .evaluate((element) => getComputedStyle(element).padding)
    assert.equal(padding, '0px')
  }))

test('pulling down refreshes, scrolling down reaches the bottom once', () =>
  onPhone({}, async (page) => {
    await page.mouse.move(180, 150)
    await page.mouse.down()
    await page.mouse.move(180, 320, { steps: 5 })
    await page.mouse.up()
    await top(page).getByText('刷新中').waitFor()
    await page.getByRole('tab', { name: '列表' }).click()
    await top(page)
      .locator('wx-page')
      .evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await top(page).getByText('到底 1 次').waitFor()
  }))

test('a long press, a swipe and a scroll view are felt', () =>
  onPhone({ path: 'pages/widgets/index' }, async (page) => {
    const result = top(page).locator('.result')
    const pressed = top(page).getByText('按住')
    await pressed.hover()
    await page.mouse.down()
    await top(page).locator('.hover.pressed').waitFor()
    await result.getByText('长按').waitFor()
    await page.mouse.up()
    await top(page)
      .locator('wx-swiper')
      .evaluate((element) => element.scrollTo({ left: element.clientWidth }))
    await result.getByText('第 1 张').waitFor()
    await top(page)
      .locator('.scroll')
      .evaluate((element) => element.scrollTo(0, 9999))
    await result.getByText('滚到底').waitFor()
  }))

test('a fixed text scale reaches the app, and Chinese has a font', () =>
  onPhone({ fontScale: 1.4 }, async (page) => {
    assert.equal(await page.evaluate(() => window.wx.getAppBaseInfo().fontSizeScaleFactor), 1.4)
    await screenshot(page, new URL('../../test-results/preview/home.png', import.meta.url).pathname)
    assert.ok(await page.evaluate(() => [...document.fonts].some((font) => font.family.includes('PingFang') && font.status === 'loaded')))
  }))

test('leaving the app and scanning a link with WeChat opens the page bound to it', () =>
  onPhone({}, async (page) => {
    await page.getByRole('button', { name: '关闭小程序' }).click()
    await page.getByRole('button', { name: '微信扫一扫' }).click()
    await page.getByPlaceholder('粘贴或修改一个码').fill('https://lianyi.example/c/abc?d=1')
    await page.getByRole('button', { name: '识别' }).click()
    await top(page).getByText('编号').waitFor()
    assert.deepEqual(await page.evaluate(() => window.getCurrentPages()[0].options), { q: 'https%3A%2F%2Flianyi.example%2Fc%2Fabc%3Fd%3D1' })
  }))

describe('the page of several phones', () => {
  async function onDesk(run) {
    const context = await browser.newContext({ viewport: { width: 1366, height: 900 } })
    const page = await context.newPage()
    const errors = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(`${host.base}index.html`)
    const phone = (id) => page.frameLocator(`[data-phone=${id}] iframe`)
    for (const id of ['member', 'organizer', 'visitor']) await phone(id).locator('body.mp-started').waitFor()
    try {
      await run(page, phone)
      assert.deepEqual(errors, [])
    } finally {
      await context.close()
    }
  }

  test('one phone scans the code another shows, and an altered one', () =>
    onDesk(async (page, phone) => {
      await phone('visitor').getByRole('tab', { name: '列表' }).click()
      await phone('organizer').getByText('扫码').click()
      const codes = phone('organizer').getByRole('listitem')
      await codes.filter({ hasText: '会员 王敏 · 首页' }).waitFor()
      await screenshot(page, new URL('../../test-results/preview/phones.png', import.meta.url).pathname)
      assert.equal(await codes.count(), 1)
      await codes.getByRole('button', { name: 'PASS-K74M' }).click()
      await phone('organizer').getByText('扫到 PASS-K74M').waitFor()
      await phone('organizer').getByText('扫码').click()
      await phone('organizer').getByRole('button', { name: /^修改/ }).click()
      await phone('organizer').getByPlaceholder('粘贴或修改一个码').press('End')
      await phone('organizer').getByPlaceholder('粘贴或修改一个码').pressSequentially('X')
      await phone('organizer').getByRole('button', { name: '识别' }).click()
      await phone('organizer').getByText('扫到 PASS-K74MX').waitFor()
      await phone('organizer').getByText('扫码').click()
      await phone('organizer').getByRole('button', { name: '取消' }).click()
      await phone('organizer').getByText('scanCode:fail cancel').waitFor()
    }))

  test('each phone is its own person, with its own storage and network', () =>
    onDesk(async (page, phone) => {
      await page.locator('[data-phone=visitor]').getByLabel('网络').uncheck()
      await phone('visitor').getByText('登录').click()
      await phone('visitor').getByText('login:fail').waitFor()
      await phone('organizer').getByText('登录').click()
      await phone('organizer').getByText('登录 200 code-of-u2').waitFor()
      await phone('organizer')
        .locator('body')
        .evaluate(() => window.wx.setStorageSync('token', 'mine'))
      assert.equal(
        await phone('member')
          .locator('body')
          .evaluate(() => window.wx.getStorageSync('token')),
        '',
      )
      await page.locator('[data-phone=organizer]').getByRole('button', { name: '清空' }).click()
      await phone('organizer').getByText('你好！').waitFor()
      await phone('organizer').locator('body.mp-started').waitFor()
      assert.equal(
        await phone('organizer')
          .locator('body')
          .evaluate(() => window.wx.getStorageSync('token')),
        '',
      )
    }))

  test('time is moved forward from the keyboard, and every phone starts anew at it', () =>
    onDesk(async (page) => {
      const alone = await openPhone(browser, { base: host.base, user: 'u9', context: page.context() })
      const phones = [...page.frames().slice(1), alone.mainFrame()]
      const hoursAhead = async () =>
        Promise.all(phones.map(async (phone) => Math.round((await phone.evaluate(() => Date.now())) / HOUR_MS - Date.now() / HOUR_MS)))
      const before = await hoursAhead()
      for (const phone of phones) await phone.evaluate(() => Object.assign(window, { isOld: true }))
      const network = page.locator('[data-phone=visitor]').getByLabel('网络')
      await network.uncheck()
      await page.getByRole('button', { name: '+1 天' }).focus()
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Enter')
      for (const phone of phones) await phone.waitForFunction(() => !window.isOld && document.body.classList.contains('mp-started'))
      assert.deepEqual(
        await hoursAhead(),
        before.map((hours) => hours + 1),
      )
      assert.equal(await page.evaluate(() => document.activeElement.textContent), '+1 小时')
      assert.equal(await network.isChecked(), true)
      assert.deepEqual(alone.errors, [])
    }))

  test('large text is set for all phones', () =>
    onDesk(async (page, phone) => {
      await page.getByLabel('大', { exact: true }).check()
      await phone('member').locator('body.mp-started').waitFor()
      assert.equal(
        await phone('member')
          .locator('body')
          .evaluate(() => window.wx.getAppBaseInfo().fontSizeScaleFactor),
        1.4,
      )
    }))
})
