import assert from 'node:assert/strict'
import { describe } from 'node:test'
import decode from 'qr/decode.js'
import { signedInDesk } from './console.mjs'
import { DESK, openAtDesk } from './desk.mjs'
import { scanText, sees, tab, tap } from './taps.mjs'
import { picture, story, world } from './world.mjs'

const PIXELS = 4 // a module of the code, as the reader sees it
const FOLLOWS_MS = 2_000

/** What a code on a page says, read from the outline that the page draws. */
async function readCode(page) {
  const code = page.locator('.qr')
  await code.waitFor()
  const side = Number((await code.getAttribute('viewBox')).split(' ')[2])
  const size = side * PIXELS
  const data = new Uint8ClampedArray(size * size * 4).fill(255)
  for (const [, x, y, run] of (await code.locator('path').getAttribute('d')).matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let row = y * PIXELS; row < (Number(y) + 1) * PIXELS; row += 1)
      for (let column = x * PIXELS; column < (Number(x) + Number(run)) * PIXELS; column += 1)
        data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3)
  return decode({ width: size, height: size, data })
}

/** Scans a code at 我的 → 工作台 with somebody's phone, up to the question. */
async function scanAtDesk(phones, person, text) {
  const phone = await phones.open(person)
  await tab(phone, '我的')
  await tap(phone, '扫码登录后台')
  await scanText(phone, text)
  return phone
}

/** Getting in, and back in. */
export function consoleSigningIn() {
  describe('signing in to the console', () => {
    story('the code is scanned, the phone asks, and the page that was wanted opens by itself', async (phones) => {
      const page = await openAtDesk(`${world.stack.base}/console/members?q=wang`, DESK)
      const phone = await scanAtDesk(phones, await world.town.administrator(), await readCode(page))
      await sees(phone, /^在 Chrome \/ Linux\s+上登录？$/)
      await sees(phone, '管理员 · 云溪区')
      await page.getByText('已扫码，请在手机上确认登录。').waitFor()
      await picture(phone, 'console-confirm')
      await tap(phone, '确认登录')
      const began = Date.now()
      await page.locator('nav.menu').waitFor()
      assert.ok(Date.now() - began < FOLLOWS_MS, `it took ${Date.now() - began} ms`)
      assert.ok(page.url().endsWith('/console/members?q=wang'), page.url())
      await sees(phone, /用过$/)
      assert.deepEqual(page.complaints, [])
      await page.context().close()
    })

    story('a screen that locked goes on after a scan, with what was typed', async (phones) => {
      const page = await signedInDesk(undefined, { path: '/console/companies/new' })
      await page.getByLabel('单位名称').fill('锁屏之前写的单位')
      await page.evaluate(async () => {
        const headers = { ...JSON.parse(document.body.getAttribute('hx-headers')), 'HX-Request': 'true' }
        await fetch('/console/lock', { method: 'POST', headers })
        document.dispatchEvent(new CustomEvent('console-locked'))
      })
      const phone = await scanAtDesk(phones, await world.town.administrator(), await readCode(page))
      await tap(phone, '确认登录')
      await page.locator('.lock').waitFor({ state: 'detached' })
      assert.equal(await page.getByLabel('单位名称').inputValue(), '锁屏之前写的单位')
      await page.getByLabel('所属组织').selectOption({ label: '石桥商会' })
      await page.locator('main form .btn-primary').last().click()
      await page.getByRole('heading', { name: '锁屏之前写的单位' }).first().waitFor()
      assert.deepEqual(page.complaints, [])
      await page.context().close()
    })
  })
}
