import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap, type } from '../../preview/testing'
import { answerDialog, answering, button, down, field, refusal, sees, told, untilVerified, verifyPhone } from './suggested'

let app: PreviewHooks
let calls: ReturnType<typeof answering>

const said = (id: string, fields: object = {}) => ({
  id,
  text: `观点${id}`,
  author_name: '李雷',
  is_mine: false,
  public_state: 'shown',
  my_vote: null,
  agrees: null,
  disagrees: null,
  passes: null,
  ...fields,
})
const voted = (id: string, vote: string) => said(id, { my_vote: vote, agrees: 6, disagrees: 3, passes: 1 })
const topic = {
  id: '3',
  title: '停车难怎么办',
  organization: { id: '2', name: '石桥商会' },
  state: 'open',
  opens_at: '2026-11-01T09:00:00+08:00',
  closes_at: '2999-01-01T09:00:00+08:00',
  statements: 2,
  participants: 12,
  votes: 30,
  has_taken_part: false,
  is_hot: false,
  activity: null,
  text: '说说您的看法。',
  said: [said('1'), said('2')],
  summary: '',
  results_at: null,
  hot_rule: '20 人以上参与即为热门。',
  can_add: true,
  can_vote: true,
}
const backend = (shown: object = {}, more: Record<string, unknown> = {}) => {
  calls = answering({ '/topics/3': { ...topic, ...shown }, ...more })
}
const page = async (words = topic.title) => {
  const { element } = app.runtime.router.reLaunch('/pages/topic/index?id=3')
  await sees(element, words)
  return element
}
const sent = (path: string) => calls.filter((call) => call.path === path).map(({ body }) => body)

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  localStorage.clear()
  for (const layer of document.querySelectorAll('.mp-layer, .mp-toast')) layer.remove()
})

