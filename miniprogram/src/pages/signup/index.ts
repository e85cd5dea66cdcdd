/** What an activity asks: its questions and who comes along; afterwards, to change the party. One tap is enough where nothing is asked. */

import { EMPTY_SHEET, type Sheet, shuffled } from '../../components/form-renderer/sheet'
import type { ViewState } from '../../components/page-state/state'
import { ALONE, activity, type Party, signUp } from '../../services/activities'
import { principalOf } from '../../services/delegations'
import { draftName } from '../../services/drafts'
import { tellFailure } from '../../services/failure'
import { questionsOf } from '../../services/forms'
import { dropParty, keepParty, startingParty } from '../../services/party'
import { missingNames, type PartyView, partyView, seatsHeld } from '../../services/party-words'
import { ASKS, askFor } from '../../services/push'
import { ApiError, codeOf, wordsOf } from '../../services/request'
import { moment } from '../../services/time'
import type { ActivityDetail, Answers, Delegation, Signup } from '../../services/types'

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    /** Under which the answers typed so far are kept. */
    form: '',
    activity: null as ActivityDetail | null,
    when: '',
    isChange: false,
    party: ALONE,
    view: null as PartyView | null,
    nameErrors: [] as string[],
    sheet: EMPTY_SHEET as Sheet,
    answers: {} as Answers,
    version: 0,
    refused: {} as Record<string, string[]>,
    busy: false,
    /** Whom this page is about, if not me. */
    principal: null as Delegation | null,
  },

  id: '',
  /** Whom I act for, if not for myself. */
  whom: '',
  /** Gone to correct the profile: what it says may be another thing now. */
  isAway: false,

  onLoad({ id, whom }) {
    this.id = id ?? ''
    this.whom = whom ?? ''
    this.setData({ form: `signup:${draftName(this.id, this.whom)}` })
    this.load()
  },

  async onShow() {
    if (!this.isAway) return
    this.isAway = false
    const fresh = await activity(this.id, this.whom).catch(() => null)
    if (fresh) this.render(fresh)
  },

  async load() {
    this.setData({ state: 'loading' })
    try {
      const shown = await activity(this.id, this.whom)
      if (this.whom) this.setData({ principal: await principalOf(this.whom) })
      this.render(shown)
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  render(shown: ActivityDetail) {
    const isChange = seatsHeld(shown) > 0
    const party = startingParty(shown, this.whom)
    wx.setNavigationBarTitle({ title: isChange ? '修改同行人数' : '报名' })
    this.setData({
      state: 'ready',
      activity: shown,
      when: [moment(shown.starts_at, new Date()), shown.venue].filter(Boolean).join(' · '),
      isChange,
      party,
      view: partyView(shown, party),
      sheet: { definition: shuffled(questionsOf(shown.questions), Math.random), masked: {}, consents: [] },
      answers: shown.my_signup?.answers ?? {},
      version: shown.questions?.version ?? 0,
    })
  },

  onPartyChange(event: WechatMiniprogram.CustomEvent<{ party: Party }>) {
    const shown = this.data.activity
    const { party } = event.detail
    if (!shown) return
    keepParty(this.id, party, this.whom)
    this.setData({ party, view: partyView(shown, party), nameErrors: [] })
  },

  onProfile() {
    this.isAway = true
    wx.navigateTo({ url: '/pages/profile/index' })
  },

  onTap() {
    const { activity: shown, party, busy, isChange, answers } = this.data
    if (!shown || busy) return
    const nameErrors = missingNames(shown.companions, party)
    this.setData({ nameErrors })
    if (nameErrors.some(Boolean)) return
    if (isChange) this.submit(shown, answers)
    else this.selectComponent('#form').submit()
  },

  onSubmit(event: WechatMiniprogram.CustomEvent<{ answers: Answers }>) {
    if (this.data.activity) this.submit(this.data.activity, event.detail.answers)
  },

  /** Still within the tap: the form is checked without waiting, so the subscription dialog may open here. */
  async submit(shown: ActivityDetail, answers: Answers) {
    const asked = this.data.isChange || this.whom ? Promise.resolve(false) : askFor(ASKS.activity, `activity:${this.id}`)
    this.setData({ busy: true })
    try {
      const isReminded = await asked
      const signup = await signUp(shown, answers, this.data.party, this.whom)
      if (!this.data.isChange) this.selectComponent('#form').settle()
      dropParty(this.id, this.whom)
      this.leave(signup, isReminded)
    } catch (reason) {
      this.refuse(reason)
    }
    this.setData({ busy: false })
  },

  /** Back on the activity, which says what happened and what may be useful next. */
  leave(signup: Signup, isReminded: boolean) {
    if (this.data.isChange) wx.showToast({ title: `已改为 ${signup.seats} 人`, icon: 'none' })
    else this.getOpenerEventChannel().emit?.('signed_up', { signup, isReminded })
    wx.navigateBack()
  },

  async refuse(reason: unknown) {
    if (reason instanceof ApiError && Object.keys(reason.errors).length) {
      this.setData({ refused: reason.errors })
    } else if (codeOf(reason) === 'form_outdated') {
      wx.showToast({ title: '题目刚更新过，请再看一遍', icon: 'none' })
      this.load()
    } else {
      tellFailure(this.data.isChange ? '没有改成' : '没有报上', reason)
      const fresh = await activity(this.id, this.whom).catch(() => null)
      if (fresh) this.setData({ activity: fresh, view: partyView(fresh, this.data.party) })
    }
  },
})
