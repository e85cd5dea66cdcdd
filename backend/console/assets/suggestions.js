// The board by keyboard: arrows walk through cards and columns, Enter opens one as any link.
if (!window.lianyiBoard) {
  window.lianyiBoard = true
  document.addEventListener('keydown', (event) => {
    const card = event.target.closest?.('[data-board] [data-card]')
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return
    const columns = [...card.closest('[data-board]').children].map((one) => [...one.querySelectorAll('[data-card]')])
    const x = columns.findIndex((cards) => cards.includes(card))
    const y = columns[x].indexOf(card)
    const beside = (step) => {
      for (let at = x + step; columns[at]; at += step) if (columns[at].length > 0) return columns[at][Math.min(y, columns[at].length - 1)]
      return null
    }
    const next = { ArrowUp: () => columns[x][y - 1], ArrowDown: () => columns[x][y + 1], ArrowLeft: () => beside(-1), ArrowRight: () => beside(1) }[event.key]?.()
    if (!next) return
    event.preventDefault()
    next.focus()
    next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
}
