/**
 * The hall screen: asks once a second, draws what changed. While the network is gone it keeps what it shows, says so,
 * and catches up by itself.
 */
'use strict'

const EVERY_MS = 1000
const SLOWEST_MS = 5000
const PATIENCE_MS = 4000
const BROKEN = '网络断开，正在重新连接…'
const ENDED = '活动已结束'

const live = document.body.dataset.live
const at = (id) => document.getElementById(id)
/** The server's clock less this computer's, milliseconds: a screen's own clock is often wrong. */
let ahead = 0
let zone = 0
let version = null
let wait = EVERY_MS

function write(id, text) {
  const element = at(id)
  if (element.textContent !== text) element.textContent = text
}

function piece(tag, name, text) {
  const element = document.createElement(tag)
  element.className = name
  element.textContent = text
  return element
}

/** Moments come on the association's wall clock: 2026-04-23T14:02:00+08:00. */
const hourAndMinute = (moment) => moment.slice(11, 16)

function offsetOf(moment) {
  const [, sign, hours, minutes] = moment.match(/([+-])(\d\d):(\d\d)$/)
  return (sign === '-' ? -1 : 1) * (hours * 60 + Number(minutes)) * 60_000
}

function showTime() {
  if (version !== null) write('clock', hourAndMinute(new Date(Date.now() + ahead + zone).toISOString()))
}

function share(part, whole) {
  return whole > 0 ? Math.min(100, Math.round((part / whole) * 100)) : 0
}

function bar(part, whole) {
  const track = piece('div', 'bar', '')
  const fill = document.createElement('span')
  fill.style.width = `${share(part, whole)}%`
  track.append(fill)
  return track
}

function showFigures(answer) {
  document.title = `${answer.arrived} / ${answer.expected} · ${answer.title}`
  document.body.classList.toggle('no-names', !answer.shows_names)
  write('title', answer.title)
  write('place', [hourAndMinute(answer.starts_at) + ' 开始', answer.venue].filter(Boolean).join(' · '))
  write('arrived', String(answer.arrived))
  write('expected', String(answer.expected))
  const percent = share(answer.arrived, answer.expected)
  at('bar').style.width = `${percent}%`
  write('percent', answer.expected ? `${percent}%` : '')
  write('missing', answer.expected > answer.arrived ? `还有 ${answer.expected - answer.arrived} 人未到` : answer.expected ? '都到了' : '')
}

function showOrganizations(organizations) {
  // One organization is the whole: its bar would say the same again.
  const rows = organizations.length > 1 ? organizations : []
  at('organizations').replaceChildren(
    ...rows.map(({ name, arrived, expected }) => {
      const item = document.createElement('li')
      const row = piece('div', 'row', '')
      row.append(piece('span', 'name', name), piece('span', 'numbers', `${arrived} / ${expected}`))
      item.append(row, bar(arrived, expected))
      return item
    }),
  )
}

function showArrivals(arrivals) {
  const list = at('arrivals')
  const known = new Set([...list.children].map((item) => item.dataset.id))
  const isFirst = version === null
  at('nobody').hidden = arrivals.length > 0
  list.replaceChildren(
    ...arrivals.map(({ id, name, seats, at: moment }) => {
      const item = document.createElement('li')
      item.dataset.id = id
      if (!isFirst && !known.has(id)) item.className = 'fresh'
      const who = piece('span', 'who', name)
      if (seats > 1) who.append(piece('span', 'with', `等 ${seats} 人`))
      item.append(who, piece('time', '', hourAndMinute(moment)))
      return item
    }),
  )
}

async function ask() {
  const asked = Date.now()
  const query = version === null ? '' : `?since=${version}`
  const response = await fetch(live + query, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) })
  if (response.status === 404) return false
  if (!response.ok) throw new Error(String(response.status))
  const answer = await response.json()
  ahead = new Date(answer.server_time).getTime() - (asked + Date.now()) / 2
  zone = offsetOf(answer.server_time)
  showFigures(answer)
  showOrganizations(answer.per_organization)
  if (answer.arrivals !== null) showArrivals(answer.arrivals)
  version = answer.version
  showTime()
  return true
}

async function look() {
  try {
    const goesOn = await ask()
    write('network', goesOn ? '' : ENDED)
    if (!goesOn) return
    wait = EVERY_MS
  } catch {
    write('network', BROKEN)
    wait = Math.min(SLOWEST_MS, wait * 2)
  }
  setTimeout(look, wait)
}

setInterval(showTime, 1000)
look()
