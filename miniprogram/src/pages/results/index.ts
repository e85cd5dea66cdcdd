/** What a survey I answered came to, once it is told. */
import type { ViewState } from '../../components/page-state/state'
import { codeOf, wordsOf } from '../../services/request'
import { NO_RESULTS, resultsView } from '../../services/result-page'
import { surveyResults } from '../../services/surveys'

Page({
  data: { state: 'loading' as ViewState, error: '', ...NO_RESULTS },

  id: '',

  onLoad({ id }) {
    this.id = id ?? ''
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      this.setData({ state: 'ready', ...resultsView(await surveyResults(this.id)) })
    } catch (reason) {
      this.setData({ state: codeOf(reason) === 'not_found' ? 'empty' : 'error', error: wordsOf(reason) })
    }
  },
})
