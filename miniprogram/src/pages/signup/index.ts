/** The questions of an activity. Opened only when there are some; one tap is enough otherwise. */
import { EMPTY_SHEET, type Sheet, shuffled } from '../../components/form-renderer/sheet'
import type { ViewState } from '../../components/page-state/state'
import { parseDefinition } from '../../rules/index'
import { activity, signUp } from '../../services/activities'
import { askFor } from '../../services/push'
import { ApiError, codeOf, wordsOf } from '../../services/request'
import { moment } from '../../services/time'
import type { ActivityDetail, Answers, Signup } from '../../services/types'

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    activity: null as ActivityDetail | null,
    when: '',
    buttonText: '提交报名',
    sheet: EMPTY_SHEET as Sheet,
    answers: {} as Answers,
    version: 0,
    refused: {} as Record<string, string[]>,
    busy: false,
  },

  id: '',
  onLoad({ id }) {
    this.id = id ?? ''
    this.load()
  },

  async load() {
    this.setData({ state: 'loading' })
    try {
      const shown = await activity(this.id)
      this.setData({
        state: 'ready',
        activity: shown,
        when: moment(shown.starts_at, new Date()),
        buttonText: shown.places_left === 0 ? '提交，排候补' : '提交报名',
        sheet: {
          definition: shuffled(parseDefinition(shown.questions?.definition), Math.random),
          masked: {},
          consents: [],
        },
        answers: shown.my_signup?.answers ?? {},
        version: shown.questions?.version ?? 0,
      })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onTap() {
    if (!this.data.busy) this.selectComponent('#form').submit()
  },

  /** Still within the tap: the form is checked without waiting, so the subscription dialog may open here. */
  async onSubmit(event: WechatMiniprogram.CustomEvent<{ answers: Answers }>) {
    const shown = this.data.activity
    if (!shown) return
    const asked = askFor('signup_result', 'activity_reminder')
    this.setData({ busy: true })
    try {
      const isReminded = await asked
      const signup = await signUp(shown, event.detail.answers)
      this.selectComponent('#form').settle()
      this.leave(signup, isReminded)
    } catch (reason) {
      this.refuse(reason)
    }
    this.setData({ busy: false })
  },

  /** Back on the activity, which says what happened and what may be useful next. */
  leave(signup: Signup, isReminded: boolean) {
    this.getOpenerEventChannel().emit?.('signed_up', { signup, isReminded })
    wx.navigateBack()
  },

  refuse(reason: unknown) {
    if (reason instanceof ApiError && Object.keys(reason.errors).length) {
      this.setData({ refused: reason.errors })
    } else if (codeOf(reason) === 'form_outdated') {
      wx.showToast({ title: '题目刚更新过，请再看一遍', icon: 'none' })
      this.load()
    } else {
      wx.showModal({ title: '没有报上', content: wordsOf(reason), showCancel: false, confirmText: '知道了' })
    }
  },
})
