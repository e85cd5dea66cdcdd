import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap, type } from '../../preview/testing'
import { answerDialog, answering, button, choosePicker, down, field, paged, refusal, sees, step, told } from './suggested'

let app: PreviewHooks
let calls: ReturnType<typeof answering>

const card = {
  id: '7',
  kind: 'suggestion',
  title: '路口加装路灯',
  excerpt: '晚上很暗',
  category: { key: 'community', title: '街区环境' },
  organization: { id: '2', name: '石桥商会' },
  author: { id: '5', name: '王敏' },
  is_name_hidden: true,
  state: 'assigned',
  state_word: '已交办',
  public_state: 'shown',
  assignee: { id: '6', name: '周婷' },
  due_at: '2026-12-11T17:30:00+08:00',
  is_overdue: false,
  left: '还剩 2 个工作日',
  is_paused: false,
  escalation_level: 0,
  endorsements: 3,
  created_at: '2026-11-02T09:00:00+08:00',
  answered_at: null,
  rating: null,
  version: 4,
}
const detail = {
  ...card,
  text: '文化路口晚上很暗。',
  place: '文化路口',
  photos: [],
  steps: [step({}), step({ id: '2', kind: 'note', title: '内部备注', text: '先问物业', visible_to: 'staff' })],
  handlers: [],
  reply: null,
  outcomes: [
    { key: 'adopted', title: '采纳' },
    { key: 'explained', title: '解释说明' },
  ],
  rating_text: '',
  merged_into: null,
  merged_from: [],
  pause_reason: '',
  actions: ['assign', 'pause', 'reply', 'decline', 'merge', 'note'],
}
const counts = { due: 2, mine: 0, unassigned: 1, overdue: 0, unhappy: 0 }
const sent = (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path)
const open = (path: string) => app.runtime.router.reLaunch(path).element

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  localStorage.clear()
  for (const layer of document.querySelectorAll('.mp-layer, .mp-toast')) layer.remove()
})

describe('the queue', () => {
  const backend = (answer: unknown) => {
    calls = answering({ '/staff/cases': answer })
  }
  const asked = () => sent('GET', '/staff/cases').map(({ query }) => query)
  const search = (element: Element, words: string) => {
    type(field(element, '搜建议和答复'), words)
    field(element, '搜建议和答复')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  }

  test('says of each until when, by whom, and that the name is hidden', async () => {
    backend(paged([card, { ...card, id: '8', is_overdue: true, left: '已超期 1 个工作日', assignee: null }], { counts }))
    const element = open('/staff/cases/index')
    await sees(element, '还剩 2 个工作日')
    expect(element.textContent).toContain('承办：周婷')
    expect(element.textContent).toContain('不公开姓名')
    expect(element.textContent).toContain('已超期 1 个工作日')
    expect(element.textContent).toContain('还没有承办人')
    expect(element.textContent).toMatch(/待办2.*未交办1/)
  })

  test('nothing to do is said, and so is nothing found', async () => {
    backend(paged([], { counts }))
    const element = open('/staff/cases/index')
    await sees(element, '这里没有要办的')
    search(element, '公园')
    await sees(element, '没有找到')
    expect(element.textContent).not.toContain('这里没有要办的')
  })

  test('a search looks everywhere, and choosing a list ends it', async () => {
    backend(paged([card], { counts }))
    const element = open('/staff/cases/index')
    await sees(element, card.title)
    search(element, '路灯')
    await vi.waitFor(() => expect(asked().at(-1)).toContain('queue=all&q=路灯'))
    expect(element.querySelectorAll('[aria-selected="true"]')).toHaveLength(0)
    tap([...element.querySelectorAll('[role="tab"]')][0])
    await vi.waitFor(() => expect(asked().at(-1)).toMatch(/queue=due&page=1$/))
    expect((field(element, '搜建议和答复') as HTMLInputElement).value).toBe('')
  })

  test('a failure is said, and tried again', async () => {
    backend(down)
    const element = open('/staff/cases/index')
    await sees(element, '没能打开')
    backend(paged([card], { counts }))
    tap(button(element, '再试一次'))
    await sees(element, card.title)
  })
})

