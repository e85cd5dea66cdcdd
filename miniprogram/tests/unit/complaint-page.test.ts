import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap, type } from '../../preview/testing'
import { answerDialog, answering, button, cannot, detail, down, field, refusal, sees, told } from './suggested'

let app: PreviewHooks
let calls: ReturnType<typeof answering>

const photo = (id: string, fields: object = {}) => ({ id, url: `/media/${id}`, width: 4, height: 3, state: 'clear', is_mine: false, caption: '', ...fields })
const activity = {
  id: '3',
  title: '春季沙龙',
  is_organizer: false,
  phase: 'ended',
  my_signup: null,
  photos: [photo('8', { is_mine: true }), photo('9'), photo('10', { state: 'pending', is_mine: true })],
}
const statement = (id: string, is_mine: boolean) => ({
  id,
  text: `观点${id}`,
  author_name: '李雷',
  is_mine,
  public_state: 'shown',
  my_vote: 'agree',
  agrees: 1,
  disagrees: 0,
  passes: 0,
})
const topic = {
  id: '4',
  title: '停车难怎么办',
  organization: { id: '2', name: '石桥商会' },
  state: 'open',
  closes_at: '2999-01-01T09:00:00+08:00',
  participants: 3,
  activity: null,
  text: '',
  said: [statement('1', true), statement('2', false)],
  summary: '',
  hot_rule: '',
  can_add: false,
  can_vote: true,
}
const backend = (answer: unknown = { state: 'open' }) => {
  const shown = { ...detail, can: { ...cannot, complain: true }, photos: [photo('5'), photo('6')] }
  calls = answering({ '/suggestions/7': shown, '/topics/4': topic, '/activities/3': activity, '/complaints': answer })
}
const sent = () => calls.filter(({ path }) => path === '/complaints').map(({ body }) => body)
const top = () => app.runtime.router.stack.at(-1)?.element as Element
const complaining = async (words: string) => {
  await vi.waitFor(() => expect(top().textContent).toContain(words))
  return top()
}
const fromSuggestion = async () => {
  const { element } = app.runtime.router.reLaunch('/pages/suggestion/index?id=7')
  await sees(element, detail.text)
  tap(button(element, '举报'))
  return complaining('要举报哪一项')
}

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  for (const layer of document.querySelectorAll('.mp-layer, .mp-toast')) layer.remove()
  backend()
})

describe('a complaint', () => {
  // The first one: nothing was complained about yet.
  test('about nothing says where to begin', async () => {
    const { element } = app.runtime.router.reLaunch('/pages/complaint/index')
    await sees(element, '没有要举报的内容')
    expect(button(element, '提交举报')).toBeUndefined()
  })

  test('is about the words or one single photo, and can be about another one after all', async () => {
    const element = await fromSuggestion()
    expect(button(element, '提交举报')).toBeUndefined()
    tap(button(element, '举报第 2 张照片'))
    await sees(element, '举报这张照片')
    tap(button(element, '换一项'))
    await sees(element, '要举报哪一项')
    tap([...element.querySelectorAll('.row')][0])
    await sees(element, '举报这段文字')
    expect(element.textContent).toContain(detail.text)
  })

  test('needs a reason, takes words along, and says quietly that it arrived', async () => {
    const element = await fromSuggestion()
    tap(button(element, '举报第 2 张照片'))
    await sees(element, '哪里不合适')
    tap(button(element, '提交举报'))
    await told('请选一个理由')
    expect(sent()).toEqual([])
    tap(button(element, '泄露隐私'))
    type(field(element, '补充说明'), ' 拍到了车牌 ')
    tap(button(element, '提交举报'))
    await told('已收到，核实后告诉您结果')
    expect(sent()).toEqual([{ subject_kind: 'photo', subject_id: '6', reason: 'privacy', text: '拍到了车牌' }])
    await complaining(detail.text)
  })

  test('that was decided before says what became of it', async () => {
    backend({ state: 'dismissed' })
    const element = await fromSuggestion()
    tap(button(element, '举报第 1 张照片'))
    await sees(element, '哪里不合适')
    tap(button(element, '其他'))
    tap(button(element, '提交举报'))
    await told('工作人员核实后保留了它')
  })

  test.each([
    ['the server is away', down, '服务暂时打不开'],
    ['it is gone', refusal(404, 'not_found', '没有找到'), '没有找到'],
  ])('that fails because %s keeps what was typed, and can be sent again', async (_, answer, words) => {
    backend(answer)
    const element = await fromSuggestion()
    tap(button(element, '举报第 1 张照片'))
    await sees(element, '哪里不合适')
    tap(button(element, '广告'))
    type(field(element, '补充说明'), '卖东西的')
    tap(button(element, '提交举报'))
    await told(words)
    await answerDialog('知道了')
    expect((field(element, '补充说明') as HTMLTextAreaElement).value).toBe('卖东西的')
    backend()
    tap(button(element, '提交举报'))
    await vi.waitFor(() => expect(sent()).toHaveLength(1))
  })

  test('is offered for each opinion of somebody else in a topic', async () => {
    const { element } = app.runtime.router.reLaunch('/pages/topic/index?id=4')
    await sees(element, '观点2')
    expect(button(element, '举报：观点1')).toBeUndefined()
    tap(button(element, '举报：观点2'))
    const page = await complaining('举报这段文字')
    expect(page.textContent).toContain('观点2')
    expect(button(page, '换一项')).toBeUndefined()
    tap(button(page, '辱骂攻击'))
    tap(button(page, '提交举报'))
    await vi.waitFor(() => expect(sent()).toEqual([{ subject_kind: 'statement', subject_id: '2', reason: 'abuse', text: '' }]))
  })

  test('is offered for the photos of others at an activity, not for my own', async () => {
    const { element } = app.runtime.router.reLaunch('/pages/photos/index?id=3')
    await vi.waitFor(() => expect(button(element, '举报照片')).toBeDefined())
    tap(button(element, '举报照片'))
    const page = await complaining('举报这张照片')
    tap(button(page, '不实信息'))
    tap(button(page, '提交举报'))
    await vi.waitFor(() => expect(sent()).toEqual([{ subject_kind: 'activity_photo', subject_id: '9', reason: 'false', text: '' }]))
  })
})
