/**
 * Pictures of an activity on their way up: one at a time, each under a name of its own, so that trying again is the
 * same picture. What failed stays here while the program runs, also when the member leaves the page.
 */
import { clientRef } from './checkin'
import { del, wordsOf } from './request'
import type { Photo } from './types'
import { upload } from './upload'

/** WeChat lets people choose this many at once. */
const MOST_AT_ONCE = 9

export interface Waiting {
  ref: string
  path: string
  state: 'waiting' | 'sending' | 'failed'
  percent: number
  error: string
}

const queues = new Map<string, Waiting[]>()
const running = new Set<string>()

export const waiting = (activityId: string): Waiting[] => queues.get(activityId) ?? []

/** WeChat's chooser. Resolves the chosen files, none when it was closed or not allowed. */
export function choosePhotos(): Promise<string[]> {
  return new Promise((resolve) => {
    wx.chooseMedia({
      count: MOST_AT_ONCE,
      mediaType: ['image'],
      sourceType: ['album', 'camera'],
      sizeType: ['compressed'],
      success: ({ tempFiles }) => resolve(tempFiles.map(({ tempFilePath }) => tempFilePath)),
      fail: () => resolve([]),
    })
  })
}

export function enqueue(activityId: string, paths: string[]): void {
  const fresh = paths.map((path): Waiting => ({ ref: clientRef(), path, state: 'waiting', percent: 0, error: '' }))
  queues.set(activityId, [...waiting(activityId), ...fresh])
}

/** Puts a failed one back into the queue. */
export function retry(activityId: string, ref: string): void {
  change(activityId, ref, { state: 'waiting', percent: 0, error: '' })
}

export function giveUp(activityId: string, ref: string): void {
  queues.set(
    activityId,
    waiting(activityId).filter((one) => one.ref !== ref),
  )
}

function change(activityId: string, ref: string, fields: Partial<Waiting>): void {
  queues.set(
    activityId,
    waiting(activityId).map((one) => (one.ref === ref ? { ...one, ...fields } : one)),
  )
}

/** Sends what waits, one after the other. `onStep` hears of every step; `onSent` of each that arrived. */
export async function sendWaiting(activityId: string, onStep: () => void, onSent: (photo: Photo) => void): Promise<void> {
  if (running.has(activityId)) return
  running.add(activityId)
  try {
    for (let next = nextOf(activityId); next; next = nextOf(activityId)) await send(activityId, next, onStep, onSent)
  } finally {
    running.delete(activityId)
  }
}

const nextOf = (activityId: string) => waiting(activityId).find(({ state }) => state === 'waiting')

async function send(activityId: string, { ref, path }: Waiting, onStep: () => void, onSent: (photo: Photo) => void): Promise<void> {
  const step = (fields: Partial<Waiting>) => {
    change(activityId, ref, fields)
    onStep()
  }
  step({ state: 'sending' })
  try {
    const photo = await upload<Photo>(`/activities/${activityId}/photos`, path, { caption: '', client_ref: ref }, (percent) => step({ percent }))
    giveUp(activityId, ref)
    onSent(photo)
  } catch (reason) {
    step({ state: 'failed', error: wordsOf(reason) })
  }
}

export const deletePhoto = (photoId: string) => del<void>(`/photos/${photoId}`)
