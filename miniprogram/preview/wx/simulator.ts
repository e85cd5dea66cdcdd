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

/** @param answers template id -> accept or reject */
export function simulatorSubscribe(phone: Phone, templateIds: string[], answers: Record<string, string>): Promise<{ titles?: Record<string, string> }> {
  return control(phone, 'subscribe', { template_ids: templateIds, answers })
}

/** Titles of the templates, as WeChat shows them when it asks. Ids stand in where the simulator has no title. */
export async function simulatorTemplateTitles(phone: Phone, templateIds: string[]): Promise<Record<string, string>> {
  const query = templateIds.map((id) => `id=${encodeURIComponent(id)}`).join('&')
  const response = await fetch(`${phone.simulatorBase}/_simulator/templates?${query}`)
  if (!response.ok) return {}
  const { templates } = (await response.json()) as { templates: { id: string; title: string }[] }
  return Object.fromEntries(templates.map(({ id, title }) => [id, title]))
}
