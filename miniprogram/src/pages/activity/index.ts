/** One activity: what it is, how I stand with it, and the one thing to do next. */

import type { ViewState } from '../../components/page-state/state'
import { activity, cancelSignup, lastActivity, signUp } from '../../services/activities'
import { type Confirmation, type DetailView, detailView, needsSheet, signupConfirmation } from '../../services/activity-words'
import { offerCalendar } from '../../services/calendar'
import { changesOf, sawChanges } from '../../services/changes'
import { confirmationFor, myPrincipals, principalOf, viewFor } from '../../services/delegations'
import { tellFailure } from '../../services/failure'
import { ASKS, askFor, topUp } from '../../services/push'
import { codeOf, wordsOf } from '../../services/request'
import { me } from '../../services/session'
import type { ActivityDetail, Delegation, Signup } from '../../services/types'

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    activity: null as ActivityDetail | null,
    view: null as DetailView | null,
    confirmation: null as Confirmation | null,
    changes: [] as string[],
    isCoverBroken: false,
    isReminded: false,
    busy: false,
    /** Whom I may sign up as well. */
    principals: [] as Delegation[],
    /** Whom this page is about, if not me. */
    principal: null as Delegation | null,
  },

  id: '',
  whom: '',

  /** `scene`: opened by the code on a poster, which holds nothing but the activity's id. `whom`: see delegations.ts. */
  onLoad({ id, scene, whom }) {
    this.id = id ?? decodeURIComponent(scene ?? '')
    this.whom = whom ?? ''
    const kept = this.whom ? null : lastActivity(this.id)
    if (kept) this.render(kept)
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
      const shown = await activity(this.id, this.whom)
      if (this.whom) this.setData({ principal: await principalOf(this.whom) })
      this.render(shown)
      if (!this.whom) this.setData({ principals: await myPrincipals() })
    } catch (reason) {
      if (codeOf(reason) === 'not_found') this.setData({ state: 'empty', activity: null })
      else this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  render(shown: ActivityDetail) {
    const { principal } = this.data
    const view = detailView(shown, Boolean(me()?.member), new Date())
    const changes = this.whom ? [] : changesOf(shown, new Date())
    this.setData({ state: 'ready', activity: shown, view: principal ? viewFor(view, principal) : view, changes })
  },

  onPrimary() {
    const { activity: shown, view } = this.data
    if (!shown || !view) return
    if (view.primary.act === 'join') wx.navigateTo({ url: '/pages/join/index' })
    if (view.primary.act === 'show_pass') this.onPass()
    if (view.primary.act === 'sign_up') {
      if (needsSheet(shown)) this.onParty()
      else this.submit(shown)
    }
    if (view.primary.act === 'feedback') this.onFeedback()
  },

  /** The questions and who comes along: before signing up, and to change the party afterwards. */
  onParty() {
    wx.navigateTo({
      url: `/pages/signup/index?id=${this.id}&whom=${this.whom}`,
      events: {
        signed_up: ({ signup, isReminded }: { signup: Signup; isReminded: boolean }) => this.confirm(signup, isReminded),
      },
    })
  },

  /** One tap when there is nothing to ask. The subscription dialog must open before anything is awaited. */
  async submit(shown: ActivityDetail) {
    // What follows is told to whom it is about, not to who did it.
    const asked = this.whom ? Promise.resolve(false) : askFor(ASKS.activity, this.subject())
    this.setData({ busy: true })
    try {
      const isReminded = await asked
      this.confirm(await signUp(shown, {}, undefined, this.whom), isReminded)
    } catch (reason) {
      tellFailure('没有报上', reason)
    }
    await this.load()
    this.setData({ busy: false })
  },

  /** What the credits of these taps are kept for. */
  subject() {
    return `activity:${this.id}`
  },

  confirm(signup: Signup, isReminded: boolean) {
    const { activity: shown, principal } = this.data
    const confirmation = signupConfirmation(signup, shown?.starts_at ?? '', new Date())
    this.setData({ confirmation: principal ? confirmationFor(confirmation, signup, principal) : confirmation, isReminded })
  },

  onPass() {
    wx.navigateTo({ url: `/pages/pass/index?signup=${this.data.activity?.my_signup?.id ?? ''}` })
  },

  onCancel() {
    wx.showModal({
      title: '取消报名？',
      content: '名额会让给候补的会员。改主意了可以在截止前重新报名。',
      confirmText: '取消报名',
      cancelText: '再想想',
      success: ({ confirm }) => {
        if (confirm) this.cancel()
      },
    })
  },

  async cancel() {
    try {
      await cancelSignup(this.id, this.whom)
      this.setData({ confirmation: null })
      wx.showToast({ title: '已取消报名', icon: 'none' })
    } catch (reason) {
      tellFailure('没有取消', reason)
    }
    await this.load()
  },

  onBehalf(event: WechatMiniprogram.CustomEvent<{ whom: string }>) {
    wx.navigateTo({ url: `/pages/activity/index?id=${this.id}&whom=${event.detail.whom}` })
  },

  onNavigate() {
    const { latitude, longitude, venue } = this.data.activity as ActivityDetail
    if (latitude !== null && longitude !== null) wx.openLocation({ latitude, longitude, name: venue })
  },

  onChangeParty() {
    if (this.data.view?.canChangeParty) this.onParty()
  },

  onCoverError() {
    this.setData({ isCoverBroken: true })
  },

  /** Told of a change: the next one is worth a message too. */
  onSeen() {
    topUp(ASKS.activity, this.subject())
    sawChanges(this.id)
    this.setData({ changes: [] })
  },

  onCalendar() {
    if (this.data.activity) offerCalendar(this.data.activity)
  },

  onPoster() {
    wx.navigateTo({ url: `/pages/poster/index?id=${this.id}` })
  },

  onPhotos() {
    wx.navigateTo({ url: `/pages/photos/index?id=${this.id}` })
  },

  onFeedback() {
    wx.navigateTo({ url: `/pages/feedback/index?id=${this.id}` })
  },

  onCopyLink() {
    wx.setClipboardData({ data: this.data.activity?.online_link ?? '' })
  },

  onCall() {
    wx.makePhoneCall({ phoneNumber: this.data.activity?.contact_phone ?? '', fail: () => undefined })
  },

  onDoor() {
    wx.navigateTo({ url: `/organizer/door/index?id=${this.id}` })
  },
})
