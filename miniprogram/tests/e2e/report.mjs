import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { DESK, openAtDesk } from './desk.mjs'
import { image, picture, story, world } from './world.mjs'

const OVER = '税务新政讲座'
/** What A4 leaves of 96 dpi within the margins of the page. */
const A4 = { width: Math.floor((184 / 25.4) * 96), height: Math.floor((269 / 25.4) * 96) }

async function linkToReport() {
  const staff = await world.town.administrator()
  const { items } = await staff.call('GET', `/staff/activities?q=${encodeURIComponent(OVER)}`)
  return (await staff.call('POST', `/staff/activities/${items[0].id}/report-link`)).url
}

/** The report as somebody without an account opens it. */
const openReport = async (viewport, options) => openAtDesk(await linkToReport(), viewport, options)

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
