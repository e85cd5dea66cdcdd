/** What this phone has not sent yet, and what came back that the organizer should know. All of it works off line. */
import type { ViewState } from '../../components/page-state/state'
import { type Desk, deskOf } from '../../services/door/desk'
import { changesOf } from '../../services/door/view'
import { type ArrivalView, type NoticeView, noticeView, waitingView } from '../../services/door-words'

/** Drawn at most; the figure says how many there are. */
const LINES = 100

Page({
  data: {
    state: 'empty' as ViewState,
    count: 0,
    waiting: [] as ArrivalView[],
    notices: [] as NoticeView[],
    conflicts: 0,
    stopped: '',
    isOnline: true,
    busy: false,
  },

  desk: null as Desk | null,
  timer: 0,

  onLoad({ id }) {
    this.desk = deskOf(id ?? '')
  },

  onShow() {
    this.draw()
    this.timer = setInterval(() => this.draw(), 1_000)
  },

  onHide() {
    clearInterval(this.timer)
  },

  onUnload() {
    clearInterval(this.timer)
  },

  draw() {
    if (!this.desk) return
    const { queue, place, network, live } = this.desk
    const waiting = queue.scans
    const conflicts = live?.conflicts ?? 0
    const changes = changesOf(this.data, {
      state: waiting.length || queue.notices.length || conflicts ? ('ready' as ViewState) : ('empty' as ViewState),
      count: waiting.length,
      waiting: waiting.slice(0, LINES).map(waitingView),
      notices: queue.notices.slice(0, LINES).map(noticeView),
      conflicts,
      stopped: place.stop?.message ?? '',
      isOnline: network.isOnline,
    })
    if (changes) this.setData(changes)
  },

  async onSend() {
    this.setData({ busy: true })
    await this.desk?.send()
    this.setData({ busy: false })
    this.draw()
    if (this.data.count) wx.showToast({ title: '还没能上传，会自动再试', icon: 'none' })
  },

  onClear() {
    wx.showModal({
      title: '都看过了？',
      content: '清掉这部手机上的提醒。签到记录不受影响。',
      confirmText: '清掉',
      success: ({ confirm }) => {
        if (!confirm) return
        this.desk?.queue.clearNotices()
        this.draw()
      },
    })
  },
})
