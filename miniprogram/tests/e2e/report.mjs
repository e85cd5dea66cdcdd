import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { describe } from 'node:test'
import { image, picture, story, world } from './world.mjs'

const FONT = path.resolve(import.meta.dirname, '../../node_modules/@fontsource-variable/noto-sans-sc')
const OVER = '税务新政讲座'
const DESK = { width: 1366, height: 768 }
/** What A4 leaves of 96 dpi within the margins of the page. */
const A4 = { width: Math.floor((184 / 25.4) * 96), height: Math.floor((269 / 25.4) * 96) }

async function linkToReport() {
  const staff = await world.town.administrator()
  const { items } = await staff.call('GET', `/staff/activities?q=${encodeURIComponent(OVER)}`)
  return (await staff.call('POST', `/staff/activities/${items[0].id}/report-link`)).url
}

/** The report as somebody without an account opens it. `bypassCSP`: for pictures, in which a bare server's browser needs a Chinese font. */
async function openReport(viewport, { bypassCSP = false } = {}) {
  const context = await world.browser.newContext({ viewport, bypassCSP, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  page.complaints = []
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()))
  page.on('pageerror', (error) => page.complaints.push(error.message))
  await page.goto(await linkToReport())
  if (bypassCSP) await useFont(page)
  return page
}

async function useFont(page) {
  await page.route('http://fonts.example/**', (route) => {
    const name = path.basename(new URL(route.request().url()).pathname)
    return route.fulfill({ path: path.join(FONT, 'files', name), headers: { 'access-control-allow-origin': '*' } })
  })
  const faces = fs.readFileSync(path.join(FONT, 'index.css'), 'utf8').replaceAll('./files/', 'http://fonts.example/')
  await page.addStyleTag({ content: `${faces} body { font-family: 'Noto Sans SC Variable', sans-serif !important }` })
  await page.evaluate(() => document.fonts.ready)
  await page.waitForLoadState('networkidle')
}

/** The report of an activity: on a screen, on paper, and on the phone it was sent to. */
export function report() {
  describe('the report', () => {
    story('opens by its link under its own strict policy, and offers to print', async () => {
      const page = await openReport(DESK)
      await page.getByRole('heading', { name: OVER }).waitFor()
      await page.getByRole('button', { name: '打印或存为 PDF' }).waitFor()
      assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('button')).backgroundColor), 'rgb(15, 118, 110)')
      assert.equal(await page.locator('svg[role=img]').count(), 4)
      assert.deepEqual(page.complaints, [])
      await page.context().close()
    })

    story('prints on one sheet of A4', async () => {
      const page = await openReport(A4, { bypassCSP: true })
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
      assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1)
      await page.emulateMedia({ media: 'print' })
      await picture(page, 'report-a4')
      assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight + 1))
      await page.context().close()
    })

    story('is read on a screen and on a phone without scrolling sideways', async () => {
      for (const [name, viewport] of Object.entries({ report: DESK, 'report-phone': { width: 375, height: 812 } })) {
        const page = await openReport(viewport, { bypassCSP: true })
        if (name === 'report') await image(page, name)
        await picture(page, name)
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth))
        await page.context().close()
      }
    })
  })
}
