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

export interface SubscribeResult extends Record<string, unknown> {
  errMsg: string
  /** Absent when it succeeded. */
  errCode?: number
}

/**
 * Tells the simulator what the person answered.
 *
 * @param answers template id -> accept or reject
 * @returns what wx.requestSubscribeMessage answers: a template the account lacks, or a remembered choice, changes it
 */
export function simulatorSubscribe(phone: Phone, templateIds: string[], answers: Record<string, string>): Promise<SubscribeResult> {
  return control(phone, 'subscribe', { template_ids: templateIds, answers })
}

/** Titles of the account's templates by id, as WeChat shows them when it asks. */
export async function simulatorTemplateTitles(phone: Phone): Promise<Record<string, string>> {
  const response = await fetch(`${phone.simulatorBase}/_simulator/state`)
  if (!response.ok) throw new Error(`the WeChat simulator answered ${response.status} to state`)
  const { templates } = (await response.json()) as { templates: { priTmplId: string; title: string }[] }
  return Object.fromEntries(templates.map(({ priTmplId, title }) => [priTmplId, title]))
}
