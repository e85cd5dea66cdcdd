/**
 * What WeChat and the server know of the messages this account has allowed: reports on their way to the ledger, the
 * credits it said were left, and what is fixed with "always" in WeChat, kept so that it is known at the tap itself.
 */
import { clientRef } from './checkin'
import { ApiError, get, post } from './request'
import { keep, read, write } from './storage'
import type { SubscribeResult, Subscription } from './types'

/** All under session: they go when the account leaves this phone. */
const REPORTS = 'session.reports'
const FIXED = 'session.fixed'
const LEFT = 'session.credits'
const MOST_REPORTS = 20
const DAY = 24 * 3600_000

interface Report {
  client_ref: string
  results: Record<string, SubscribeResult>
  subject: string
  /** null: the phone could not ask. */
  always: Fixed['always'] | null
}

export interface Fixed {
  /** WeChat's switch above all messages of this mini-program. */
  isOn: boolean
  /** By template id; only those the member fixed with "always". */
  always: Record<string, 'accept' | 'reject'>
}

interface Left {
  at: number
  credits: Record<string, number>
}

export const fixed = (): Fixed => read<Fixed>(FIXED) ?? { isOn: true, always: {} }

type Ask = (options: WechatMiniprogram.GetSettingOption & WechatMiniprogram.OpenSettingOption) => void

/** What is fixed, by one of WeChat's two ways to know; null if it does not say. */
function settingsBy(ask: Ask): Promise<Fixed | null> {
  return new Promise((resolve) => {
    ask({
      withSubscriptions: true,
      success: ({ subscriptionsSetting }) => resolve(keepSettings(subscriptionsSetting)),
      fail: () => resolve(null),
    })
  })
}

/** Asks WeChat what is fixed, and keeps it. Never before wx.requestSubscribeMessage: a tap waits for nothing. */
export const lookAtSettings = (): Promise<Fixed | null> => settingsBy((options) => wx.getSetting(options))

/** WeChat's settings page; what is fixed now. */
export const openSettings = (): Promise<Fixed | null> => settingsBy((options) => wx.openSetting(options))

function keepSettings(told: WechatMiniprogram.SubscriptionsSetting | undefined): Fixed | null {
  if (!told) return null
  const items = Object.entries((told.itemSettings ?? {}) as Record<string, string>)
  const always = Object.fromEntries(items.flatMap(([id, said]) => (/^(accept|reject)/.test(said) ? [[id, said.slice(0, 6)]] : [])))
  const now = { isOn: told.mainSwitch !== false, always } as Fixed
  write(FIXED, now)
  return now
}

/** Tells the ledger what the member answered. Written down first: what cannot be sent now goes with the next one. */
export async function reportAnswer(results: Record<string, SubscribeResult>, subject: string): Promise<void> {
  if (!Object.keys(results).length) return
  const report: Report = { client_ref: clientRef(), results, subject, always: null }
  keepReports([...reports(), report])
  const now = await lookAtSettings()
  if (now) keepReports(reports().map((one) => (one.client_ref === report.client_ref ? { ...one, always: now.always } : one)))
  await sendReports()
}

const reports = (): Report[] => read<Report[]>(REPORTS) ?? []
const keepReports = (waiting: Report[]) => keep(REPORTS, waiting.slice(-MOST_REPORTS))

let sending: Promise<void> = Promise.resolve()

/** Sends what waits, one after the other. The same report twice counts once. */
export function sendReports(): Promise<void> {
  if (!reports().length) return sending
  sending = sending.then(sendAll, sendAll)
  return sending
}

async function sendAll(): Promise<void> {
  for (const report of reports()) {
    try {
      const { credits } = await post<{ credits: Record<string, number> }>('/subscriptions', report)
      noteCredits(credits)
    } catch (reason) {
      // What the server does not take today it will not take tomorrow; what did not reach it waits.
      const isRefused = reason instanceof ApiError && reason.status >= 400 && reason.status < 500 && reason.code !== 'signed_out' && reason.status !== 429
      if (!isRefused) return
    }
    keepReports(reports().filter(({ client_ref }) => client_ref !== report.client_ref))
  }
}

function noteCredits(credits: Record<string, number>): void {
  write(LEFT, { at: Date.now(), credits: { ...read<Left>(LEFT)?.credits, ...credits } } satisfies Left)
}

/** How many the server said were left, if that was today: afterwards some may be spent. */
export function creditsLeft(templateId: string): number {
  const left = read<Left>(LEFT)
  return left && Math.abs(Date.now() - left.at) < DAY ? (left.credits[templateId] ?? 0) : 0
}

/** Template by template, what this account has allowed. */
export async function subscriptions(): Promise<Subscription[]> {
  await sendReports()
  const { items } = await get<{ items: Subscription[] }>('/subscriptions')
  noteCredits(Object.fromEntries(items.map(({ template, left }) => [template, left])))
  return items
}
