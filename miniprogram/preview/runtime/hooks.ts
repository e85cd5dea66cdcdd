import { PhoneStorage } from '../wx/phone-storage'
import type { Runtime } from './boot'
import type { Framework } from './framework'
import { type Mounted, mountComponent } from './mount'
import type { PageView } from './page-view'

/** `window.lianyiPreview`: what tests and the page of several phones may do to a phone beyond tapping it. */
export interface PreviewHooks {
  runtime: Runtime
  /** Opens a page on top (unit tests; a person taps). */
  open(url: string): PageView
  /** Mounts one component alone (unit tests). */
  mount(path: string, properties?: Record<string, unknown>, listeners?: Record<string, (event: { detail: unknown }) => void>): Mounted
  setOnline(isOnline: boolean): void
}

declare global {
  interface Window {
    lianyiPreview: PreviewHooks
  }
}

/** The page of several phones steers its phones by these messages. */
export type ControlMessage = { type: 'lianyi-preview'; command: 'online'; value: boolean } | { type: 'lianyi-preview'; command: 'clear' }

export function publishHooks(runtime: Runtime, framework: Framework): void {
  const { router, device, phone } = runtime
  window.lianyiPreview = {
    runtime,
    open: (url) => (router.stack.length ? router.navigateTo(url) : router.reLaunch(url)),
    mount: (path, properties = {}, listeners = {}) => mountComponent(framework, path, properties, listeners),
    setOnline: (isOnline) => device.setOnline(isOnline),
  }
  window.addEventListener('message', ({ data, origin }: MessageEvent<ControlMessage>) => {
    if (origin !== location.origin || data?.type !== 'lianyi-preview') return
    if (data.command === 'online') device.setOnline(data.value)
    if (data.command === 'clear') {
      for (const area of ['app', 'device'] as const) new PhoneStorage(phone.id, area).clear()
      location.reload()
    }
  })
}
