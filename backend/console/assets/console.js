// What pages of the console do beyond links and forms, all of which work without it.

/** Runs `setup(element)` for every element there is, and for those that come with later parts of the page. */
export function onPage(selector, setup) {
  const seen = new WeakSet()
  const look = (root) => {
    const found = [...root.querySelectorAll(selector)]
    if (root.matches?.(selector)) found.push(root)
    for (const element of found) {
      if (seen.has(element)) continue
      seen.add(element)
      setup(element)
    }
  }
  look(document)
  document.addEventListener('htmx:load', (event) => look(event.detail.elt))
}

/** The token that changes carry; it changes when the screen is unlocked. */
export const csrfToken = () => JSON.parse(document.body.getAttribute('hx-headers') ?? '{}')['X-CSRF-Token'] ?? ''

/** Says something in the corner, until it is closed or twenty seconds have passed. */
export function say(text, kind = 'danger') {
  const toast = document.createElement('div')
  toast.className = `toast toast-${kind}`
  toast.setAttribute('role', kind === 'danger' ? 'alert' : 'status')
  const words = document.createElement('span')
  words.textContent = text
  toast.append(words)
  document.getElementById('toasts').append(toast)
  setTimeout(() => toast.remove(), 20_000)
}

document.documentElement.classList.add('scripted')

// A page that comes without a load brings no head: its style sheets are put in place here, and those of the page before
// taken away.
function useStyles(html) {
  const wanted = [...html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href)
  if (!wanted.length) return
  const present = [...document.head.querySelectorAll('link[rel=stylesheet]')]
  for (const link of present) if (!wanted.includes(link.getAttribute('href'))) link.remove()
  for (const href of wanted) {
    if (present.some((link) => link.getAttribute('href') === href)) continue
    const link = document.createElement('link')
    link.rel = 'stylesheet'
    link.href = href
    document.head.append(link)
  }
}
document.addEventListener('htmx:beforeSwap', ({ detail }) => detail.boosted && useStyles(detail.serverResponse))
document.addEventListener('htmx:historyCacheMissLoad', ({ detail }) => useStyles(detail.response))

// Questions before destructive acts, in the page's own words. Then the button is pressed again: where it leads and what
// it says goes along only with a press, which htmx has forgotten since the question took the focus.
const agreed = new WeakSet()
document.addEventListener(
  'submit',
  (event) => {
    const form = event.target
    const words = event.submitter?.dataset.confirm ?? form.dataset.confirm
    if (!words || agreed.has(form)) return
    event.preventDefault()
    event.stopImmediatePropagation()
    ask(words, event.submitter?.textContent.trim() || '确定').then((yes) => {
      if (!yes) return
      agreed.add(form)
      if (event.submitter) event.submitter.click()
      else form.requestSubmit()
      agreed.delete(form)
    })
  },
  true,
)

/** Asks in words; resolves to whether the answer was yes. */
export function ask(words, yes) {
  const dialog = document.createElement('dialog')
  const text = document.createElement('p')
  text.textContent = words
  const buttons = document.createElement('form')
  buttons.method = 'dialog'
  buttons.className = 'actions'
  for (const [label, value, kind] of [['取消', '', 'quiet'], [yes, 'yes', 'danger']]) {
    const button = document.createElement('button')
    button.className = `btn btn-${kind}`
    button.value = value
    button.textContent = label
    buttons.append(button)
  }
  dialog.append(text, buttons)
  document.body.append(dialog)
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    })
  })
}

// A request that did not get through loses nothing: the page stays, and says so.
document.addEventListener('htmx:sendError', (event) => {
  if (!('quiet' in event.detail.elt.dataset)) say('网络不通，刚才的操作没有送达。请检查网络后再试，填写的内容还在。')
})

// A page brings styles of its own, which a boosted link would leave out: only the body is put in place.
document.addEventListener('htmx:beforeSwap', (event) => {
  if (!event.detail.boosted) return
  const page = new DOMParser().parseFromString(event.detail.serverResponse, 'text/html')
  for (const sheet of page.querySelectorAll('head link[rel=stylesheet]')) {
    const href = sheet.getAttribute('href')
    if (!document.querySelector(`link[rel=stylesheet][href="${CSS.escape(href)}"]`)) document.head.append(sheet)
  }
})
document.addEventListener('htmx:timeout', () => say('服务器没有及时回应，请再试一次。'))

// What another server answers in our place (too large, away) is no page: it must not take the place of one.
document.addEventListener('htmx:beforeSwap', (event) => {
  const { xhr } = event.detail
  if (xhr.status < 400 || (xhr.getResponseHeader('Content-Type') ?? '').startsWith('text/html')) return
  event.detail.shouldSwap = false
  say(messageOf(xhr.responseText) ?? '服务器没有办成，请稍后再试，填写的内容还在。')
})
function messageOf(text) {
  try {
    return JSON.parse(text).message
  } catch {
    return undefined
  }
}

onPage('[data-toast]', (toast) => setTimeout(() => toast.remove(), Number(toast.dataset.toast) * 1000))

