import { describe } from 'node:test'
import { changesAndTells } from './communication.mjs'
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
