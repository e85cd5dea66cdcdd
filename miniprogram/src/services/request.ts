/**
 * The only caller of wx.request (files go through upload.ts, by the same rules). It adds the token, checks the status, turns every failure into one ApiError
 * and logs in again once when the session has ended. Nothing is queued or repeated behind the member's back:
 * a write that timed out may be repeated by hand, because every write of the API is idempotent.
 */
import { withHost } from './addresses'
import { apiBase, CALL_TIMEOUT } from './config'
import { copyOf, etagOf, keepCopy } from './copies'

export class ApiError extends Error {
  constructor(
    /** The API's own code, or `offline`, `timeout`, `bad_answer` for what happened on the way. */
    readonly code: string,
    message: string,
    /** HTTP status; 0 when no answer came. */
    readonly status = 0,
    /** Messages per field, empty if none. */
    readonly errors: Record<string, string[]> = {},
  ) {
    super(message)
    this.name = 'ApiError'
  }

  get isOffline(): boolean {
    return this.status === 0
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface CallOptions {
  query?: Record<string, string | number | undefined>
  body?: object
  /** Keep the answer with its ETag; see copies.ts. */
  keep?: boolean
  /** Milliseconds; the default is CALL_TIMEOUT. */
  timeout?: number
  /** Send no token: the login itself. */
  open?: boolean
}

interface SessionSource {
  token(): string | null
  /** Logs in again and leaves the new token behind; shared by all who ask meanwhile; rejects with an ApiError. */
  renew(): Promise<void>
}

let session: SessionSource = { token: () => null, renew: () => Promise.reject(new ApiError('no_session', '请先登录')) }

/** session.ts lends its token and its way to log in; the other direction would be an import cycle. */
export function useSession(source: SessionSource): void {
  session = source
}

export const get = <T>(path: string, options: CallOptions = {}) => call<T>('GET', path, options)
export const post = <T>(path: string, body: object = {}, options: CallOptions = {}) => call<T>('POST', path, { ...options, body })
export const put = <T>(path: string, body: object) => call<T>('PUT', path, { body })
export const del = <T>(path: string, body?: object) => call<T>('DELETE', path, { body })

async function call<T>(method: Method, path: string, options: CallOptions): Promise<T> {
  const answer = options.open ? await send(method, path, options, null) : await withSession((token) => send(method, path, options, token))
  return accept<T>(answer, path, options)
}

/** Sends with the token; when the session has ended, once more after logging in again. */
export async function withSession<A extends { statusCode: number }>(sendAs: (token: string | null) => Promise<A>): Promise<A> {
  if (!session.token()) await session.renew()
  const used = session.token()
  const answer = await sendAs(used)
  if (answer.statusCode !== 401) return answer
  if (session.token() === used) await session.renew()
  return sendAs(session.token())
}

type Answer = WechatMiniprogram.RequestSuccessCallbackResult

function send(method: Method, path: string, options: CallOptions, token: string | null): Promise<Answer> {
  const header: Record<string, string> = {}
  if (token) header.Authorization = `Bearer ${token}`
  const etag = options.keep ? etagOf(keyOf(path, options)) : ''
  if (etag) header['If-None-Match'] = etag
  return new Promise((resolve, reject) => {
    wx.request({
      url: apiBase() + keyOf(path, options),
      method,
      header,
      data: options.body,
      timeout: options.timeout ?? CALL_TIMEOUT,
      success: resolve,
      fail: (reason) => reject(unreached(reason.errMsg)),
    })
  })
}

function keyOf(path: string, { query = {} }: CallOptions): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return parts.length ? `${path}?${parts.join('&')}` : path
}

function accept<T>(answer: Answer, path: string, options: CallOptions): T {
  const { statusCode, data } = answer
  if (statusCode === 304) {
    const copy = copyOf<T>(keyOf(path, options))
    if (copy !== null) return copy
  }
  if (statusCode === 204) return undefined as T
  if (statusCode >= 200 && statusCode < 300 && typeof data === 'object') {
    const shown = withHost(data)
    if (options.keep) keepCopy(keyOf(path, options), shown, headerOf(answer, 'etag'))
    return shown as T
  }
  throw refused(statusCode, data)
}

function headerOf(answer: Answer, name: string): string {
  const header = answer.header as Record<string, string>
  const found = Object.keys(header).find((key) => key.toLowerCase() === name)
  return (found && header[found]) || ''
}

/** No answer came, for WeChat's reason `errMsg`. */
export function unreached(errMsg: string): ApiError {
  return /time ?out/i.test(errMsg)
    ? new ApiError('timeout', '网络有点慢，没等到回应。可以放心再试一次，不会重复。')
    : new ApiError('offline', '网络没有连上，请检查后再试。')
}

/** The answer with `status` is a refusal, or not ours at all. */
export function refused(status: number, data: unknown): ApiError {
  const body = (typeof data === 'object' && data !== null ? data : {}) as Partial<ApiError>
  if (typeof body.code === 'string' && typeof body.message === 'string') {
    return new ApiError(body.code, body.message, status, body.errors ?? {})
  }
  return new ApiError('bad_answer', '服务暂时打不开，请稍后再试。', status)
}

/** What went wrong, in words for the member, whatever was thrown. */
export function wordsOf(reason: unknown): string {
  return reason instanceof ApiError ? reason.message : '出了点问题，请再试一次。'
}

export function codeOf(reason: unknown): string {
  return reason instanceof ApiError ? reason.code : ''
}
