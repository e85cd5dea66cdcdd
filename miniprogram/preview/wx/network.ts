import type { Runtime } from '../runtime/boot'
import { ApiFailure, asyncApi, type Callbacks } from './calling'
import type { TemporaryFiles } from './files'
import { backendUrl } from './hosts'
import { Listeners } from './listeners'

const DEFAULT_TIMEOUT_MS = 60_000

interface RequestOptions extends Callbacks {
  url: string
  method?: string
  data?: unknown
  header?: Record<string, string>
  timeout?: number
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
}

interface Answer {
  statusCode: number
  header: Record<string, string>
  response: Response
}

export function networkApis(runtime: Runtime, files: TemporaryFiles) {
  const limits = runtime.manifest.app.networkTimeout ?? {}
  const exchange = (url: string, init: RequestInit, timeout: number | undefined, abort: AbortController) =>
    send(runtime, url, init, timeout ?? DEFAULT_TIMEOUT_MS, abort)

  return {
    request: abortable('request', async (options: RequestOptions, abort) => {
      const { url, init } = requestInit(options)
      const { statusCode, header, response } = await exchange(url, init, options.timeout ?? limits.request, abort)
      return { data: await bodyOf(response, options), statusCode, header, cookies: [] }
    }),

    uploadFile: abortable(
      'uploadFile',
      async (
        options: { url: string; filePath: string; name: string; formData?: Record<string, string>; header?: Record<string, string>; timeout?: number },
        abort,
        progress,
      ) => {
        const body = new FormData()
        for (const [name, value] of Object.entries(options.formData ?? {})) body.append(name, value)
        body.append(options.name, files.blob(options.filePath), options.filePath.split('/').pop())
        const { statusCode, response } = await exchange(
          options.url,
          { method: 'POST', body, headers: options.header },
          options.timeout ?? limits.uploadFile,
          abort,
        )
        // fetch tells only the end.
        const { size } = files.blob(options.filePath)
        progress.emit({ progress: 100, totalBytesSent: size, totalBytesExpectedToSend: size })
        return { data: await response.text(), statusCode }
      },
    ),

    downloadFile: abortable('downloadFile', async (options: { url: string; header?: Record<string, string>; filePath?: string; timeout?: number }, abort) => {
      const { statusCode, header, response } = await exchange(options.url, { headers: options.header }, options.timeout ?? limits.downloadFile, abort)
      const blob = await response.blob()
      if (options.filePath) {
        files.write(options.filePath, blob)
        return { filePath: options.filePath, statusCode, header }
      }
      return { tempFilePath: files.add(blob), statusCode, header }
    }),

    getNetworkType: asyncApi('getNetworkType', () => ({ networkType: runtime.device.networkType, hasSystemProxy: false })),
    onNetworkStatusChange: runtime.device.networkChanges.on,
    offNetworkStatusChange: runtime.device.networkChanges.off,
  }
}

/** An API that returns a task with `abort`. Like WeChat's, it returns no promise. */
function abortable<O extends Callbacks | object>(name: string, run: (options: O, abort: AbortController, progress: Listeners<object>) => Promise<object>) {
  return (options: O) => {
    const abort = new AbortController()
    const progress = new Listeners<object>()
    asyncApi(name, () => run(options, abort, progress))({ fail() {}, ...(options as Record<string, unknown>) })
    return {
      abort: () => abort.abort('abort'),
      onHeadersReceived() {},
      offHeadersReceived() {},
      onProgressUpdate: progress.on,
      offProgressUpdate: progress.off,
    }
  }
}

async function send(runtime: Runtime, url: string, init: RequestInit, timeout: number, abort: AbortController): Promise<Answer> {
  const target = backendUrl(url, runtime.phone)
  if (!runtime.device.isSwitchedOn) throw disconnected()
  const timer = setTimeout(() => abort.abort('timeout'), timeout)
  try {
    const response = await fetch(target, { ...init, signal: abort.signal, credentials: 'omit', cache: 'no-store' })
    return { statusCode: response.status, header: titleCase(response.headers), response }
  } catch (error) {
    if (abort.signal.aborted) throw new ApiFailure(String(abort.signal.reason), abort.signal.reason === 'timeout' ? { errno: 5 } : {})
    if (!runtime.device.isOnline) throw disconnected()
    throw new ApiFailure(`errcode:-102 error_msg:${String(error)}`, { errno: 600001 })
  } finally {
    clearTimeout(timer)
  }
}

const disconnected = () => new ApiFailure('errcode:-106 error_msg:net::ERR_INTERNET_DISCONNECTED', { errno: 600001 })

function requestInit({ url, method = 'GET', data, header = {} }: RequestOptions): { url: string; init: RequestInit } {
  const headers = { 'content-type': 'application/json', ...lowerCase(header) }
  if (method === 'GET' || data === undefined || data === null) {
    const query = data && method === 'GET' ? new URLSearchParams(data as Record<string, string>).toString() : ''
    return { url: query ? `${url}${url.includes('?') ? '&' : '?'}${query}` : url, init: { method, headers } }
  }
  if (typeof data === 'string' || data instanceof ArrayBuffer) return { url, init: { method, headers, body: data } }
  const isForm = headers['content-type'].startsWith('application/x-www-form-urlencoded')
  return { url, init: { method, headers, body: isForm ? new URLSearchParams(data as Record<string, string>).toString() : JSON.stringify(data) } }
}

async function bodyOf(response: Response, { dataType = 'json', responseType = 'text' }: RequestOptions): Promise<unknown> {
  if (responseType === 'arraybuffer') return response.arrayBuffer()
  const text = await response.text()
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function lowerCase(header: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), value]))
}

/** A phone shows header names as the server wrote them, mostly `Etag`, `Content-Type`; apps must not rely on the case. */
function titleCase(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name.replace(/(^|-)([a-z])/g, (part) => part.toUpperCase()), value]))
}
