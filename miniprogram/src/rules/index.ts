/**
 * The form engine: definitions, show-if logic and the checking of answers, as on the server (`backend/forms/`).
 * `tests/vectors/forms/` holds the two together; `docs/forms.md` is for those who write definitions.
 */

export { type Checked, checkAnswers, FORM, type Mode, shownQuestions, visibleQuestions } from './answers'
export { type Answer, type Answers, OTHER, type OtherAnswer } from './conditions'
export { DefinitionError, parseDefinition } from './definition'
export type { Definition, Option, Question, QuestionType, Row, Section } from './questions'
export { lengthOf } from './text'
export { type WindowState, windowState } from './window'
