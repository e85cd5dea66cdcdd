import type { Phone } from '../runtime/phone'

/** The WeChat simulator's side door: what the real WeChat client does by itself. */
async function control<T>(phone: Phone, action: string, body: object): Promise<T> {
  const response = await fetch(`${phone.simulatorBase}/_simulator/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ user_id: phone.user, ...body }),
  })
  if (!response.ok) throw new Error(`the WeChat simulator answered ${response.status} to ${action}`)
  return (await response.json()) as T
}

export async function simulatorLoginCode(phone: Phone): Promise<string> {
  return (await control<{ code: string }>(phone, 'login-code', {})).code
}

export async function simulatorPhoneCode(phone: Phone): Promise<string> {
  return (await control<{ code: string }>(phone, 'phone-code', {})).code
}

/** What the person has fixed for this mini-program. */
export interface FixedSubscriptions {
  main_switch: boolean
  /** template id -> accept or reject; only those fixed with "always" */
  always: Record<string, 'accept' | 'reject'>
}

export async function simulatorSubscriptions(phone: Phone): Promise<FixedSubscriptions> {
  const response = await fetch(`${phone.simulatorBase}/_simulator/subscriptions?user_id=${encodeURIComponent(phone.user)}`)
  if (!response.ok) throw new Error(`the WeChat simulator answered ${response.status} to subscriptions`)
  return (await response.json()) as FixedSubscriptions
}

/** What the person changed on WeChat's settings page. */
export function simulatorSetSubscription(phone: Phone, templateId: string, isAllowed: boolean): Promise<unknown> {
  return control(phone, isAllowed ? 'allow' : 'revoke', { template_ids: [templateId] })
}

export function simulatorSetMainSwitch(phone: Phone, isOn: boolean): Promise<unknown> {
  return control(phone, 'main-switch', { on: isOn })
}

export interface SubscribeResult extends Record<string, unknown> {
  errMsg: string
  /** Absent when it succeeded. */
  errCode?: number
}

/**
 * Tells the simulator what the person answered.
 *
 * @param answers template id -> accept or reject
 * @param always "keep these choices" was ticked
 * @returns what wx.requestSubscribeMessage answers: a template the account lacks, or a remembered choice, changes it
 */
export function simulatorSubscribe(phone: Phone, templateIds: string[], answers: Record<string, string>, always: boolean): Promise<SubscribeResult> {
  return control(phone, 'subscribe', { template_ids: templateIds, answers, ...(always ? { always } : {}) })
}

/** Titles of the account's templates by id, as WeChat shows them when it asks. */
export async function simulatorTemplateTitles(phone: Phone): Promise<Record<string, string>> {
  const response = await fetch(`${phone.simulatorBase}/_simulator/state`)
  if (!response.ok) throw new Error(`the WeChat simulator answered ${response.status} to state`)
  const { templates } = (await response.json()) as { templates: { priTmplId: string; title: string }[] }
  return Object.fromEntries(templates.map(({ priTmplId, title }) => [priTmplId, title]))
}
