/** The page of results, as respondents and as staff see it: only where it asks differs. */
import type { ViewState } from '../components/page-state/state'
import { codeOf, wordsOf } from './request'
import { type ResultView, resultsHead, resultView } from './survey-words'
import { surveyResults } from './surveys'

interface Unit {
  id: string
  name: string
  count: string
}

export const showResults = (isStaff: boolean) => ({
  data: { state: 'loading' as ViewState, error: '', title: '', head: '', results: [] as ResultView[], units: [] as Unit[] },

  id: '',

  onLoad(this: Shown, { id }: Record<string, string | undefined>) {
    this.id = id ?? ''
    this.load()
  },

  async onPullDownRefresh(this: Shown) {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load(this: Shown) {
    try {
      const shown = await surveyResults(this.id, isStaff)
      this.setData({
        state: 'ready',
        title: shown.survey.title,
        head: resultsHead(shown),
        results: shown.is_hidden ? [] : shown.questions.map(resultView),
        units: shown.units.map(({ id, name, invited, responses }) => ({ id, name, count: `${responses ?? '少于 5'} / ${invited}` })),
      })
    } catch (reason) {
      this.setData({ state: codeOf(reason) === 'not_found' ? 'empty' : 'error', error: wordsOf(reason) })
    }
  },
})

interface Shown {
  id: string
  load(): Promise<void>
  setData(change: Record<string, unknown>): void
}
