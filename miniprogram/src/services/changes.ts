/**
 * What changed about an activity since the member last saw it here: said on its page until they say they have seen it,
 * beside the message the server sends. Found on the phone, from its own copy.
 */
import { forget, read, write } from './storage'
import { range } from './time'
import type { ActivityDetail } from './types'

type Facts = Pick<ActivityDetail, 'starts_at' | 'ends_at' | 'venue'>

/** Under the prefix of copies, so that leaving the account erases it too. */
const storageKey = (id: string) => `copy:seen:${id}`

const factsOf = ({ starts_at, ends_at, venue }: Facts): Facts => ({ starts_at, ends_at, venue })

const isSame = (one: Facts, other: Facts) =>
  Date.parse(one.starts_at) === Date.parse(other.starts_at) && Date.parse(one.ends_at) === Date.parse(other.ends_at) && one.venue === other.venue

const GOING = ['approved', 'pending', 'waitlisted']

/** Remembers the facts as they were, the first time they differ; only for an activity I am signed up to. */
export function noteChanges(before: ActivityDetail, now: ActivityDetail): void {
  if (!GOING.includes(now.my_signup?.state ?? '') || read(storageKey(now.id)) || isSame(before, now)) return
  write(storageKey(now.id), factsOf(before))
}

/** 时间改为 …（原 …）; empty when there is nothing the member has not seen. */
export function changesOf(shown: ActivityDetail, now: Date): string[] {
  const seen = read<Facts>(storageKey(shown.id))
  if (!seen || isSame(seen, shown)) return []
  const lines: string[] = []
  const [was, is] = [range(seen.starts_at, seen.ends_at, now), range(shown.starts_at, shown.ends_at, now)]
  if (was !== is) lines.push(`时间改为 ${is}，原来是 ${was}`)
  if (seen.venue !== shown.venue) lines.push(`地点改为 ${shown.venue || '线上'}，原来是${seen.venue || '线上'}`)
  return lines
}

export const sawChanges = (id: string) => forget(storageKey(id))
