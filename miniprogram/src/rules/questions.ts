/** The parsed shape of a form definition: plain data, so that a page can hand it to setData. */

import type { Condition } from './conditions'
import type { FormatName } from './formats'

export const TYPES = ['single', 'multiple', 'rating', 'scale', 'text', 'number', 'date', 'matrix', 'ranking', 'file'] as const
export type QuestionType = (typeof TYPES)[number]
export const ACCEPTED = ['photo', 'any'] as const

export interface Option {
  value: string
  label: string
}

/** One row of a matrix; a required one must have a column chosen, whenever it is shown. */
export interface Row extends Option {
  required: boolean
  showIf: Condition | null
}

/** One question of any type; fields that its type does not use keep their defaults. See docs/forms.md. */
export interface Question {
  key: string
  type: QuestionType
  title: string
  help: string
  purpose: string
  required: boolean
  sensitive: boolean
  knownFrom: string
  showIf: Condition | null
  options: Option[]
  other: boolean
  randomize: boolean
  minChoices: number
  maxChoices: number | null
  minimum: number | null
  maximum: number | null
  lowLabel: string
  highLabel: string
  decimals: number
  unit: string
  multiline: boolean
  minLength: number
  maxLength: number
  format: FormatName
  earliest: string | null
  latest: string | null
  rows: Row[]
  columns: Option[]
  top: number
  most: number
  accept: (typeof ACCEPTED)[number]
}

export interface Section {
  key: string
  title: string
  description: string
  showIf: Condition | null
  questions: Question[]
}

export interface Definition {
  sections: Section[]
}

/** A question with every field but its key, type and title at the default. */
export function blankQuestion(type: QuestionType): Question {
  return {
    key: '',
    type,
    title: '',
    help: '',
    purpose: '',
    required: false,
    sensitive: false,
    knownFrom: '',
    showIf: null,
    options: [],
    other: false,
    randomize: false,
    minChoices: 0,
    maxChoices: null,
    minimum: null,
    maximum: null,
    lowLabel: '',
    highLabel: '',
    decimals: 0,
    unit: '',
    multiline: false,
    minLength: 0,
    maxLength: 0,
    format: 'none',
    earliest: null,
    latest: null,
    rows: [],
    columns: [],
    top: 0,
    most: 1,
    accept: 'photo',
  }
}
