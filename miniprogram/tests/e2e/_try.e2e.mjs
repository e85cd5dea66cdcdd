import { communication } from './communication.mjs'
import { useWorld } from './world.mjs'

useWorld()
communication()
