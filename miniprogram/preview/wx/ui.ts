import { showActionSheet, showModal } from '../chrome/dialogs'
import { hideLoading, hideToast, showLoading, showToast } from '../chrome/toast'
import type { Runtime } from '../runtime/boot'
import { ApiFailure, asyncApi } from './calling'

/** WeChat's limit on choices. */
const MAX_ACTIONS = 6

export function uiApis({ router }: Runtime) {
  const tabBar = () => {
    if (!router.tabBar || router.tabBar.element.hidden) throw new ApiFailure('not TabBar page')
    return router.tabBar
  }
  return {
    showToast: asyncApi('showToast', showToast),
    hideToast: asyncApi('hideToast', hideToast),
    showLoading: asyncApi('showLoading', showLoading),
    hideLoading: asyncApi('hideLoading', hideLoading),
    showModal: asyncApi('showModal', showModal),
    showActionSheet: asyncApi('showActionSheet', async (options) => {
      if (options.itemList.length > MAX_ACTIONS) throw new ApiFailure('parameter error: itemList should not be larger than 6')
      const tapIndex = await showActionSheet(options)
      if (tapIndex === undefined) throw new ApiFailure('cancel')
      return { tapIndex }
    }),
    setNavigationBarTitle: asyncApi('setNavigationBarTitle', ({ title }) => router.top.navigation.setTitle(title)),
    setNavigationBarColor: asyncApi('setNavigationBarColor', ({ frontColor, backgroundColor }) => {
      if (frontColor !== '#ffffff' && frontColor !== '#000000') throw new ApiFailure('invalid frontColor')
      router.top.navigation.setColor(frontColor, backgroundColor)
    }),
    setTabBarBadge: asyncApi('setTabBarBadge', ({ index, text }) => tabBar().setBadge(index, text)),
    removeTabBarBadge: asyncApi('removeTabBarBadge', ({ index }) => tabBar().setBadge(index, '')),
    showTabBarRedDot: asyncApi('showTabBarRedDot', ({ index }) => tabBar().setDot(index, true)),
    hideTabBarRedDot: asyncApi('hideTabBarRedDot', ({ index }) => tabBar().setDot(index, false)),
    startPullDownRefresh: asyncApi('startPullDownRefresh', () => router.top.pullDown.start()),
    stopPullDownRefresh: asyncApi('stopPullDownRefresh', () => router.top.pullDown.stop()),
    pageScrollTo: asyncApi('pageScrollTo', ({ scrollTop, selector, offsetTop = 0, duration = 300 }) => {
      const { page } = router.top
      const target = selector ? page.querySelector(cssSelector(selector)) : undefined
      if (selector && !target) throw new ApiFailure(`selector "${selector}" not found`)
      const top = target ? page.scrollTop + target.getBoundingClientRect().top - page.getBoundingClientRect().top + offsetTop : scrollTop
      page.scrollTo({ top, behavior: duration ? 'smooth' : 'auto' })
    }),
    hideKeyboard: asyncApi('hideKeyboard', () => (document.activeElement as HTMLElement | null)?.blur()),
    nextTick: (run: () => void) => queueMicrotask(run),
  }
}

/** Ids are prefixed in the document. */
function cssSelector(selector: string): string {
  return selector.replace(/#([\w-]+)/g, '[id$="--$1"]')
}
