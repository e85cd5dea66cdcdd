import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp, stubBackend } from '../../preview/testing'

const member = {
  account_id: '1',
  member: { id: '5', name: '小叶', organizations: [{ id: '2', name: '石桥商会' }], joined_at: '2026-01-05T09:00:00+08:00' },
  roles: [],
  organizes: false,
  application: null,
  templates: {},
  min_version: '0.1.0',
}
const activity = {
  id: '1',
  title: '单位代表座谈',
  kind: 'lecture',
  organization: { id: '2', name: '石桥商会' },
  starts_at: '2099-11-26T14:00:00+08:00',
  ends_at: '2099-11-26T17:00:00+08:00',
  venue: '三楼',
  capacity: null,
  taken: 0,
  places_left: null,
  waitlisted: 0,
  signup_opens_at: null,
  signup_closes_at: '2099-11-22T23:59:00+08:00',
  phase: 'signup_open',
  needs_review: false,
  is_organizer: false,
  my_signup: null,
  cover: null,
  description: '',
  latitude: null,
  longitude: null,
  online_link: '',
  contact_name: '',
  contact_phone: '',
  cancel_closes_at: '2099-11-25T18:00:00+08:00',
  cancel_reason: '',
  questions: { version: 1, definition: { sections: [{ key: 's', title: '问', questions: [{ key: 'q', type: 'text', title: '想听什么' }] }] } },
  checkin_opens_at: '2099-11-26T13:30:00+08:00',
  checkin_closes_at: '2099-11-26T15:00:00+08:00',
  version: 1,
}
const survey = {
  id: '3',
  title: '单位意见',
  organization: { id: '2', name: '石桥商会' },
  state: 'open',
  opens_at: '2026-01-01T09:00:00+08:00',
  closes_at: '2099-01-01T09:00:00+08:00',
  questions: 1,
  minutes: 1,
  is_anonymous: false,
  has_answered: false,
  introduction: '',
  closing_note: '',
  closing_note_at: null,
  notice: '',
  is_editable: false,
  held: false,
  can_see_results: false,
  full_options: [],
  files: [],
  seed: 1,
  answers: null,
  form: { version: 1, definition: { sections: [{ key: 's', title: '问', questions: [{ key: 'q', type: 'text', title: '想听什么' }] }] } },
}
const chief = { member_id: '7', name: '章厂长', company: '石桥五金厂', position: '董事长' }
const login = {
  token: 't',
  expires_at: '2099-12-22T09:00:00+08:00',
  me: member,
  home: { do: [], write: [], read: [], totals: {}, pass: null, next_activity: null, completeness: 0 },
}
const PAGES = ['/pages/activity/index?id=1&whom=7', '/pages/signup/index?id=1&whom=7', '/pages/survey/index?id=3&whom=7']

let app: PreviewHooks
const backend = (more: Record<string, unknown> = {}) =>
  stubBackend({
    '/_simulator/login-code': { code: 'c' },
    '/api/v1/login': login,
    '/api/v1/me': member,
    '/api/v1/activities/1': activity,
    '/api/v1/surveys/3': survey,
    ...more,
  })

beforeAll(async () => {
  app = await loadApp()
  Element.prototype.scrollTo = () => {}
})
beforeEach(() => localStorage.clear())

describe('acting for somebody', () => {
  test.each(PAGES)('%s offers nothing while it cannot say for whom', async (path) => {
    backend()
    const { element } = app.open(path)
    await vi.waitFor(() => expect(element.textContent).toContain('再试一次'))
    expect(element.textContent).not.toMatch(/我要报名|提交报名|开始填写/)
  })

  test.each(PAGES)('%s says for whom', async (path) => {
    backend({ '/api/v1/me/delegations': { acts_for: [chief], acted_by: [] } })
    const { element } = app.open(path)
    await vi.waitFor(() => expect(element.textContent).toMatch(/正在代章厂长/))
  })
})
