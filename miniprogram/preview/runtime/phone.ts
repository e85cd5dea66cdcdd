/** Which phone this window is, as its URL and the host's config.json say. */
export interface Phone {
  /** Names the storage and the phone among its neighbours. */
  id: string
  /** Simulator user who holds it. */
  user: string
  /** Title shown to the other phones. */
  title: string
  /** Origin every https request of the app goes to. */
  apiBase: string
  simulatorBase: string
  /** WeChat's text size setting: 1 is standard, 1.4 the care mode. */
  fontScale: number
  launch: Launch
}

export interface Launch {
  path: string
  query: Record<string, string>
  scene: number
}

export interface HostConfig {
  api_base?: string
  simulator_base?: string
  /** Links of plain QR codes that open the app (扫普通链接二维码打开小程序). */
  links?: { prefix: string; path: string }[]
  /** Where the demo's clock is read and moved; empty where there is none and time is the browser's. */
  clock?: string
  phones?: { id: string; title: string; name?: string; user_id: string }[]
}

/**
 * Parameters: `user` (simulator user id), `phone` (defaults to the user), `path` (page and query to start on), `scene`,
 * `fontScale`.
 */
export function phoneFromUrl(search: string, config: HostConfig, origin: string): Phone {
  const params = new URLSearchParams(search)
  const listed = config.phones?.find((phone) => phone.id === params.get('phone') || phone.user_id === params.get('user'))
  const user = params.get('user') ?? listed?.user_id ?? 'nobody'
  const apiBase = config.api_base || origin
  return {
    id: params.get('phone') ?? user,
    user,
    title: listed ? [listed.title, listed.name].filter(Boolean).join(' ') : user,
    apiBase,
    simulatorBase: config.simulator_base || apiBase,
    fontScale: Number(params.get('fontScale') ?? 1),
    launch: { ...parsePageUrl(params.get('path') ?? ''), scene: Number(params.get('scene') ?? 1001) },
  }
}

export async function readHostConfig(): Promise<HostConfig> {
  const response = await fetch('config.json')
  if (!response.ok) throw new Error(`config.json: ${response.status}`)
  return (await response.json()) as HostConfig
}

/** `pages/a/a?id=1` -> its path and decoded query. */
export function parsePageUrl(url: string): { path: string; query: Record<string, string> } {
  const [path = '', search = ''] = url.split('?', 2)
  const query: Record<string, string> = {}
  for (const pair of search.split('&').filter(Boolean)) {
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    query[decodeURIComponent(name)] = decodeURIComponent(value)
  }
  return { path: path.replace(/^\//, ''), query }
}
