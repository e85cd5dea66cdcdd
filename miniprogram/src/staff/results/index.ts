/** What a survey has come to so far. */
import { showResults } from '../../services/result-page'

Page(showResults(true))
