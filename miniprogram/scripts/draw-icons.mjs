/**
 * Draws the two sets of icons the mini-program carries, from tdesign-icons-svg (MIT):
 * components/app-icon/index.wxss (masks that take the colour of the text around them, usable off line, where
 * TDesign's own icon font would have to be fetched) and the 81 x 81 tab bar images.
 *
 *   node scripts/draw-icons.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { chromium as browserType } from 'playwright-core'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const icons = join(dirname(createRequire(import.meta.url).resolve('tdesign-icons-svg/package.json')), 'src')

const GLYPHS = {
  add: 'add',
  arrow: 'chevron-right',
  building: 'city-8',
  calendar: 'calendar-event',
  call: 'call',
  camera: 'camera',
  check: 'check',
  'check-circle': 'check-circle-filled',
  close: 'close',
  cross: 'close-circle-filled',
  download: 'download-1',
  down: 'chevron-down',
  edit: 'edit-1',
  file: 'file-attachment',
  history: 'history',
  image: 'image',
  info: 'info-circle',
  list: 'task-checked',
  lock: 'lock-on',
  logout: 'logout',
  mail: 'mail',
  minus: 'remove',
  online: 'video',
  pin: 'location',
  profile: 'user-1',
  queue: 'hourglass',
  refresh: 'refresh',
  remind: 'notification',
  scan: 'scan',
  search: 'search',
  shield: 'secured',
  star: 'star',
  'star-full': 'star-filled',
  sun: 'sunny',
  time: 'time',
  up: 'chevron-up',
  people: 'usergroup',
  warn: 'error-circle-filled',
  wifi: 'wifi-off',
  code: 'qrcode',
  write: 'edit-2',
  read: 'mail',
  do: 'task-time',
  eye: 'browse',
  trash: 'delete',
}
const TABS = {
  home: ['home', 'home-filled'],
  activities: ['calendar-event', 'calendar-event-filled'],
  voice: ['chat-bubble-1', 'chat-bubble-1-filled'],
  me: ['user-1', 'user-1-filled'],
}
const TAB_COLOURS = { '': '#5B6472', '-active': '#0F766E' }

/** The drawing inside one icon file, on a 24 x 24 grid, without ids and invisible fills. */
function drawing(name) {
  const source = readFileSync(join(icons, `${name}.svg`), 'utf8')
  return source
    .replace(/^<svg[^>]*>|<\/svg>$/g, '')
    .replace(/<path[^>]*fill="transparent"[^>]*><\/path>/g, '')
    .replace(/ id="[^"]*"/g, '')
    .replace(/><\/path>/g, '/>')
    .replace(/<\/?g[^>]*>|<defs>.*<\/defs>/g, '')
}

function svg(name, colour) {
  const body = drawing(name).replaceAll('currentColor', colour)
  return `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none'>${body.replaceAll('"', "'")}</svg>`
}

const rules = Object.entries(GLYPHS)
  .sort()
  .map(([name, source]) => {
    const url = svg(source, '%23000').replaceAll('<', '%3C').replaceAll('>', '%3E')
    return `.glyph-${name} {\n  --glyph: url("data:image/svg+xml,${url}");\n}\n`
  })
const shape = `/* Drawn by scripts/draw-icons.mjs from tdesign-icons-svg (MIT); change the list there. */
:host {
  display: inline-flex;
  flex: none;
}

.glyph {
  width: 1em;
  height: 1em;
  background: currentColor;
  -webkit-mask: var(--glyph) center / contain no-repeat;
  mask: var(--glyph) center / contain no-repeat;
}
`
writeFileSync(join(root, 'src/components/app-icon/index.wxss'), `${shape}\n${rules.join('\n')}`)

const browser = await browserType.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true })
const page = await browser.newPage({ viewport: { width: 81, height: 81 } })
for (const [tab, sources] of Object.entries(TABS)) {
  for (const [index, [suffix, colour]] of Object.entries(TAB_COLOURS).entries()) {
    await page.setContent(
      `<body style="margin:0;padding:10px;box-sizing:border-box">${svg(sources[index], colour).replace('<svg', '<svg width="61" height="61"')}`,
    )
    await page.screenshot({ path: join(root, `src/images/tab-${tab}${suffix}.png`), omitBackground: true })
  }
}
await browser.close()
