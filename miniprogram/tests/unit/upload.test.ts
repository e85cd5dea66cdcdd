import { beforeEach, expect, test, vi } from 'vitest'
import { FakePhone } from './phone'

let phone: FakePhone
let photos: typeof import('../../src/services/photos')
/** What the server says to each upload in turn; null is no network. */
let answers: ({ statusCode: number; data: string } | null)[]
const sent: { url: string; header: Record<string, string>; formData: Record<string, string> }[] = []

beforeEach(async () => {
  vi.resetModules()
  phone = new FakePhone()
  phone.stored.set('session.token', 't')
  sent.length = 0
  Object.assign((globalThis as unknown as { wx: object }).wx, {
    uploadFile: (options: (typeof sent)[number] & { success(answer: object): void; fail(reason: object): void }) => {
      sent.push(options)
      const answer = answers.shift()
      if (answer) options.success(answer)
      else options.fail({ errMsg: 'uploadFile:fail net::ERR' })
      return { onProgressUpdate: (told: (step: { progress: number }) => void) => told({ progress: 40 }) }
    },
  })
  await import('../../src/services/session')
  photos = await import('../../src/services/photos')
})

const ok = { statusCode: 201, data: JSON.stringify({ id: '1', url: 'https://a/1', state: 'pending' }) }

test('pictures go up one after the other with the token, each under its own name', async () => {
  answers = [ok, ok]
  photos.enqueue('/activities/7/photos', ['wxfile://a', 'wxfile://b'])
  const arrived = vi.fn()
  await photos.sendWaiting('/activities/7/photos', vi.fn(), arrived)
  expect(arrived).toHaveBeenCalledTimes(2)
  expect(sent.map(({ header }) => header.Authorization)).toEqual(['Bearer t', 'Bearer t'])
  expect(sent[0]?.url).toMatch(/\/activities\/7\/photos$/)
  expect(new Set(sent.map(({ formData }) => formData.client_ref)).size).toBe(2)
  expect(photos.waiting('/activities/7/photos')).toEqual([])
})

test('one that failed is kept, and trying again is the same picture', async () => {
  answers = [null, ok]
  photos.enqueue('/activities/7/photos', ['wxfile://a'])
  await photos.sendWaiting('/activities/7/photos', vi.fn(), vi.fn())
  const [kept] = photos.waiting('/activities/7/photos')
  expect(kept).toMatchObject({ state: 'failed', error: expect.stringContaining('网络没有连上') })
  photos.retry('/activities/7/photos', kept?.ref ?? '')
  await photos.sendWaiting('/activities/7/photos', vi.fn(), vi.fn())
  expect(sent[1]?.formData.client_ref).toBe(sent[0]?.formData.client_ref)
  expect(photos.waiting('/activities/7/photos')).toEqual([])
})

test('a refusal is said in the words of the server', async () => {
  answers = [{ statusCode: 413, data: JSON.stringify({ code: 'file_too_big', message: '照片太大了' }) }]
  photos.enqueue('/activities/7/photos', ['wxfile://a'])
  await photos.sendWaiting('/activities/7/photos', vi.fn(), vi.fn())
  expect(photos.waiting('/activities/7/photos')[0]?.error).toBe('照片太大了')
})
