// What the form builder does beyond its forms, all of which work without it: dragging, keys, and where the cursor goes.
import { onPage } from '/console/assets/console.js'
import Sortable from '/console/assets/vendor/sortable.js'

const press = (root, id) => {
  const button = root.querySelector(`[id="${CSS.escape(id)}"]`)
  if (!button || button.disabled) return false
  button.click()
  return true
}

onPage('[data-builder]', (builder) => {
  for (const list of builder.querySelectorAll('[data-section]')) {
    Sortable.create(list, { group: 'questions', handle: '.grip', animation: 120, draggable: '.form-card', forceFallback: true, onEnd: moved })
  }
  builder.querySelector('[data-focus]')?.focus()
})

// The order of options is that of the fields, so that the editor saves it like any other change.
onPage('[data-options]', (list) => {
  Sortable.create(list, {
    handle: '.grip',
    animation: 120,
    forceFallback: true,
    draggable: '.form-option',
    onEnd: ({ item }) => item.dispatchEvent(new Event('change', { bubbles: true })),
  })
})

/** A question was dropped: before the one below it, in the section it is in now. */
function moved({ item, from, to, oldIndex, newIndex }) {
  if (from === to && oldIndex === newIndex) return
  const builder = item.closest('[data-builder]')
  const values = {
    do: 'move',
    name: item.dataset.part,
    section: to.dataset.section,
    before: item.nextElementSibling?.dataset.part ?? '',
    open: builder.querySelector('#editor [name=name]')?.value ?? '',
  }
  htmx.ajax('POST', builder.dataset.url, { source: builder, target: builder, swap: 'outerHTML', values })
}

document.addEventListener('keydown', (event) => {
  const builder = event.target.closest?.('[data-builder]') ?? (event.target === document.body ? document.querySelector('[data-builder]') : null)
  if (!builder) return
  if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
    const way = event.key === 'ArrowUp' ? 'up' : 'down'
    const option = event.target.closest('.form-option')
    const part = event.target.closest('[data-part]')
    const id = option ? `${way}-${option.closest('[data-options]').dataset.options}-${option.dataset.value}` : part && `${way}-${part.dataset.part}`
    if (id && press(builder, id)) event.preventDefault()
    return
  }
  // In a text field the browser takes back what was typed.
  const isText = event.target.matches('textarea, input:not([type=checkbox], [type=radio])')
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !isText) {
    if (press(builder, event.shiftKey ? 'redo' : 'undo')) event.preventDefault()
  }
  if (event.key === 'Enter' && !event.isComposing && event.target.matches('#editor input')) {
    event.preventDefault()
    const list = event.target.closest('[data-options]')
    if (list) press(builder, `add-${list.dataset.options}`)
  }
})

// A list pasted into one option becomes as many options.
document.addEventListener('paste', (event) => {
  const list = event.target.closest?.('[data-options]')
  const text = event.clipboardData?.getData('text') ?? ''
  if (!list || !text.trim().includes('\n')) return
  event.preventDefault()
  const name = list.dataset.options
  document.getElementById(`${name}-pasted`).value = text
  document.getElementById(`paste-${name}`).click()
})

// What waits to be saved is saved before the page goes.
addEventListener('beforeunload', (event) => {
  if (document.querySelector('#editor.htmx-request')) event.preventDefault()
})
