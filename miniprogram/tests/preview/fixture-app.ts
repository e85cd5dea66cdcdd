import path from 'node:path'
import type { PreviewHooks } from '../../preview/runtime/hooks'
import { loadApp } from '../../preview/testing'

/** The fixture app in jsdom (build-apps.mjs builds it). */
export function loadFixture(): Promise<PreviewHooks> {
  return loadApp(path.resolve(import.meta.dirname, '../../node_modules/.cache/preview-fixture'))
}

/** Lets promises and frames that are due now run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
}
