// Judging by keyboard: J and K go from card to card, X ticks one, A passes what is ticked (or this one), B asks why not.
import { onPage } from './console.js'

onPage('[data-judge]', (form) => {
  const boxes = () => [...form.querySelectorAll('input[name=ids]')]
  const all = form.querySelector('[data-judge-all]')
  if (!all) return
  const count = form.querySelector('[data-judge-count]')
  const show = () => {
    const picked = boxes().filter((box) => box.checked).length
    count.textContent = `已选 ${picked} 项`
    all.checked = picked > 0 && picked === boxes().length
    all.indeterminate = picked > 0 && !all.checked
  }
  form.addEventListener('change', (event) => {
    if (event.target === all) for (const box of boxes()) box.checked = all.checked
    show()
  })

  const cards = [...form.querySelectorAll('[data-card]')]
  const current = () => cards.indexOf(document.activeElement?.closest('[data-card]'))
  const go = (step) => cards[Math.min(cards.length - 1, Math.max(0, current() + step))]?.focus()
  const pickCurrent = () => {
    const box = cards[current()]?.querySelector('input[name=ids]')
    if (box && !boxes().some((one) => one.checked)) box.checked = true
    show()
  }
  const keys = {
    j: () => go(1),
    k: () => go(-1),
    x: () => cards[current()]?.querySelector('input[name=ids]')?.click(),
    a: () => {
      pickCurrent()
      form.querySelector('[data-judge-clear]')?.click()
    },
    b: () => {
      pickCurrent()
      form.querySelector('#reason')?.focus()
    },
  }
  const onKey = (event) => {
    if (!form.isConnected) return document.removeEventListener('keydown', onKey)
    if (event.target.closest('input:not([type=checkbox]), textarea, select, dialog') || event.ctrlKey || event.metaKey || event.altKey) return
    const act = keys[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  }
  document.addEventListener('keydown', onKey)
  // Enter in the field of reasons keeps from others, it does not pass.
  form.querySelector('#reason')?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    form.querySelector('[data-judge-block]').click()
  })
})
