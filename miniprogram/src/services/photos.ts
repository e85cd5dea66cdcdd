/**
 * Pictures on their way up: one at a time, each under a name of its own, so that trying again is the same picture.
 * What failed stays here while the program runs, also when the member leaves the page. A queue is named by the API's
 * path that its pictures go to, and after a `#` by the question they answer.
 */
import { clientRef } from './checkin'
import { del, wordsOf } from './request'
import { whenForgotten } from './storage'
import type { Photo } from './types'
import { upload } from './upload'

/** WeChat lets people choose this many at once. */
const MOST_AT_ONCE = 9

export interface Waiting {
  ref: string
  path: string
  /** As the file was called in a chat; the temporary path of a picture has no name worth keeping. */
  name: string
  state: 'waiting' | 'sending' | 'failed'
  percent: number
  error: string
}

const queues = new Map<string, Waiting[]>()
const running = new Set<string>()
whenForgotten(() => queues.clear())

export const photosOfActivity = (id: string) => `/activities/${id}/photos`

export const waiting = (queue: string): Waiting[] => queues.get(queue) ?? []

/** The files that are still to go up, of all queues. */
export const filesWaiting = (): string[] => [...queues.values()].flat().map(({ path }) => path)

/** WeChat's chooser. Resolves the chosen files, none when it was closed or not allowed. */
export function choosePhotos(most = MOST_AT_ONCE): Promise<string[]> {
  return new Promise((resolve) => {
    wx.chooseMedia({
      count: Math.min(most, MOST_AT_ONCE),
      mediaType: ['image'],
      sourceType: ['album', 'camera'],
      sizeType: ['compressed'],
      success: ({ tempFiles }) => resolve(tempFiles.map(({ tempFilePath }) => tempFilePath)),
      fail: () => resolve([]),
    })
  })
}

export const enqueue = (queue: string, paths: string[]) =>
  enqueueFiles(
    queue,
    paths.map((path) => ({ path, name: '' })),
  )

export function enqueueFiles(queue: string, files: Pick<Waiting, 'path' | 'name'>[]): void {
  const fresh = files.map(({ path, name }): Waiting => ({ ref: clientRef(), path, name, state: 'waiting', percent: 0, error: '' }))
  queues.set(queue, [...waiting(queue), ...fresh])
}

/** Puts a failed one back into the queue. */
export function retry(queue: string, ref: string): void {
  change(queue, ref, { state: 'waiting', percent: 0, error: '' })
}

export function giveUp(queue: string, ref: string): void {
  queues.set(
    queue,
    waiting(queue).filter((one) => one.ref !== ref),
  )
}

function change(queue: string, ref: string, fields: Partial<Waiting>): void {
  queues.set(
    queue,
    waiting(queue).map((one) => (one.ref === ref ? { ...one, ...fields } : one)),
  )
}

/** Sends what waits, one after the other. `onStep` hears of every step; `onSent` of each that arrived. */
export async function sendWaiting<P = Photo>(queue: string, onStep: () => void, onSent: (photo: P) => void): Promise<void> {
  if (running.has(queue)) return
  running.add(queue)
  try {
    for (let next = nextOf(queue); next; next = nextOf(queue)) await send(queue, next, onStep, onSent)
  } finally {
    running.delete(queue)
  }
}

const nextOf = (queue: string) => waiting(queue).find(({ state }) => state === 'waiting')

async function send<P>(queue: string, { ref, path, name }: Waiting, onStep: () => void, onSent: (photo: P) => void): Promise<void> {
  const step = (fields: Partial<Waiting>) => {
    change(queue, ref, fields)
    onStep()
  }
  step({ state: 'sending' })
  try {
    const [to = '', question = ''] = queue.split('#')
    const fields = { client_ref: ref, ...(question && { question }), ...(name && { name }) }
    const photo = await upload<P & object>(to, path, fields, (percent) => step({ percent }))
    giveUp(queue, ref)
    onSent(photo)
  } catch (reason) {
    step({ state: 'failed', error: wordsOf(reason) })
  }
}

export const deletePhoto = (photoId: string) => del<void>(`/photos/${photoId}`)