describe('a case', () => {
  const backend = (shown: object = {}, more: Record<string, unknown> = {}) => {
    calls = answering({ '/staff/cases/7': { ...detail, ...shown }, ...more })
  }
  const page = async (words = detail.text) => {
    const element = open('/staff/case/index?id=7')
    await sees(element, words)
    return element
  }
  const reply = async (element: Element, words: string) => {
    tap(button(element, '答复'))
    await vi.waitFor(() => expect(field(element, '答复内容')).toBeTruthy())
    if (words) type(field(element, '答复内容'), words)
  }

  /** Opens the list of what else may be done, and one of it. */
  const act = async (element: Element, name: string) => {
    tap(button(element, '更多操作'))
    await vi.waitFor(() => expect(button(element, name)).toBeDefined())
    tap(button(element, name))
  }
  const choice = (element: Element, words: string) => [...element.querySelectorAll('.found .row')].find(({ textContent }) => textContent?.includes(words))

  test('marks what only staff read, and offers what may be done now', async () => {
    backend()
    const element = await page()
    expect(element.textContent).toMatch(/内部备注仅工作人员/)
    tap(button(element, '更多操作'))
    await vi.waitFor(() => expect(button(element, '改派')).toBeDefined())
    expect(button(element, '恢复计时')).toBeUndefined()
    backend({ actions: [], is_paused: true, pause_reason: '等物业回复' })
    const other = await page('已暂停：等物业回复')
    expect(button(other, '答复')).toBeUndefined()
    expect(button(other, '更多操作')).toBeUndefined()
  })

  test('is taken up with a tap, where there is nothing to ask', async () => {
    backend({ assignee: null, state: 'received', actions: ['assign', 'start'] }, { '/staff/cases/7/start': { ...detail, state_word: '办理中' } })
    const element = await page()
    await act(element, '开始办理')
    await sees(element, '办理中')
    expect(sent('POST', '/staff/cases/7/start')[0]?.body).toEqual({ version: 4 })
  })

  test('is handed to another organization with a reason, and may be out of sight then', async () => {
    let isMine = true
    const organizations = [
      { id: '31', name: '柳湾分会' },
      { id: '32', name: '石桥街道' },
    ]
    backend(
      { actions: ['transfer'] },
      {
        '/staff/cases/7': () => (isMine ? { ...detail, actions: ['transfer'] } : refusal(404, 'not_found', '没有找到')),
        '/staff/cases/7/organizations': { organizations },
        '/staff/cases/7/transfer': () => {
          isMine = false
          return detail
        },
      },
    )
    const element = await page()
    await act(element, '转交其他组织')
    await sees(element, '柳湾分会')
    tap(button(element, '确定'))
    await told('请选一个组织')
    tap(choice(element, '柳湾分会'))
    await vi.waitFor(() => expect(field(element, '为什么转交')).toBeTruthy())
    expect(choice(element, '石桥街道')).toBeUndefined()
    tap(choice(element, '柳湾分会'))
    await vi.waitFor(() => expect(choice(element, '石桥街道')).toBeDefined())
    tap(choice(element, '石桥街道'))
    await vi.waitFor(() => expect(field(element, '为什么转交')).toBeTruthy())
    type(field(element, '为什么转交'), '归他们管')
    tap(button(element, '确定'))
    await sees(element, '可能已转给其他组织')
    expect(sent('POST', '/staff/cases/7/transfer')[0]?.body).toEqual({ organization_id: '32', reason: '归他们管', version: 4 })
  })

  test('co-handlers are named, added and let go, also one who could not be chosen anew', async () => {
    const people = {
      candidates: [
        { id: '6', name: '周婷', organization_name: '石桥商会' },
        { id: '12', name: '承办人', organization_name: '石桥商会' },
      ],
    }
    const helped = { handlers: [{ id: '9', name: '孙干事' }], actions: ['handlers'], assignee: { id: '12', name: '承办人' } }
    backend(helped, { '/staff/cases/7/candidates': people, '/staff/cases/7/handlers': { ...detail, handlers: [{ id: '6', name: '周婷' }] } })
    const element = await page()
    expect(element.textContent).toContain('协办：孙干事')
    await act(element, '协办人')
    await sees(element, '谁来协办')
    await vi.waitFor(() => expect(choice(element, '孙干事')?.getAttribute('aria-checked')).toBe('true'))
    expect(choice(element, '承办人')).toBeUndefined()
    tap(choice(element, '孙干事'))
    tap(choice(element, '周婷'))
    tap(button(element, '确定'))
    await sees(element, '协办：周婷')
    expect(sent('PUT', '/staff/cases/7/handlers')[0]?.body).toEqual({ member_ids: ['6'] })
  })

  test('another date needs to be another one, and why', async () => {
    backend({ actions: ['due'], due_at: '2099-12-11T17:30:00+08:00' }, { '/staff/cases/7/due': detail })
    const element = await page()
    await act(element, '改期限')
    await vi.waitFor(() => expect(button(element, '新的期限：2099-12-11')).toBeDefined())
    type(field(element, '为什么改期限'), '等市政回函')
    tap(button(element, '确定'))
    await told('请选一个新的日期')
    tap(button(element, '新的期限：2099-12-11'))
    await choosePicker('18日')
    await vi.waitFor(() => expect(button(element, '新的期限：2099-12-18')).toBeDefined())
    tap(button(element, '确定'))
    await sees(element, detail.text)
    expect(sent('POST', '/staff/cases/7/due')[0]?.body).toEqual({ due_at: '2099-12-18T17:30:00+08:00', reason: '等市政回函', version: 4 })
  })

  test('similar ones are proposed to merge into, others are searched, and merging is asked once more', async () => {
    const other = (id: string, title: string) => ({ ...card, id, title })
    backend(
      {},
      {
        '/staff/cases/7/similar': ({ query }: { query: string }) => ({ items: query.includes('q=') ? [other('9', '公园长椅')] : [other('8', '路灯太暗')] }),
        '/staff/cases/7/merge': { ...detail, state_word: '已并入' },
      },
    )
    const element = await page()
    await act(element, '并入')
    await sees(element, '说的可能是同一件事')
    expect(element.textContent).toContain('路灯太暗')
    type(field(element, '搜建议'), '长椅')
    field(element, '搜建议')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    await sees(element, '公园长椅')
    expect(element.textContent).not.toContain('路灯太暗')
    tap(choice(element, '公园长椅'))
    await told('“公园长椅”。提出人和附议人会一起转过去')
    expect(sent('POST', '/staff/cases/7/merge')).toEqual([])
    await answerDialog('并入')
    await sees(element, '已并入')
    expect(sent('POST', '/staff/cases/7/merge')[0]?.body).toEqual({ into_id: '9', version: 4 })
  })

  test('a reply needs its words and what comes of it, and is sent with the version it was read at', async () => {
    backend({}, { '/staff/cases/7/reply': { ...detail, state: 'answered', state_word: '已答复' } })
    const element = await page()
    await reply(element, '')
    tap(button(element, '发布答复'))
    await told('请写清楚一点')
    type(field(element, '答复内容'), '已报市政。')
    tap(button(element, '发布答复'))
    await told('请选择办理结果')
    expect(sent('POST', '/staff/cases/7/reply')).toEqual([])
    tap(button(element, '采纳'))
    tap(button(element, '发布答复'))
    await sees(element, '已答复')
    const body = { text: '已报市政。', outcome: 'adopted', promised_on: null, is_public: true, version: 4 }
    expect(sent('POST', '/staff/cases/7/reply')[0]?.body).toEqual(body)
    expect(Object.keys(localStorage).filter((key) => key.includes('draft:reply'))).toEqual([])
  })

  test('a reply begun is there again on the next visit, with what comes of it', async () => {
    backend()
    const element = await page()
    await reply(element, '已报市政。')
    tap(button(element, '采纳'))
    const again = await page()
    await reply(again, '')
    expect((field(again, '答复内容') as HTMLTextAreaElement).value).toBe('已报市政。')
    expect(button(again, '采纳')?.getAttribute('aria-checked')).toBe('true')
  })

  test('somebody was faster: what was typed stays, the case is new, and the next tap goes through', async () => {
    let version = 4
    backend(
      {},
      {
        '/staff/cases/7': () => ({ ...detail, version }),
        '/staff/cases/7/reply': ({ body }: { body: { version: number } }) => {
          if (body.version === 5) return { ...detail, state_word: '已答复' }
          version = 5
          return refusal(409, 'case_changed', '事项刚刚有了变化')
        },
      },
    )
    const element = await page()
    await reply(element, '已报市政。')
    tap(button(element, '采纳'))
    tap(button(element, '发布答复'))
    await told('事项刚刚有了变化')
    await answerDialog('知道了')
    expect((field(element, '答复内容') as HTMLTextAreaElement).value).toBe('已报市政。')
    expect(button(element, '采纳')?.getAttribute('aria-checked')).toBe('true')
    tap(button(element, '发布答复'))
    await sees(element, '已答复')
  })

  test('what no longer fits is said, and what is offered is new', async () => {
    let actions = detail.actions
    backend(
      {},
      {
        '/staff/cases/7': () => ({ ...detail, actions }),
        '/staff/cases/7/pause': () => {
          actions = ['note']
          return refusal(409, 'case_state', '事项现在的状态不能这样操作。')
        },
      },
    )
    const element = await page()
    await act(element, '暂停')
    await vi.waitFor(() => expect(field(element, '暂停计时')).toBeTruthy())
    type(field(element, '暂停计时'), '等物业回复')
    tap(button(element, '确定'))
    await told('事项现在的状态不能这样操作。')
    await answerDialog('知道了')
    expect((field(element, '暂停计时') as HTMLTextAreaElement).value).toBe('等物业回复')
    tap(button(element, '返回'))
    await vi.waitFor(() => expect(button(element, '更多操作')).toBeDefined())
    tap(button(element, '更多操作'))
    await vi.waitFor(() => expect(button(element, '备注')).toBeDefined())
    expect(button(element, '暂停')).toBeUndefined()
  })

  test('a look at the server leaves the sheet that is open, and what is typed in it', async () => {
    backend()
    const { element, instance } = app.runtime.router.reLaunch('/staff/case/index?id=7') as never as { element: Element; instance: { load(): Promise<void> } }
    await sees(element, detail.text)
    await act(element, '备注')
    await vi.waitFor(() => expect(field(element, '内部备注')).toBeTruthy())
    type(field(element, '内部备注'), '物业说下周')
    await instance.load()
    expect((field(element, '内部备注') as HTMLTextAreaElement).value).toBe('物业说下周')
  })

  test('nobody to give it to, and nothing to merge it into, are said', async () => {
    backend({ assignee: null }, { '/staff/cases/7/candidates': { candidates: [] }, '/staff/cases/7/similar': { items: [] } })
    const element = await page()
    await act(element, '交办')
    await sees(element, '还没有可以交办的工作人员')
    tap(button(element, '返回'))
    await vi.waitFor(() => expect(button(element, '更多操作')).toBeDefined())
    await act(element, '并入')
    await sees(element, '没有说同一件事的建议')
  })

  test('is given to whom is tapped', async () => {
    const people = { candidates: [{ id: '6', name: '周婷', organization_name: '石桥商会' }] }
    backend({ assignee: null }, { '/staff/cases/7/candidates': people, '/staff/cases/7/assign': detail })
    const element = await page()
    await act(element, '交办')
    await sees(element, '交给谁办')
    await vi.waitFor(() => expect(button(element, '周婷石桥商会')).toBeDefined())
    tap(button(element, '周婷石桥商会'))
    await vi.waitFor(() => expect(sent('POST', '/staff/cases/7/assign')[0]?.body).toEqual({ member_id: '6', version: 4 }))
    await sees(element, detail.text)
  })

  test('one that is gone says so; a failure is said, and tried again', async () => {
    calls = answering({})
    await page('没有找到这件事项')
    backend({}, { '/staff/cases/7': down })
    const element = await page('没能打开')
    backend()
    tap(button(element, '再试一次'))
    await sees(element, detail.text)
  })
})

