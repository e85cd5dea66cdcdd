import fs from 'node:fs'
import { createRequire } from 'node:module'
import { DESK, openAtDesk } from './desk.mjs'
import { world } from './world.mjs'

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const ADMINISTRATOR = '周婷'

/**
 * A computer's browser at which somebody is signed in to the console.
 *
 * @param {string} name  a member of the demo who holds a role
 * @param {{viewport?: {width: number, height: number}, bypassCSP?: boolean, path?: string}} options  bypassCSP: for
 *   pictures, which need a Chinese font
 */
export async function signedInDesk(name = ADMINISTRATOR, { viewport = DESK, bypassCSP = false, path = '/console/start' } = {}) {
  const page = await openAtDesk(await world.stack.signInLink(name), viewport, { bypassCSP })
  await page.getByRole('button', { name: '登录这台电脑' }).click()
  await page.locator('nav.menu').waitFor()
  if (path !== '/console/start') await page.goto(world.stack.base + path)
  return page
}

/**
 * What axe-core finds serious on a page, one line each.
 *
 * @param {import('playwright-core').Page} page  opened with bypassCSP: the script is put into it
 */
export async function seriousFaults(page) {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)
}

/** Closes the notices, for a picture. */
export async function clearOf(page) {
  for (const close of await page.locator('[data-toast-close]').all()) await close.click()
}
