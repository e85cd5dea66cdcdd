/** What is held about me, who looked at it, what I consented to, and how to take it all with me or away. */

import type { ViewState } from '../../components/page-state/state'
import { leavingWords } from '../../services/door/queue'
import { tellFailure } from '../../services/failure'
import { accessLog, consents, exportEverything, withdrawConsent } from '../../services/profile'
import { wordsOf } from '../../services/request'
import { deleteAccount, leaveEverywhere, me, open } from '../../services/session'
import { ago, date } from '../../services/time'

interface ConsentLine {
  question: string
  title: string
  purpose: string
  since: string
}

interface LookLine {
  id: string
  who: string
  why: string
}

const DELETE_WORD = '注销'

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    isMember: false,
    consents: [] as ConsentLine[],
    looks: [] as LookLine[],
    isExporting: false,
  },

  onLoad() {
    this.load()
  },

  async load() {
    try {
      await open()
      const isMember = Boolean(me()?.member)
      const [asked, log] = isMember ? await Promise.all([consents(), accessLog(1)]) : [[], { items: [] }]
      const now = new Date()
      this.setData({
        state: 'ready',
        isMember,
        consents: asked.flatMap(({ question, title, purpose, granted_at }) =>
          granted_at ? { question, title, purpose, since: `${date(granted_at)}同意` } : [],
        ),
        looks: log.items.map(({ at, by_name, what, reason }, index) => ({
          id: `${at} ${index}`,
          who: `${by_name ?? '工作人员'} 查看了${what}`,
          why: `${ago(at, now)} · ${reason}`,
        })),
      })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onWithdraw(event: WechatMiniprogram.TouchEvent) {
    const question = event.currentTarget.dataset.question as string
    wx.showModal({
      title: '撤回授权？',
      content: '撤回后，这一项的内容会立即删除，不影响您使用其他功能。',
      confirmText: '撤回',
      success: ({ confirm }) => {
        if (confirm) this.run(() => withdrawConsent(question), '已撤回并删除').then(() => this.load())
      },
    })
  },

  async onExport() {
    this.setData({ isExporting: true })
    await this.run(async () => {
      const everything = await exportEverything()
      await wx.setClipboardData({ data: JSON.stringify(everything, null, 2) })
    }, '已复制，可粘贴到备忘录')
    this.setData({ isExporting: false })
  },

  onContract() {
    wx.openPrivacyContract({ fail: () => undefined })
  },

  onLeaveEverywhere() {
    wx.showModal({
      title: '在所有设备上退出？',
      content: leavingWords() || '这部手机也会退出，需要重新登录。',
      confirmText: '全部退出',
      success: ({ confirm }) => {
        if (confirm) this.run(leaveEverywhere, '已全部退出').then(home)
      },
    })
  },

  onDelete() {
    wx.showModal({
      title: '注销账号',
      content: '',
      editable: true,
      placeholderText: `输入“${DELETE_WORD}”确认，资料将被删除`,
      confirmText: '注销',
      success: ({ confirm, content }) => {
        if (!confirm) return
        if (content.trim() !== DELETE_WORD) wx.showToast({ title: `没有注销：请输入“${DELETE_WORD}”两个字`, icon: 'none' })
        else this.run(() => deleteAccount(DELETE_WORD), '已注销').then(home)
      },
    })
  },

  async run(act: () => Promise<unknown>, title: string) {
    try {
      await act()
      wx.showToast({ title, icon: 'none' })
      return true
    } catch (reason) {
      tellFailure('没有成功', reason)
      return false
    }
  },
})

function home(isDone: boolean): void {
  if (isDone) wx.reLaunch({ url: '/pages/home/index' })
}
