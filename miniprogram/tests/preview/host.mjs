import { once } from 'node:events'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * Serves a built preview under /preview/, with the answers the fixture app and the phone need: a login, and the
 * simulator's side door.
 *
 * @param {string} dist
 * @returns {Promise<{base: string, calls: {path: string, body: unknown}[], close: () => void}>}
 */
export async function servePreview(dist) {
  const calls = []
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, 'http://host')
    const body = await text(request)
    if (request.method !== 'GET') calls.push({ path: url.pathname, body: JSON.parse(body || '{}') })
    const answer = answers[url.pathname]?.(JSON.parse(body || '{}'), url)
    if (answer) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
      return
    }
    const file = path.join(dist, url.pathname.replace(/^\/preview\//, ''))
    if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' })
    fs.createReadStream(file).pipe(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { base: `http://127.0.0.1:${server.address().port}/preview/`, calls, close: () => server.close() }
}

const TEMPLATES = [
  { priTmplId: 'T1', title: '报名结果通知' },
  { priTmplId: 'T2', title: '活动变更通知' },
]

let aheadMs = 0

/** The demo's clock, which stays where it was moved to. */
function clock({ advance_s = 0 }) {
  aheadMs += advance_s * 1000
  const wall = new Date(Date.now() + aheadMs + 8 * 3_600_000).toISOString()
  return { now: `${wall.slice(0, 19)}+08:00`, ahead_ms: aheadMs, next_morning: `${wall.slice(0, 10)}T23:59:59+08:00` }
}

const answers = {
  '/demo/clock': clock,
  '/preview/config.json': () => ({
    clock: '/demo/clock',
    api_base: '',
    simulator_base: '',
    phones: [
      { id: 'member', title: '会员', name: '王敏', user_id: 'u1' },
      { id: 'organizer', title: '组织者', name: '李强', user_id: 'u2' },
      { id: 'visitor', title: '访客', name: '赵新', user_id: 'u3' },
    ],
    links: [{ prefix: 'https://lianyi.example/c/', path: 'more/pages/detail/index' }],
  }),
  '/_simulator/login-code': ({ user_id }) => ({ code: `code-of-${user_id}` }),
  '/_simulator/phone-code': ({ user_id }) => ({ code: `phone-of-${user_id}` }),
  '/_simulator/state': () => ({ templates: TEMPLATES }),
  '/_simulator/subscriptions': () => ({ main_switch: true, always: {} }),
  '/_simulator/subscribe': ({ answers: given }) => ({ ...given, errMsg: 'requestSubscribeMessage:ok' }),
  '/api/v1/login': ({ code }) => ({ name: code }),
}

async function text(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
