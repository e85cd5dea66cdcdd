import { builtin, type ComponentSpace, type NodeOf } from './node'
import { SHARED, setUpShared } from './shared'

const SCROLL_VIEW = {
  ...SHARED,
  type: 'list',
  scrollX: false,
  scrollY: false,
  scrollTop: null,
  scrollLeft: null,
  scrollIntoView: '',
  scrollIntoViewOffset: 0,
  scrollWithAnimation: false,
  upperThreshold: 50,
  lowerThreshold: 50,
  enableBackToTop: false,
  enableFlex: false,
  enhanced: false,
  bounces: true,
  showScrollbar: true,
  scrollAnchoring: false,
  pagingEnabled: false,
  fastDeceleration: false,
  refresherEnabled: false,
  refresherTriggered: false,
  refresherThreshold: 45,
  refresherDefaultStyle: 'black',
  refresherBackground: '#ffffff',
}
type ScrollNode = NodeOf<typeof SCROLL_VIEW>

export function defineScrollView(space: ComponentSpace): void {
  builtin(space, 'scroll-view', SCROLL_VIEW, (node) => {
    setUpShared(node)
    const { element } = node
    node.watch(['scrollX', 'scrollY', 'enableFlex'], () => {
      element.style.overflowX = node.props.scrollX ? 'auto' : 'hidden'
      element.style.overflowY = node.props.scrollY ? 'auto' : 'hidden'
      element.classList.toggle('mp-flex', node.props.enableFlex)
    })
    const behavior = () => (node.props.scrollWithAnimation ? 'smooth' : 'auto')
    node.watch(['scrollTop', 'scrollLeft'], () => {
      const { scrollTop, scrollLeft } = node.props as { scrollTop: number | null; scrollLeft: number | null }
      if (scrollTop !== null) element.scrollTo?.({ top: scrollTop, behavior: behavior() })
      if (scrollLeft !== null) element.scrollTo?.({ left: scrollLeft, behavior: behavior() })
    })
    node.watch(['scrollIntoView'], () => {
      if (!node.props.scrollIntoView) return
      requestAnimationFrame(() => element.querySelector(`[id$="--${node.props.scrollIntoView}"]`)?.scrollIntoView({ behavior: behavior(), block: 'start' }))
    })
    watchScroll(node)
    if (node.props.refresherEnabled) setUpRefresher(node)
  })
}

function watchScroll(node: ScrollNode): void {
  const { element } = node
  let before = { top: 0, left: 0, atTop: true, atBottom: false }
  element.addEventListener('scroll', (event) => {
    event.stopPropagation()
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth, clientHeight, clientWidth } = element
    node.fire('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaX: before.left - scrollLeft, deltaY: before.top - scrollTop })
    const { upperThreshold, lowerThreshold, scrollX } = node.props
    const atTop = scrollX ? scrollLeft <= upperThreshold : scrollTop <= upperThreshold
    const atBottom = scrollX ? scrollLeft + clientWidth >= scrollWidth - lowerThreshold : scrollTop + clientHeight >= scrollHeight - lowerThreshold
    if (atTop && !before.atTop) node.fire('scrolltoupper', { direction: scrollX ? 'left' : 'top' })
    if (atBottom && !before.atBottom) node.fire('scrolltolower', { direction: scrollX ? 'right' : 'bottom' })
    before = { top: scrollTop, left: scrollLeft, atTop, atBottom }
  })
}

/** Pull to refresh inside a scroll view; `refresher-triggered` opens and closes it from the app. */
function setUpRefresher(node: ScrollNode): void {
  const { element } = node
  const dots = document.createElement('div')
  dots.className = 'mp-refresher'
  dots.append(...[0, 1, 2].map(() => document.createElement('i')))
  element.prepend(dots)
  let startY: number | undefined
  let distance = 0
  const move = (height: number) => {
    dots.style.height = `${height}px`
  }
  node.watch(['refresherTriggered'], () => {
    move(node.props.refresherTriggered ? node.props.refresherThreshold : 0)
    if (!node.props.refresherTriggered) node.fire('refresherrestore')
  })
  element.addEventListener('pointerdown', (event) => {
    startY = element.scrollTop <= 0 ? event.clientY : undefined
    distance = 0
  })
  const drag = (y: number) => {
    if (startY === undefined) return
    distance = Math.max(0, (y - startY) / 2)
    move(distance)
    node.fire('refresherpulling', { dy: distance })
  }
  element.addEventListener('touchmove', (event) => drag(event.touches[0]?.clientY ?? 0), { passive: true })
  element.addEventListener('mousemove', (event) => drag(event.clientY))
  const release = () => {
    if (startY === undefined) return
    startY = undefined
    if (distance < node.props.refresherThreshold) {
      move(0)
      if (distance) node.fire('refresherabort')
      return
    }
    node.set({ refresherTriggered: true })
    node.fire('refresherrefresh')
  }
  for (const end of ['touchend', 'mouseup', 'mouseleave'] as const) element.addEventListener(end, release)
}