describe('the patrol', () => {
  const text = {
    id: '1',
    subject_kind: 'suggestion',
    subject_id: '7',
    title: '互助小组',
    text: '加我微信',
    author_name: '王敏',
    photo_url: null,
    target: '',
    state: 'staff',
    created_at: card.created_at,
    digest: 'abc',
  }
  const complaint = { ...text, id: '2', title: '路灯', state: 'open', reason: 'advertising', reason_word: '广告', words: '', complaints: 2 }
  const backend = (texts: object[], complaints: object[], more: Record<string, unknown> = {}) => {
    calls = answering({
      '/staff/texts': paged(texts, { total: texts.length && 25 }),
      '/staff/complaints': paged(complaints),
      '/staff/media': paged([]),
      ...more,
    })
  }

  test('counts all that wait, not only those on screen', async () => {
    backend([text], [complaint])
    const element = open('/staff/patrol/index')
    await sees(element, '等您判断 25')
    expect(element.textContent).toContain('举报 1')
    expect(element.textContent).toContain('广告 · 2 人举报')
  })

  test('shows the photo complained about, and opens it large', async () => {
    backend([], [{ ...complaint, subject_kind: 'activity_photo', title: '活动照片：春季沙龙', text: '合影', photo_url: '/media/x' }])
    const element = open('/staff/patrol/index')
    await sees(element, '活动照片 · 王敏')
    expect(element.textContent).toContain('合影')
    tap(button(element, '活动照片：春季沙龙，点开看大图'))
    await vi.waitFor(() => expect(document.querySelector<HTMLImageElement>('.mp-preview-image')?.getAttribute('src')).toContain('/media/x'))
  })

  test('judges the words that were seen, once', async () => {
    backend([text], [], { '/staff/texts/1/clear': text })
    const element = open('/staff/patrol/index')
    await sees(element, '互助小组')
    tap(button(element, '可以公开'))
    tap(button(element, '可以公开'))
    await told('已公开')
    expect(sent('POST', '/staff/texts/1/clear').map(({ body }) => body)).toEqual([{ digest: 'abc' }])
  })

  test('taking something down needs a reason, and says so', async () => {
    backend([], [complaint], { '/staff/complaints/2/decide': complaint })
    const element = open('/staff/patrol/index')
    await sees(element, '举报 1')
    tap(button(element, '撤下'))
    await answerDialog('确定')
    await told('请写明理由')
    expect(sent('POST', '/staff/complaints/2/decide')).toEqual([])
    tap(button(element, '撤下'))
    await answerDialog('确定', '是广告')
    await vi.waitFor(() => expect(sent('POST', '/staff/complaints/2/decide')[0]?.body).toEqual({ is_upheld: true, note: '是广告' }))
  })

  test('a refusal is told, and what waits is asked anew', async () => {
    backend([text], [], { '/staff/texts/1/clear': refusal(409, 'text_changed', '内容刚刚改过，请再看一遍。') })
    const element = open('/staff/patrol/index')
    await sees(element, '互助小组')
    tap(button(element, '可以公开'))
    await told('内容刚刚改过')
    await vi.waitFor(() => expect(sent('GET', '/staff/texts').length).toBeGreaterThan(1))
  })

  test('nothing to judge is said; a failure is said, and tried again', async () => {
    backend([], [])
    await sees(open('/staff/patrol/index'), '没有要看的内容')
    calls = answering({ '/staff/texts': down, '/staff/complaints': down })
    const element = open('/staff/patrol/index')
    await sees(element, '没能打开')
    backend([text], [])
    tap(button(element, '再试一次'))
    await sees(element, '互助小组')
  })
})
