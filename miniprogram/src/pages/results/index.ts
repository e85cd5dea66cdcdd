/** What a survey I answered came to, once it is told. */
import { showResults } from '../../services/result-page'

Page(showResults(false))
