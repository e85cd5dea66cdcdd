/** The list of the session this phone stands at, with what the phone let through itself laid over it. */
import { ApiError } from '../request'
import { forget, keysUnder } from '../storage'
import type { Direction } from '../types'
import { fetchList } from './api'
import { digestAtDoor } from './decide'
import { clockOffset, keepRoll, keptRoll, merge, type Roll } from './list'
import type { Queue } from './queue'
import { Timer } from './timer'

const SAVE_EVERY = 2_000
/** A clock measured over a slower round trip is worse than the one we have. */
const SLOW = 3_000

export class Rolls {
  roll: Roll | null
  private readonly saving = new Timer()

  constructor(
    private readonly activityId: string,
    private readonly queue: Queue,
    sessionId: string,
  ) {
    this.roll = this.laidOver(keptRoll(activityId, sessionId))
  }

  /** Milliseconds to add to the phone's clock. */
  get offset(): number {
    return this.roll?.offset ?? 0
  }

  /** Turns to another session; without a kept list of it nobody is known, but the activity's rules are. */
  turnTo(sessionId: string): void {
    this.save()
    const kept = this.laidOver(keptRoll(this.activityId, sessionId))
    this.roll = kept ?? (this.roll && { ...this.roll, sessionId, version: 0, entries: new Map() })
  }

  /** Brings the list of this session up to date. Rejects with what the server says, `door_revoked` among it. */
  async load(grantId: string, sessionId: string): Promise<Roll> {
    const known = this.roll?.sessionId === sessionId ? this.roll : null
    const roll = await this.fetch(grantId, sessionId, known)
    this.roll = this.laidOver(roll)
    if (known?.version) this.saveSoon()
    else keepRoll(this.activityId, roll)
    return roll
  }

  /** Loads the lists of sessions nobody stands at yet, so that they can be turned to without a network. */
  async loadBeside(grantId: string): Promise<void> {
    for (const { id } of this.roll?.sessions ?? []) {
      if (id !== this.roll?.sessionId && !keptRoll(this.activityId, id)) keepRoll(this.activityId, await this.fetch(grantId, id, null))
    }
  }

  /** Notes that somebody went through. `digest` is empty when no list can know them. */
  set(digest: string, name: string, seats: number, direction: Direction, at: number): void {
    if (!this.roll || !digest) return
    const initials = this.roll.entries.get(digest)?.[1] ?? `${name.slice(0, 1)}*`
    this.roll.entries.set(digest, [digest, initials, seats, direction === 'in' ? 1 : 3, Math.floor(at / 1000)])
    this.saveSoon()
  }

  /** Keeps what has changed. */
  save(): void {
    if (!this.saving.isSet) return
    this.saving.clear()
    this.keep()
  }

  /** This phone has no use for lists any more. */
  erase(): void {
    this.close()
    this.roll = null
    for (const key of keysUnder(`door:list:${this.activityId}:`)) forget(key)
  }

  /** Lets go of what was not kept yet. */
  close(): void {
    this.saving.clear()
  }

  private async fetch(grantId: string, sessionId: string, known: Roll | null): Promise<Roll> {
    const sentAt = Date.now()
    const answer = await fetchList(this.activityId, grantId, known?.version ?? 0, sessionId)
    const cameAt = Date.now()
    if (answer.grant_revoked) throw new ApiError('door_revoked', '这部手机在这个门的权限已被收回。', 403)
    const isSharp = cameAt - sentAt < SLOW || !known
    return merge(known, answer, sessionId, isSharp ? clockOffset(answer.server_time, sentAt, cameAt) : known.offset)
  }

  /** What this phone let through and nobody has answered yet counts as so on its own list. */
  private laidOver(roll: Roll | null): Roll | null {
    for (const scan of roll ? this.queue.scans : []) {
      const digest = digestAtDoor(scan.code)
      const entry = roll?.entries.get(digest)
      if (!roll || !entry || (scan.session_id ?? '') !== roll.sessionId) continue
      const at = Math.floor((Date.parse(scan.scanned_at) + scan.offset_ms) / 1000)
      roll.entries.set(digest, [digest, entry[1], entry[2], scan.direction === 'in' ? 1 : 3, at])
    }
    return roll
  }

  private keep(): void {
    if (this.roll) keepRoll(this.activityId, this.roll)
  }

  private saveSoon(): void {
    if (!this.saving.isSet) this.saving.set(() => this.keep(), SAVE_EVERY)
  }
}
