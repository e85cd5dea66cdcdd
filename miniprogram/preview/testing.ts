import path from 'node:path'
import type { PreviewHooks } from './runtime/hooks'

const DIST = path.resolve(import.meta.dirname, 'dist')

/**
 * The built app in jsdom, for unit tests of pages and components. The build is made once, before all tests.
 *
 * @param dist folder of the build; the app's own by default
 */
export async function loadApp(dist = DIST): Promise<PreviewHooks> {
  await import(/* @vite-ignore */ path.join(dist, 'phone.js'))
  return window.lianyiPreview
}

/** A tap as a finger or a mouse makes it. */
export function tap(element: Element | null | undefined): void {
  if (!element) throw new Error('nothing to tap')
  for (const type of ['mousedown', 'mouseup', 'click']) element.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true }))
}

/** Types into the field a built-in holds. */
export function type(field: Element | null | undefined, text: string): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) throw new Error('nothing to type into')
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Answers the app's requests: path -> body, or a function of the request's body. Unknown paths are 404. */
export function stubBackend(answers: Record<string, unknown>): { path: string; body: unknown }[] {
  const calls: { path: string; body: unknown }[] = []
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    const body = init?.body ? JSON.parse(String(init.body)) : undefined
    calls.push({ path: pathname, body })
    const answer = answers[pathname]
    if (answer === undefined) return new Response('{}', { status: 404 })
    return new Response(JSON.stringify(typeof answer === 'function' ? answer(body) : answer), { headers: { 'content-type': 'application/json' } })
  }
  return calls
}
