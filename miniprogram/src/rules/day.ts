/** Calendar days as ISO text (YYYY-MM-DD), which compares in the order of time. */

const FIRST_YEAR = 1900
const LAST_YEAR = 2199
const DAY_MS = 86_400_000

const SEPARATED = /^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?$/
const COMPACT = /^([0-9]{4})([0-9]{2})([0-9]{2})$/
const ISO = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/
const RELATIVE = /^today(?:([+-])([0-9]{1,5}))?$/
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export type DayRead = { day: string; wrong: null } | { day: null; wrong: string }

/** Whether the calendar has that day, between 1900 and 2199. */
export function isRealDay(year: number, month: number, day: number): boolean {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) {
    return false
  }
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const last = month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0)
  return day >= 1 && day <= last
}

/** The day a person wrote in one of the usual ways, or what is wrong with it. */
export function readDay(text: string): DayRead {
  const match = SEPARATED.exec(text) ?? COMPACT.exec(text)
  if (match === null) {
    return { day: null, wrong: '请填写日期，例如 2026-05-01' }
  }
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  if (!isRealDay(year, month, day)) {
    return { day: null, wrong: '没有这一天，请核对日期' }
  }
  return { day: `${year}-${twoDigits(month)}-${twoDigits(day)}`, wrong: null }
}

/** Whether `text` is an existing day, written YYYY-MM-DD. */
export function isIsoDay(text: string): boolean {
  const match = ISO.exec(text)
  return match !== null && isRealDay(Number(match[1]), Number(match[2]), Number(match[3]))
}

/** Whether `text` is a limit of a date question: an ISO day, `today`, `today+7` or `today-30`. */
export function isDayLimit(text: string): boolean {
  return isIsoDay(text) || RELATIVE.test(text)
}

/** The ISO day that `limit` means when the business day is `today`. */
export function limitDay(limit: string, today: string): string {
  const match = RELATIVE.exec(limit)
  if (match === null) {
    return limit
  }
  const days = Number(match[2] ?? 0) * (match[1] === '-' ? -1 : 1)
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

function twoDigits(part: number): string {
  return part < 10 ? `0${part}` : String(part)
}
