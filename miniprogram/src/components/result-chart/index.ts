/** The answers to one question, drawn: bars, parts of a whole, or texts. */
import type { ResultView } from '../../services/survey-words'

const EMPTY: ResultView = { key: '', head: '', note: '', chart: 'bar', bars: [], rows: [], nps: null, texts: [], missing: '', isHidden: false }

Component({
  properties: { result: { type: Object, value: EMPTY } },
})
