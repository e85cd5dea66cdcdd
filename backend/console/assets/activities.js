// What pages of activities do beyond links and forms.
import { onPage } from '/console/assets/console.js'

// Rows of a plan: one more, one less.
onPage('[data-rows]', (rows) => {
  const all = () => [...rows.querySelectorAll('[data-row]')]
  const add = rows.querySelector('[data-row-add]')
  const empty = (row) => {
    for (const input of row.querySelectorAll('input, select')) input.value = ''
    for (const error of row.querySelectorAll('.error')) error.remove()
  }
  add.hidden = false
  for (const drop of rows.querySelectorAll('[data-row-drop]')) drop.hidden = false
  add.addEventListener('click', () => {
    const row = all().at(-1).cloneNode(true)
    empty(row)
    add.before(row)
    row.querySelector('input:not([type=hidden]), select').focus()
  })
  rows.addEventListener('click', (event) => {
    const row = event.target.closest('[data-row-drop]')?.closest('[data-row]')
    if (!row) return
    const next = row.nextElementSibling?.querySelector('input:not([type=hidden]), select, button') ?? add
    if (all().length > 1) row.remove()
    else empty(row)
    rows.dispatchEvent(new Event('change', { bubbles: true }))
    next.focus()
  })
})

// The end goes along with the start.
onPage('[data-start]', (start) => {
  const end = start.form.querySelector('[data-end]')
  let before = start.value
  start.addEventListener('change', () => {
    const [was, is, until] = [before, start.value, end.value].map((text) => new Date(`${text}Z`).getTime())
    if (is && !Number.isNaN(is)) {
      if (!end.value) end.value = wall(is + 2 * 3_600_000)
      else if (!Number.isNaN(was)) end.value = wall(until + is - was)
    }
    before = start.value
  })
})
const wall = (ms) => new Date(ms).toISOString().slice(0, 16)

// A choice that needs no button.
onPage('[data-sends]', (select) => select.addEventListener('change', () => select.form.requestSubmit()))

// Days of a month by the arrow keys; page up and down turn the month.
onPage('[data-month-grid]', (grid) => {
  grid.addEventListener('keydown', (event) => {
    const days = [...grid.querySelectorAll('[data-day]')]
    const at = days.indexOf(event.target)
    const turn = { PageUp: 'before', PageDown: 'after' }[event.key]
    if (at >= 0 && turn) {
      event.preventDefault()
      document.querySelector(`[data-month=${turn}]`).click()
    }
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
    if (at < 0 || !by) return
    event.preventDefault()
    days[at + by]?.focus()
  })
})
