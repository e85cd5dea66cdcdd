import { builtin, type ComponentSpace } from './node'
import { SHARED, setUpShared } from './shared'

/** Boxes, and the tags that only stand for something. */
export function defineContainers(space: ComponentSpace): void {
  for (const tag of ['view', 'cover-view', 'root-portal']) builtin(space, tag, { ...SHARED, enable: true }, setUpShared)

  builtin(space, 'text', { ...SHARED, userSelect: false, selectable: false, space: '', decode: false, overflow: '', maxLines: 0 }, (node) => {
    setUpShared(node)
    node.watch(['userSelect', 'selectable'], () => node.element.classList.toggle('mp-selectable', node.props.userSelect || node.props.selectable))
  })

  builtin(space, 'label', { ...SHARED, for: '' }, (node) => {
    setUpShared(node)
    node.element.addEventListener('click', (event) => {
      if ((event.target as Element).closest('input, wx-button')) return
      const control = node.props.for ? document.querySelector(`[id$="--${node.props.for}"]`) : node.element
      control?.querySelector<HTMLElement>('input, textarea')?.click()
    })
  })

  builtin(space, 'icon', { ...SHARED, type: 'success', size: 23, color: '' }, (node) => {
    setUpShared(node)
    node.watch(['type', 'size', 'color'], () => {
      node.element.dataset.type = node.props.type
      node.element.style.fontSize = `${node.props.size}px`
      node.element.style.color = node.props.color
    })
  })

  builtin(space, 'progress', { ...SHARED, percent: 0, strokeWidth: 6, activeColor: '#09bb07', backgroundColor: '#ebebeb', showInfo: false }, (node) => {
    setUpShared(node)
    const bar = document.createElement('i')
    node.element.append(bar)
    node.watch(['percent', 'strokeWidth', 'activeColor', 'backgroundColor'], () => {
      node.element.style.height = `${node.props.strokeWidth}px`
      node.element.style.backgroundColor = node.props.backgroundColor
      bar.style.width = `${node.props.percent}%`
      bar.style.backgroundColor = node.props.activeColor
    })
  })

  definePageMeta(space)
  defineNavigator(space)
}

/** `page-meta`: font scaling and style of the page around it. */
function definePageMeta(space: ComponentSpace): void {
  builtin(space, 'page-meta', { ...SHARED, pageStyle: '', rootFontSize: '', rootBackgroundColor: '', backgroundTextStyle: '', pageFontSize: '' }, (node) => {
    const page = node.element.closest<HTMLElement>('wx-page')
    if (!page) return
    node.watch(['pageStyle', 'rootBackgroundColor', 'pageFontSize'], () => {
      page.style.cssText = node.props.pageStyle
      if (node.props.pageFontSize) page.style.fontSize = fontSize(node.props.pageFontSize)
      if (node.props.rootBackgroundColor) page.style.backgroundColor = node.props.rootBackgroundColor
    })
    node.watch(['rootFontSize'], () => {
      document.documentElement.style.fontSize = fontSize(node.props.rootFontSize)
    })
  })
}

/** `system` is what the person set in WeChat. */
function fontSize(value: string): string {
  return value === 'system' ? 'calc(16px * var(--mp-font-scale))' : value
}

const METHODS = { navigate: 'navigateTo', redirect: 'redirectTo', switchTab: 'switchTab', reLaunch: 'reLaunch', navigateBack: 'navigateBack' } as const

function defineNavigator(space: ComponentSpace): void {
  builtin(space, 'navigator', { ...SHARED, url: '', openType: 'navigate', delta: 1, target: 'self' }, (node) => {
    setUpShared(node)
    if (!node.element.hasAttribute('role')) node.element.setAttribute('role', 'link')
    node.element.addEventListener('click', () => {
      const { url, openType, delta } = node.props
      const method = METHODS[openType as keyof typeof METHODS]
      if (!method) throw new Error(`<navigator open-type="${openType}"> is not supported by the preview`)
      wx[method]({
        url,
        delta,
        success: (result: unknown) => node.fire('success', result),
        fail: (result: unknown) => node.fire('fail', result),
      })
    })
  })
}

declare const wx: Record<(typeof METHODS)[keyof typeof METHODS], (options: unknown) => void>
