import { mainPath } from './main-path.mjs'
import { useWorld } from './world.mjs'

useWorld({ engine: 'postgresql' })
mainPath()
