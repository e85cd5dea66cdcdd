/**
 * Times as people say them. The association lives in one time zone (Asia/Shanghai: UTC+8, no summer time
 * since 1991), so a phone that is abroad still says the hour on the wall of the venue.
 */
const ZONE_OFFSET = 8 * 3600_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六']

interface Wall {
  year: number
  month: number
  day: number
  weekday: string
  hour: number
  minute: number
  /** Days since 1970-01-01 on the wall calendar. */
  dayNumber: number
}

function wall(at: Date): Wall {
  const shifted = new Date(at.getTime() + ZONE_OFFSET)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: `周${WEEKDAYS[shifted.getUTCDay()]}`,
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    dayNumber: Math.floor(shifted.getTime() / DAY),
  }
}

const two = (value: number) => String(value).padStart(2, '0')

/** The moment at which the wall of the venue shows this day (2026-11-22) and time (14:00). */
export const atWall = (isoDate: string, time: string) => `${isoDate}T${time}:00+08:00`

/** 14:00 */
export function clock(iso: string): string {
  const { hour, minute } = wall(new Date(iso))
  return `${two(hour)}:${two(minute)}`
}

/** 今天 · 明天 · 后天 · 昨天 · 4月23日 周四 · 2027年1月3日 周日 */
export function day(iso: string, now: Date): string {
  const at = wall(new Date(iso))
  const today = wall(now)
  const near: Record<number, string> = { '-1': '昨天', 0: '今天', 1: '明天', 2: '后天' }
  const said = near[at.dayNumber - today.dayNumber]
  if (said) return said
  const date = `${at.month}月${at.day}日 ${at.weekday}`
  return at.year === today.year ? date : `${at.year}年${date}`
}

/** 今天 14:00 · 4月23日 周四 14:00 */
export const moment = (iso: string, now: Date) => `${day(iso, now)} ${clock(iso)}`

/** 今天 14:00–17:00 · 4月23日 周四 14:00 至 4月24日 周五 12:00 */
export function range(start: string, end: string, now: Date): string {
  const sameDay = wall(new Date(start)).dayNumber === wall(new Date(end)).dayNumber
  return sameDay ? `${moment(start, now)}–${clock(end)}` : `${moment(start, now)} 至 ${moment(end, now)}`
}

/** The square on an activity card: 23 · 4月 · 周四 */
export function dateBlock(iso: string): { day: string; month: string; weekday: string } {
  const at = wall(new Date(iso))
  return { day: String(at.day), month: `${at.month}月`, weekday: at.weekday }
}

export const yearOf = (iso: string) => wall(new Date(iso)).year

/** 2026年11月22日, for records where "yesterday" would not stay true. */
export function date(iso: string): string {
  const at = wall(new Date(iso))
  return `${at.year}年${at.month}月${at.day}日`
}

/**
 * A deadline: 还有 25 分钟截止 · 15:30 截止 · 今晚截止 · 今晚 20:00 截止 · 明天 18:00 截止 · 还剩 3 天 ·
 * 4月23日截止 · 已截止. Midnight belongs to the evening before it: nobody says 明天 00:00.
 */
export function deadline(iso: string, now: Date): string {
  const due = new Date(iso)
  const left = due.getTime() - now.getTime()
  if (left <= 0) return '已截止'
  if (left < HOUR) return `还有 ${Math.max(1, Math.round(left / MINUTE))} 分钟截止`
  const said = wall(new Date(due.getTime() - MINUTE))
  const days = said.dayNumber - wall(now).dayNumber
  const atNight = said.hour === 23
  if (days === 0) return atNight ? '今晚截止' : `${wall(due).hour >= 18 ? '今晚' : '今天'} ${clock(iso)} 截止`
  if (days === 1) return atNight ? '明晚截止' : `明天 ${clock(iso)} 截止`
  if (days <= 7) return `还剩 ${days} 天`
  return `${said.month}月${said.day}日截止`
}

/** 刚刚 · 5 分钟前 · 今天 14:02 · 昨天 09:10 · 4月23日 周四 10:00 */
export function ago(iso: string, now: Date): string {
  const passed = now.getTime() - new Date(iso).getTime()
  if (passed < MINUTE) return '刚刚'
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} 分钟前`
  return moment(iso, now)
}

/** How long something has waited: 等了不到 1 小时 · 等了 5 小时 · 等了 3 天 */
export function waited(iso: string, now: Date): string {
  const passed = now.getTime() - new Date(iso).getTime()
  if (passed < HOUR) return '等了不到 1 小时'
  return passed < DAY ? `等了 ${Math.floor(passed / HOUR)} 小时` : `等了 ${Math.floor(passed / DAY)} 天`
}

/** 早上好 · 上午好 · 中午好 · 下午好 · 晚上好 */
export function greeting(now: Date): string {
  const { hour } = wall(now)
  if (hour < 5 || hour >= 18) return '晚上好'
  if (hour < 9) return '早上好'
  if (hour < 11) return '上午好'
  if (hour < 13) return '中午好'
  return '下午好'
}

export const isToday = (iso: string, now: Date) => wall(new Date(iso)).dayNumber === wall(now).dayNumber

/** The ISO day on the wall calendar: 2026-11-22. */
export function isoDay(now: Date): string {
  const { year, month, day: dayOfMonth } = wall(now)
  return `${year}-${two(month)}-${two(dayOfMonth)}`
}
