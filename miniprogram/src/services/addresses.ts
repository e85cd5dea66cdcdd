/**
 * Addresses in the service's answers. Signed links come as paths below its host; WeChat would look for them in the
 * program's own package.
 */
import { host } from './config'

const isAddress = (key: string) => key === 'url' || key.endsWith('_url')

/** `data` as it was answered, with every path under `url` or `..._url` made whole. */
export function withHost<T>(data: T): T {
  return whole(data, host()) as T
}

function whole(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map((one) => whole(one, base))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, typeof one === 'string' && one.startsWith('/') && isAddress(key) ? base + one : whole(one, base)]),
  )
}
