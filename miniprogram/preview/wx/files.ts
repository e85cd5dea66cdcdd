import { ApiFailure, asyncApi } from './calling'

export const USER_DATA_PATH = 'wxfile://usr'
const TEMPORARY = 'wxfile://tmp_'

/** Files of one phone, in memory: temporary ones, and those under USER_DATA_PATH. */
export class TemporaryFiles {
  readonly #files = new Map<string, { blob: Blob; url: string }>()
  #count = 0

  /** @returns the temporary path of a new file */
  add(blob: Blob): string {
    this.#count += 1
    const path = `${TEMPORARY}${this.#count}.${blob.type.split('/')[1] ?? 'bin'}`
    this.write(path, blob)
    return path
  }

  write(path: string, blob: Blob): void {
    if (!path.startsWith('wxfile://')) throw new ApiFailure(`permission denied, open "${path}"`)
    this.#files.set(path, { blob, url: URL.createObjectURL(blob) })
  }

  blob(path: string): Blob {
    return this.#file(path).blob
  }

  url(path: string): string {
    return this.#file(path).url
  }

  remove(path: string): void {
    URL.revokeObjectURL(this.#file(path).url)
    this.#files.delete(path)
  }

  has(path: string): boolean {
    return this.#files.has(path)
  }

  /** As WeChat does it: the file is moved, and no longer where it was. */
  move(from: string, to: string): void {
    const { blob } = this.#file(from)
    this.write(to, blob)
    this.remove(from)
  }

  /** The names of the files right in a folder. */
  names(folder: string): string[] {
    const prefix = `${folder}/`
    return [...this.#files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length))
  }

  #file(path: string) {
    const file = this.#files.get(path)
    if (!file) throw new ApiFailure(`no such file or directory, open "${path}"`)
    return file
  }
}

/** The files of this window's phone. */
export const phoneFiles = new TemporaryFiles()

export function fileApis(files: TemporaryFiles) {
  const manager = {
    writeFile: asyncApi('writeFile', ({ filePath, data, encoding = 'utf8' }: { filePath: string; data: string | ArrayBuffer; encoding?: string }) => {
      files.write(filePath, new Blob([decode(data, encoding)]))
    }),
    readFile: asyncApi('readFile', async ({ filePath, encoding }: { filePath: string; encoding?: string }) => {
      const blob = files.blob(filePath)
      return { data: encoding ? await encode(blob, encoding) : await blob.arrayBuffer() }
    }),
    access: asyncApi('access', ({ path }: { path: string }) => {
      if (!files.has(path)) throw new ApiFailure(`no such file or directory, access '${path}'`)
    }),
    saveFile: asyncApi('saveFile', ({ tempFilePath, filePath }: { tempFilePath: string; filePath: string }) => {
      files.move(tempFilePath, filePath)
      return { savedFilePath: filePath }
    }),
    readdir: asyncApi('readdir', ({ dirPath }: { dirPath: string }) => ({ files: files.names(dirPath) })),
    unlink: asyncApi('unlink', ({ filePath }: { filePath: string }) => files.remove(filePath)),
    getFileInfo: asyncApi('getFileInfo', ({ filePath }: { filePath: string }) => ({ size: files.blob(filePath).size })),
  }
  const loud = new Proxy(manager, {
    get(target, name: string) {
      if (name in target) return target[name as keyof typeof target]
      throw new Error(`FileSystemManager.${name} is not supported by the preview`)
    },
  })
  return { getFileSystemManager: () => loud, env: { USER_DATA_PATH } }
}

function decode(data: string | ArrayBuffer, encoding: string): BlobPart {
  if (typeof data !== 'string' || encoding === 'utf8' || encoding === 'utf-8') return data
  if (encoding === 'base64') return Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
  throw new ApiFailure(`encoding ${encoding} is not supported by the preview`)
}

async function encode(blob: Blob, encoding: string): Promise<string> {
  if (encoding === 'utf8' || encoding === 'utf-8') return blob.text()
  if (encoding === 'base64') return btoa(String.fromCharCode(...new Uint8Array(await blob.arrayBuffer())))
  throw new ApiFailure(`encoding ${encoding} is not supported by the preview`)
}
