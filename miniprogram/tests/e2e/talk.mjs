import http from 'node:http'

/**
 * One call that speaks JSON, on a connection of its own: the servers close idle ones within seconds, and a call on one
 * just being closed would fail for no reason.
 *
 * @returns {Promise<{status: number, body: string}>}
 */
export function talk(method, url, { body, headers = {} } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent: false, headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      const chunks = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }))
    })
    request.on('error', reject)
    request.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** The same, as what it answers; rejects with the answer if it refuses. */
export async function ask(method, url, options) {
  const { status, body } = await talk(method, url, options)
  if (status < 200 || status > 299) throw new Error(`${method} ${url}: ${status} ${body}`)
  return body && JSON.parse(body)
}
