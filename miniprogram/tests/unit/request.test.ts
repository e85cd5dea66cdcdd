import { beforeEach, describe, expect, test, vi } from 'vitest'
import { FakePhone } from './phone'

let phone: FakePhone
let api: typeof import('../../src/services/request')

const me = { account_id: '1', member: null, roles: [], organizes: false, application: null, templates: {}, min_version: '0.1.0' }
const home = { do: [], write: [], read: [], totals: { do: 0, write: 0, read: 0, minutes: 0 }, pass: null }

beforeEach(async () => {
  vi.resetModules()
  phone = new FakePhone()
  api = await import('../../src/services/request')
  await import('../../src/services/session')
})

const loginOr =
  (rest: FakePhone['answer']): FakePhone['answer'] =>
  (request) =>
    request.url.endsWith('/login') ? { data: { token: `token-${phone.logins}`, expires_at: '', me, home } } : rest(request)

describe('the session', () => {
  test('logs in before the first call and sends the token', async () => {
    phone.answer = loginOr(() => ({ data: { ok: true } }))
    await api.get('/profile')
    expect(phone.paths).toEqual(['POST /login', 'GET /profile'])
    expect(phone.sent[1]?.header.Authorization).toBe('Bearer token-1')
    expect(phone.sent[0]?.header.Authorization).toBeUndefined()
  })

  test('logs in once for many calls that find the session ended, and repeats each', async () => {
    phone.stored.set('session.token', 'dead')
    phone.answer = loginOr(({ header }) =>
      header.Authorization === 'Bearer dead' ? { statusCode: 401, data: { code: 'unauthenticated', message: '请登录' } } : { data: { ok: true } },
    )
    const answers = await Promise.all([api.get('/a'), api.get('/b'), api.post('/c')])
    expect(answers).toEqual([{ ok: true }, { ok: true }, { ok: true }])
    expect(phone.logins).toBe(1)
    expect(phone.paths.filter((path) => path === 'POST /c')).toHaveLength(2)
  })

  test('gives up after one repeat, so a server that always refuses is not hammered', async () => {
    phone.stored.set('session.token', 'dead')
    phone.answer = loginOr(() => ({ statusCode: 401, data: { code: 'unauthenticated', message: '请登录' } }))
    await expect(api.get('/a')).rejects.toMatchObject({ code: 'unauthenticated', status: 401 })
    expect(phone.paths).toEqual(['GET /a', 'POST /login', 'GET /a'])
  })

  test('tells when WeChat is down at login', async () => {
    phone.answer = () => ({ statusCode: 503, data: { code: 'wechat_unavailable', message: '微信暂时没有回应', errors: {} } })
    await expect(api.get('/home')).rejects.toMatchObject({ code: 'wechat_unavailable', message: '微信暂时没有回应' })
  })

  test('does not log in by itself after a visible 退出', async () => {
    phone.answer = loginOr(() => ({ statusCode: 204 }))
    const session = await import('../../src/services/session')
    await session.open()
    phone.stored.set('draft:section:basics', {})
    await session.leave()
    await expect(api.get('/home')).rejects.toMatchObject({ code: 'signed_out' })
    expect(phone.logins).toBe(1)
    expect([...phone.stored.keys()]).toEqual(['left'])
    await session.comeBack()
    expect(phone.logins).toBe(2)
  })
})

