import { askSubscription } from '../chrome/consent'
import { showModal } from '../chrome/dialogs'
import { openScanner } from '../chrome/scanner'
import type { Runtime } from '../runtime/boot'
import { ApiFailure, asyncApi } from './calling'
import {
  simulatorLoginCode,
  simulatorSetMainSwitch,
  simulatorSetSubscription,
  simulatorSubscribe,
  simulatorSubscriptions,
  simulatorTemplateTitles,
} from './simulator'

/** WeChat asks for at most 5 templates at once. */
const MAX_TEMPLATES = 5

export function openAbilityApis(runtime: Runtime) {
  const { phone, device, manifest } = runtime
  const appName = manifest.app.window?.navigationBarTitleText ?? '小程序'
  const needOnline = () => {
    if (!device.isOnline) throw new ApiFailure('net::ERR_INTERNET_DISCONNECTED', { errno: 600001 })
  }
  return {
    login: asyncApi('login', async () => {
      needOnline()
      return { code: await simulatorLoginCode(phone) }
    }),
    checkSession: asyncApi('checkSession', () => needOnline()),
    scanCode: asyncApi('scanCode', async () => {
      const result = await openScanner(phone.id)
      if (result === undefined) throw new ApiFailure('cancel')
      return { result, scanType: 'QR_CODE', charSet: 'UTF-8', path: '', rawData: toBase64(result) }
    }),
    requestSubscribeMessage: asyncApi('requestSubscribeMessage', ({ tmplIds }) => {
      needOnline()
      return subscribe(runtime, appName, tmplIds)
    }),
    getSetting: asyncApi('getSetting', ({ withSubscriptions = false }) => settingOf(runtime, withSubscriptions)),
    /** WeChat's settings page, one permission after the other: those that were ever asked for, or fixed. */
    openSetting: asyncApi('openSetting', async ({ withSubscriptions = false }) => {
      for (const scope of Object.keys(device.scopes)) device.setScope(scope, await isLeftOn(scope))
      await changeSubscriptions(runtime)
      return settingOf(runtime, withSubscriptions)
    }),
    authorize: asyncApi('authorize', async ({ scope }) => {
      if (!(await device.grant(scope, `使用 ${scope}`))) throw new ApiFailure('auth deny')
    }),
    getPrivacySetting: asyncApi('getPrivacySetting', () => ({
      needAuthorization: !device.privacy.isAgreed,
      privacyContractName: `《${appName}小程序隐私保护指引》`,
    })),
    openPrivacyContract: asyncApi('openPrivacyContract', async () => {
      await showModal({
        title: `《${appName}小程序隐私保护指引》`,
        content: '正式环境中，这里显示在小程序管理后台填写的隐私保护指引。',
        showCancel: false,
        confirmText: '返回',
      })
    }),
    requirePrivacyAuthorize: asyncApi('requirePrivacyAuthorize', async () => {
      if (!(await device.privacy.require('requirePrivacyAuthorize'))) throw new ApiFailure('privacy permission is not authorized', { errno: 104 })
    }),
    onNeedPrivacyAuthorization: device.privacy.onNeed.bind(device.privacy),
    shareFileMessage: asyncApi('shareFileMessage', async ({ fileName, filePath }) => {
      const { confirm } = await showModal({ title: '发送给朋友', content: fileName ?? filePath, confirmText: '发送' })
      if (!confirm) throw new ApiFailure('cancel')
    }),
    showShareMenu: asyncApi('showShareMenu', () => undefined),
    hideShareMenu: asyncApi('hideShareMenu', () => undefined),
  }
}

async function subscribe({ phone }: Runtime, appName: string, templateIds: string[]): Promise<Record<string, unknown>> {
  if (!templateIds?.length || templateIds.length > MAX_TEMPLATES) throw new ApiFailure('Templates count out of max bounds', { errCode: 20003 })
  const [titles, fixed] = await Promise.all([simulatorTemplateTitles(phone), simulatorSubscriptions(phone)])
  // What is fixed is answered without a sheet; with the main switch off there is none at all.
  const asked = fixed.main_switch ? templateIds.filter((id) => !fixed.always[id]).map((id) => ({ id, title: titles[id] ?? id })) : []
  const { answers, always } = asked.length ? await askSubscription(appName, asked) : { answers: {}, always: false }
  const { errMsg, ...result } = await simulatorSubscribe(phone, templateIds, { ...fixed.always, ...answers }, always)
  if (!errMsg.endsWith(':ok')) throw new ApiFailure(errMsg.replace(/^.*:fail /, ''), result)
  return result
}

async function settingOf({ phone, device }: Runtime, withSubscriptions: boolean): Promise<Record<string, unknown>> {
  if (!withSubscriptions) return { authSetting: device.scopes }
  const { main_switch, always } = await simulatorSubscriptions(phone)
  return { authSetting: device.scopes, subscriptionsSetting: { mainSwitch: main_switch, itemSettings: always } }
}

const isLeftOn = async (content: string) => (await showModal({ title: '设置', content, confirmText: '允许', cancelText: '不允许' })).confirm

async function changeSubscriptions({ phone, device }: Runtime): Promise<void> {
  const [titles, fixed] = await Promise.all([simulatorTemplateTitles(phone), simulatorSubscriptions(phone)])
  const ids = Object.keys(fixed.always)
  if (ids.length || !fixed.main_switch) await simulatorSetMainSwitch(phone, await isLeftOn('接收订阅消息'))
  for (const id of ids) await simulatorSetSubscription(phone, id, await isLeftOn(`订阅消息：${titles[id] ?? id}`))
  if (!ids.length && fixed.main_switch && !Object.keys(device.scopes).length) {
    await showModal({ title: '设置', content: '还没有可以设置的权限。', showCancel: false, confirmText: '返回' })
  }
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
