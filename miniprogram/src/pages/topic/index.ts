/** One topic: opinions one after the other to agree or disagree with, mine to add, and what came of it. */

import type { ViewState } from '../../components/page-state/state'
import { clientRef } from '../../services/checkin'
import { openComplaint } from '../../services/complaints'
import { tellFailure } from '../../services/failure'
import { needsPhone } from '../../services/join'
import { failed } from '../../services/one-page'
import { ASKS, askFor } from '../../services/push'
import { deadline } from '../../services/time'
import { addStatement, topic, voteOn } from '../../services/topics'
import type { Topic, TopicStatement, Vote } from '../../services/types'

interface Line {
  id: string
  text: string
  by: string
  note: string
  canComplain: boolean
  vote: Vote | ''
  parts: { key: string; label: string; count: number; percent: number }[]
}

const STATES: Record<Topic['state'], string> = { soon: '还没有开始', open: '', closed: '已截止，等待公布结果', published: '结果已公布' }
const CHECKING: Record<string, string> = { checking: '内容检查中，通过后公开', staff: '等待人工审核', blocked: '没有公开' }

function line({ id, text, author_name, public_state, my_vote, agrees, disagrees, passes, is_mine }: TopicStatement): Line {
  const total = (agrees ?? 0) + (disagrees ?? 0) + (passes ?? 0)
  const part = (key: string, label: string, count: number | null) => ({
    key,
    label,
    count: count ?? 0,
    percent: total ? Math.round(((count ?? 0) / total) * 100) : 0,
  })
  return {
    id,
    text,
    by: author_name,
    note: is_mine ? (CHECKING[public_state] ?? '') : '',
    canComplain: !is_mine,
    vote: my_vote ?? '',
    parts: agrees === null ? [] : [part('agree', '同意', agrees), part('disagree', '不同意', disagrees), part('pass', '跳过', passes)],
  }
}

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    id: '',
    title: '',
    text: '',
    facts: '',
    summary: '',
    hotRule: '',
    isHot: false,
    canAdd: false,
    canVote: false,
    activity: null as Topic['activity'],
    next: null as Line | null,
    left: 0,
    allSaid: '',
    lines: [] as Line[],
    mine: '',
    asksPhone: false,
    busy: false,
  },

  /** Of the opinion being written: sent again after a failure, it is the same one. */
  ref: '',
  hasAsked: false,

  onLoad({ id }) {
    this.ref = clientRef()
    this.setData({ id: id ?? '' })
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      this.render(await topic(this.data.id))
    } catch (reason) {
      this.setData(failed(reason))
    }
  },

  render(shown: Topic) {
    const lines = shown.said.map(line)
    const waiting = shown.can_vote ? lines.filter(({ vote, note }) => !vote && !note) : []
    const when = shown.state === 'open' ? deadline(shown.closes_at, new Date()) : STATES[shown.state]
    this.setData({
      state: 'ready',
      title: shown.title,
      text: shown.text,
      facts: `${shown.organization.name} · ${shown.participants} 人参与 · ${when}`,
      summary: shown.summary,
      hotRule: shown.hot_rule,
      isHot: shown.is_hot,
      canAdd: shown.can_add,
      canVote: shown.can_vote,
      activity: shown.activity,
      next: waiting[0] ?? null,
      left: waiting.length,
      allSaid: lines.some(({ vote }) => vote) ? '都表过态了，谢谢您。想改的话，在下面点一下。' : '还没有别的观点，说说您的看法。',
      lines: lines.filter(({ vote, note, parts }) => vote || note || parts.length),
    })
  },

  async onVote(event: WechatMiniprogram.TouchEvent) {
    const { id, vote } = event.currentTarget.dataset as { id: string; vote: Vote }
    if (vote === 'agree') await this.askOnce()
    await this.act(() => voteOn(this.data.id, id, vote))
  },

  /** In the tap itself: whoever supports something may want to hear when it is to be talked over. Once a visit. */
  askOnce(): Promise<unknown> | undefined {
    if (this.hasAsked) return
    this.hasAsked = true
    return askFor(ASKS.topic)
  },

  onMine(event: WechatMiniprogram.Input) {
    this.setData({ mine: event.detail.value })
  },

  async onAdd() {
    const text = this.data.mine.trim()
    if (text.length < 4) return wx.showToast({ title: '再多写几个字', icon: 'none' })
    await this.askOnce()
    if (await this.act(() => addStatement(this.data.id, text, true, this.ref))) {
      this.ref = clientRef()
      this.setData({ mine: '' })
      wx.showToast({ title: '已提交，检查后公开', icon: 'none' })
    }
  },

  /** Nothing else here needs a phone. */
  onVerified() {
    this.setData({ asksPhone: false })
    this.onAdd()
  },

  async act(run: () => Promise<Topic>): Promise<boolean> {
    if (this.data.busy) return false
    this.setData({ busy: true })
    try {
      this.render(await run())
      return true
    } catch (reason) {
      if (needsPhone(reason)) this.setData({ asksPhone: true })
      else tellFailure('没有提交上', reason)
      return false
    } finally {
      this.setData({ busy: false })
    }
  },

  onComplain(event: WechatMiniprogram.TouchEvent) {
    const { id, text } = event.currentTarget.dataset as { id: string; text: string }
    openComplaint([{ kind: 'statement', id, text, url: '' }])
  },

  onActivity() {
    if (this.data.activity) wx.navigateTo({ url: `/pages/activity/index?id=${this.data.activity.id}` })
  },
})
