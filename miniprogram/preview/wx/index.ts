import type { Runtime } from '../runtime/boot'
import { deviceApis } from './device'
import { documentApis } from './documents'
import { fileApis, phoneFiles } from './files'
import { locationApis } from './location'
import { navigationApis } from './navigation'
import { networkApis } from './network'
import { openAbilityApis } from './open-ability'
import { queryApis } from './queries'
import { storageApis } from './storage'
import { uiApis } from './ui'

/**
 * The phone's `wx`. Reading an API it does not have throws, so nothing unsupported can look as if it worked; only the
 * names below, which components probe to see whether they exist, read as undefined.
 */
export function createWx(runtime: Runtime): object {
  const apis: Record<string, unknown> = {
    ...storageApis(runtime.phone.id),
    ...networkApis(runtime, phoneFiles),
    ...uiApis(runtime),
    ...navigationApis(runtime),
    ...deviceApis(runtime),
    ...locationApis(runtime),
    ...openAbilityApis(runtime),
    ...documentApis(runtime, phoneFiles),
    ...fileApis(phoneFiles),
    ...queryApis(runtime),
    canIUse: (name: string) => (name.split('.')[0] ?? '') in apis,
  }
  return new Proxy(apis, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target) return target[name as string]
      if (PROBED.has(name)) return undefined
      throw new Error(`wx.${name} is not supported by the preview`)
    },
  })
}

/** Newer or optional APIs that TDesign looks for before it uses them. */
const PROBED = new Set(['onMenuButtonBoundingClientRectWeightChange', 'offMenuButtonBoundingClientRectWeightChange', 'then', 'toJSON'])
