import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'

const run = promisify(execFile)

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const PACKAGED = path.resolve(import.meta.dirname, '../../node_modules/.cache/chromium')
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]
const STEP_TIMEOUT_MS = 10_000

/** The phone the screens are designed for. */
export const PHONE = { width: 375, height: 812 }

/**
 * A browser with a fresh profile: CHROMIUM_PATH, or one installed on the system, or the one that comes from npm.
 *
 * @returns {Promise<import('playwright-core').Browser>} close it when done
 */
export async function launchBrowser() {
  const executablePath = await findChromium()
  const env = { ...process.env, LD_LIBRARY_PATH: await libraryPath(executablePath) }
  return chromium.launch({ executablePath, headless: true, args: FLAGS, env })
}

/**
 * One person's phone alone, with its own storage.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {{base: string, user: string, path?: string, fontScale?: number, touch?: boolean, scene?: number,
 *   context?: import('playwright-core').BrowserContext}} phone
 *   base: address of the preview, e.g. http://127.0.0.1:8000/preview/ ; path: page and query to start on;
 *   context: another phone's `page.context()`, so that the two can see each other's codes
 * @returns {Promise<import('playwright-core').Page>} ready: the first page is loaded. `page.errors` collects what the
 *   app threw, `page.calls` its calls to the API (`POST /api/v1/login`); `page.context().close()` ends it
 */
export async function openPhone(browser, { base, user, path: start, fontScale, touch = false, scene, context: shared }) {
  const context = shared ?? (await browser.newContext({ viewport: PHONE, deviceScaleFactor: 2, hasTouch: touch, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }))
  const page = await context.newPage()
  page.setDefaultTimeout(STEP_TIMEOUT_MS)
  page.errors = []
  page.on('pageerror', (error) => page.errors.push(error.message))
  page.calls = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/') && request.method() !== 'OPTIONS') page.calls.push(`${request.method()} ${pathname}`)
  })
  const query = new URLSearchParams(Object.entries({ user, path: start, fontScale, scene }).filter(([, value]) => value !== undefined))
  await page.goto(new URL(`phone.html?${query}`, base).href)
  await page.locator('body.mp-started').waitFor()
  return page
}

/** The page on top of the phone: pages below it are in the document too, hidden. */
export function top(page) {
  return page.locator('.mp-screen:not([hidden])').last()
}

/** Takes a picture once fonts and images are there. */
export async function screenshot(page, file) {
  await page.evaluate(async () => {
    await document.fonts.ready
    await Promise.all([...document.images].filter((image) => image.src && !image.complete).map((image) => image.decode().catch(() => {})))
  })
  fs.mkdirSync(path.dirname(file), { recursive: true })
  await page.screenshot({ path: file, animations: 'disabled' })
}

async function findChromium() {
  const installed = [process.env.CHROMIUM_PATH, ...SYSTEM_BROWSERS].find((file) => file && fs.existsSync(file))
  return installed ?? (await unpackChromium())
}

/**
 * The npm package holds a compressed browser, with the libraries a bare server lacks. It is unpacked once, aside and
 * then moved, so that no run sees half of it.
 */
async function unpackChromium() {
  if (!fs.existsSync(PACKAGED)) {
    fs.mkdirSync(path.dirname(PACKAGED), { recursive: true })
    const aside = fs.mkdtempSync(`${PACKAGED}-`)
    const unpack = `import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())`
    const env = { ...process.env, TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' } // the latter: libraries too
    await run(process.execPath, ['--input-type=module', '-e', unpack], { cwd: import.meta.dirname, env })
    try {
      fs.renameSync(aside, PACKAGED)
    } catch {
      fs.rmSync(aside, { recursive: true, force: true }) // another run was first
    }
  }
  return path.join(PACKAGED, 'chromium')
}

/** The packaged libraries go in only where the system's are missing: mixing them breaks both. */
async function libraryPath(executable) {
  const { stdout } = await run('ldd', [executable]).catch(() => ({ stdout: 'not found' }))
  if (!stdout.includes('not found')) return process.env.LD_LIBRARY_PATH
  return [path.join(PACKAGED, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
}
