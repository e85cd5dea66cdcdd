import type { Phone } from '../runtime/phone'
import { ApiFailure } from './calling'

/**
 * Where a request really goes. The app names its production host; in the preview every https host is the demo backend,
 * so the origin is replaced and the rest kept. Anything but https is refused, as WeChat refuses it.
 */
export function backendUrl(url: string, phone: Phone): string {
  if (url.startsWith(`${phone.apiBase}/`)) return url
  if (!/^https:\/\/[^/]+/.test(url)) throw new ApiFailure('url not in domain list', { errno: 600002 })
  return phone.apiBase + url.replace(/^https:\/\/[^/]+/, '')
}
