/** What became of a message: how many it reached, the words as sent, and whom it did not reach, to be called. */

import { failed, noFace } from '../../services/one-page'
import { poll } from '../../services/polling'
import { wordsOf } from '../../services/request'
import { newestOf, noteCall, notification, numberOf, takeBackCall, unreached } from '../../services/staff-messages'
import { clock, moment } from '../../services/time'
import { type Figure, few, figures, progress } from '../../services/told-words'
import type { CallOutcome, UnreachedPerson, WholeNotification } from '../../services/types'

interface Line {
  id: string
  name: string
  about: string
  phone: string
  why: string
  /** What came of calling; empty while nobody did. */
  called: string
  isReached: boolean
  canDial: boolean
}

const LOOK_EVERY_MS = 2000
/** What is not out by then waits for the morning, or for WeChat: whoever wants to know pulls the page. */
const MOST_LOOKS = 15
const OUTCOMES: Record<string, string> = { reached: '已通知', no_answer: '没打通' }

function line({ member_id, name, organizations, phone_masked, why, call, can_dial }: UnreachedPerson): Line {
  return {
    id: member_id,
    name,
    about: organizations.map((one) => one.name).join('、'),
    phone: phone_masked || '没有登记手机号',
    why,
    called: call ? `${OUTCOMES[call.outcome] ?? ''}（${call.called_by} ${clock(call.called_at)}）` : '',
    isReached: call?.outcome === 'reached',
    canDial: can_dial,
  }
}

const memberOf = (event: WechatMiniprogram.TouchEvent) => event.currentTarget.dataset as { id: string; outcome: CallOutcome }

Page({
  data: {
    ...noFace,
    label: '',
    title: '',
    when: '',
    progress: '',
    people: '',
    figures: [] as Figure[],
    words: [] as WholeNotification['words'],
    reasons: [] as WholeNotification['reasons'],
    canList: true,
    canCall: false,
    items: [] as Line[],
    total: 0,
    reached: 0,
  },
  id: '',
  kind: '',
  subject: '',
  page: 1,
  looks: 0,
  stop: (() => undefined) as () => void,

  onLoad({ id, kind, subject }: Record<string, string | undefined>) {
    Object.assign(this, { id: id ?? '', kind: kind ?? '', subject: subject ?? '' })
  },

  onShow() {
    this.looks = 0
    this.stop = poll(() => this.look(), LOOK_EVERY_MS)
  },

  onHide() {
    this.stop()
  },

  onUnload() {
    this.stop()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  /** @returns whether to look again: it is being sent */
  async look(): Promise<boolean> {
    this.looks += 1
    await this.load()
    return this.data.progress.startsWith('正在') && this.looks < MOST_LOOKS
  },

  async load() {
    try {
      this.id ||= await newestOf(this.kind, this.subject)
      if (!this.id) {
        this.setData({ state: 'empty' })
        return
      }
      const shown = await notification(this.id)
      const people = shown.can_list ? await unreached(this.id, 1) : { items: [], total: 0 }
      this.page = 1
      this.setData({ ...this.face(shown), items: people.items.map(line), total: people.total, state: 'ready' })
    } catch (reason) {
      this.setData(failed(reason))
    }
  },

  face(shown: WholeNotification) {
    const { counts, calls } = shown
    return {
      label: shown.label,
      title: shown.title,
      when: moment(shown.first_sent_at ?? shown.created_at, new Date()),
      progress: progress(shown),
      people: `${shown.can_list ? '' : '约 '}${few(counts.people, !shown.can_list)} 人`,
      figures: figures(counts, !shown.can_list),
      words: shown.words,
      reasons: shown.reasons.filter(({ state }) => state === 'failed' || state === 'paused'),
      canList: shown.can_list,
      canCall: shown.can_call,
      reached: calls.reached,
    }
  },

  async onReachBottom() {
    if (this.data.items.length >= this.data.total) return
    try {
      const { items } = await unreached(this.id, this.page + 1)
      this.page += 1
      this.setData({ items: [...this.data.items, ...items.map(line)] })
    } catch (reason) {
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
    }
  },

  async onDial(event: WechatMiniprogram.TouchEvent) {
    try {
      const phoneNumber = await numberOf(memberOf(event).id, `电话通知：${this.data.label}《${this.data.title}》`)
      wx.makePhoneCall({ phoneNumber, fail: () => undefined })
    } catch (reason) {
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
    }
  },

  onOutcome(event: WechatMiniprogram.TouchEvent) {
    const { id, outcome } = memberOf(event)
    this.keep(id, () => noteCall(this.id, id, outcome), { called: `${OUTCOMES[outcome] ?? ''}（刚刚）`, isReached: outcome === 'reached' })
  },

  onUndo(event: WechatMiniprogram.TouchEvent) {
    const { id } = memberOf(event)
    this.keep(id, () => takeBackCall(this.id, id), { called: '', isReached: false })
  },

  /** The line changes once it is written down. */
  async keep(id: string, run: () => Promise<unknown>, change: Pick<Line, 'called' | 'isReached'>) {
    try {
      await run()
    } catch (reason) {
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
      return
    }
    const at = this.data.items.findIndex((one) => one.id === id)
    const before = this.data.items[at]
    if (!before) return
    const reached = this.data.reached + Number(change.isReached) - Number(before.isReached)
    this.setData({ [`items[${at}]`]: { ...before, ...change }, reached })
  },
})
