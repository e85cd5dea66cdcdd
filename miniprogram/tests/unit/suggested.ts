/** What tests of the pages of suggestions share: a backend that may refuse, and a suggestion to show. */
import { expect, vi } from 'vitest'
import { tap } from '../../preview/testing'

interface Call {
  path: string
  query: string
  method: string
  body: Record<string, unknown> | undefined
}
type Answer = unknown | ((call: Call) => unknown)

/** A refusal, in the place of an answer. */
export const refusal = (status: number, code: string, message: string, errors: Record<string, string[]> = {}) => ({
  refused: { status, body: { code, message, errors } },
})

const login = (roles: string[]) => ({
  token: 't',
  expires_at: '2999-01-01T00:00:00+08:00',
  me: {
    account_id: '1',
    member: { id: '5', name: '王敏', organizations: [{ id: '2', name: '石桥商会' }], joined_at: '2026-01-05T09:00:00+08:00' },
    roles,
    organizes: false,
    application: null,
    templates: {},
    min_version: '0.1.0',
  },
  home: {},
})

/** Answers by path below /api/v1; unknown paths are not found. */
export function answering(answers: Record<string, Answer>): Call[] {
  const calls: Call[] = []
  const all: Record<string, Answer> = { '/_simulator/login-code': { code: 'c' }, '/login': login([]), ...answers }
  globalThis.fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input))
    const path = pathname.replace(/^\/api\/v1/, '')
    const body = init?.body ? (init.body instanceof FormData ? Object.fromEntries(init.body) : JSON.parse(String(init.body))) : undefined
    const call = { path, query: decodeURIComponent(search), method: init?.method ?? 'GET', body }
    calls.push(call)
    const found = all[path]
    const answer = (typeof found === 'function' ? found(call) : found) ?? refusal(404, 'not_found', '没有找到')
    const { refused } = answer as Partial<ReturnType<typeof refusal>>
    return new Response(JSON.stringify(refused?.body ?? answer), { status: refused?.status ?? 200, headers: { 'content-type': 'application/json' } })
  }
  return calls
}

/** The server cannot be reached properly: an answer that is none of ours. */
export const down = refusal(502, undefined as never, undefined as never)

export const paged = (items: object[], more: object = {}) => ({ items, page: 1, page_size: 20, total: items.length, ...more })

export const cannot = {
  edit: false,
  endorse: false,
  withdraw_endorsement: false,
  rate: false,
  reopen: false,
  withdraw: false,
  opt_out: false,
  complain: false,
  add_photos: false,
}

export const card = {
  id: '7',
  title: '路口加装路灯',
  excerpt: '晚上很暗',
  category: { key: 'community', title: '街区环境' },
  place: '',
  author_name: '王敏',
  is_mine: false,
  state: 'in_progress',
  state_word: '办理中',
  outcome: '',
  outcome_word: '',
  endorsements: 3,
  has_endorsed: false,
  photos: 0,
  cover_url: null,
  organization: { id: '2', name: '石桥商会' },
  due_at: null,
  created_at: '2026-11-02T09:00:00+08:00',
  answered_at: null,
  public_state: 'shown',
  highlights: [],
}

export const detail = {
  ...card,
  text: '文化路口晚上很暗，请加一盏灯。',
  photos: [],
  steps: [],
  reply: null,
  rating: null,
  rating_text: '',
  edits: [],
  merged_into: null,
  merged_from: [],
  opt_out_until: null,
  check: 'passed',
  can: cannot,
  left: '',
  pause_reason: '',
  version: 4,
}

export const step = (fields: object) => ({
  id: '1',
  number: 1,
  at: '2026-11-02T09:00:00+08:00',
  kind: 'received',
  word: '收到',
  title: '收到建议',
  text: '',
  actor_name: '王敏',
  is_mine: false,
  visible_to: 'public',
  ...fields,
})

export const guide = {
  categories: [
    { key: 'community', title: '街区环境', hint: '停车、照明' },
    { key: 'other', title: '其他', hint: '不确定放在哪里' },
  ],
  outcomes: [],
  most_photos: 9,
  hot_rule: '',
  name_note: '办理建议的工作人员能看到。',
  is_board_public: true,
}

/** By what it says or is called; a button's own words are compared whole. */
export const button = (element: ParentNode, name: string) =>
  [...element.querySelectorAll('.t-button, [role="button"], [role="radio"], [role="tab"]')].find(
    (one) => one.getAttribute('aria-label') === name || one.textContent?.replace(/\s/g, '') === name,
  )
export const field = (element: ParentNode, label: string) => {
  const named = element.querySelector(`[aria-label="${label}"]`)
  return named?.matches('input, textarea') ? named : named?.querySelector('input, textarea')
}
export const sees = (element: Element, words: string) => vi.waitFor(() => expect(element.textContent).toContain(words))

/** What the app tells above its pages: dialogs, toasts, sheets. */
export const told = (words: string) => vi.waitFor(() => expect(document.body.textContent).toContain(words))
/** Taps a dialog's button or a sheet's line; `words` are typed into the dialog before. */
export const answerDialog = async (name: string, words?: string) => {
  const found = () => [...document.querySelectorAll<HTMLElement>('.mp-layer button')].find((one) => one.textContent === name)
  await vi.waitFor(() => expect(found()).toBeDefined())
  const typed = document.querySelector<HTMLTextAreaElement>('.mp-modal-field')
  if (words !== undefined && typed) typed.value = words
  found()?.click()
}

/** Chooses a line of the picker that is open. */
export const choosePicker = async (line: string) => {
  await answerDialog(line)
  await answerDialog('确定')
}

const NO_PHONE = refusal(403, 'phone_first', '发布内容前，请先验证手机号。')
/** Refuses until a phone was verified, as the server does; then answers `then`. @returns answers for `path` and the way to verify */
export function untilVerified(path: string, then: unknown): Record<string, Answer> {
  let isVerified = false
  return {
    '/_simulator/phone-code': { code: 'from-wechat' },
    '/me/phone': () => {
      isVerified = true
      return {}
    },
    [path]: () => (isVerified ? then : NO_PHONE),
  }
}

/** Taps 验证手机号 and lets WeChat give the number; the privacy agreement is asked for once a phone. */
export async function verifyPhone(element: Element) {
  await sees(element, '按规定须由验证过手机号的会员发布')
  tap(button(element, '验证手机号'))
  const sheet = (kind: string) => document.querySelector<HTMLElement>(`.mp-consent-${kind} .mp-allow`)
  await vi.waitFor(() => expect(sheet('privacy') ?? sheet('phone')).not.toBeNull())
  sheet('privacy')?.click()
  await vi.waitFor(() => expect(sheet('phone')).not.toBeNull())
  sheet('phone')?.click()
}
