/** Photos and files that answers to a survey name: chosen, on their way up, and known by their ids. */
import { choosePhotos, enqueueFiles, giveUp, retry, sendWaiting, type Waiting, waiting } from './photos'
import { whenForgotten } from './storage'
import type { SurveyFile } from './types'

type Chosen = Pick<Waiting, 'path' | 'name'>

const known = new Map<string, SurveyFile>()
/** Ids that no answer names yet: of uploads that ended while their question was not on the screen. */
const arrived = new Map<string, string[]>()
const watchers = new Map<string, () => void>()
whenForgotten(() => {
  known.clear()
  arrived.clear()
})

/** Where the files of a survey go. */
export const uploadsOf = (surveyId: string) => `/surveys/${surveyId}/files`

/** Those of one question wait in a queue of their own. */
export const queueOf = (uploads: string, question: string) => `${uploads}#${question}`

export function learnFiles(files: SurveyFile[]): void {
  for (const file of files) known.set(file.id, file)
}

/** What an id in an answer stands for; undefined where this phone never saw it. */
export const fileOf = (id: string) => known.get(id)

/** Photos from the album or camera. */
export const choosePictures = async (most: number): Promise<Chosen[]> => (await choosePhotos(most)).map((path) => ({ path, name: '' }))

/** Files somebody sent in a chat: the only ones WeChat hands over. Resolves none when it was closed. */
export function chooseChatFiles(most: number): Promise<Chosen[]> {
  return new Promise((resolve) => {
    wx.chooseMessageFile({
      count: most,
      type: 'all',
      success: ({ tempFiles }) => resolve(tempFiles.map(({ path, name }) => ({ path, name }))),
      fail: () => resolve([]),
    })
  })
}

/** Which of the two. Resolves none when it was closed. */
export function chooseFiles(most: number): Promise<Chosen[]> {
  return new Promise((resolve) => {
    wx.showActionSheet({
      itemList: ['从微信聊天里选文件', '拍照或从相册选'],
      success: ({ tapIndex }) => resolve(tapIndex === 0 ? chooseChatFiles(most) : choosePictures(most)),
      fail: () => resolve([]),
    })
  })
}

/** Tells `listener` of every step of a queue from now on; the question that was on the screen last hears of it. */
export function watchQueue(queue: string, listener: () => void): void {
  watchers.set(queue, listener)
}

export function unwatchQueue(queue: string, listener: () => void): void {
  if (watchers.get(queue) === listener) watchers.delete(queue)
}

export function addFiles(queue: string, files: Chosen[]): Promise<void> {
  enqueueFiles(queue, files)
  return sendFiles(queue)
}

export function sendAgain(queue: string, ref: string): Promise<void> {
  retry(queue, ref)
  return sendFiles(queue)
}

async function sendFiles(queue: string): Promise<void> {
  const tell = () => watchers.get(queue)?.()
  tell()
  await sendWaiting<SurveyFile>(queue, tell, (file) => {
    learnFiles([file])
    arrived.set(queue, [...(arrived.get(queue) ?? []), file.id])
    tell()
  })
}

/** The ids that arrived since the last call. */
export function takeArrived(queue: string): string[] {
  const ids = arrived.get(queue) ?? []
  arrived.delete(queue)
  return ids
}

/** What keeps an answer from being whole, in words; empty if nothing does. */
export function unsentWords(queue: string, measure: string): string {
  const left = waiting(queue)
  const failed = left.filter(({ state }) => state === 'failed').length
  if (failed) return `有 ${failed} ${measure}没有传上去，请点它再传一次，或去掉它`
  return left.length ? `还有 ${left.length} ${measure}正在上传，请稍等` : ''
}

/** Forgets what waits, when a form is begun anew. */
export function dropFiles(queue: string): void {
  for (const { ref } of waiting(queue)) giveUp(queue, ref)
  arrived.delete(queue)
}