describe('the ETag store', () => {
  beforeEach(() => phone.stored.set('session.token', 't'))

  test('sends the ETag of the kept answer and answers a 304 from it', async () => {
    phone.answer = ({ header }) => (header['If-None-Match'] === '"v1"' ? { statusCode: 304, data: '' } : { data: { n: 1 }, header: { Etag: '"v1"' } })
    expect(await api.get('/home', { keep: true })).toEqual({ n: 1 })
    expect(await api.get('/home', { keep: true })).toEqual({ n: 1 })
    expect(phone.sent[1]?.header['If-None-Match']).toBe('"v1"')
  })

  test('keeps each query apart', async () => {
    phone.answer = ({ url }) => ({ data: { url }, header: { etag: 'x' } })
    await api.get('/activities', { keep: true, query: { tab: 'open' } })
    await api.get('/activities', { keep: true, query: { tab: 'mine' } })
    expect(phone.sent[1]?.header['If-None-Match']).toBeUndefined()
  })

  test('keeps nothing nobody asked it to keep', async () => {
    phone.answer = () => ({ data: { n: 1 }, header: { etag: 'x' } })
    await api.get('/profile')
    expect([...phone.stored.keys()]).toEqual(['session.token'])
  })
})

describe('failures in words', () => {
  beforeEach(() => phone.stored.set('session.token', 't'))

  test.each([
    ['request:fail timeout', 'timeout', '可以放心再试一次'],
    ['request:fail time out', 'timeout', '可以放心再试一次'],
    ['request:fail net::ERR_INTERNET_DISCONNECTED', 'offline', '网络没有连上'],
  ])('%s', async (fail, code, words) => {
    phone.answer = () => ({ fail })
    const refused = await api.put('/activities/1/signup', {}).catch((reason: unknown) => reason)
    expect(refused).toMatchObject({ code, status: 0, isOffline: true })
    expect(api.wordsOf(refused)).toContain(words)
  })

  test('a write that failed on the way is not repeated behind the back', async () => {
    phone.answer = () => ({ fail: 'request:fail timeout' })
    await api.put('/activities/1/signup', {}).catch(() => undefined)
    expect(phone.sent).toHaveLength(1)
  })

  test('a refusal keeps its code, message and fields', async () => {
    phone.answer = () => ({ statusCode: 422, data: { code: 'invalid_answers', message: '请检查', errors: { name: ['必填'] } } })
    await expect(api.put('/x', {})).rejects.toMatchObject({ code: 'invalid_answers', status: 422, errors: { name: ['必填'] } })
  })

  test.each([['<html>502 Bad Gateway</html>'], [null], [{ detail: 'x' }]])('an answer that is not ours: %j', async (data) => {
    phone.answer = () => ({ statusCode: 502, data })
    await expect(api.get('/x')).rejects.toMatchObject({ code: 'bad_answer', status: 502, message: '服务暂时打不开，请稍后再试。' })
  })

  test('a page of a captive portal with status 200 is not an answer', async () => {
    phone.answer = () => ({ statusCode: 200, data: '<html>请登录 Wi-Fi</html>' })
    await expect(api.get('/home')).rejects.toMatchObject({ code: 'bad_answer' })
  })

  test('something thrown by ourselves says nothing technical', () => {
    expect(api.wordsOf(new TypeError('x is undefined'))).toBe('出了点问题，请再试一次。')
  })
})

describe('addresses in answers', () => {
  test('of the service are made whole, also in copies, and nothing else is touched', async () => {
    const photo = { url: '/media/abc', photo_url: '/media/def', cover_url: null, target: '/pages/home/index', title: '/media/x' }
    const answer = { ...photo, photos: [{ url: '/media/ghi' }], poster_url: 'https://other.example/p.png' }
    phone.answer = loginOr(({ header }) => (header['If-None-Match'] ? { statusCode: 304 } : { data: answer, header: { ETag: 'W/"1"' } }))
    const whole = {
      url: 'https://api.lianyi.example/media/abc',
      photo_url: 'https://api.lianyi.example/media/def',
      cover_url: null,
      target: '/pages/home/index',
      title: '/media/x',
      photos: [{ url: 'https://api.lianyi.example/media/ghi' }],
      poster_url: 'https://other.example/p.png',
    }
    expect(await api.get('/activities/1', { keep: true })).toEqual(whole)
    expect(await api.get('/activities/1', { keep: true })).toEqual(whole)
  })
})
