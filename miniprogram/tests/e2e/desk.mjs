import fs from 'node:fs'
import path from 'node:path'
import { world } from './world.mjs'

const FONT = path.resolve(import.meta.dirname, '../../node_modules/@fontsource-variable/noto-sans-sc')
export const DESK = { width: 1366, height: 768 }

/**
 * Opens a page of the server in a computer's browser, logged in as nobody. `page.complaints` collects what the console
 * and the page complain of.
 *
 * @param {string} url
 * @param {{width: number, height: number}} viewport
 * @param {{bypassCSP?: boolean}} options  bypassCSP: for pictures, in which a bare server's browser needs a Chinese font
 */
export async function openAtDesk(url, viewport, { bypassCSP = false } = {}) {
  const context = await world.browser.newContext({ viewport, bypassCSP, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  page.complaints = []
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()))
  page.on('pageerror', (error) => page.complaints.push(error.message))
  await page.goto(url)
  if (bypassCSP) await useFont(page)
  return page
}

export async function useFont(page) {
  await page.route('http://fonts.example/**', (route) => {
    const name = path.basename(new URL(route.request().url()).pathname)
    return route.fulfill({ path: path.join(FONT, 'files', name), headers: { 'access-control-allow-origin': '*' } })
  })
  const faces = fs.readFileSync(path.join(FONT, 'index.css'), 'utf8').replaceAll('./files/', 'http://fonts.example/')
  const content = `${faces} body { font-family: 'Noto Sans SC Variable', sans-serif !important }`
  await page.addStyleTag({ content })
  // And on every page that is opened from there.
  page.on('domcontentloaded', () => page.addStyleTag({ content }).catch(() => {}))
  await page.evaluate(() => document.fonts.ready)
}
