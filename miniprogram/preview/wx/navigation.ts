import type { Runtime } from '../runtime/boot'
import { asyncApi } from './calling'

export function navigationApis({ router }: Runtime) {
  return {
    navigateTo: asyncApi('navigateTo', ({ url, events }) => ({ eventChannel: router.navigateTo(url, events).channel })),
    redirectTo: asyncApi('redirectTo', ({ url }) => void router.redirectTo(url)),
    switchTab: asyncApi('switchTab', ({ url }) => void router.switchTab(url)),
    reLaunch: asyncApi('reLaunch', ({ url }) => void router.reLaunch(url)),
    navigateBack: asyncApi('navigateBack', ({ delta }) => router.navigateBack(delta)),
  }
}
