/** What a survey has come to so far: of everybody or of one unit, to look into, take along or share. */

import type { ViewState } from '../../components/page-state/state'
import { tellFailure } from '../../services/failure'
import { openDocument } from '../../services/files'
import { failed } from '../../services/one-page'
import { NO_RESULTS, resultsView } from '../../services/result-page'
import { exportResponses, linkSurvey, revokeLink, staffResults, surveyLinks } from '../../services/staff-surveys'
import { isCrossed } from '../../services/survey-words'
import { date } from '../../services/time'
import type { ResultLink } from '../../services/types'

/** How long a link may open the results, in days. */
const DAYS = [7, 30, 90]
const ALL = { id: '', name: '全部组织' }

interface LinkLine {
  id: string
  url: string
  until: string
}

const linkLines = (links: ResultLink[], now: Date): LinkLine[] =>
  links
    .filter(({ revoked_at, expires_at }) => !revoked_at && Date.parse(expires_at) > now.getTime())
    .map(({ id, url, expires_at }) => ({ id, url, until: `${date(expires_at)}前有效` }))

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    ...NO_RESULTS,
    choices: [ALL],
    unit: ALL,
    /** Questions that can be seen by another one, and those that were answered in words. */
    crossed: {} as Record<string, boolean>,
    written: {} as Record<string, number>,
    /** Questions answered with photos or files, and by how many. */
    sent: {} as Record<string, number>,
    links: [] as LinkLine[],
    canShare: false,
    busy: false,
  },

  id: '',

  onLoad({ id }) {
    this.id = id ?? ''
    this.load()
    this.loadLinks()
  },

  async onPullDownRefresh() {
    await Promise.all([this.load(), this.loadLinks()])
    wx.stopPullDownRefresh()
  },

  async load() {
    const { unit } = this.data
    try {
      const shown = await staffResults(this.id, unit.id)
      if (unit.id !== this.data.unit.id) return
      const asked = shown.is_hidden ? [] : shown.questions
      this.setData({
        state: 'ready',
        ...resultsView(shown),
        choices: [ALL, ...shown.units.map(({ id, name }) => ({ id, name }))],
        crossed: Object.fromEntries(asked.map((question) => [question.key, isCrossed(question)])),
        sent: Object.fromEntries(asked.map(({ key, chart, answered }) => [key, chart === 'files' ? (answered ?? 0) : 0])),
        written: Object.fromEntries(asked.map(({ key, texts_total }) => [key, texts_total ?? 0])),
      })
    } catch (reason) {
      this.setData(failed(reason))
    }
  },

  /** Who may only look at results is not told of links. */
  async loadLinks() {
    try {
      this.setData({ links: linkLines(await surveyLinks(this.id), new Date()), canShare: true })
    } catch {
      this.setData({ canShare: false })
    }
  },

  onUnit(event: WechatMiniprogram.PickerChange) {
    const unit = this.data.choices[Number(event.detail.value)]
    if (!unit || unit.id === this.data.unit.id) return
    this.setData({ unit, results: [], state: 'loading' })
    this.load()
  },

  onCross(event: WechatMiniprogram.TouchEvent) {
    wx.navigateTo({ url: `/staff/cross/index?id=${this.id}&question=${event.currentTarget.dataset.key as string}` })
  },

  onTexts(event: WechatMiniprogram.TouchEvent) {
    const { key, head } = event.currentTarget.dataset as { key: string; head: string }
    wx.navigateTo({ url: `/staff/texts/index?id=${this.id}&question=${key}&head=${encodeURIComponent(head)}` })
  },

  onFiles(event: WechatMiniprogram.TouchEvent) {
    const { key, head } = event.currentTarget.dataset as { key: string; head: string }
    wx.navigateTo({ url: `/staff/files/index?id=${this.id}&question=${key}&head=${encodeURIComponent(head)}` })
  },

  onExport() {
    this.act(async () => openDocument(await exportResponses(this.id), 'xlsx'))
  },

  onLink() {
    wx.showActionSheet({
      itemList: DAYS.map((days) => `${days} 天有效`),
      success: ({ tapIndex }) => this.act(() => this.share(DAYS[tapIndex] ?? 0)),
    })
  },

  async share(days: number) {
    if (!days) return
    const { url } = await linkSurvey(this.id, days)
    wx.setClipboardData({ data: url })
    await this.loadLinks()
  },

  onCopy(event: WechatMiniprogram.TouchEvent) {
    wx.setClipboardData({ data: event.currentTarget.dataset.url as string })
  },

  onRevoke(event: WechatMiniprogram.TouchEvent) {
    const linkId = event.currentTarget.dataset.id as string
    wx.showModal({
      title: '收回这个链接？',
      content: '收回后，拿到链接的人就打不开了。',
      confirmText: '收回',
      success: ({ confirm }) => {
        if (confirm) this.act(() => revokeLink(this.id, linkId).then(() => this.loadLinks()))
      },
    })
  },

  async act(run: () => Promise<void>) {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await run()
    } catch (reason) {
      tellFailure('没有办成', reason)
    }
    this.setData({ busy: false })
  },
})
