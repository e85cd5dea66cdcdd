/**
 * Photos of a draft, kept among the program's own files: what WeChat's chooser hands over is gone with the next start.
 * They go once they were uploaded or the draft is thrown away.
 */
import { clientRef } from './checkin'
import { whenForgotten } from './storage'

const PREFIX = 'draft-photo-'

const files = () => wx.getFileSystemManager()
const pathOf = (name: string) => `${wx.env.USER_DATA_PATH}/${name}`

/** @returns where the photo is kept; where it was, when there is no room (it lasts as long as the program runs) */
export function keepPhoto(path: string): Promise<string> {
  const ending = path.split('.').pop() ?? ''
  const filePath = pathOf(`${PREFIX}${clientRef()}.${/^\w{1,5}$/.test(ending) ? ending : 'jpg'}`)
  return new Promise((resolve) => {
    files().saveFile({ tempFilePath: path, filePath, success: () => resolve(filePath), fail: () => resolve(path) })
  })
}

/** Those of `paths` that can still be read. */
export async function photosLeft(paths: string[]): Promise<string[]> {
  const isThere = (path: string) => new Promise<boolean>((resolve) => files().access({ path, success: () => resolve(true), fail: () => resolve(false) }))
  const there = await Promise.all(paths.map(isThere))
  return paths.filter((_, at) => there[at])
}

/** Erases every kept photo but these. */
export function keepOnly(paths: string[]): void {
  files().readdir({
    dirPath: wx.env.USER_DATA_PATH,
    success: ({ files: names }) => {
      for (const name of names) {
        if (name.startsWith(PREFIX) && !paths.includes(pathOf(name))) files().unlink({ filePath: pathOf(name), fail: () => undefined })
      }
    },
    fail: () => undefined,
  })
}

whenForgotten(() => keepOnly([]))
