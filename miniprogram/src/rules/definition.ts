/** Parsing a form definition, strictly: what is unknown, doubled or out of bounds is refused and named. */

import { parseCondition } from './conditionParser'
import type { Condition } from './conditions'
import { has, type JsonObject, KEY, KEY_MESSAGE, Problems } from './fields'
import { LONGEST_TITLE, parseQuestion } from './questionParser'
import type { Definition, Question, Section } from './questions'

const MOST_SECTIONS = 30
const MOST_QUESTIONS = 200
const LONGEST_DESCRIPTION = 2000

/** A definition that can't be used; `problems` holds pairs of path and Chinese message, at most 100. */
export class DefinitionError extends Error {
  constructor(readonly problems: [string, string][]) {
    super(problems.map(([path, message]) => `${path}: ${message}`).join('; '))
    this.name = 'DefinitionError'
  }
}

/** The definition in `data` (JSON as loaded). Throws DefinitionError naming everything that is wrong. */
export function parseDefinition(data: unknown): Definition {
  const parser = new DefinitionParser()
  const sections = parser.sections(data)
  if (parser.problems.found.length > 0) {
    throw new DefinitionError(parser.problems.found)
  }
  return { sections }
}

class DefinitionParser {
  readonly problems = new Problems()
  private readonly sectionKeys = new Set<string>()
  private readonly asked = new Map<string, Question>()
  private questionCount = 0

  sections(data: unknown): Section[] {
    const form = this.problems.mapping(data, 'form', ['sections'], ['sections'])
    if (form === null || !has(form, 'sections')) {
      return []
    }
    return this.problems
      .items(form['sections'], 'sections', 1, MOST_SECTIONS)
      .map((item, n) => this.section(item, `sections[${n}]`))
      .filter((section): section is Section => section !== null)
  }

  private section(data: unknown, path: string): Section | null {
    const { problems } = this
    const known = ['key', 'title', 'description', 'show_if', 'questions']
    const section = problems.mapping(data, path, known, ['key', 'title', 'questions'])
    if (section === null) {
      return null
    }
    const key = problems.read(section, path, 'key', problems.name(KEY, KEY_MESSAGE)) ?? ''
    const title = problems.read(section, path, 'title', problems.text(LONGEST_TITLE)) ?? ''
    const described = problems.text(LONGEST_DESCRIPTION, true)
    const description = problems.read(section, path, 'description', described) ?? ''
    if (this.sectionKeys.has(key)) {
      problems.add(`${path}.key`, '和前面的重复了')
    } else if (key !== '') {
      this.sectionKeys.add(key)
    }
    const showIf = this.condition(section, path)
    return { key, title, description, showIf, questions: this.questions(section, path) }
  }

  private questions(section: JsonObject, path: string): Question[] {
    if (!has(section, 'questions')) {
      return []
    }
    const items = this.problems.items(section['questions'], `${path}.questions`, 1, MOST_QUESTIONS)
    this.questionCount += items.length
    if (this.questionCount > MOST_QUESTIONS) {
      this.problems.add(`${path}.questions`, `整张表单最多 ${MOST_QUESTIONS} 题`)
      return []
    }
    return items.map((item, n) => this.question(item, `${path}.questions[${n}]`)).filter((question): question is Question => question !== null)
  }

  private question(data: unknown, path: string): Question | null {
    const question = parseQuestion(data, path, this.problems, (value, at) => this.readCondition(value, at))
    if (question === null) {
      return null
    }
    question.showIf = this.condition(data as JsonObject, path)
    if (this.asked.has(question.key)) {
      this.problems.add(`${path}.key`, '和前面的重复了')
    } else if (question.key !== '') {
      this.asked.set(question.key, question)
    }
    return question
  }

  private condition(data: JsonObject, path: string): Condition | null {
    return has(data, 'show_if') ? this.readCondition(data['show_if'], `${path}.show_if`) : null
  }

  private readCondition(data: unknown, path: string): Condition | null {
    return parseCondition(data, path, this.asked, this.problems)
  }
}
