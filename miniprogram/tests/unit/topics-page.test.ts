import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap } from '../../preview/testing'
import { answering, button, down, paged, sees } from './suggested'

let app: PreviewHooks
let calls: ReturnType<typeof answering>

const inHours = (hours: number) => new Date(Date.now() + hours * 3600_000).toISOString()
const topic = (id: string, fields: object = {}) => ({
  id,
  title: `话题${id}`,
  organization: { id: '2', name: '石桥商会' },
  state: 'open',
  opens_at: inHours(-24),
  closes_at: inHours(50),
  statements: 4,
  participants: 12,
  votes: 30,
  has_taken_part: false,
  is_hot: false,
  activity: null,
  ...fields,
})
const backend = (running: unknown, ended: unknown = paged([])) => {
  calls = answering({ '/topics': ({ query }: { query: string }) => (query.includes('view=ended') ? ended : running) })
}
const page = async (words: string) => {
  const { element } = app.runtime.router.reLaunch('/pages/topics/index')
  await sees(element, words)
  return element
}

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => localStorage.clear())

describe('all topics', () => {
  test('say until when, that one took part, and which are hot', async () => {
    backend(paged([topic('1', { is_hot: true }), topic('2', { has_taken_part: true }), topic('3', { state: 'soon', opens_at: inHours(20) })]))
    const element = await page('话题1')
    const cards = [...element.querySelectorAll('.card')].map(({ textContent }) => textContent)
    expect(cards[0]).toMatch(/石桥商会 · 4 条观点 · 12 人参与.*还剩 \d 天.*热门/)
    expect(cards[1]).toMatch(/您已参与 · 还剩/)
    expect(cards[2]).toContain('开始')
  })

  test('those that ended say whether there are results', async () => {
    const ended = [topic('4', { state: 'closed' }), topic('5', { state: 'published' })]
    backend(paged([topic('1')]), paged(ended))
    const element = await page('话题1')
    tap(button(element, '已结束'))
    await sees(element, '等待公布结果')
    expect(element.textContent).toContain('结果已公布')
    expect(element.textContent).not.toContain('话题1')
    tap([...element.querySelectorAll('.card')][1])
    await vi.waitFor(() => expect(calls.at(-1)?.path).toBe('/topics/5'))
  })

  test('none is said for each list; a failure is said, and tried again', async () => {
    backend(paged([]))
    const element = await page('眼下没有话题')
    tap(button(element, '已结束'))
    await sees(element, '还没有结束的话题')
    backend(down)
    const failed = await page('没能打开')
    backend(paged([topic('1')]))
    tap(button(failed, '再试一次'))
    await sees(failed, '话题1')
  })
})
