/**
 * Where the service is. An association that runs its own copy sets `ext.apiBase` in ext.json (read by
 * wx.getExtConfigSync); without one the constant below is used, to be replaced when the account goes live.
 */
const LIVE_API_BASE = 'https://api.lianyi.example'

export const VERSION = '0.1.0'

/** How long one call may take before the phone says so, in milliseconds. */
export const CALL_TIMEOUT = 10_000

export const apiBase = () => `${serverBase()}/api/v1`

/** A link as the API gives it, for what wants the whole address; a whole one stays as it is. */
export const fullUrl = (link: string) => (link.startsWith('/') ? serverBase() + link : link)

function serverBase(): string {
  const ext = wx.getExtConfigSync() as { apiBase?: string }
  return ext.apiBase || LIVE_API_BASE
}
