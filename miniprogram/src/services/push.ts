/**
 * Asking WeChat for messages the member wants. One acceptance is one message, so it is asked at the tap where
 * it is worth most, and never as the price of anything: whatever the answer, the act goes on.
 */
import { me } from './session'
import { read, write } from './storage'
import { creditsLeft, fixed, reportAnswer } from './subscriptions'
import type { SubscribeResult } from './types'

const MOST_IDS = 3
/** More than so many of one kind wait for nothing: a tap need not earn another. */
const ENOUGH = 3
/** One-time and long-term templates cannot be asked for together (20002). */
const MIXED = 20002
const ALONE = 'session.alone'

/** What the taps of the program ask for, by what they are about. */
export const ASKS = {
  activity: ['signup_result', 'activity_reminder'],
  suggestion: ['suggestion_answered'],
  survey: ['survey_note'],
  profile: ['profile_reminder'],
  work: ['staff_digest', 'case_overdue'],
  topic: ['activity_invitation'],
}

/**
 * Call first in a tap handler, before any await: WeChat opens the dialog only on the tap itself.
 * What is accepted is kept for `subject` ("activity:42"), if it is one that is still to come.
 * Resolves once the ledger knows, or cannot be reached: true if at least one message was accepted; never rejects. What
 * the message will be about is done after that, or the message would be due before it is allowed.
 */
export function askFor(templates: string[], subject = ''): Promise<boolean> {
  const tmplIds = askable(templates)
  if (!tmplIds.length) return Promise.resolve(false)
  return new Promise((resolve) => {
    wx.requestSubscribeMessage({
      tmplIds,
      success: async (answer) => {
        const results = resultsOf(tmplIds, answer as unknown as Record<string, string>)
        await reportAnswer(results, subject)
        resolve(Object.values(results).includes('accept'))
      },
      fail: ({ errCode }) => {
        if (errCode === MIXED) write(ALONE, true)
        resolve(false)
      },
    })
  })
}

/**
 * Earns another message without a dialog, where the member chose "always accept": at taps that use up what was
 * allowed, or that say that they want to know more of this. Does nothing for anybody else.
 */
export function topUp(templates: string[], subject = ''): void {
  const { isOn, always } = fixed()
  const known = me()?.templates ?? {}
  const wanted = templates.filter((name) => {
    const id = known[name]
    return id && always[id] === 'accept' && creditsLeft(id) < ENOUGH
  })
  if (isOn && wanted.length) askFor(wanted, subject)
}

/** The templates WeChat may ask about: not what the member refused for good, and none with all messages off. */
function askable(templates: string[]): string[] {
  const known = me()?.templates ?? {}
  const { isOn, always } = fixed()
  if (!isOn) return []
  const ids = templates.flatMap((name) => known[name] ?? []).filter((id) => always[id] !== 'reject')
  return ids.slice(0, read<boolean>(ALONE) ? 1 : MOST_IDS)
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

const ABOUT: [page: RegExp, templates: string[]][] = [
  [/^\/pages\/activity\//, ASKS.activity],
  [/^\/pages\/suggestion\//, ASKS.suggestion],
  [/^\/pages\/survey\//, ASKS.survey],
  [/^\/pages\/(section|profile)\//, ASKS.profile],
  [/^\/pages\/topics?\//, ASKS.topic],
  [/^\/staff\//, ASKS.work],
]

/** A message was opened: the one it cost is earned again, for what it is about. */
export function topUpFor(target: string): void {
  const about = ABOUT.find(([page]) => page.test(target))
  const id = /[?&]id=(\d+)/.exec(target)?.[1]
  if (about) topUp(about[1], about[1] === ASKS.activity && id ? `activity:${id}` : '')
}
