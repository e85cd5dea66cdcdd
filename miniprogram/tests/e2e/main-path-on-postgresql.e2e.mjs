import { describe } from 'node:test'
import { changesAndTells } from './communication.mjs'
import { consoleActivity } from './console-activity.mjs'
import { consoleDay } from './console-day.mjs'
import { consolePages } from './console-pages.mjs'
import { consoleSigningIn } from './console-signing-in.mjs'
import { mainPath } from './main-path.mjs'
import { suggestsAndIsAnswered } from './suggestions.mjs'
import { answersEveryWay } from './surveys.mjs'
import { useWorld } from './world.mjs'

useWorld({ engine: 'postgresql' })
mainPath()
describe('surveys, messages and suggestions', () => {
  answersEveryWay()
  changesAndTells()
  suggestsAndIsAnswered()
})
consoleSigningIn()
consolePages()
consoleActivity()
consoleDay()
