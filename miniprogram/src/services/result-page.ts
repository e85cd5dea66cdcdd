/** Results of a survey, as respondents and as staff see them. */
import { type ResultView, resultsHead, resultView } from './survey-words'
import type { Results } from './types'

export interface UnitView {
  id: string
  name: string
  count: string
}

interface ResultsView {
  title: string
  head: string
  results: ResultView[]
  units: UnitView[]
}

export const NO_RESULTS: ResultsView = { title: '', head: '', results: [], units: [] }

export const resultsView = (shown: Results): ResultsView => ({
  title: shown.survey.title,
  head: resultsHead(shown),
  results: shown.is_hidden ? [] : shown.questions.map(resultView),
  units: shown.units.map(({ id, name, invited, responses }) => ({ id, name, count: `${responses ?? '少于 5'} / ${invited}` })),
})
