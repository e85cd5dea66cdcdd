import { builtin, type ComponentSpace } from './node'
import { SHARED, setUpShared } from './shared'

const SWIPER = {
  ...SHARED,
  current: 0,
  currentItemId: '',
  indicatorDots: false,
  indicatorColor: 'rgba(0, 0, 0, .3)',
  indicatorActiveColor: '#000000',
  autoplay: false,
  interval: 5000,
  duration: 500,
  circular: false,
  vertical: false,
  previousMargin: '0px',
  nextMargin: '0px',
  displayMultipleItems: 1,
  easingFunction: 'default',
  snapToEdge: false,
}

/** `swiper`: a snapping scroller. Circular means that autoplay goes round. */
export function defineSwiper(space: ComponentSpace): void {
  builtin(space, 'swiper-item', { ...SHARED, itemId: '', skipHiddenItemLayout: false }, setUpShared)

  builtin(space, 'swiper', SWIPER, (node) => {
    setUpShared(node)
    const { element } = node
    const items = () => element.querySelectorAll<HTMLElement>('wx-swiper-item')
    let shown = node.props.current
    const change = (current: number, source: string) => {
      if (current === shown) return
      shown = current
      node.set({ current })
      drawDots()
      node.fire('change', { current, source, currentItemId: '' })
    }
    const size = () => (node.props.vertical ? element.clientHeight : element.clientWidth) || 1
    node.watch(['vertical'], () => element.classList.toggle('mp-vertical', node.props.vertical))
    node.watch(['current'], () => {
      const offset = node.props.current * size()
      requestAnimationFrame(() => element.scrollTo?.(node.props.vertical ? { top: offset } : { left: offset }))
    })
    element.addEventListener('scrollend', () => change(Math.round((node.props.vertical ? element.scrollTop : element.scrollLeft) / size()), 'touch'))
    const dots = document.createElement('div')
    dots.className = 'mp-dots'
    const drawDots = () => {
      dots.hidden = !node.props.indicatorDots
      dots.replaceChildren(
        ...[...items()].map((_, index) => {
          const dot = document.createElement('i')
          dot.style.backgroundColor = index === shown ? node.props.indicatorActiveColor : node.props.indicatorColor
          return dot
        }),
      )
    }
    element.append(dots)
    node.watch(['indicatorDots', 'indicatorColor', 'indicatorActiveColor'], () => requestAnimationFrame(drawDots))
    let timer = 0
    node.watch(['autoplay', 'interval'], () => {
      clearInterval(timer)
      if (!node.props.autoplay) return
      timer = window.setInterval(() => {
        if (!element.isConnected) clearInterval(timer)
        else change((shown + 1) % Math.max(1, items().length), 'autoplay')
      }, node.props.interval)
    })
  })
}
