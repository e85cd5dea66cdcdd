/**
 * One activity's door on this phone: it looks at the server once a second, decides each scan by its own list at once, has
 * it confirmed while there is a network, and keeps it until the server answered while there is none.
 */
import { clientRef } from '../checkin'
import { byMyList, contradicted, type DoorResult, settled } from '../door-words'
import { ApiError, codeOf, wordsOf } from '../request'
import { keep, read, whenForgotten } from '../storage'
import type { Arrival, BatchAnswer, BatchScan, Direction, LiveDoor } from '../types'
import { askGrant, look, type Place, SCAN_PATIENCE, scanPass, sendBatch } from './api'
import { type Decision, decide, digestAtDoor } from './decide'
import { deviceName } from './device'
import { dropOldRolls, type Figures, figuresOf, type Roll, sessionNow } from './list'
import { Network } from './network'
import { activitiesWaiting, Queue, type QueuedScan } from './queue'
import { Rolls } from './rolls'
import { isAnswer, Sender } from './sender'
import { Timer } from './timer'

const LINES = 20
/** Answers no next look will change: looking on would only hammer the server. */
const FINAL = ['not_found', 'forbidden', 'signed_out']

/** What this phone keeps of an activity's door beside lists and scans. */
interface Kept {
  grantId: string
  door: string
  sessionId: string
  direction: Direction
  /** Why this phone may no longer run the door: stopped by somebody, or the activity is over. */
  stop: { code: 'door_revoked' | 'door_over'; message: string } | null
}

const NEW: Kept = { grantId: '', door: '', sessionId: '', direction: 'in', stop: null }

/** The code of an answer that ends this phone's door. */
const stopCode = (code: string | undefined) => (code === 'door_revoked' || code === 'door_over' ? code : null)

export class Desk {
  readonly queue: Queue
  readonly network = new Network(
    () => this.networkChanged(),
    () => this.tryAgain(),
  )
  live: LiveDoor | null = null
  arrivals: Arrival[] = []
  /** Why there is no door here at all, in words. */
  refusal = ''
  /** Called after anything a page may show has changed. */
  changed: () => void = () => undefined

  private readonly rolls: Rolls
  private readonly sender: Sender
  private readonly keptKey: string
  private kept: Kept
  private isAwake = false
  private isLooking = false
  /** Asked for once in a run of the app; to be told no is an answer too. */
  private needsGrant = true
  private versionListed = -1
  private readonly timer = new Timer()

  constructor(readonly activityId: string) {
    this.keptKey = `door:kept:${activityId}`
    this.kept = { ...NEW, ...read<Kept>(this.keptKey) }
    this.queue = new Queue(activityId)
    this.rolls = new Rolls(activityId, this.queue, this.kept.sessionId)
    this.sender = new Sender(this.queue, {
      send: (scans) => this.handIn(scans),
      answered: (scans, answer) => this.answered(scans, answer),
      failed: (reason) => this.sendFailed(reason),
    })
    this.network.start()
  }

  get roll(): Roll | null {
    return this.rolls.roll
  }

  get place(): Readonly<Kept> {
    return this.kept
  }

  /** By the server's clock. */
  get now(): number {
    return Date.now() + this.rolls.offset
  }

  /** Somebody looks at the door. (WeChat's scanner hides the page: this happens after each scan.) */
  wake(): void {
    if (this.isAwake) return
    this.isAwake = true
    this.tryAgain()
  }

  /** Nobody looks; what waits goes on being sent. */
  rest(): void {
    this.isAwake = false
    this.timer.clear()
    this.rolls.save()
  }

  /** Lets go of everything in memory: the account leaves this phone. */
  close(): void {
    this.isAwake = false
    this.timer.clear()
    this.rolls.close()
    this.sender.stop()
    this.network.stop()
  }

  /** Sends what waits. Resolves when it is done or has to wait. */
  send(): Promise<void> {
    return this.sender.go()
  }

  /** What people call this door: 东门. */
  rename(door: string): void {
    this.keep({ door })
    this.needsGrant = true
    this.tryAgain()
  }

  turn(direction: Direction): void {
    this.keep({ direction })
    this.changed()
  }

