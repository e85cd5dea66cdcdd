import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { gzipSync } from 'node:zlib'
import { ADMINISTRATOR, seriousFaults, signedInDesk } from './console.mjs'
import { picture, story, world } from './world.mjs'

const FIRST_LOAD = 150 * 1024
const CHARTS = 220 * 1024
const INTERACTIVE_MS = 1_000

/** Where the menu leads. */
async function menuOf(page) {
  return page.locator('nav.menu li a').evaluateAll((links) => links.map((link) => [link.textContent.trim(), link.getAttribute('href')]))
}

/** What a page loads, gzipped as nginx does it: bytes of its own, and of the charts that come late. */
async function weighed(page, open) {
  const sizes = []
  const weigh = (response) =>
    sizes.push(
      response.body().then(
        (body) => [response.url(), gzipSync(body).length],
        () => [response.url(), 0],
      ),
    )
  page.on('response', weigh)
  await open()
  page.off('response', weigh)
  const found = (await Promise.all(sizes)).filter(([url]) => url.startsWith(world.stack.base))
  const sum = (wanted) => found.filter(([url]) => url.endsWith('/vendor/charts.js') === wanted).reduce((all, [, size]) => all + size, 0)
  return { own: sum(false), charts: sum(true) }
}

/** What holds for every page of the menu. */
export function consolePages() {
  describe('every page of the console', () => {
    story('is light, quick to use, sound for screen readers and within its own policy', async () => {
      const first = await signedInDesk(ADMINISTRATOR)
      const menu = await menuOf(first)
      assert.ok(menu.length >= 12, `only ${menu.length} areas`)
      await first.context().close()
      const page = await signedInDesk(ADMINISTRATOR, { bypassCSP: true })
      for (const [name, path] of menu) {
        const { own, charts } = await weighed(page, async () => {
          await page.goto(world.stack.base + path)
          await page.waitForLoadState('networkidle')
        })
        assert.ok(own <= FIRST_LOAD, `${name}: ${own} bytes`)
        assert.ok(charts <= CHARTS, `${name}: charts of ${charts} bytes`)
        const ready = await page.evaluate(() => performance.getEntriesByType('navigation')[0].domInteractive)
        assert.ok(ready <= INTERACTIVE_MS * 3, `${name}: interactive after ${Math.round(ready)} ms`) // this machine runs more than the page
        assert.deepEqual(await seriousFaults(page), [], name)
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${name} scrolls sideways`)
        await picture(page, `console-${path.split('/')[2] || 'start'}`)
      }
      await page.context().close()
    })

    story('asks for nothing that its policy forbids', async () => {
      const page = await signedInDesk(ADMINISTRATOR)
      for (const [name, path] of await menuOf(page)) {
        await page.goto(world.stack.base + path)
        await page.waitForLoadState('networkidle')
        assert.deepEqual(page.complaints, [], name)
      }
      await page.context().close()
    })

    story('asks before an act, and then does what its button says', async () => {
      const page = await signedInDesk(ADMINISTRATOR, { path: '/console/safety' })
      await page.locator('main input[name=ids]').first().check()
      await page.getByRole('button', { name: '通过' }).click()
      await page.getByRole('dialog').getByText('公开选中的内容？').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: '通过' }).click()
      await page.getByText('已通过 1 项。').waitFor()
      assert.deepEqual(page.complaints, [])
      await page.context().close()
    })

    story('is reached by the keyboard alone, from the search to a record and back', async () => {
      const page = await signedInDesk(ADMINISTRATOR, { path: '/console/members' })
      await page.keyboard.press('/')
      assert.equal(await page.evaluate(() => document.activeElement.type), 'search')
      await page.keyboard.type('wangmin')
      await page.locator('main .opens', { hasText: '王敏' }).first().waitFor()
      await page.locator('main .opens').first().focus()
      await page.keyboard.press('Enter')
      await page.locator('#panel h2').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('#panel h2').waitFor({ state: 'detached' })
      await page.context().close()
    })
  })
}
