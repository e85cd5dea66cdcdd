import { describe } from 'node:test'
import { mainPath } from './main-path.mjs'
import { suggestsAndIsAnswered } from './suggestions.mjs'
import { answersEveryWay } from './surveys.mjs'
import { useWorld } from './world.mjs'

useWorld({ engine: 'postgresql' })
mainPath()
describe('surveys and suggestions', () => {
  answersEveryWay()
  suggestsAndIsAnswered()
})
