// The big screen: its parts take turns; htmx brings new figures every minute.
const TURN_MS = 12_000
let turn = 0

const show = () => {
  const turns = [...document.querySelectorAll('.turn')]
  for (const [index, one] of turns.entries()) one.classList.toggle('is-on', index === turn % turns.length)
}
const tick = () => {
  document.getElementById('clock').textContent = new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', hour12: false })
}
const network = (words) => {
  document.getElementById('network').textContent = words
}

show()
tick()
setInterval(tick, 1_000)
setInterval(() => {
  turn += 1
  show()
}, TURN_MS)
document.addEventListener('keydown', ({ key }) => {
  if (key === 'ArrowRight' || key === ' ') turn += 1
  else if (key === 'ArrowLeft') turn += document.querySelectorAll('.turn').length - 1
  else return
  show()
})
document.addEventListener('htmx:afterSwap', () => {
  network('')
  show()
})
document.addEventListener('htmx:sendError', () => network('网络断开，正在重连'))
document.addEventListener('htmx:responseError', ({ detail }) => (detail.xhr.status === 404 ? location.reload() : network('服务器没有回应')))
