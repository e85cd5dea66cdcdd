/** What a survey I answered came to, once it is told. */
import { noFace, onePage } from '../../services/one-page'
import { NO_RESULTS, resultsView } from '../../services/result-page'
import { surveyResults } from '../../services/surveys'

Page({
  ...onePage,

  data: { ...noFace, ...NO_RESULTS },

  async fetch() {
    return resultsView(await surveyResults(this.id))
  },
})
