import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap } from '../../preview/testing'
import { answerDialog, answering, button, down, paged, refusal, sees, told } from './suggested'

let app: PreviewHooks
let calls: ReturnType<typeof answering>

const sent = (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path)
const open = (path: string) => app.runtime.router.reLaunch(path).element
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3600_000).toISOString()
/** Taps a line of the sheet that is open. */
const choose = async (words: string) => {
  const found = () => [...document.querySelectorAll('.mp-layer button, .mp-layer [role="button"], .mp-layer *')].find((one) => one.textContent === words)
  await vi.waitFor(() => expect(found()).toBeTruthy())
  tap(found() as Element)
}

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  localStorage.clear()
  for (const layer of document.querySelectorAll('.mp-layer, .mp-toast')) layer.remove()
})

describe('what waits today', () => {
  const line = {
    kind: 'signups_to_review',
    name: '活动报名审核',
    unit: '人',
    count: 3,
    late: 0,
    since: hoursAgo(50),
    title: '春季沙龙',
    target: '/staff/signups/index?id=9',
  }
  const due = {
    ...line,
    kind: 'cases_due',
    name: '建议到期待办',
    unit: '件',
    count: 1,
    late: 1,
    since: hoursAgo(5),
    title: '路灯',
    target: '/staff/cases/index?tab=due',
  }
  const backend = (answer: unknown, more = {}) => {
    calls = answering({
      '/staff/decisions': answer,
      '/staff/cases': paged([], { counts: { due: 0, mine: 0, unassigned: 0, overdue: 0, unhappy: 0 } }),
      ...more,
    })
  }

  test('says how much, how long and what first, in the order of the server', async () => {
    backend({ total: 7, items: [line, due, { ...line, target: '/new', since: hoursAgo(0.1) }] })
    const element = open('/staff/digest/index')
    await sees(element, '共 7 件，等得最久的在前')
    expect(element.textContent).toContain('活动报名审核3 人春季沙龙最早的等了 2 天')
    expect(element.textContent).toContain('1 件已超期 · 等了 5 小时')
    expect(element.textContent).toContain('最早的等了不到 1 小时')
  })

  test('a line opens the page where it is decided', async () => {
    backend({ total: 1, items: [due] })
    const element = open('/staff/digest/index')
    await sees(element, '建议到期待办')
    tap(button(element, '建议到期待办 1 件，1 件已超期，等了 5 小时，路灯'))
    await vi.waitFor(() => expect(sent('GET', '/staff/cases')[0]?.query).toContain('queue=due'))
  })

  test('nothing to decide is said; a failure is said, and tried again', async () => {
    backend({ total: 0, items: [] })
    await sees(open('/staff/digest/index'), '今天没有等您决定的事')
    backend(down)
    const element = open('/staff/digest/index')
    await sees(element, '没能打开')
    backend({ total: 3, items: [line] })
    tap(button(element, '再试一次'))
    await sees(element, '春季沙龙')
  })
})

describe('the queue of cases', () => {
  test('opens on the tab it is led to, and on its own first for any other', async () => {
    const counts = { due: 0, mine: 0, unassigned: 0, overdue: 0, unhappy: 0 }
    calls = answering({ '/staff/cases': paged([], { counts }) })
    await sees(open('/staff/cases/index?tab=unassigned'), '这里没有要办的')
    await sees(open('/staff/cases/index?tab=nonsense'), '这里没有要办的')
    expect(sent('GET', '/staff/cases').map(({ query }) => query.includes('queue=unassigned'))).toEqual([true, false])
    expect(sent('GET', '/staff/cases')[1]?.query).toContain('queue=due')
  })
})

