import { consoleDay } from './console-day.mjs'
import { useWorld } from './world.mjs'

useWorld()
consoleDay()
