/**
 * Asking WeChat for messages the member wants. One acceptance is one message, so it is asked at the tap where
 * it is worth most, and never as the price of anything: whatever the answer, the act goes on.
 */
import { clientRef } from './checkin'
import { post } from './request'
import { me } from './session'
import type { SubscribeResult } from './types'

const MOST_IDS = 3

/**
 * Call first in a tap handler, before any await: WeChat opens the dialog only on the tap itself.
 * Resolves once the ledger knows: true if at least one message was accepted; never rejects. What the message will
 * be about is done after that, or the message would be due before it is allowed.
 */
export function askFor(...templates: string[]): Promise<boolean> {
  const known = me()?.templates ?? {}
  const tmplIds = templates.flatMap((name) => known[name] ?? []).slice(0, MOST_IDS)
  if (!tmplIds.length) return Promise.resolve(false)
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds,
      success: async (answer) => {
        const results = resultsOf(tmplIds, answer as unknown as Record<string, string>)
        await report(results)
        resolve(Object.values(results).includes('accept'))
      },
      fail: () => resolve(false),
    })
  })
}

function resultsOf(ids: string[], answer: Record<string, string>): Record<string, SubscribeResult> {
  const results: Record<string, SubscribeResult> = {}
  for (const id of ids) {
    const said = answer[id] ?? ''
    if (said.startsWith('accept')) results[id] = 'accept'
    else if (said === 'reject' || said === 'ban' || said === 'filter') results[id] = said
  }
  return results
}

/** Tells the ledger. Without a network the credit is lost, which only means one message fewer. */
function report(results: Record<string, SubscribeResult>): Promise<unknown> {
  return post('/subscriptions', { results, client_ref: clientRef() }).catch(() => undefined)
}