  turnTo(sessionId: string): void {
    if (sessionId === this.kept.sessionId) return
    this.keep({ sessionId })
    this.rolls.turnTo(sessionId)
    this.versionListed = -1
    this.changed()
    this.tryAgain()
  }

  /** In seats: the server's figures with what waits here, or as this phone knows. */
  figures(): Figures {
    const own = this.roll ? figuresOf(this.roll) : { arrived: 0, expected: 0 }
    if (!this.live) return own
    const { sessionId } = this.kept
    const here = this.live.sessions?.find(({ id }) => id === sessionId) ?? this.live
    const waiting = this.queue.scans.filter((scan) => scan.direction === 'in' && (scan.session_id ?? '') === sessionId && scan.initials)
    const arrived = here.arrived + waiting.reduce((sum, { seats }) => sum + seats, 0)
    return { arrived: this.network.isOnline ? arrived : Math.max(arrived, own.arrived), expected: this.live.expected }
  }

  /** @param show called with what to tell at once, and again when the server's answer says more or other */
  async scan(code: string, show: (result: DoorResult) => void): Promise<void> {
    const ref = clientRef()
    const decision = decide(this.roll, code, this.now, this.kept.direction)
    const isKept = !decision.isRecorded || this.queue.append(this.scanOf(ref, code, decision))
    if (this.network.isOnline) {
      show({ ...decision, note: '正在核对…' })
      await this.confirm(ref, code, decision, isKept, show)
    } else {
      this.mark(decision)
      show(byMyList(decision, isKept))
    }
    this.changed()
  }

  /** A scan was taken back: it is no longer among the arrivals, and the next delta says so to the list. */
  taken(scanId: string): void {
    this.arrivals = this.arrivals.filter(({ scan_id }) => scan_id !== scanId)
    this.changed()
    this.tryAgain()
  }

  private async confirm(ref: string, code: string, decision: Decision, isKept: boolean, show: (result: DoorResult) => void): Promise<void> {
    this.queue.hold(ref)
    try {
      const answer = await within(SCAN_PATIENCE, scanPass(this.activityId, code, ref, this.where()))
      this.network.reached()
      this.queue.drop(new Set([ref]))
      this.rolls.set(decision.digest, answer.name, answer.seats ?? decision.seats, this.kept.direction, Date.parse(answer.checked_in_at))
      show(settled(decision, answer))
      this.tryAgain()
    } catch (reason) {
      if (isAnswer(reason)) {
        this.network.reached()
        this.queue.drop(new Set([ref]))
        this.stopFor(reason.code, reason.message)
        show(contradicted(decision, reason))
      } else {
        this.network.failed(reason)
        this.mark(decision)
        show(byMyList(decision, isKept))
      }
    }
    this.queue.release(ref)
  }

  /** What goes with each attempt: which session, which way, which grant. */
  where(): Place {
    const { grantId, sessionId, direction } = this.kept
    return { session_id: sessionId || null, direction, grant_id: grantId || null }
  }

  private scanOf(client_ref: string, code: string, { initials, seats }: Decision): QueuedScan {
    const { session_id, direction } = this.where()
    const scanned_at = new Date().toISOString()
    return { client_ref, code, session_id, direction, scanned_at, offset_ms: this.rolls.offset, method: 'pass', initials, seats }
  }

  private mark({ digest, verdict, initials, seats, isRecorded }: Decision): void {
    if (isRecorded && initials) this.rolls.set(digest, initials, seats, verdict === 'in' ? 'in' : 'out', this.now)
  }

  private async look(): Promise<void> {
    this.timer.clear()
    if (this.isLooking) return
    this.isLooking = true
    try {
      this.take(await look(this.activityId, this.live?.version ?? 0))
      this.network.reached()
      if (this.needsGrant) await this.join()
      if (!this.kept.stop && this.live?.version !== this.versionListed) await this.list()
    } catch (reason) {
      this.lookFailed(reason)
    }
    this.isLooking = false
    if (this.isAwake && !this.refusal) this.timer.set(() => this.look(), this.network.pause)
  }

