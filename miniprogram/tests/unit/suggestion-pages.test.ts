import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap, type } from '../../preview/testing'
import {
  answerDialog,
  answering,
  button,
  cannot,
  card,
  choosePicker,
  detail,
  down,
  field,
  guide,
  paged,
  refusal,
  sees,
  step,
  told,
  untilVerified,
  verifyPhone,
} from './suggested'

let app: PreviewHooks
let calls: ReturnType<typeof answering>

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

describe('the board', () => {
  const shown = (items: object[], more: object = {}) => paged(items, { is_board_public: true, ...more })
  const backend = (answer: unknown, more: Record<string, unknown> = {}) => {
    calls = answering({ '/suggestions': answer, '/surveys': paged([]), '/topics': paged([]), ...more })
  }
  const asked = () => sent('GET', '/suggestions').map(({ query }) => query)
  /** As the key of the keyboard does. */
  const search = (element: Element, words: string) => {
    const input = field(element, '搜建议和答复')
    type(input, words)
    input?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    input?.dispatchEvent(new KeyboardEvent('keyup', { key: 'Enter', bubbles: true }))
  }

  test('says of each how far it is and how many stand behind it, in words', async () => {
    backend(shown([{ ...card, state: 'closed', state_word: '已办结', outcome_word: '采纳', endorsements: 31 }]))
    const element = open('/pages/voice/index')
    await sees(element, '路口加装路灯')
    expect(element.textContent).toContain('已办结 · 采纳')
    expect(element.textContent).toContain('附议 31')
  })

  test('tells the author, and only them, why others do not see it yet', async () => {
    backend(shown([{ ...card, is_mine: true, public_state: 'staff' }]))
    await sees(open('/pages/voice/index'), '等待人工审核')
    backend(shown([{ ...card, public_state: 'staff' }]))
    const element = open('/pages/voice/index')
    await sees(element, '路口加装路灯')
    expect(element.textContent).not.toContain('等待人工审核')
  })

  test('surveys to answer and an open topic come first', async () => {
    const topic = { id: '3', title: '停车难怎么办', state: 'open', closes_at: new Date(Date.now() + 50 * 3600_000).toISOString() }
    backend(shown([card]), { '/surveys': paged([{}]), '/topics': paged([topic, { ...topic, id: '4', state: 'soon', title: '还没开始的' }]) })
    const element = open('/pages/voice/index')
    await sees(element, '问卷 1 份待填')
    expect(element.textContent).toMatch(/话题：停车难怎么办.*还剩 \d 天/)
    expect(element.textContent).not.toContain('还没开始的')
  })

  test('all topics are a tap away, also while none is running', async () => {
    backend(shown([card]))
    const element = open('/pages/voice/index')
    await sees(element, '全部话题')
    tap([...element.querySelectorAll('.row')].at(-1))
    await vi.waitFor(() => expect(app.runtime.router.stack.at(-1)?.element.textContent).toContain('眼下没有话题'))
  })

  test('one category alone is shown, and says when there is nothing in it', async () => {
    backend(({ query }: { query: string }) => shown(query.includes('category=other') ? [] : [card]), { '/suggestions/guide': guide })
    const element = open('/pages/voice/index')
    await vi.waitFor(() => expect(button(element, '类别：全部类别')).toBeDefined())
    tap(button(element, '类别：全部类别'))
    await choosePicker('其他')
    await sees(element, '这个类别还没有建议')
    expect(asked().at(-1)).toContain('view=hot&category=other')
    expect(button(element, '类别：其他')).toBeDefined()
    tap(button(element, '最新'))
    await vi.waitFor(() => expect(asked().at(-1)).toContain('view=new&category=other'))
  })

  test('my own ones are opened from 我的', async () => {
    backend(shown([card]), { '/me': { account_id: '1', member: { id: '5', name: '王敏', organizations: [] }, roles: [], organizes: false } })
    const element = open('/pages/me/index')
    await sees(element, '我的建议')
    tap([...element.querySelectorAll('.row')].find((row) => row.textContent?.includes('我的建议')))
    await vi.waitFor(() => expect(asked().at(-1)).toContain('view=mine'))
    const board = app.runtime.router.stack.at(-1)?.element as Element
    expect(board.querySelector('[aria-selected="true"]')?.textContent).toContain('我的')
  })

  test.each([
    ['organizer', ['今日待办', '活动管理'], ['建议办理', '问卷管理', '消息发送', '内容巡查']],
    ['auditor', ['今日待办', '建议办理', '活动管理'], []],
  ])('who holds the role %s finds the work it opens', async (role, there, shut) => {
    const roles = [{ role, organization: { id: '2', name: '商会' } }]
    backend(shown([]), { '/me': { account_id: '1', member: { id: '5', name: '王敏', organizations: [] }, roles, organizes: false } })
    const element = open('/pages/me/index')
    await sees(element, '今日待办')
    for (const title of there) expect(element.textContent).toContain(title)
    for (const title of shut) expect(element.textContent).not.toContain(title)
  })

  test.each([
    ['热门', '还没有人提建议'],
    ['最新', '还没有人提建议'],
    ['已答复', '还没有公开的答复'],
    ['我的', '您还没有提过建议'],
    ['附议', '您还没有附议过'],
  ])('nothing under %s says what would be there, and lets one write', async (name, words) => {
    backend(shown([]))
    const element = open('/pages/voice/index')
    await sees(element, '还没有人提建议')
    tap(button(element, name))
    await sees(element, words)
    expect(button(element, '写建议')).toBeDefined()
  })

  test('the board is off: it says who reads suggestions, and mine are still here', async () => {
    backend(({ query }: { query: string }) =>
      shown(query.includes('mine') ? [{ ...card, is_mine: true, public_state: 'private' }] : [], { is_board_public: false }),
    )
    const element = open('/pages/voice/index')
    await sees(element, '建议直接交给工作人员')
    tap(button(element, '我的'))
    await sees(element, '只有工作人员可见')
  })

  test('a visitor is led to join', async () => {
    backend(refusal(403, 'join_first', '请先加入'))
    const element = open('/pages/voice/index')
    await sees(element, '加入组织后，可以提建议')
    expect(button(element, '去加入')).toBeDefined()
    expect(button(element, '写建议')).toBeUndefined()
  })

  test('a failure is said, and tried again', async () => {
    backend(down)
    const element = open('/pages/voice/index')
    await sees(element, '没能打开')
    backend(shown([card]))
    tap(button(element, '再试一次'))
    await sees(element, '路口加装路灯')
  })

  test('another list that fails shows nothing of the one before', async () => {
    backend(({ query }: { query: string }) => (query.includes('view=new') ? down : shown([card])))
    const element = open('/pages/voice/index')
    await sees(element, '路口加装路灯')
    tap(button(element, '最新'))
    await sees(element, '没能打开')
    expect(element.textContent).not.toContain('路口加装路灯')
  })

  test('search marks what was found, and says when nothing was, whichever list is open', async () => {
    const hits = [
      {
        field: 'reply',
        parts: [
          { text: '新', is_hit: false },
          { text: '路灯', is_hit: true },
        ],
      },
    ]
    backend(({ query }: { query: string }) => shown(query.includes('q=路灯') ? [{ ...card, highlights: hits }] : []))
    const element = open('/pages/voice/index')
    await sees(element, '还没有人提建议')
    search(element, '路灯')
    await sees(element, '答复：新路灯')
    expect(element.querySelector('.hit')?.textContent).toBe('路灯')
    search(element, '公园')
    await sees(element, '没有找到')
    tap(button(element, '我的'))
    await vi.waitFor(() => expect(asked().at(-1)).toContain('view=mine'))
    await sees(element, '没有找到')
  })

  test('one character is not looked for, and that is said', async () => {
    backend(shown([card]))
    const element = open('/pages/voice/index')
    await sees(element, '路口加装路灯')
    const before = asked().length
    search(element, '灯')
    await told('请至少输入两个字')
    expect(asked()).toHaveLength(before)
  })
})

