/** Me: my record, what I signed up for, what I am in charge of, my privacy, and the way out. */
import type { ViewState } from '../../components/page-state/state'
import { leavingWords } from '../../services/door/queue'
import { lastHome } from '../../services/home'
import { lastUnread } from '../../services/messages'
import { codeOf, wordsOf } from '../../services/request'
import { comeBack, hasLeft, leave, me, open, refreshMe } from '../../services/session'
import { openBoard } from '../../services/suggestions'
import type { Me } from '../../services/types'

interface Entry {
  icon: string
  title: string
  url: string
  note?: string
}

const SIGNUPS: Entry = { icon: 'calendar', title: '我的报名', url: '/pages/activities/index' }
const TOOK_PART: Entry = { icon: 'star', title: '参与记录', url: '/pages/participation/index' }
const SURVEYS: Entry = { icon: 'list', title: '我的问卷', url: '/pages/surveys/index' }
const SUGGESTIONS: Entry = { icon: 'write', title: '我的建议', url: '/pages/voice/index' }
const TODAY: Entry = { icon: 'check-circle', title: '今日待办', url: '/staff/digest/index' }
const CASES: Entry = { icon: 'write', title: '建议办理', url: '/staff/cases/index' }
const ASKED: Entry = { icon: 'list', title: '问卷管理', url: '/staff/surveys/index' }
const PATROL: Entry = { icon: 'shield', title: '内容巡查', url: '/staff/patrol/index' }
const PLANNED: Entry = { icon: 'calendar', title: '活动管理', url: '/staff/activities/index' }
const TOLD: Entry = { icon: 'mail', title: '消息发送', url: '/staff/messages/index' }
const DESK: Entry = { icon: 'scan', title: '扫码登录后台', url: '/staff/desk/index' }
const STAFF: Entry[] = [TODAY, CASES, PLANNED, ASKED, TOLD, PATROL, DESK]
// Whose only role is to plan activities decides on signups and on nothing else.
const PLANNING: Entry[] = [TODAY, PLANNED, DESK]
const ORGANIZING: Entry = { icon: 'scan', title: '我负责的活动', url: '/organizer/list/index' }
const HISTORY: Entry = { icon: 'history', title: '资料变更记录', url: '/pages/history/index' }
const MESSAGES: Entry = { icon: 'remind', title: '消息', url: '/pages/messages/index' }
const PRIVACY: Entry = { icon: 'lock', title: '隐私与数据', url: '/pages/privacy/index' }

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    name: '',
    organizations: '',
    isMember: false,
    completeness: 0,
    entries: [] as Entry[],
    work: [] as Entry[],
  },

  onShow() {
    const known = me()
    if (known && !hasLeft()) this.render(known)
    this.load()
  },

  async load() {
    try {
      if (!me()) await open()
      this.render(await refreshMe())
    } catch (reason) {
      if (codeOf(reason) === 'signed_out') this.setData({ state: 'empty' })
      else this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  render({ member, organizes, roles }: Me) {
    const unread = lastUnread()
    const told = { ...MESSAGES, note: unread ? `${unread} 条未读` : '' }
    this.setData({
      state: 'ready',
      isMember: member !== null,
      name: member?.name ?? '',
      organizations: member?.organizations.map(({ name }) => name).join('、') ?? '',
      completeness: lastHome()?.completeness ?? 0,
      entries: member ? [SIGNUPS, SUGGESTIONS, SURVEYS, TOOK_PART, ...(organizes ? [ORGANIZING] : []), told, HISTORY, PRIVACY] : [PRIVACY],
      work: roles.some(({ role }) => role !== 'organizer') ? STAFF : roles.length ? PLANNING : [],
    })
  },

  onProfile() {
    wx.navigateTo({ url: this.data.isMember ? '/pages/profile/index' : '/pages/join/index' })
  },

  onEntry(event: WechatMiniprogram.TouchEvent) {
    const url = event.currentTarget.dataset.url as string
    if (url === SUGGESTIONS.url) openBoard('mine')
    else if (url === SIGNUPS.url) wx.switchTab({ url })
    else wx.navigateTo({ url })
  },

  onLeave() {
    wx.showModal({
      title: '退出登录？',
      content: leavingWords() || '这部手机上的缓存和没提交的草稿会一起清掉，您在组织里的资料不受影响。',
      confirmText: '退出',
      success: ({ confirm }) => {
        if (confirm) leave().then(() => this.setData({ state: 'empty' }))
      },
    })
  },

  async onSignIn() {
    this.setData({ state: 'loading' })
    try {
      this.render((await comeBack()).me)
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },
})
