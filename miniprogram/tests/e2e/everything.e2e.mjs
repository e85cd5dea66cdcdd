import { door } from './door.mjs'
import { joining } from './joining.mjs'
import { mainPath } from './main-path.mjs'
import { signingUp } from './signing-up.mjs'
import { useWorld } from './world.mjs'

useWorld()
mainPath()
joining()
signingUp()
door()
