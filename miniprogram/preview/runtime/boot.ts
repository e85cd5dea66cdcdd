import { Capsule } from '../chrome/capsule'
import { answerScanners } from '../chrome/visible-codes'
import { createWx } from '../wx'
import { Device } from '../wx/device-state'
import { PhoneStorage } from '../wx/phone-storage'
import { Application } from './application'
import { setCurrentRuntime } from './current'
import { liveAtDemoTime } from './demo-clock'
import { createFramework, registerScripts } from './framework'
import { publishHooks } from './hooks'
import type { Manifest } from './manifest'
import { type HostConfig, type Phone, phoneFromUrl, readHostConfig } from './phone'
import { Router } from './router'
import { applyTheme } from './theme'

export interface Runtime {
  manifest: Manifest
  phone: Phone
  device: Device
  application: Application
  router: Router
}

/**
 * Starts the phone. In a unit test (`globalThis.previewTest` set) nothing is fetched and no page is opened: the test
 * opens what it needs through `lianyiPreview`.
 */
export function boot(manifest: Manifest): void {
  const scope = globalThis as { previewTest?: HostConfig }
  if (scope.previewTest) {
    prepare(manifest, scope.previewTest)
    return
  }
  void readHostConfig().then(async (config) => {
    if (config.clock) await liveAtDemoTime(config.clock)
    const runtime = prepare(manifest, config)
    const { path, query } = runtime.phone.launch
    runtime.application.start()
    runtime.router.start(path || (manifest.pages[0] as string), query)
    document.body.classList.add('mp-started')
  })
}

function prepare(built: Manifest, config: HostConfig): Runtime {
  const manifest = applyTheme(built)
  const phone = phoneFromUrl(location.search, config, location.origin)
  document.documentElement.style.setProperty('--mp-font-scale', String(phone.fontScale))
  installWxsGlobals()
  const framework = createFramework(manifest)
  const application = new Application(phone.launch)
  const router = new Router(framework, manifest)
  const appName = manifest.app.window?.navigationBarTitleText ?? '小程序'
  const device = new Device(new PhoneStorage(phone.id, 'device'), appName, config.links ?? [])
  device.followBrowser()
  const runtime: Runtime = { manifest, phone, device, application, router }
  setCurrentRuntime(runtime)
  Object.assign(globalThis, {
    App: (methods: Record<string, unknown>) => application.define(methods),
    getApp: () => application.instance,
    getCurrentPages: () => router.stack.map((page) => page.instance),
    wx: createWx(runtime),
  })
  new Capsule(runtime)
  answerScanners(runtime)
  publishHooks(runtime, framework)
  manifest.startApp()
  registerScripts(framework, manifest)
  return runtime
}

/** WXS has these two functions where JavaScript has constructors. */
function installWxsGlobals(): void {
  Object.assign(globalThis, {
    getRegExp: (pattern: string, flags?: string) => new RegExp(pattern, flags),
    getDate: (...values: [number]) => new Date(...values),
  })
}
