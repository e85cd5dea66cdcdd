import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, tap } from '../../preview/testing'
import { figureLine, progress } from '../../src/services/told-words'
import { answerDialog, answering, button, paged, refusal, sees } from './suggested'

let app: PreviewHooks
let calls: ReturnType<typeof answering>

const counts = { people: 9, waiting: 0, paused: 0, sent: 1, inbox: 2, unreachable: 6, failed: 0, expired: 0, dropped: 0 }
const told = {
  id: '7',
  kind: 'activity_changed',
  label: '活动有变更',
  subject: 'activity:3',
  title: '科技园参访',
  organization: { id: '2', name: '石桥商会' },
  created_at: '2026-03-02T10:00:00+08:00',
  due_at: '2026-03-02T10:00:00+08:00',
  is_spreading: false,
  is_called: true,
  can_list: true,
  can_call: true,
  fault: '',
  counts,
  calls: { reached: 0, no_answer: 0 },
  words: [{ label: '活动地点', text: '一楼大厅' }],
  first_sent_at: '2026-03-02T10:00:00+08:00',
  last_sent_at: '2026-03-02T10:00:00+08:00',
  reasons: [],
}
const person = {
  member_id: '5',
  name: '任涛',
  organizations: [{ id: '2', name: '石桥商会' }],
  phone_masked: '199******15',
  why: '还没有登录小程序',
  call: null,
  can_dial: true,
}
const TOLD = '/staff/notifications/7'
const sent = (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path)
const open = (path: string) => app.runtime.router.reLaunch(path).element

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {} // jsdom lays nothing out, so it has nowhere to scroll
})
beforeEach(() => {
  localStorage.clear()
})

describe('how far a message came', () => {
  test('is said by way, and only what there is', () => {
    expect(figureLine(counts, false)).toBe('微信送达 1 · 站内 2 · 不可达 6')
    expect(figureLine({ ...counts, inbox: 0, failed: 2 }, false)).toBe('微信送达 1 · 不可达 6 · 失败 2')
  })

  test('of an anonymous survey, nothing and a few are the same', () => {
    expect(figureLine({ ...counts, sent: 0, inbox: 5, unreachable: 0 }, true)).toBe('微信送达 不足 5 · 站内 5 · 不可达 不足 5')
  })

  test('says what is still going on', () => {
    expect(progress({ is_spreading: true, counts: { ...counts, people: 0 }, fault: '' })).toBe('正在找出要通知的人')
    expect(progress({ is_spreading: false, counts: { ...counts, waiting: 2 }, fault: '' })).toBe('正在发送')
    expect(progress({ is_spreading: false, counts: { ...counts, paused: 2 }, fault: '' })).toBe('暂停中，恢复后发出')
    expect(progress({ is_spreading: false, counts, fault: '47003' })).toBe('消息内容微信不接受，已停止发送')
    expect(progress({ is_spreading: false, counts, fault: '' })).toBe('')
  })
})

describe('whom it did not reach', () => {
  const shown = async (more: Record<string, unknown> = {}) => {
    calls = answering({ [TOLD]: told, [`${TOLD}/unreached`]: paged([person]), [`${TOLD}/calls`]: {}, [`${TOLD}/calls/5`]: {}, ...more })
    const element = open('/staff/told/index?id=7')
    await sees(element, '任涛')
    return element
  }

  test('is dialled by the unmasked number, with the reason filled in', async () => {
    const dial = vi.spyOn(wx, 'makePhoneCall').mockImplementation((() => undefined) as never)
    const element = await shown({ '/staff/members/5/unmask': { field: 'phone', value: '19900000015' } })
    tap(button(element, '拨打：任涛'))
    await vi.waitFor(() => expect(dial).toHaveBeenCalledWith(expect.objectContaining({ phoneNumber: '19900000015' })))
    expect(sent('POST', '/staff/members/5/unmask')[0]?.body).toEqual({ field: 'phone', reason: '电话通知：活动有变更《科技园参访》' })
  })

  test('is written down with one tap and taken back with another', async () => {
    const element = await shown()
    tap(button(element, '已通知：任涛'))
    await sees(element, '已通知（刚刚）')
    await sees(element, '已电话通知 1 人')
    expect(sent('POST', `${TOLD}/calls`)[0]?.body).toEqual({ member_id: '5', outcome: 'reached' })
    tap(button(element, '撤销：任涛'))
    await sees(element, '没打通')
    expect(sent('DELETE', `${TOLD}/calls/5`)).toHaveLength(1)
  })

  test('stays as it was when it could not be written down', async () => {
    const toast = vi.spyOn(wx, 'showToast')
    const element = await shown({ [`${TOLD}/calls`]: refusal(403, 'forbidden', '您没有权限。') })
    tap(button(element, '没打通：任涛'))
    await vi.waitFor(() => expect(toast).toHaveBeenCalled())
    expect(element.textContent).toContain('拨打')
  })

  test('is not asked for of an anonymous survey', async () => {
    calls = answering({ [TOLD]: { ...told, can_list: false } })
    const element = open('/staff/told/index?id=7')
    await sees(element, '不列名单')
    expect(sent('GET', `${TOLD}/unreached`)).toHaveLength(0)
  })
})

describe('an activity moved on the phone', () => {
  const activity = {
    id: '3',
    title: '科技园参访',
    starts_at: '2026-03-05T09:30:20+08:00',
    ends_at: '2026-03-05T12:00:20+08:00',
    venue: '三楼',
    online_link: '',
  }
  const MOVE = '/staff/activities/3/when-and-where'

  test('sends what was not touched to the second, after a yes to the forecast', async () => {
    const reach = { people: 9, wechat: 1, inbox: 2, unreachable: 6, is_sent: true, is_rounded: false, words: '9 人：微信可达 1', notes: [] }
    calls = answering({ '/staff/activities/3': activity, '/staff/reach': reach, [MOVE]: activity, '/staff/notifications': paged([]) })
    const element = open('/staff/change/index?id=3')
    await sees(element, '9 人会收到')
    const page = getCurrentPages().at(-1) as unknown as { onVenue(event: object): void; onSave(): Promise<void> }
    page.onVenue({ detail: { value: '一楼大厅' } })
    const modal = vi.spyOn(wx, 'showModal')
    page.onSave()
    await answerDialog('变更')
    await vi.waitFor(() => expect(sent('PUT', MOVE)).toHaveLength(1))
    expect(sent('PUT', MOVE)[0]?.body).toEqual({ starts_at: activity.starts_at, ends_at: activity.ends_at, venue: '一楼大厅' })
    expect(modal.mock.lastCall?.[0]?.content).toBe('地点改为 一楼大厅\n9 人：微信可达 1')
  })
})
