import type { Runtime } from '../runtime/boot'

/** A code some phone shows now. */
export interface VisibleCode {
  /** What a scanner would read. */
  text: string
  /** Where it is: phone and page title. */
  label: string
}

type Message = { type: 'what-do-you-show'; from: string } | { type: 'i-show'; from: string; to: string; codes: VisibleCode[] }

const CHANNEL = 'lianyi-preview-codes'

/** An element of the app publishes its code by `data-qr="{{text}}"`; it counts while it is on the screen. */
function codesOn(element: HTMLElement, label: string): VisibleCode[] {
  const codes: VisibleCode[] = []
  for (const child of element.querySelectorAll<HTMLElement & { __wxElement?: { dataset?: Record<string, unknown> } }>('*')) {
    const text = child.__wxElement?.dataset?.qr
    if (typeof text === 'string' && text && isDrawn(child)) codes.push({ text, label })
  }
  return codes
}

function isDrawn(element: HTMLElement): boolean {
  return element.checkVisibility ? element.checkVisibility() : true
}

/** Answers the scanners of the other phones on this origin with what this phone shows. */
export function answerScanners({ phone, router, application }: Runtime): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.type !== 'what-do-you-show' || data.from === phone.id || !application.isShown || !router.stack.length) return
    const { element, navigation } = router.top
    const codes = codesOn(element, `${phone.title} · ${navigation.title}`)
    channel.postMessage({ type: 'i-show', from: phone.id, to: data.from, codes } satisfies Message)
  })
}

const ASK_EVERY_MS = 1000

/**
 * Looks at the other phones until stopped.
 *
 * @param onCodes called with all codes in sight, at once and whenever a phone answers
 * @returns stops looking
 */
export function watchOtherPhones(own: string, onCodes: (codes: VisibleCode[]) => void): () => void {
  const byPhone = new Map<string, VisibleCode[]>()
  const channel = new BroadcastChannel(CHANNEL)
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.type !== 'i-show' || data.to !== own) return
    byPhone.set(data.from, data.codes)
    onCodes([...byPhone.values()].flat())
  })
  const ask = () => channel.postMessage({ type: 'what-do-you-show', from: own } satisfies Message)
  ask()
  const timer = setInterval(ask, ASK_EVERY_MS)
  return () => {
    clearInterval(timer)
    channel.close()
  }
}
