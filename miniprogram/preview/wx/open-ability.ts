import { askSubscription } from '../chrome/consent'
import { showModal } from '../chrome/dialogs'
import { openScanner } from '../chrome/scanner'
import type { Runtime } from '../runtime/boot'
import { ApiFailure, asyncApi } from './calling'
import { simulatorLoginCode, simulatorSubscribe, simulatorTemplateTitles } from './simulator'

/** WeChat asks for at most 5 templates at once. */
const MAX_TEMPLATES = 5
const SUBSCRIPTIONS = 'itemSettings'

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
    getSetting: asyncApi('getSetting', ({ withSubscriptions = false }) => ({
      authSetting: device.scopes,
      ...(withSubscriptions ? { subscriptionsSetting: { mainSwitch: true, [SUBSCRIPTIONS]: {} } } : {}),
    })),
    /** WeChat's settings page, one permission after the other: those that were ever asked for. */
    openSetting: asyncApi('openSetting', async () => {
      for (const scope of Object.keys(device.scopes)) {
        const { confirm } = await showModal({ title: '设置', content: scope, confirmText: '允许', cancelText: '不允许' })
        device.setScope(scope, confirm)
      }
      return { authSetting: device.scopes }
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
  const titles = await simulatorTemplateTitles(phone)
  const asked = templateIds.map((id) => ({ id, title: titles[id] ?? id }))
  const answers = (await askSubscription(appName, asked)) ?? Object.fromEntries(templateIds.map((id) => [id, 'reject']))
  const { errMsg, ...result } = await simulatorSubscribe(phone, templateIds, answers)
  if (!errMsg.endsWith(':ok')) throw new ApiFailure(errMsg.replace(/^.*:fail /, ''), result)
  return result
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