describe('a topic', () => {
  test('asks one opinion after the other, and shows no sums before my vote', async () => {
    backend()
    const element = await page()
    expect(element.textContent).toContain('还有 2 条等您表态')
    expect(element.textContent).toContain('观点1')
    expect(element.textContent).not.toContain('观点2')
    expect(element.querySelectorAll('.sums')).toHaveLength(0)
  })

  test('a vote shows the sums and leads to the next; it can be changed below', async () => {
    backend({}, { '/topics/3/statements/1/vote': { ...topic, said: [voted('1', 'agree'), said('2')] } })
    const element = await page()
    tap(button(element, '同意'))
    await sees(element, '还有 1 条等您表态')
    expect(sent('/topics/3/statements/1/vote')).toEqual([{ vote: 'agree' }])
    expect(button(element, '同意 6 人，您选的')).toBeDefined()
    tap(button(element, '不同意 3 人'))
    await vi.waitFor(() => expect(sent('/topics/3/statements/1/vote').at(-1)).toEqual({ vote: 'disagree' }))
  })

  test('all are voted on: it says so', async () => {
    backend({ said: [voted('1', 'pass'), voted('2', 'agree')] })
    expect((await page()).textContent).toContain('都表过态了，谢谢您。')
  })

  test('nobody has said anything yet: it asks, and thanks for nothing', async () => {
    backend({ said: [] })
    const element = await page()
    expect(element.textContent).toContain('还没有别的观点，说说您的看法。')
    expect(element.textContent).not.toContain('都表过态了')
  })

  test('an opinion that got no answer stays, and goes again as the same one', async () => {
    backend({}, { '/topics/3/statements': down })
    const element = await page()
    type(field(element, '补充一条观点'), '错峰停车')
    tap(button(element, '提交观点'))
    await told('服务暂时打不开')
    await answerDialog('知道了')
    expect((field(element, '补充一条观点') as HTMLInputElement).value).toBe('错峰停车')
    tap(button(element, '提交观点'))
    await vi.waitFor(() => expect(sent('/topics/3/statements')).toHaveLength(2))
    const [first, second] = sent('/topics/3/statements')
    expect(first?.client_ref).toBeTruthy()
    expect(second?.client_ref).toBe(first?.client_ref)
  })

  test('without a verified phone an opinion waits for it, and is then said', async () => {
    backend({}, untilVerified('/topics/3/statements', { ...topic, said: [said('9', { is_mine: true, public_state: 'staff', text: '错峰停车' })] }))
    const element = await page()
    type(field(element, '补充一条观点'), '错峰停车')
    tap(button(element, '提交观点'))
    await verifyPhone(element)
    await sees(element, '等待人工审核')
    const [first, second] = sent('/topics/3/statements')
    expect(second).toEqual(first)
  })

  test('whoever first agrees is asked whether to be told of a meeting; once a visit, and never for saying no', async () => {
    const asked = vi.spyOn(wx, 'requestSubscribeMessage')
    const login = { token: 't', expires_at: '2999-01-01T00:00:00+08:00', me: { member: {}, templates: { activity_invitation: 'T1' } }, home: {} }
    const votes = { '/topics/3/statements/1/vote': { ...topic, said: [voted('1', 'disagree'), said('2')] }, '/topics/3/statements/2/vote': topic }
    backend({}, { ...votes, '/login': login, '/subscriptions': { credits: {} } })
    const element = await page()
    tap(button(element, '不同意'))
    await sees(element, '还有 1 条等您表态')
    expect(asked).not.toHaveBeenCalled()
    tap(button(element, '同意'))
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1))
    expect(asked.mock.calls[0]?.[0]?.tmplIds).toEqual(['T1'])
  })

  test('the next opinion is another one, and mine says that it is being looked at', async () => {
    backend({}, { '/topics/3/statements': { ...topic, said: [said('9', { is_mine: true, public_state: 'staff', text: '错峰停车' })] } })
    const element = await page()
    for (const words of ['错峰停车', '共享车位']) {
      type(field(element, '补充一条观点'), words)
      tap(button(element, '提交观点'))
      await vi.waitFor(() => expect((field(element, '补充一条观点') as HTMLInputElement).value).toBe(''))
    }
    const refs = sent('/topics/3/statements').map((body) => body?.client_ref)
    expect(new Set(refs).size).toBe(2)
    expect(element.textContent).toContain('等待人工审核')
  })

  test('what somebody else said can be complained of, what I said cannot', async () => {
    backend(
      { said: [voted('1', 'agree'), said('2', { is_mine: true, my_vote: 'agree', agrees: 1, disagrees: 0, passes: 0 })] },
      { '/complaints': { state: 'open' } },
    )
    const element = await page()
    expect(button(element, '举报：观点2')).toBeUndefined()
    tap(button(element, '举报：观点1'))
    await vi.waitFor(() => expect(app.runtime.router.stack.at(-1)?.element.textContent).toContain('观点1'))
    const form = app.runtime.router.stack.at(-1)?.element as Element
    await sees(form, '举报这段文字')
    tap(button(form, '广告'))
    tap(button(form, '提交举报'))
    await told('已收到，核实后告诉您结果')
    expect(sent('/complaints')).toEqual([{ subject_kind: 'statement', subject_id: '1', reason: 'advertising', text: '' }])
  })

  test('a vote that is refused says why, and leaves the opinion to vote on', async () => {
    backend({}, { '/topics/3/statements/1/vote': refusal(409, 'topic_closed', '话题已经截止。') })
    const element = await page()
    tap(button(element, '同意'))
    await told('话题已经截止。')
    expect(element.textContent).toContain('还有 2 条等您表态')
  })

  test('results are shown by opinion to everybody, with what came of it, and nothing to tap', async () => {
    const shown = { state: 'published', can_vote: false, can_add: false, summary: '试行错峰停车。', activity: { id: '8', title: '停车座谈会' } }
    backend({ ...shown, said: [said('1', { agrees: 6, disagrees: 3, passes: 1 })] })
    const element = await page('试行错峰停车。')
    expect(element.textContent).toContain('结果已公布')
    expect(element.textContent).toContain('停车座谈会')
    expect(element.querySelector('[aria-label="同意 6 人"]')?.getAttribute('role')).not.toBe('button')
    tap(element.querySelector('[aria-label="同意 6 人"]'))
    expect(calls.filter(({ method }) => method === 'PUT')).toEqual([])
  })

  test('one that is gone says so; a failure is said, and tried again', async () => {
    calls = answering({})
    await page('没有找到这个话题')
    backend({}, { '/topics/3': down })
    const element = await page('没能打开')
    backend()
    tap(button(element, '再试一次'))
    await sees(element, topic.title)
  })
})
