import type { WindowConfig } from '../runtime/manifest'
import { h } from './dom'

const TRIGGER_PX = 60
const RESISTANCE = 0.5

/** Pull-down refresh of a page: the gesture, the three dots, and the open state until the page says it is done. */
export class PullDown {
  readonly #dots = h('div', { class: 'mp-pull', 'aria-hidden': 'true' }, h('i'), h('i'), h('i'))
  #startY: number | undefined
  #distance = 0
  #isRefreshing = false

  constructor(
    view: HTMLElement,
    private readonly page: HTMLElement,
    config: WindowConfig,
    private readonly onRefresh: () => void,
  ) {
    this.#dots.classList.toggle('mp-light', config.backgroundTextStyle === 'light')
    view.prepend(this.#dots)
    if (!config.enablePullDownRefresh) return
    page.addEventListener('pointerdown', (event) => this.#start(event))
    page.addEventListener('touchmove', (event) => this.#drag(event.touches[0]?.clientY ?? 0), { passive: true })
    page.addEventListener('mousemove', (event) => this.#drag(event.clientY))
    for (const end of ['touchend', 'touchcancel', 'mouseup', 'mouseleave'] as const) page.addEventListener(end, () => this.#release())
  }

  get isRefreshing(): boolean {
    return this.#isRefreshing
  }

  start(): void {
    if (this.#isRefreshing) return
    this.#isRefreshing = true
    this.#move(TRIGGER_PX)
    this.#dots.classList.add('mp-pulling')
    this.onRefresh()
  }

  stop(): void {
    this.#isRefreshing = false
    this.#dots.classList.remove('mp-pulling')
    this.#move(0)
  }

  #start(event: PointerEvent): void {
    if (!this.#isRefreshing && this.page.scrollTop <= 0) this.#startY = event.clientY
  }

  #drag(y: number): void {
    if (this.#startY === undefined) return
    this.#distance = Math.max(0, (y - this.#startY) * RESISTANCE)
    this.#move(this.#distance)
  }

  #release(): void {
    if (this.#startY === undefined) return
    const isFarEnough = this.#distance >= TRIGGER_PX
    this.#startY = undefined
    this.#distance = 0
    if (isFarEnough) this.start()
    else this.#move(0)
  }

  #move(distance: number): void {
    this.page.style.translate = distance ? `0 ${distance}px` : ''
    this.#dots.style.opacity = String(Math.min(1, distance / TRIGGER_PX))
  }
}
