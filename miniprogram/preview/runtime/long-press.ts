import { dispatch } from './framework'

const HOLD_MS = 350
const SLIP_PX = 10

/** The framework makes `tap` out of touches and clicks, but not `longpress`. */
export function installLongPress(): void {
  let timer = 0
  let start = { x: 0, y: 0 }
  const cancel = () => clearTimeout(timer)
  document.addEventListener('pointerdown', (event) => {
    start = { x: event.clientX, y: event.clientY }
    cancel()
    timer = window.setTimeout(() => pressed(event), HOLD_MS)
  })
  document.addEventListener('pointermove', (event) => {
    if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLIP_PX) cancel()
  })
  for (const end of ['pointerup', 'pointercancel'] as const) document.addEventListener(end, cancel)
}

function pressed(event: PointerEvent): void {
  let node = event.target as (Node & { __wxElement?: unknown }) | null
  while (node && !node.__wxElement) node = node.parentNode
  if (!node) return
  const detail = { x: event.clientX, y: event.clientY }
  dispatch(node.__wxElement, 'longpress', detail, { originalEvent: event, bubbles: true, composed: true, capturePhase: true })
}
