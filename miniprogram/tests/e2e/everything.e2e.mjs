import { cases } from './cases.mjs'
import { communication } from './communication.mjs'
import { complaints } from './complaints.mjs'
import { consoleActivity } from './console-activity.mjs'
import { consolePages } from './console-pages.mjs'
import { consoleSigningIn } from './console-signing-in.mjs'
import { door } from './door.mjs'
import { hall } from './hall.mjs'
import { joining } from './joining.mjs'
import { mainPath } from './main-path.mjs'
import { noBoard } from './no-board.mjs'
import { report } from './report.mjs'
import { screens } from './screens.mjs'
import { signingUp } from './signing-up.mjs'
import { suggestions } from './suggestions.mjs'
import { surveys } from './surveys.mjs'
import { together } from './together.mjs'
import { topics } from './topics.mjs'
import { trouble } from './trouble.mjs'
import { useWorld } from './world.mjs'

useWorld()
mainPath()
joining()
signingUp()
surveys()
consoleSigningIn()
consolePages()
consoleActivity()
communication()
suggestions()
cases()
complaints()
topics()
noBoard()
door()
trouble()
together()
report()
hall()
screens()
