// @vitest-environment node
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { buildPreview } from '../../preview/build.mjs'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'preview-build-'))
const src = path.join(folder, 'src')
const out = path.join(folder, 'out')

afterAll(() => fs.rmSync(folder, { recursive: true }))

beforeEach(() => {
  fs.rmSync(src, { recursive: true, force: true })
  write({
    'app.json': JSON.stringify({ pages: ['pages/a/index'] }),
    'app.ts': 'App({})',
    'pages/a/index.ts': 'Page({})',
    'pages/a/index.wxml': '<view class="box">一</view>',
  })
})

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(src, name)), { recursive: true })
    fs.writeFileSync(path.join(src, name), text)
  }
}

const build = (files: Record<string, string> = {}) => {
  write(files)
  return buildPreview({ src, out })
}
const css = () => fs.readFileSync(path.join(out, 'phone.css'), 'utf8')

describe('what the preview cannot draw stops the build, with file and line', () => {
  test.each([
    ['a tag', '<view>\n<map /></view>', 'pages/a/index.wxml:2: <map> is not supported'],
    ['a picker mode', '<picker mode="region" />', '<picker mode="region"> is not supported'],
    ['an input type', '<input type="date" />', '<input type="date"> is not supported'],
    ['one of several open types', '<button open-type="getPhoneNumber|launchApp" />', '<button open-type="launchApp"> is not supported'],
    ['an old canvas', '<canvas canvas-id="x" />', '<canvas> without type is not supported'],
    ['broken WXML', '<view>', 'pages/a/index.wxml:1'],
  ])('%s', async (_, wxml, message) => {
    await expect(build({ 'pages/a/index.wxml': wxml })).rejects.toThrow(message)
  })

  test('but not a tag in a comment, nor a component of that name, nor a value only known at run time', async () => {
    await build({
      'pages/a/index.json': JSON.stringify({ usingComponents: { map: '/map/index' } }),
      'pages/a/index.wxml': '<!-- <camera /> --><map /><picker mode="{{mode}}" disabled="{{a > b}}" />',
      'map/index.ts': 'Component({})',
      'map/index.wxml': '<view />',
    })
  })
})

describe('what WeChat does not take stops the build', () => {
  test.each([
    ['a page that is not there', { 'app.json': JSON.stringify({ pages: ['pages/none/index'] }) }, 'pages/none/index: no such page'],
    ['a local file in WXSS', { 'pages/a/index.wxss': '.a { background: url(/images/a.png) }' }, 'WXSS cannot load a local file'],
    ['an @import of nothing', { 'app.wxss': '@import "./none.wxss";' }, 'no such file'],
    [
      'a tab outside the main package',
      { 'app.json': JSON.stringify({ pages: ['pages/a/index'], tabBar: { list: [{ pagePath: 'pages/b/index', text: '二' }] } }) },
      'not in the main package',
    ],
    ['a plugin', { 'pages/a/index.json': JSON.stringify({ usingComponents: { p: 'plugin://x/y' } }) }, 'plugins are not supported'],
    ['broken json', { 'pages/a/index.json': '{' }, 'index.json'],
  ])('%s', async (_, files, message) => {
    await expect(build(files)).rejects.toThrow(message)
  })
})

describe('styles', () => {
  test("rpx, vh and safe areas are the phone's", async () => {
    await build({ 'pages/a/index.wxss': '.box { width: 750rpx; height: 50vh; padding-bottom: env(safe-area-inset-bottom) }' })
    expect(css()).toContain('width: 100vw')
    expect(css()).toContain('height: calc(50 * var(--mp-vh, 1vh))')
    expect(css()).toContain('padding-bottom: var(--mp-safe-bottom, 0px)')
  })

  test('of a page hold on that page only, at their own weight', async () => {
    await build({ 'pages/a/index.wxss': '.box, page .box { color: red }' })
    expect(css()).toMatch(/:where\(wx-page\[data-route="pages\/a\/index"\]\) \.box,\s*wx-page:where\(\[data-route="pages\/a\/index"\]\) \.box/)
  })

  test('of an isolated component get its prefix, of a shared one do not', async () => {
    await build({
      'pages/a/index.json': JSON.stringify({ usingComponents: { one: '/one/index', two: '/two/index' } }),
      'one/index.ts': 'Component({})',
      'one/index.wxml': '<view />',
      'one/index.wxss': '.box { top: 1px } :host { top: 2px }',
      'two/index.ts': "Component({ options: { styleIsolation: 'shared' } })",
      'two/index.wxml': '<view />',
      'two/index.wxss': '.box { top: 3px }',
    })
    expect(css()).toMatch(/\.s0--box \{ top: 1px }/)
    expect(css()).toMatch(/\[wx-host=s0\] \{ top: 2px }/)
    expect(css()).toMatch(/\n\.box \{ top: 3px }/)
  })

  test('of built-in tags are renamed, and @import is inlined', async () => {
    await build({ 'app.wxss': '@import "./base.wxss"; view > text { color: red }', 'base.wxss': '.base { color: blue }' })
    expect(css()).toContain('wx-view > wx-text')
    expect(css()).toContain('.base { color: blue }')
  })
})

test('the build keeps the configuration its host wrote beside it', async () => {
  await build()
  fs.writeFileSync(path.join(out, 'config.json'), '{}')
  await build()
  expect(fs.existsSync(path.join(out, 'config.json'))).toBe(true)
})
