/** What a picker's sheet shows, and how a choice becomes the picker's value. */
export interface PickerColumns {
  columns: string[][]
  /** Selected index of each column. */
  selected: number[]
  valueOf(selected: number[]): unknown
  /** Set when the app may have changed the columns since (multiSelector). */
  refresh?: () => PickerColumns
  /** Columns that depend on the choice (days of a month). */
  dependent?: (selected: number[]) => string[][]
}

const FIRST_YEAR = 1900
const LAST_YEAR = 2100
const UNITS = ['年', '月', '日']

/** Year, month and day, as many as `fields` asks for; `start` and `end` (YYYY-MM-DD) limit the years, and clamp the value. */
export function dateColumns(value: string, start: string, end: string, fields: string): PickerColumns {
  const count = { year: 1, month: 2, day: 3 }[fields]
  if (!count) throw new Error(`<picker fields="${fields}"> is not supported by the preview`)
  const firstYear = Number(start.slice(0, 4)) || FIRST_YEAR
  const lastYear = Number(end.slice(0, 4)) || LAST_YEAR
  const [year, month, day] = parts(value || today())
  const columns = (selected: number[]) => {
    const days = new Date(firstYear + (selected[0] ?? 0), (selected[1] ?? 0) + 1, 0).getDate()
    const all = [numbers(firstYear, lastYear), numbers(1, 12), numbers(1, days)]
    return all.slice(0, count).map((column, index) => column.map((text) => text + UNITS[index]))
  }
  const selected = [Math.min(Math.max(year, firstYear), lastYear) - firstYear, month - 1, day - 1].slice(0, count)
  const text = (indexes: number[]) => {
    const [y = 0, m = 0, d = 0] = indexes
    return [String(firstYear + y).padStart(4, '0'), two(m + 1), two(d + 1)].slice(0, count).join('-')
  }
  return {
    columns: columns(selected),
    selected,
    dependent: columns,
    valueOf: (indexes) => {
      const chosen = text(indexes)
      if (start && chosen < start) return start.slice(0, chosen.length)
      return end && chosen > end.slice(0, chosen.length) ? end.slice(0, chosen.length) : chosen
    },
  }
}

/** Hour and minute, `start` and `end` (HH:mm) clamp the value. */
export function timeColumns(value: string, start: string, end: string): PickerColumns {
  const [hour = 0, minute = 0] = (value || '00:00').split(':').map(Number)
  return {
    columns: [numbers(0, 23), numbers(0, 59)],
    selected: [hour, minute],
    valueOf: ([h = 0, m = 0]) => {
      const chosen = `${two(h)}:${two(m)}`
      if (start && chosen < start) return start
      return end && chosen > end ? end : chosen
    },
  }
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => two(from + index))
}

function parts(date: string): [number, number, number] {
  const [year = FIRST_YEAR, month = 1, day = 1] = date.split('-').map(Number)
  return [year, month, day]
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

function today(): string {
  const now = new Date()
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
