/** Home: what to do, write and read, at a glance; shown from the phone's copy first, then from the server. */
import type { ViewState } from '../../components/page-state/state'
import { activities } from '../../services/activities'
import { type ActivityView, activityView, type PassView, passView } from '../../services/activity-words'
import { lastHome, refreshHome } from '../../services/home'
import { codeOf, wordsOf } from '../../services/request'
import { scanEventCode } from '../../services/scanning'
import { comeBack, hasLeft, me, open, refreshMe } from '../../services/session'
import { summary, type TaskView, taskView } from '../../services/task-words'
import { greeting } from '../../services/time'
import type { Home, Me, Task } from '../../services/types'

interface ListView {
  list: 'do' | 'write' | 'read'
  tasks: TaskView[]
  total: number
}

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    kept: false,
    greeting: '',
    summary: '',
    isMember: false,
    isFree: false,
    pending: '',
    unread: 0,
    pass: null as PassView | null,
    lists: [] as ListView[],
    next: null as ActivityView | null,
    publicActivities: [] as ActivityView[],
  },

  isFresh: false,

  onLoad() {
    const kept = lastHome()
    const known = me()
    if (kept && known && !hasLeft()) this.render(known, kept)
  },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      if (this.isFresh) {
        const home = await refreshHome()
        const known = me()
        this.render(known?.member ? known : await refreshMe(), home)
      } else {
        const delivered = await open()
        this.isFresh = true
        this.render(delivered.me, delivered.home)
      }
    } catch (reason) {
      if (codeOf(reason) === 'signed_out') this.setData({ state: 'empty', kept: false })
      else this.setData({ state: 'error', error: wordsOf(reason), kept: this.data.greeting !== '' })
    }
  },

  render(known: Me, home: Home) {
    const now = new Date()
    const list = (name: ListView['list']): ListView => ({
      list: name,
      tasks: home[name].map((task: Task) => taskView(task, now)),
      total: home.totals[name],
    })
    const lists = [list('do'), list('write'), list('read')].filter(({ tasks }) => tasks.length)
    const application = known.application
    this.setData({
      state: 'ready',
      kept: false,
      greeting: known.member ? `${greeting(now)}，${known.member.name}` : greeting(now),
      summary: known.member ? summary(home) : '欢迎来到联谊',
      isMember: known.member !== null,
      isFree: known.member !== null && lists.length === 0,
      pending: application?.state === 'pending' ? (application.organization?.name ?? '组织') : '',
      unread: home.unread ?? 0,
      pass: home.pass && passView(home.pass, now),
      lists,
      next: home.next_activity && activityView(home.next_activity, now),
    })
    if (!known.member) this.loadPublic(now)
  },

  /** Below the welcome a visitor sees what is on; without it the welcome still stands. */
  async loadPublic(now: Date) {
    const open = await activities('open', 1).catch(() => null)
    if (open) this.setData({ publicActivities: open.items.slice(0, 5).map((card) => activityView(card, now)) })
  },

  onMessages() {
    wx.navigateTo({ url: '/pages/messages/index' })
  },

  onScan() {
    scanEventCode()
  },

  onJoin() {
    wx.navigateTo({ url: '/pages/join/index' })
  },

  onAllActivities() {
    wx.switchTab({ url: '/pages/activities/index' })
  },

  async onSignIn() {
    this.setData({ state: 'loading' })
    this.isFresh = false
    try {
      const { me: known, home } = await comeBack()
      this.isFresh = true
      this.render(known, home)
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },
})