document.addEventListener('click', (event) => {
  const { target } = event
  if (target.closest('[data-toast-close]')) target.closest('.toast').remove()
  for (const details of document.querySelectorAll('details[data-closes][open]')) if (!details.contains(target)) details.open = false
  const closes = target.closest('[data-closes-panel]')
  if (closes) {
    event.preventDefault()
    closePanel(closes.getAttribute('href'))
  }
  // A row opens as a whole; controls inside it do what they say.
  const row = target.closest('.list tbody tr')
  if (row && !target.closest('a, button, input, select, label, summary') && !getSelection().toString()) row.querySelector('[data-opens]')?.click()
})

function closePanel(url) {
  const panel = document.getElementById('panel')
  panel.replaceChildren()
  for (const row of document.querySelectorAll('.list tr[aria-current]')) row.removeAttribute('aria-current')
  history.replaceState(history.state, '', url)
  panelOpener?.focus()
}
let panelOpener = null
document.addEventListener('htmx:afterSwap', (event) => {
  if (event.detail.target.id !== 'panel') return
  panelOpener = event.detail.requestConfig?.elt ?? null
  for (const row of document.querySelectorAll('.list tr[aria-current]')) row.removeAttribute('aria-current')
  panelOpener?.closest('tr')?.setAttribute('aria-current', 'true')
  document.querySelector('#panel h2')?.setAttribute('tabindex', '-1')
  document.querySelector('#panel h2')?.focus({ preventScroll: true })
})

document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest('input, textarea, select, [contenteditable]')
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.querySelector('main input[type=search]') ?? document.querySelector('[data-shortcut="/"]')
    if (search) {
      event.preventDefault()
      search.focus()
      search.select()
    }
  }
  if (event.key === 'Escape') {
    const open = document.querySelector('details[data-closes][open]')
    if (open) {
      open.open = false
      open.querySelector('summary').focus()
    } else if (!isTyping) document.querySelector('[data-closes-panel]')?.click()
  }
})

// Selecting rows.
onPage('[data-bulk]', (bulk) => {
  const list = document.getElementById('list')
  const boxes = () => [...list.querySelectorAll('input[name=ids]')]
  const all = list.querySelector('[data-pick-all]')
  const everything = bulk.querySelector('[data-bulk-all]')
  const show = () => {
    const picked = boxes().filter((box) => box.checked).length
    const isEverything = bulk.elements.all.value === '1'
    bulk.hidden = picked === 0
    bulk.querySelector('[data-bulk-count]').textContent = `已选 ${isEverything ? everything.dataset.bulkAll : picked} 项`
    if (everything) everything.hidden = isEverything
    all.checked = picked > 0 && picked === boxes().length
    all.indeterminate = picked > 0 && !all.checked
  }
  list.addEventListener('change', (event) => {
    if (event.target === all) for (const box of boxes()) box.checked = all.checked
    if (event.target === all || event.target.name === 'ids') {
      bulk.elements.all.value = ''
      show()
    }
  })
  everything?.addEventListener('click', () => {
    for (const box of boxes()) box.checked = true
    bulk.elements.all.value = '1'
    show()
  })
})

// Charts come when there is one to draw.
onPage('[data-chart]', async (box) => {
  const [{ init }, { options }] = await Promise.all([import('/console/assets/vendor/charts.js'), import('/console/assets/charting.js')])
  const data = JSON.parse(document.getElementById(box.dataset.chart).textContent)
  const chart = init(box, null, { renderer: 'svg' })
  chart.setOption(options(data, getComputedStyle(document.body)))
  if (data.links.length) chart.on('click', ({ dataIndex }) => data.links[dataIndex] && location.assign(data.links[dataIndex]))
  new ResizeObserver(() => chart.resize()).observe(box)
})

// The lock: after so many minutes without a hand on the machine, and when the server says so.
const idleMs = Number(document.body.dataset.idleMinutes) * 60_000
let lastTouched = Date.now()
for (const name of ['pointerdown', 'keydown', 'wheel']) addEventListener(name, () => (lastTouched = Date.now()), { passive: true })
if (idleMs)
  setInterval(() => {
    if (Date.now() - lastTouched < idleMs || document.querySelector('.lock')) return
    fetch('/console/lock', { method: 'POST', headers: { 'X-CSRF-Token': csrfToken(), 'HX-Request': 'true' } })
    showLock()
  }, 5_000)
document.addEventListener('console-locked', showLock)

function showLock() {
  if (document.querySelector('.lock')) return
  const lock = document.createElement('dialog')
  lock.className = 'lock'
  const title = document.createElement('h1')
  title.textContent = '后台已锁定'
  const words = document.createElement('p')
  words.textContent = '一段时间没有操作，已自动锁定。扫码后继续，填写的内容还在。'
  const box = document.createElement('div')
  lock.append(title, words, box)
  lock.addEventListener('cancel', (event) => event.preventDefault())
  document.body.append(lock)
  lock.showModal()
  const here = encodeURIComponent(location.pathname + location.search)
  htmx.ajax('GET', `/console/sign-in/box?unlock=1&next=${here}`, { target: box, swap: 'innerHTML' })
}
document.addEventListener('console-unlocked', (event) => {
  const { csrf } = event.detail
  document.body.setAttribute('hx-headers', JSON.stringify({ 'X-CSRF-Token': csrf }))
  for (const input of document.querySelectorAll('input[name=csrf]')) input.value = csrf
  lastTouched = Date.now()
  document.querySelector('.lock')?.remove()
})

// A text to hand on.
onPage('[data-copies]', (button) => {
  button.hidden = false
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).value)
    button.textContent = '已复制'
  })
})
