/** Files in and out: the only caller of wx.uploadFile and wx.downloadFile, by the rules of request.ts. */
import { withHost } from './addresses'
import { apiBase } from './config'
import { ApiError, refused, unreached, withSession } from './request'

/** How long one picture may take on a slow network, in milliseconds. */
const UPLOAD_TIMEOUT = 60_000
const DOWNLOAD_TIMEOUT = 30_000

type Uploaded = WechatMiniprogram.UploadFileSuccessCallbackResult

/**
 * Posts the file at `filePath` with `fields` beside it. `onProgress` hears whole percents.
 * Repeating the call with the same `client_ref` among the fields is the same upload.
 */
export async function upload<T>(path: string, filePath: string, fields: Record<string, string>, onProgress: (percent: number) => void): Promise<T> {
  const answer = await withSession((token) => send(path, filePath, fields, token, onProgress))
  const data = parsed(answer.data)
  if (answer.statusCode < 200 || answer.statusCode >= 300 || typeof data !== 'object' || data === null) throw refused(answer.statusCode, data)
  return withHost(data) as T
}

function send(
  path: string,
  filePath: string,
  formData: Record<string, string>,
  token: string | null,
  onProgress: (percent: number) => void,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const task = wx.uploadFile({
      url: apiBase() + path,
      filePath,
      name: 'file',
      formData,
      header: token ? { Authorization: `Bearer ${token}` } : {},
      timeout: UPLOAD_TIMEOUT,
      success: resolve,
      fail: ({ errMsg }) => reject(unreached(errMsg)),
    })
    task.onProgressUpdate(({ progress }) => onProgress(progress))
  })
}

/** wx.uploadFile hands over text, whatever the type of the answer. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Fetches a signed link to a temporary file. @returns its path on the phone */
export async function download(url: string): Promise<string> {
  const { statusCode, tempFilePath } = await fetchFile(url, {})
  if (statusCode === 200) return tempFilePath
  if (statusCode === 403 || statusCode === 404 || statusCode === 410) throw new ApiError('link_expired', '链接过期了，请下拉刷新后再试。', statusCode)
  throw refused(statusCode, null)
}

/** Fetches a file of the API, which has to know who asks, to a temporary one. @returns its path on the phone */
export async function downloadOwn(path: string): Promise<string> {
  const { statusCode, tempFilePath } = await withSession((token) => fetchFile(apiBase() + path, token ? { Authorization: `Bearer ${token}` } : {}))
  if (statusCode === 200) return tempFilePath
  throw refused(statusCode, null)
}

function fetchFile(url: string, header: Record<string, string>): Promise<WechatMiniprogram.DownloadFileSuccessCallbackResult> {
  return new Promise((resolve, reject) => {
    wx.downloadFile({ url, header, timeout: DOWNLOAD_TIMEOUT, success: resolve, fail: ({ errMsg }) => reject(unreached(errMsg)) })
  })
}