describe('signups to review', () => {
  const signup = { id: '3', state: 'pending', seats: 2, member: { id: '5', name: '王敏' }, phone_masked: '199****0001', created_at: hoursAgo(0.2) }
  const path = '/staff/activities/9/signups'
  const backend = (items: object[], more = {}) => {
    calls = answering({ '/staff/activities/9': { title: '春季沙龙' }, [path]: paged(items), ...more })
  }

  test('names the activity and who asks, and approves once', async () => {
    backend([signup], { [`${path}/3/approve`]: signup })
    const element = open('/staff/signups/index?id=9')
    await sees(element, '春季沙龙')
    expect(element.textContent).toMatch(/199\*{4}0001 · 共 2 人 · (今天|昨天) \d\d:\d\d 报名/)
    tap(button(element, '通过王敏的报名'))
    tap(button(element, '通过王敏的报名'))
    await told('已通过')
    expect(sent('POST', `${path}/3/approve`)).toHaveLength(1)
    expect(sent('GET', path)[0]?.query).toContain('state=pending')
  })

  test('a refusal needs a reason; what a colleague decided meanwhile is told', async () => {
    backend([signup], { [`${path}/3/reject`]: refusal(409, 'already_decided', '同事已经审核过了。') })
    const element = open('/staff/signups/index?id=9')
    await sees(element, '王敏')
    tap(button(element, '不通过王敏的报名'))
    await answerDialog('确定')
    await told('请写明理由')
    expect(sent('POST', `${path}/3/reject`)).toEqual([])
    tap(button(element, '不通过王敏的报名'))
    await answerDialog('确定', '名额留给会员')
    await told('同事已经审核过了')
    expect(sent('POST', `${path}/3/reject`)[0]?.body).toEqual({ reason: '名额留给会员' })
  })

  test('with none left it says so', async () => {
    backend([])
    await sees(open('/staff/signups/index?id=9'), '都审核完了')
  })
})

describe('applications', () => {
  const one = {
    id: '4',
    state: 'pending',
    source: 'form',
    name: '赵强',
    note: '做软件的',
    phone_masked: '138****0002',
    organization: { id: '2', name: '石桥商会' },
    reason: '',
    created_at: hoursAgo(0.2),
    decided_at: null,
    decided_by: null,
    candidates: [],
  }
  const candidates = [
    { id: '8', name: '赵强', phone_masked: '138****0002', is_claimed: false },
    { id: '9', name: '赵小强', phone_masked: '138****0002', is_claimed: true },
  ]
  const backend = (items: object[], more = {}) => {
    calls = answering({ '/staff/applications': paged(items), '/staff/applications/4/approve': one, ...more })
  }

  test('somebody new is let in by one tap', async () => {
    backend([one])
    const element = open('/staff/applications/index')
    await sees(element, '申请加入石桥商会')
    tap(button(element, '通过赵强的申请'))
    await told('已通过')
    expect(sent('POST', '/staff/applications/4/approve')[0]?.body).toEqual({ member_id: null })
  })

  test('where the roster has somebody it may be, staff say whether it is them', async () => {
    backend([{ ...one, source: 'phone_conflict', candidates }])
    const element = open('/staff/applications/index')
    await sees(element, '手机号对上了多个人')
    tap(button(element, '通过赵强的申请'))
    await choose('名册上的赵强 138****0002')
    await told('已通过')
    expect(sent('POST', '/staff/applications/4/approve')[0]?.body).toEqual({ member_id: '8' })
    expect(document.body.textContent).not.toContain('赵小强')
  })

  test('none is said, a failure too', async () => {
    backend([])
    await sees(open('/staff/applications/index'), '都处理完了')
    calls = answering({ '/staff/applications': down })
    await sees(open('/staff/applications/index'), '没能打开')
  })
})

describe('photos in the patrol', () => {
  const photo = { id: '6', waits_for: 'staff', url: '/media/x', activity: { id: '9', title: '春季沙龙' }, uploaded_by: { id: '5', name: '王敏' }, caption: '' }

  test('those WeChat was not sure of are judged; those it still looks at are not shown', async () => {
    calls = answering({
      '/staff/texts': paged([]),
      '/staff/complaints': paged([]),
      '/staff/media': paged([photo, { ...photo, id: '7', waits_for: 'wechat' }]),
      '/staff/media/6/clear': photo,
    })
    const element = open('/staff/patrol/index')
    await sees(element, '照片等您看 1')
    tap(button(element, '可以公开'))
    await told('已公开')
    expect(sent('POST', '/staff/media/6/clear')).toHaveLength(1)
  })
})
