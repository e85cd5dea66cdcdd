/**
 * The phone's own ETag store. wx.request has no HTTP cache, so the last body of a GET that asked for it is
 * kept here with its ETag: a 304 is answered from it, and a screen can show it before the network answers.
 */
import { read, write } from './storage'

interface Copy {
  etag: string
  body: unknown
}

const storageKey = (path: string) => `copy:${path}`

export function copyOf<T>(path: string): T | null {
  return (read<Copy>(storageKey(path))?.body as T | undefined) ?? null
}

export function etagOf(path: string): string {
  return read<Copy>(storageKey(path))?.etag ?? ''
}

/** Keeps `body` as the last answer of `path`; an empty `etag` means the next GET asks for it in full. */
export function keepCopy(path: string, body: unknown, etag = ''): void {
  write(storageKey(path), { etag, body })
}
