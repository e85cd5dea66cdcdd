import { h } from './dom'

export interface ToastOptions {
  title: string
  icon?: 'success' | 'error' | 'loading' | 'none'
  image?: string
  /** Milliseconds. */
  duration?: number
  mask?: boolean
}

const DEFAULT_MS = 1500
let current: { element: HTMLElement; isLoading: boolean; timer: number } | undefined

/** Toast and loading share one place on the screen, as in WeChat. */
export function showToast({ title, icon = 'success', duration = DEFAULT_MS, mask = false }: ToastOptions): void {
  show(title, icon, mask)
  const shown = current
  if (shown) shown.timer = window.setTimeout(() => shown === current && hide(), duration)
}

export function showLoading({ title, mask = false }: ToastOptions): void {
  show(title, 'loading', mask)
  if (current) current.isLoading = true
}

export function hideToast(): void {
  if (current && !current.isLoading) hide()
}

export function hideLoading(): void {
  if (current?.isLoading) hide()
}

function show(title: string, icon: string, mask: boolean): void {
  hide()
  const box = h(
    'div',
    { class: `mp-toast mp-toast-${icon}`, role: 'status' },
    icon === 'none' ? undefined : h('i', { class: 'mp-toast-icon' }),
    h('span', {}, title),
  )
  const element = h('div', { class: mask ? 'mp-toast-layer mp-mask-clear' : 'mp-toast-layer' }, box)
  document.body.append(element)
  current = { element, isLoading: false, timer: 0 }
}

function hide(): void {
  if (!current) return
  clearTimeout(current.timer)
  current.element.remove()
  current = undefined
}
