/**
 * The form engine: definitions, show-if logic and the checking of answers, as on the server (`backend/forms/`).
 * `tests/vectors/forms/` holds the two together; `docs/forms.md` is for those who write definitions.
 */

export { FORM, checkAnswers, visibleQuestions, type Checked, type Mode } from "./answers";
export { OTHER, type Answer, type Answers, type OtherAnswer } from "./conditions";
export { DefinitionError, parseDefinition } from "./definition";
export type { Definition, Option, Question, QuestionType, Row, Section } from "./questions";
export { lengthOf } from "./text";
export { windowState, type WindowState } from "./window";
