/** What happened to a case, one step under the other, the latest at the bottom. */
import type { StepView } from '../../services/suggestion-words'

Component({
  properties: { steps: { type: Array, value: [] as StepView[] } },
})
