/**
 * Empties a queue towards the server, one batch after the other. Batches may be sent twice: the server knows each scan by
 * its client_ref. Failures are waited out, longer each time.
 */
import { ApiError } from '../request'
import type { BatchAnswer, BatchScan } from '../types'
import { backoff } from './backoff'
import { noticeOf, type Queue, type QueuedScan } from './queue'
import { Timer } from './timer'

const MOST = 200
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 60_000

interface Hooks {
  send(scans: BatchScan[]): Promise<BatchAnswer>
  answered(scans: QueuedScan[], answer: BatchAnswer): void
  /** @returns false to stop until told to go on: the door is closed to this phone */
  failed(reason: unknown): boolean
}

/** Said by the service about the scans, not by something on the way: waiting would not change it. */
export function isAnswer(reason: unknown): reason is ApiError {
  if (!(reason instanceof ApiError) || reason.code === 'bad_answer') return false
  return reason.status >= 400 && reason.status < 500 && ![401, 408, 429].includes(reason.status)
}

export class Sender {
  private isSending = false
  private failures = 0
  private most = MOST
  private readonly timer = new Timer()

  constructor(
    private readonly queue: Queue,
    private readonly hooks: Hooks,
  ) {}

  /** Sends what waits, unless it is being sent. Resolves when it is done or has to wait. */
  async go(): Promise<void> {
    this.timer.clear()
    if (this.isSending) return
    this.isSending = true
    try {
      while (await this.sendOne()) {}
    } finally {
      this.isSending = false
    }
  }

  stop(): void {
    this.timer.clear()
  }

  private async sendOne(): Promise<boolean> {
    const scans = this.queue.next(this.most)
    if (!scans.length) return false
    let answer: BatchAnswer
    try {
      answer = await this.hooks.send(scans.map(({ initials: _, seats: __, ...scan }) => scan))
    } catch (reason) {
      return this.survive(scans, reason)
    }
    const answered = this.queue.settle(answer)
    this.hooks.answered(answered, answer)
    if (!answered.length) return this.later()
    this.failures = 0
    this.most = Math.min(MOST, this.most * 2)
    return true
  }

  /** One scan the server cannot read must not hold up the others: the batch is halved until it stands alone. */
  private survive(scans: QueuedScan[], reason: unknown): boolean {
    if (isAnswer(reason) && [400, 413, 422].includes(reason.status)) {
      const [alone, ...others] = scans
      if (alone && !others.length) {
        if (!this.queue.note([noticeOf(alone, 'refused', reason.message)])) return this.later()
        this.queue.drop(new Set([alone.client_ref]))
      }
      this.most = Math.max(1, Math.ceil(scans.length / 2))
      return true
    }
    return this.hooks.failed(reason) && this.later()
  }

  private later(): false {
    this.failures += 1
    this.timer.set(() => this.go(), backoff(this.failures, FIRST_PAUSE, LONGEST_PAUSE))
    return false
  }
}
