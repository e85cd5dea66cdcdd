/**
 * Addresses in the service's answers. Signed links come as paths below its host; WeChat would look for them in the
 * program's own package.
 */
import { fullUrl } from './config'

const isAddress = (key: string) => key === 'url' || key.endsWith('_url')

/** `data` as it was answered, with every path under `url` or `..._url` made whole. */
export function withHost<T>(data: T): T {
  return whole(data) as T
}

function whole(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(whole)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, one]) => [key, typeof one === 'string' && isAddress(key) ? fullUrl(one) : whole(one)])
  return Object.fromEntries(entries)
}
