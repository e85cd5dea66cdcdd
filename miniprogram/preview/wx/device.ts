import { showModal } from '../chrome/dialogs'
import { showToast } from '../chrome/toast'
import type { Runtime } from '../runtime/boot'
import type { Manifest } from '../runtime/manifest'
import { currentTheme } from '../runtime/theme'
import { ApiFailure, asyncApi } from './calling'
import { STANDARD_BRIGHTNESS } from './device-state'
import { Listeners } from './listeners'

/** Heights the frame draws (chrome/frame.css). */
const STATUS_PX = 44
const NAVIGATION_PX = 44
const TAB_PX = 50
const HOME_INDICATOR_PX = 34
const CAPSULE = { width: 87, height: 32, right: 7, top: STATUS_PX + 6 }
/** WeChat's standard text size on iOS. */
const STANDARD_FONT_PX = 17
const BASE_LIBRARY = '3.7.0'

export function deviceApis(runtime: Runtime) {
  const { device, phone, router, manifest } = runtime

  const getWindowInfo = () => {
    const top = router.stack.at(-1)
    const hasBar = top?.config.navigationStyle !== 'custom'
    const hasTabs = top?.options.isTab ?? false
    const windowTop = hasBar ? STATUS_PX + NAVIGATION_PX : 0
    const safeArea = {
      left: 0,
      right: innerWidth,
      top: STATUS_PX,
      bottom: innerHeight - HOME_INDICATOR_PX,
      width: innerWidth,
      height: innerHeight - HOME_INDICATOR_PX - STATUS_PX,
    }
    const windowHeight = innerHeight - windowTop - (hasTabs ? TAB_PX + HOME_INDICATOR_PX : 0)
    return {
      pixelRatio: devicePixelRatio,
      screenWidth: innerWidth,
      screenHeight: innerHeight,
      windowWidth: innerWidth,
      windowHeight,
      statusBarHeight: STATUS_PX,
      safeArea,
      screenTop: windowTop,
    }
  }
  const getAppBaseInfo = () => ({
    SDKVersion: BASE_LIBRARY,
    version: '8.0.50',
    language: 'zh_CN',
    theme: currentTheme(manifest),
    enableDebug: false,
    host: { appId: 'preview' },
    fontSizeScaleFactor: phone.fontScale,
    fontSizeSetting: STANDARD_FONT_PX * phone.fontScale,
  })
  const getDeviceInfo = () => ({ brand: 'preview', model: 'preview', platform: 'devtools', system: 'iOS 17.0', abi: '', benchmarkLevel: -1, memorySize: 4096 })
  const getSystemSetting = () => ({ bluetoothEnabled: false, locationEnabled: true, wifiEnabled: device.isOnline, deviceOrientation: 'portrait' })
  const call = async (number: string) => {
    const { confirm } = await showModal({ title: `呼叫 ${number}`, confirmText: '呼叫' })
    if (!confirm) throw new ApiFailure('cancel')
  }

  return {
    getWindowInfo,
    getAppBaseInfo,
    getDeviceInfo,
    getSystemSetting,
    getSystemInfoSync: () => ({ ...getWindowInfo(), ...getAppBaseInfo(), ...getDeviceInfo(), ...getSystemSetting() }),
    getAppAuthorizeSetting: () => ({
      cameraAuthorized: 'authorized',
      locationAuthorized: 'authorized',
      notificationAuthorized: 'authorized',
      phoneCalendarAuthorized: 'authorized',
    }),
    getMenuButtonBoundingClientRect: () => {
      const right = innerWidth - CAPSULE.right
      return { ...CAPSULE, right, left: right - CAPSULE.width, bottom: CAPSULE.top + CAPSULE.height }
    },
    getScreenBrightness: asyncApi('getScreenBrightness', () => ({ value: device.brightness })),
    setScreenBrightness: asyncApi('setScreenBrightness', ({ value }) => {
      if (!(value >= 0 && value <= 1)) throw new ApiFailure('parameter error: value should be between 0 and 1')
      device.brightness = value
      document.body.style.setProperty('--mp-dim', String(Math.max(0, STANDARD_BRIGHTNESS - value) / 4))
    }),
    setKeepScreenOn: asyncApi('setKeepScreenOn', ({ keepScreenOn }) => {
      document.body.dataset.keepScreenOn = String(keepScreenOn)
    }),
    vibrateShort: asyncApi('vibrateShort', ({ type }) => {
      if (!['heavy', 'medium', 'light'].includes(type)) throw new ApiFailure('style is not support')
      document.body.animate?.([{ translate: '2px' }, { translate: '-2px' }, { translate: '0' }], 60)
    }),
    vibrateLong: asyncApi('vibrateLong', () => {
      document.body.animate?.([{ translate: '3px' }, { translate: '-3px' }, { translate: '0' }], 400)
    }),
    setClipboardData: asyncApi('setClipboardData', ({ data }) => {
      device.clipboard = data
      showToast({ title: '内容已复制' })
    }),
    getClipboardData: asyncApi('getClipboardData', () => ({ data: device.clipboard })),
    makePhoneCall: asyncApi('makePhoneCall', ({ phoneNumber }) => call(phoneNumber)),
    addPhoneCalendar: asyncApi('addPhoneCalendar', async ({ title, startTime }) => {
      if (!(await device.privacy.require('addPhoneCalendar'))) throw new ApiFailure('privacy permission is not authorized', { errno: 104 })
      if (!(await device.grant('scope.addPhoneCalendar', '添加日程到系统日历'))) throw new ApiFailure('auth deny')
      const when = new Date(Number(startTime) * 1000).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai' })
      const { confirm } = await showModal({ title: '添加到日历', content: `${title}\n${when}`, confirmText: '添加' })
      if (!confirm) throw new ApiFailure('user cancel')
    }),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' }, plugin: {} }),
    /** Empty unless a third-party platform fills it (ext.json). */
    getExtConfigSync: () => ({}),
    ...themeApis(manifest),
    ...launchApis(runtime),
  }
}

function themeApis(manifest: Manifest) {
  const changes = new Listeners<{ theme: string }>()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => changes.emit({ theme: currentTheme(manifest) }))
  return { onThemeChange: changes.on, offThemeChange: changes.off }
}

function launchApis({ application, phone }: Runtime) {
  return {
    getLaunchOptionsSync: () => ({ ...phone.launch, shareTicket: '', referrerInfo: {} }),
    getEnterOptionsSync: () => ({ ...application.enter, shareTicket: '', referrerInfo: {} }),
    onAppShow: (listener: (value: unknown) => void) => application.on('show', listener),
    offAppShow: (listener?: (value: unknown) => void) => application.off('show', listener),
    onAppHide: (listener: (value: unknown) => void) => application.on('hide', listener),
    offAppHide: (listener?: (value: unknown) => void) => application.off('hide', listener),
    /** The preview never has a newer version: none of the three ever fires. */
    getUpdateManager: () => ({
      onCheckForUpdate: (listener: (value: { hasUpdate: boolean }) => void) => queueMicrotask(() => listener({ hasUpdate: false })),
      onUpdateReady() {},
      onUpdateFailed() {},
      applyUpdate() {
        throw new Error('there is no update to apply')
      },
    }),
  }
}
