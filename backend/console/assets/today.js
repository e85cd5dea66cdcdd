// Today by keyboard: j and k walk through the lines, a and r decide the one that has the focus, u takes the last one back.

const lines = () => [...document.querySelectorAll('#waiting [data-line]')]

function walk(step) {
  const all = lines()
  if (all.length === 0) return
  const here = all.indexOf(document.activeElement.closest('[data-line]'))
  const next = all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + step))]
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
}

function press(name, root) {
  const control = root?.querySelector(`[data-key="${name}"]`)
  if (!control) return
  control.click()
  const box = control.closest('details')?.querySelector('textarea, select, input:not([type=hidden])')
  if (box && control.matches('summary')) setTimeout(() => box.focus())
}

if (!window.lianyiToday) {
  window.lianyiToday = true
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.target.closest('input, textarea, select, dialog') || !document.getElementById('waiting')) return
    const key = event.key.toLowerCase()
    if (key === 'j') walk(1)
    else if (key === 'k') walk(-1)
    else if (key === 'a' || key === 'r') press(key, document.activeElement.closest('[data-line]'))
    else if (key === 'u') press('u', [...document.querySelectorAll('#waiting [data-held]')].pop())
    else if (key === 'enter' && document.activeElement.matches('[data-line]')) document.activeElement.querySelector('[data-open]')?.click()
    else return
    event.preventDefault()
  })

  // The seconds that are left, and the focus that a line takes along when it changes.
  setInterval(() => {
    for (const left of document.querySelectorAll('[data-seconds]')) {
      const seconds = Math.max(0, Number(left.dataset.seconds) - 1)
      left.dataset.seconds = seconds
      left.textContent = seconds
    }
  }, 1000)
  let focused = null
  document.addEventListener('htmx:beforeSwap', (event) => {
    const line = event.detail.target.closest?.('[data-line]')
    focused = line?.contains(document.activeElement) ? line.id : null
  })
  document.addEventListener('htmx:afterSettle', () => {
    if (focused) document.getElementById(focused)?.focus()
    focused = null
  })
}