describe('a suggestion', () => {
  const backend = (shown: object, more: Record<string, unknown> = {}) => {
    calls = answering({ '/suggestions/7': { ...detail, ...shown }, ...more })
  }
  const page = async (words = detail.text) => {
    const element = open('/pages/suggestion/index?id=7')
    await sees(element, words)
    return element
  }

  test('shows each step by whom and when, and until when it will be handled', async () => {
    backend({
      due_at: '2026-12-11T17:30:00+08:00',
      left: '还剩 3 个工作日',
      steps: [step({}), step({ id: '2', kind: 'assigned', title: '交办给周婷', actor_name: '赵云' })],
    })
    const element = await page()
    expect(element.textContent).toContain('2026年12月11日前办理，还剩 3 个工作日')
    expect(element.textContent).toMatch(/收到建议.*王敏.*交办给周婷.*赵云/)
  })

  test('a due date without words for what is left ends without a comma', async () => {
    backend({ due_at: '2026-12-11T17:30:00+08:00' })
    expect((await page()).textContent).toMatch(/2026年12月11日前办理(?!，)/)
  })

  test('an answer says what comes of it, and what was promised for when', async () => {
    const reply = {
      text: '已报市政。',
      outcome: 'adopted',
      outcome_word: '采纳',
      promised_on: '2026-12-20',
      at: detail.created_at,
      by_name: '周婷',
      is_public: true,
    }
    backend({ state: 'answered', state_word: '已答复', outcome_word: '采纳', reply })
    const element = await page()
    expect(element.textContent).toContain('已答复 · 采纳')
    expect(element.textContent).toContain('答复：采纳')
    expect(element.textContent).toContain('承诺 2026年12月20日 前落实')
  })

  test('what was changed after others stood behind it is shown, with words beside the marks', async () => {
    const parts = [
      { op: 'same', text: '加' },
      { op: 'removed', text: '一' },
      { op: 'added', text: '两' },
      { op: 'same', text: '盏灯' },
    ]
    backend({ edits: [{ at: detail.created_at, title_parts: [], text_parts: parts }] })
    const element = await page('附议之后改过')
    expect(element.querySelector('.removed')?.textContent).toBe('一')
    expect(element.querySelector('.added')?.textContent).toBe('两')
    expect(element.textContent).toContain('划掉的是原来的，下划线的是新加的。')
  })

  test('endorsing twice at once is one request, and can be taken back', async () => {
    const endorsed = { ...detail, has_endorsed: true, endorsements: 4, can: { ...cannot, withdraw_endorsement: true } }
    backend({ can: { ...cannot, endorse: true } }, { '/suggestions/7/endorsement': endorsed })
    const element = await page()
    tap(button(element, '附议'))
    tap(button(element, '附议'))
    await sees(element, '已附议，点这里取消')
    expect(sent('PUT', '/suggestions/7/endorsement')).toHaveLength(1)
    expect(element.textContent).toContain('4 人附议')
  })

  test('endorsing without a verified phone asks for it, and then endorses', async () => {
    const endorsed = { ...detail, has_endorsed: true, endorsements: 4, can: { ...cannot, withdraw_endorsement: true } }
    backend({ can: { ...cannot, endorse: true } }, untilVerified('/suggestions/7/endorsement', endorsed))
    const element = await page()
    tap(button(element, '附议'))
    await verifyPhone(element)
    await sees(element, '已附议，点这里取消')
    expect(element.textContent).not.toContain('验证手机号')
  })

  test('an act that is refused says why, and leaves the page as it was', async () => {
    backend({ can: { ...cannot, endorse: true } }, { '/suggestions/7/endorsement': refusal(409, 'case_state', '这条建议已经办结。') })
    const element = await page()
    tap(button(element, '附议'))
    await told('这条建议已经办结。')
    await answerDialog('知道了')
    expect(element.textContent).toContain(detail.text)
    expect(button(element, '附议')).toBeDefined()
  })

  test('stars and words being chosen survive another look at the server', async () => {
    backend({ is_mine: true, can: { ...cannot, rate: true } }, { '/suggestions/7/rating': { ...detail, rating: 2 } })
    const element = await page('这个答复您满意吗')
    tap(button(element, '2 分'))
    type(field(element, '想说的话'), '还是很暗')
    app.open('/pages/suggest/index?id=7')
    app.runtime.router.navigateBack()
    await vi.waitFor(() => expect(sent('GET', '/suggestions/7').length).toBeGreaterThan(1))
    expect(button(element, '2 分')?.getAttribute('aria-checked')).toBe('true')
    tap(button(element, '提交评价'))
    await vi.waitFor(() => expect(sent('POST', '/suggestions/7/rating')[0]?.body).toEqual({ score: 2, text: '还是很暗' }))
  })

  test('asking for another answer needs a reason, and says so', async () => {
    backend({ is_mine: true, rating: 1, can: { ...cannot, rate: true, reopen: true } }, { '/suggestions/7/reopening': detail })
    const element = await page('要求重新办理')
    tap(button(element, '不满意，要求重新办理'))
    await answerDialog('提交')
    await told('请说明原因')
    expect(sent('POST', '/suggestions/7/reopening')).toEqual([])
    tap(button(element, '不满意，要求重新办理'))
    await answerDialog('提交', '灯还没有装')
    await vi.waitFor(() => expect(sent('POST', '/suggestions/7/reopening')[0]?.body).toEqual({ reason: '灯还没有装' }))
  })

  test('merged into another: it leads there; the other says until when one may leave', async () => {
    backend({ merged_into: { id: '9', title: '增设路灯' } })
    expect(button(await page(), '已并入，进展在这里看增设路灯›')).toBeDefined()
    backend({ merged_from: [{ id: '8', title: '太暗' }], opt_out_until: '2026-12-09T09:00:00+08:00', can: { ...cannot, opt_out: true } })
    const element = await page()
    expect(element.textContent).toContain('并入了 1 条同样的建议')
    expect(element.textContent).toMatch(/您附议的建议并到了这里，12月9日.* 前可以退出/)
    expect(button(element, '退出')).toBeDefined()
  })

  test.each([
    ['waiting', '内容正在检查'],
    ['staff', '工作人员会看一眼内容'],
    ['blocked', '修改后会重新检查'],
    ['off', '目前建议不公开展示'],
  ])('its author is told where the check stands: %s', async (check, words) => {
    backend({ is_mine: true, check })
    expect((await page()).textContent).toContain(words)
    backend({ check })
    expect((await page()).textContent).not.toContain(words)
  })

  test('WeChat wants to see the author again: it asks once, however often one looks', async () => {
    backend({ is_mine: true, check: 'log_in' }, { '/suggestions/7/check': down })
    const element = await page('微信要再核对一次')
    await vi.waitFor(() => expect(sent('POST', '/suggestions/7/check')).toHaveLength(1))
    app.open('/pages/suggest/index?id=7')
    app.runtime.router.navigateBack()
    await vi.waitFor(() => expect(sent('GET', '/suggestions/7').length).toBeGreaterThan(2))
    expect(sent('POST', '/suggestions/7/check')).toHaveLength(1)
    expect(element.textContent).toContain(detail.text)
  })

  test('one that is gone says so; a failure is said, and tried again', async () => {
    calls = answering({})
    await sees(open('/pages/suggestion/index?id=7'), '可能已经撤回，或没有公开。')
    backend({}, { '/suggestions/7': down })
    const element = open('/pages/suggestion/index?id=7')
    await sees(element, '没能打开')
    backend({})
    tap(button(element, '再试一次'))
    await sees(element, detail.text)
  })

  test('a later failure keeps what was on screen', async () => {
    backend({})
    const element = await page()
    backend({}, { '/suggestions/7': down })
    app.open('/pages/suggest/index?id=7')
    app.runtime.router.navigateBack()
    await sees(element, '服务暂时打不开')
    expect(element.textContent).toContain(detail.text)
    expect(button(element, '重试')).toBeDefined()
  })
})

describe('photos on their way', () => {
  const waiting = (state: string, percent = 0) => [{ ref: 'r', path: '', state, percent, error: '照片太大了' }]

  test('say how far they are; one that failed goes again or is left, as the member says', async () => {
    const again = vi.fn<(detail: unknown) => void>()
    const giveUp = vi.fn()
    const mount = (list: object[]) =>
      app.mount('components/waiting-photos/index', { waiting: list }, { again: ({ detail: to }) => again(to), giveup: () => giveUp() }).element
    expect(mount([]).textContent).not.toContain('待上传')
    expect(mount(waiting('sending', 40)).textContent).toContain('正在上传 40%')
    const failed = mount(waiting('failed'))
    expect(failed.textContent).toContain('没有传上去，点这里再试')
    tap(failed.querySelector('[role="button"]'))
    await told('照片太大了')
    await answerDialog('再传一次')
    await vi.waitFor(() => expect(again).toHaveBeenCalledWith({ ref: 'r' }))
    tap(failed.querySelector('[role="button"]'))
    await answerDialog('不传了')
    await vi.waitFor(() => expect(giveUp).toHaveBeenCalledTimes(1))
  })
})
