/** What somebody who came says afterwards; can be changed until the activity is closed. */

import { EMPTY_SHEET, type Sheet } from '../../components/form-renderer/sheet'
import type { ViewState } from '../../components/page-state/state'
import { feedback, giveFeedback } from '../../services/activities'
import { tellFailure } from '../../services/failure'
import { questionsOf } from '../../services/forms'
import { ApiError, codeOf, wordsOf } from '../../services/request'
import type { Answers, FeedbackSheet } from '../../services/types'

Page({
  data: {
    state: 'loading' as ViewState,
    error: '',
    id: '',
    isOpen: false,
    isGiven: false,
    isThanked: false,
    emptyTitle: '',
    emptyText: '',
    sheet: EMPTY_SHEET as Sheet,
    answers: {} as Answers,
    version: 0,
    refused: {} as Record<string, string[]>,
    busy: false,
  },

  onLoad({ id }) {
    this.setData({ id: id ?? '' })
    this.load()
  },

  async load() {
    this.setData({ state: 'loading' })
    try {
      this.render(await feedback(this.data.id))
    } catch (reason) {
      if (codeOf(reason) === 'not_found')
        this.setData({ state: 'empty', emptyTitle: '这里没有反馈要填', emptyText: '参加过的活动结束后，可以在这里说说感受。' })
      else this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  render({ state, form, answers }: FeedbackSheet) {
    if (state === 'soon') return this.setData({ state: 'empty', emptyTitle: '活动还没结束', emptyText: '结束后就可以在这里说说感受。' })
    if (state === 'closed') return this.setData({ state: 'empty', emptyTitle: '反馈已经截止', emptyText: '下次活动结束后，欢迎早点告诉我们。' })
    this.setData({
      state: 'ready',
      isOpen: true,
      isGiven: state === 'given',
      sheet: { definition: questionsOf(form), masked: {}, consents: [] },
      answers,
      version: form.version,
    })
  },

  onTap() {
    if (!this.data.busy) this.selectComponent('#form').submit()
  },

  async onSubmit(event: WechatMiniprogram.CustomEvent<{ answers: Answers }>) {
    this.setData({ busy: true })
    try {
      await giveFeedback(this.data.id, event.detail.answers, this.data.version)
      this.selectComponent('#form').settle()
      this.setData({ isThanked: true })
    } catch (reason) {
      this.refuse(reason)
    }
    this.setData({ busy: false })
  },

  refuse(reason: unknown) {
    if (reason instanceof ApiError && Object.keys(reason.errors).length) {
      this.setData({ refused: reason.errors })
    } else if (codeOf(reason) === 'form_outdated') {
      wx.showToast({ title: '题目刚更新过，请再看一遍', icon: 'none' })
      this.load()
    } else {
      tellFailure('没有交上', reason)
    }
  },

  onActivities() {
    wx.switchTab({ url: '/pages/activities/index' })
  },

  onRecord() {
    wx.redirectTo({ url: '/pages/participation/index' })
  },
})
