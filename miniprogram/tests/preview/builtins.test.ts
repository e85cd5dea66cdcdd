import { beforeAll, describe, expect, test } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import type { PageView } from '../../preview/runtime/page-view'
import { tap, type } from '../../preview/testing'
import { loadFixture, settled } from './fixture-app'

let app: PreviewHooks
let page: PageView
const find = <E extends Element = HTMLElement>(selector: string) => page.page.querySelector<E>(selector)
const byText = (text: string) =>
  [...page.page.querySelectorAll<HTMLElement>('wx-view, wx-button, wx-picker')].filter((element) => element.textContent?.trim() === text).at(-1)
const option = (text: string) => [...document.querySelectorAll<HTMLElement>('.mp-picker [role=option]')].find((element) => element.textContent === text)
const confirm = () => document.querySelector<HTMLElement>('.mp-picker .mp-primary')?.click()

beforeAll(async () => {
  app = await loadFixture()
  page = app.runtime.router.reLaunch('/pages/widgets/index')
})

function submitted(): Record<string, unknown> {
  tap(byText('提交'))
  return JSON.parse(page.instance.data.result as string)
}

describe('a form', () => {
  test('reports every named field, whatever its kind', () => {
    expect(submitted()).toEqual({
      name: '',
      phone: '',
      note: '',
      city: 0,
      day: '2026-02-28',
      area: [0, 0],
      time: '14:00',
      open: true,
      skills: [],
      diet: 'meat',
      score: 3,
    })
  })

  test('reports what was typed and ticked, and a reset takes it back', () => {
    type(find('input[placeholder=电话]'), '13800000000')
    find<HTMLInputElement>('wx-checkbox input')?.click()
    find<HTMLInputElement>('wx-radio-group wx-label:last-child input')?.click()
    expect(submitted()).toMatchObject({ phone: '13800000000', skills: ['摄影'], diet: 'veg' })
    tap(byText('重置'))
    expect(page.instance.data.result).toBe('已重置')
    expect(submitted()).toMatchObject({ phone: '', skills: [], diet: 'meat' })
  })
})

describe('text fields', () => {
  test('write back through model:value', () => {
    type(find('input[placeholder=姓名]'), '王敏')
    expect(page.instance.data.name).toBe('王敏')
    page.instance.setData = page.instance.setData as (data: object) => void
    ;(page.instance.setData as (data: object) => void)({ name: '李强' })
    expect(find<HTMLInputElement>('input[placeholder=姓名]')?.value).toBe('李强')
  })

  test('know their keyboard, limit, label and placeholder style', () => {
    const name = find<HTMLInputElement>('input[placeholder=姓名]')
    expect(name?.maxLength).toBe(4)
    expect(name?.getAttribute('aria-label')).toBe('姓名')
    expect(name?.style.getPropertyValue('--mp-placeholder-color')).toBe('rgb(1, 2, 3)')
    expect(find<HTMLInputElement>('input[placeholder=电话]')?.inputMode).toBe('numeric')
  })

  test('of TDesign report a change', () => {
    type(find('input[placeholder=单位]'), '石桥街道')
    expect(page.instance.data.company).toBe('石桥街道')
  })
})

describe('pickers', () => {
  test('choose from a range', () => {
    tap(byText('城市 广州'))
    option('北京')?.click()
    confirm()
    return settled().then(() => expect(page.instance.data.city).toBe(2))
  })

  test('know how many days a month has, and keep to the end date', async () => {
    tap(byText('日期'))
    expect(option('29日')).toBeUndefined()
    option('2028年')?.click()
    option('29日')?.click()
    confirm()
    await settled()
    expect(page.instance.data.day).toBe('2028-02-29')
  })

  test('let a later column follow an earlier one', async () => {
    tap(byText('街道'))
    option('西区')?.click()
    option('古荡')?.click()
    confirm()
    await settled()
    expect(submitted().area).toEqual([1, 1])
  })

  test('change nothing when cancelled', async () => {
    const before = submitted().time
    tap(byText('时间'))
    option('09')?.click()
    document.querySelector<HTMLElement>('.mp-picker header button')?.click()
    await settled()
    expect(submitted().time).toBe(before)
  })
})

test('rich text keeps harmless tags and drops scripts', () => {
  expect(find('wx-rich-text')?.innerHTML).toBe('<b>须知</b>')
})

test('page-meta styles the page around it', () => {
  expect(page.page.style.getPropertyValue('--accent')).toBe('4px')
})

test('a selector query hands out the canvas node and counts from the page', async () => {
  const query = (
    page.instance.createSelectorQuery as () => { select(s: string): { fields(f: object): { exec(run: (r: { node: Element }[]) => void): void } } }
  )()
  const [result] = await new Promise<{ node: Element }[]>((resolve) => query.select('#paper').fields({ node: true, size: true }).exec(resolve))
  expect(result?.node).toBeInstanceOf(HTMLCanvasElement)
})

test('a component is mounted alone, with its properties, observers and events', () => {
  const heard: unknown[] = []
  const card = app.mount('components/code-card/index', { code: 'ABCD' }, { open: (event) => heard.push(event.detail) })
  expect(card.element.textContent).toContain('ABCD 4 位')
  tap(card.element.querySelector('wx-text'))
  expect(heard).toEqual([{ id: 'ABCD' }])
  card.unmount()
})
