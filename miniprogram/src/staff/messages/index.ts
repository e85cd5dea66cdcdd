/** Messages: what went out and how far it came, what comes next, and stopping a kind for a while. */

import { actOn } from '../../services/deciding'
import { listPage, noRows, startOver } from '../../services/paging'
import { notifications, pauseRule, pushPlan, pushRules, resumeRule } from '../../services/staff-messages'
import { ago, moment } from '../../services/time'
import { few, figureLine, progress } from '../../services/told-words'
import type { PlannedMessage, PushRule, PushRules, StaffNotification } from '../../services/types'

type Tab = 'sent' | 'coming' | 'rules'

interface Stopped {
  place: string | null
  where: string
  canResume: boolean
}

/** One line of whichever list is shown. */
interface Line {
  key: string
  id: string
  title: string
  about: string
  facts: string
  isBad: boolean
  pauses: Stopped[]
}

const WEEK = 7 * 24 * 3600_000
const TABS = [
  { tab: 'sent', name: '已发' },
  { tab: 'coming', name: '将发' },
  { tab: 'rules', name: '暂停与恢复' },
]

const EMPTY: Record<Tab, { title: string; text: string }> = {
  sent: { title: '还没有发过消息', text: '活动变更、取消和各种提醒发出后，会出现在这里。' },
  coming: { title: '七天内没有要发的消息', text: '活动和问卷的提醒到时间前，会出现在这里。' },
  rules: { title: '没有可以暂停的消息', text: '' },
}

const sentLine = (one: StaffNotification, now: Date): Line => ({
  key: one.id,
  id: one.id,
  title: one.title || one.label,
  about: `${one.label} · ${ago(one.created_at, now)}`,
  facts: `${one.can_list ? '' : '约 '}${figureLine(one.counts, !one.can_list)}${progress(one) ? ` · ${progress(one)}` : ''}`,
  isBad: one.fault !== '' || one.counts.failed > 0 || one.counts.unreachable > one.calls.reached,
  pauses: [],
})

function comingFacts({ people, wechat, inbox, unreachable, can_list }: PlannedMessage): string {
  const shown = (count: number) => few(count, !can_list)
  return `${can_list ? '' : '约 '}${shown(people)} 人：微信 ${shown(wechat)}，站内 ${shown(inbox)}，不可达 ${shown(unreachable)}`
}

const comingLine = (one: PlannedMessage, now: Date): Line => ({
  key: `${one.kind} ${one.subject} ${one.occurrence}`,
  id: '',
  title: one.title || one.label,
  about: `${one.label} · ${one.goes_at ? `${moment(one.goes_at, now)} 发出` : '到时已过期，不发微信'}`,
  facts: comingFacts(one),
  isBad: false,
  pauses: [],
})

const ruleLine = (rule: PushRule, now: Date): Line => ({
  key: rule.kind,
  id: '',
  title: rule.label,
  about: '',
  facts: '',
  isBad: false,
  pauses: rule.pauses.map(({ organization, reason, paused_by, paused_at, can_resume }) => ({
    place: organization?.id ?? null,
    where: `${organization?.name ?? '所有组织'}已暂停：${reason}（${paused_by}，${ago(paused_at, now)}）`,
    canResume: can_resume,
  })),
})

Page({
  ...listPage,

  data: { ...noRows<Line>(), tabs: TABS, tab: 'sent' as Tab, places: [] as PushRules['places'], busy: false, emptyTitle: '', emptyText: '' },

  async fetch(page: number) {
    const now = new Date()
    const { tab } = this.data
    this.setData({ emptyTitle: EMPTY[tab].title, emptyText: EMPTY[tab].text })
    if (tab === 'rules') {
      const { rules, places } = await pushRules()
      this.setData({ places })
      return { items: rules.map((rule) => ruleLine(rule, now)), total: rules.length }
    }
    if (tab === 'coming') {
      const { items, total } = await pushPlan(page, new Date(now.getTime() + WEEK).toISOString())
      return { items: items.map((one) => comingLine(one, now)), total }
    }
    const { items, total } = await notifications(page)
    return { items: items.map((one) => sentLine(one, now)), total }
  },

  onTab({ detail }: WechatMiniprogram.CustomEvent<{ tab: Tab }>) {
    startOver(this, { tab: detail.tab })
  },

  onOne(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/staff/told/index?id=${event.currentTarget.dataset.id as string}` })
  },

  onPause(event: WechatMiniprogram.TouchEvent) {
    const { key, title } = event.currentTarget.dataset as { key: string; title: string }
    const { places } = this.data
    if (places.length === 1 && places[0]) this.ask(key, title, places[0])
    else wx.showActionSheet({ itemList: places.map(({ name }) => name), success: ({ tapIndex }) => this.ask(key, title, places[tapIndex]) })
  },

  ask(kind: string, title: string, place: PushRules['places'][number] | undefined) {
    if (!place) return
    wx.showModal({
      title: `${place.name}暂停“${title}”`,
      content: '',
      editable: true,
      placeholderText: '为什么暂停；恢复后，没过期的会补发',
      confirmText: '暂停',
      success: ({ confirm, content }) => {
        const reason = (content ?? '').trim()
        if (!confirm) return
        if (reason.length < 2) wx.showToast({ title: '请写明原因', icon: 'none' })
        else actOn(this, () => pauseRule(kind, place.id, reason), '已暂停')
      },
    })
  },

  onResume(event: WechatMiniprogram.TouchEvent) {
    const { key, title, place } = event.currentTarget.dataset as { key: string; title: string; place: string | null }
    wx.showModal({
      title: `恢复“${title}”？`,
      content: '暂停期间攒下的消息会陆续发出，已过期的不发。',
      confirmText: '恢复',
      success: ({ confirm }) => {
        if (confirm) actOn(this, () => resumeRule(key, place), '已恢复')
      },
    })
  },
})