  private lookFailed(reason: unknown): void {
    const code = codeOf(reason)
    if (this.stopFor(code, wordsOf(reason))) this.network.reached()
    else if (!this.network.failed(reason) && FINAL.includes(code)) this.refusal = wordsOf(reason)
    this.changed()
  }

  private take(live: LiveDoor): void {
    if (this.live?.version === live.version) return
    const byKey = new Map<string, Arrival>()
    for (const arrival of [...live.arrivals, ...this.arrivals]) if (!byKey.has(keyOf(arrival))) byKey.set(keyOf(arrival), arrival)
    this.arrivals = [...byKey.values()].slice(0, LINES)
    this.live = live
    this.changed()
  }

  private async join(): Promise<void> {
    const { id, door } = await askGrant(this.activityId, deviceName(), this.kept.door)
    this.needsGrant = false
    this.keep({ grantId: id, door: door || this.kept.door, stop: null })
    this.changed()
  }

  private async list(): Promise<void> {
    const version = this.live?.version ?? -1
    const { grantId, sessionId } = this.kept
    const { sessions } = await this.rolls.load(grantId, sessionId)
    if (sessions.length && !sessions.some(({ id }) => id === this.kept.sessionId)) {
      this.keep({ sessionId: sessionNow(sessions, this.now) })
      await this.rolls.load(grantId, this.kept.sessionId)
    }
    this.versionListed = version
    this.changed()
    await this.rolls.loadBeside(grantId)
  }

  private async handIn(scans: BatchScan[]): Promise<BatchAnswer> {
    if (!this.kept.grantId) await this.join()
    return sendBatch(this.activityId, this.kept.grantId, scans)
  }

  private answered(scans: QueuedScan[], { results }: BatchAnswer): void {
    this.network.reached()
    const byRef = new Map(results.map((result) => [result.client_ref, result]))
    for (const { client_ref, code, session_id, direction, scanned_at } of scans) {
      const result = byRef.get(client_ref)
      this.stopFor(result?.code, result?.message ?? '')
      if (!result || result.outcome === 'refused' || (session_id ?? '') !== this.kept.sessionId) continue
      this.rolls.set(digestAtDoor(code), result.name, result.seats, direction, Date.parse(result.checked_in_at ?? scanned_at))
    }
    this.changed()
  }

  private sendFailed(reason: unknown): boolean {
    if (!this.stopFor(codeOf(reason), wordsOf(reason))) this.network.failed(reason)
    this.changed()
    return !isAnswer(reason)
  }

  /**
   * If the server says so, this phone's door is closed. The list goes; the scans stay, to be seen, and are sent once more:
   * the server keeps them for staff.
   */
  private stopFor(answered: string | undefined, message: string): boolean {
    const code = stopCode(answered)
    if (!code) return false
    const isNews = !this.kept.stop
    this.needsGrant = false
    this.keep({ stop: { code, message } })
    this.rolls.erase()
    if (isNews) this.sender.go()
    this.changed()
    return true
  }

  private networkChanged(): void {
    if (this.network.isOnline) this.sender.go()
    this.changed()
  }

  private tryAgain(): void {
    if (this.isAwake) this.look()
    this.sender.go()
  }

  private keep(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change }
    keep(this.keptKey, this.kept)
  }
}

/** A pass let in at two doors, or twice, is two scans, but one person: shown as they came last. A guest has no signup. */
const keyOf = ({ scan_id, signup_id }: Arrival) => signup_id ?? scan_id

/** WeChat's own time-out starts when the request is on its way; a door waits no longer than this altogether. */
function within<T>(patience: number, task: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new ApiError('timeout', '没等到回应。')), patience)
    task.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const desks = new Map<string, Desk>()

whenForgotten(() => {
  for (const desk of desks.values()) desk.close()
  desks.clear()
})

/** The desk of this activity, the same for all pages. */
export function deskOf(activityId: string): Desk {
  const known = desks.get(activityId)
  if (known) return known
  dropOldRolls(Date.now())
  const desk = new Desk(activityId)
  desks.set(activityId, desk)
  return desk
}

/** Sends what an earlier run of the app left behind. */
export function sendLeftovers(): void {
  for (const activityId of activitiesWaiting()) deskOf(activityId).send()
}
