/**
 * Scans that the server has not answered yet, kept on the phone until it does. A scan is one small write: the last chunk
 * of few scans, under a key of its own, so neither a killed app nor a long queue costs more than that.
 */
import { forget, keep, keysUnder, read } from '../storage'
import type { BatchAnswer, BatchScan } from '../types'

const CHUNK = 20
/** Of the refused and the conflicts so many are kept for the organizer to read. */
const MOST_NOTICES = 500

/** What is sent, and what this phone knows of whom it is about. */
export interface QueuedScan extends BatchScan {
  initials: string
  seats: number
}

/** Something about a scan that the organizer should read: refused when it was settled, or let in at two doors. */
export interface Notice {
  ref: string
  kind: 'refused' | 'conflict'
  /** When it was scanned, by the phone's clock. */
  at: string
  who: string
  message: string
}

interface Chunk {
  key: string
  scans: QueuedScan[]
}

export class Queue {
  private readonly prefix: string
  private readonly noticesKey: string
  private readonly chunks: Chunk[]
  private readonly held = new Set<string>()
  private told: Notice[]

  constructor(activityId: string) {
    this.prefix = `door:queue:${activityId}:`
    this.noticesKey = `door:notices:${activityId}`
    const keys = keysUnder(this.prefix).sort((a, b) => this.numberOf(a) - this.numberOf(b))
    this.chunks = keys.map((key) => ({ key, scans: read<QueuedScan[]>(key) ?? [] }))
    this.told = read<Notice[]>(this.noticesKey) ?? []
  }

  get scans(): QueuedScan[] {
    return this.chunks.flatMap(({ scans }) => scans)
  }

  get size(): number {
    return this.chunks.reduce((sum, { scans }) => sum + scans.length, 0)
  }

  get notices(): readonly Notice[] {
    return this.told
  }

  /** @returns false when the phone's store is full: it is then held in memory only */
  append(scan: QueuedScan): boolean {
    const last = this.chunks[this.chunks.length - 1]
    const chunk = last && last.scans.length < CHUNK ? last : this.newChunk(last)
    chunk.scans.push(scan)
    return keep(chunk.key, chunk.scans)
  }

  /** The oldest that nobody is sending one by one. */
  next(most: number): QueuedScan[] {
    return this.scans.filter(({ client_ref }) => !this.held.has(client_ref)).slice(0, most)
  }

  /** Keeps a scan out of batches while it is sent alone. */
  hold(ref: string): void {
    this.held.add(ref)
  }

  release(ref: string): void {
    this.held.delete(ref)
  }

  /** Takes out what the server has answered; a chunk that does not get smaller in the store is sent again, harmlessly. */
  drop(refs: ReadonlySet<string>): void {
    for (const chunk of [...this.chunks]) {
      const left = chunk.scans.filter(({ client_ref }) => !refs.has(client_ref))
      if (left.length === chunk.scans.length) continue
      chunk.scans = left
      if (left.length) keep(chunk.key, left)
      else this.remove(chunk)
    }
  }

  /**
   * Takes over what the server said of a batch, whichever part of it: answered scans leave the queue, refused ones and
   * conflicts become notices.
   *
   * @returns the scans that were answered
   */
  settle({ results, conflicts }: Pick<BatchAnswer, 'results' | 'conflicts'>): QueuedScan[] {
    const waiting = new Map(this.scans.map((scan) => [scan.client_ref, scan]))
    const notices: Notice[] = []
    const answered = new Map<string, QueuedScan>()
    for (const { client_ref, outcome, name, message } of results) {
      const scan = waiting.get(client_ref)
      if (!scan || answered.has(client_ref)) continue
      answered.set(client_ref, scan)
      if (outcome === 'refused') notices.push(noticeOf(scan, 'refused', message, name))
    }
    for (const { client_ref, message } of conflicts) {
      const scan = answered.get(client_ref)
      if (scan) notices.push(noticeOf(scan, 'conflict', message, results.find((one) => one.client_ref === client_ref)?.name))
    }
    if (!this.note(notices)) return []
    this.drop(new Set(answered.keys()))
    return [...answered.values()]
  }

  /** @returns false when they could not be kept */
  note(notices: Notice[]): boolean {
    if (!notices.length) return true
    const known = new Set(this.told.map(({ kind, ref }) => kind + ref))
    const fresh = notices.filter(({ kind, ref }) => !known.has(kind + ref))
    const all = [...fresh.reverse(), ...this.told].slice(0, MOST_NOTICES)
    if (!keep(this.noticesKey, all)) return false
    this.told = all
    return true
  }

  clearNotices(): void {
    this.told = []
    forget(this.noticesKey)
  }

  private newChunk(last: Chunk | undefined): Chunk {
    const chunk = { key: this.prefix + (last ? this.numberOf(last.key) + 1 : 1), scans: [] }
    this.chunks.push(chunk)
    return chunk
  }

  private remove(chunk: Chunk): void {
    this.chunks.splice(this.chunks.indexOf(chunk), 1)
    forget(chunk.key)
  }

  private numberOf(key: string): number {
    return Number(key.slice(this.prefix.length))
  }
}

export function noticeOf(scan: QueuedScan, kind: Notice['kind'], message: string, name = ''): Notice {
  return { ref: scan.client_ref, kind, at: scan.scanned_at, who: name || scan.initials || '名单外', message }
}

/** Said before an account leaves this phone, which takes the scans with it; empty when none wait. */
export function leavingWords(): string {
  const waiting = activitiesWaiting().reduce((sum, activityId) => sum + countWaiting(activityId), 0)
  return waiting ? `还有 ${waiting} 条签到没有上传，会一起丢掉。请先联网，在“我负责的活动”里上传。` : ''
}

/** How many scans of an activity are still on this phone. */
export const countWaiting = (activityId: string): number => new Queue(activityId).size

/** The activities of which scans are still on this phone. */
export function activitiesWaiting(): string[] {
  return [...new Set(keysUnder('door:queue:').map((key) => key.split(':')[2] ?? ''))]
}
