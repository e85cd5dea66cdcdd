// The tree: folding branches, and dragging one below another. Without this every branch is open, and moving is a form.
import { onPage } from '/console/assets/console.js'

const fold = (button, isOpen) => {
  button.setAttribute('aria-expanded', String(isOpen))
  document.getElementById(button.getAttribute('aria-controls')).hidden = !isOpen
}

onPage('.tree', async (tree) => {
  tree.addEventListener('click', (event) => {
    const button = event.target.closest('button.fold')
    if (button) fold(button, button.getAttribute('aria-expanded') !== 'true')
    const name = event.target.closest('.branch-name')
    if (!name) return
    tree.querySelector('.branch-open')?.classList.remove('branch-open')
    name.closest('.branch').classList.add('branch-open')
  })
  const shown = Number(tree.dataset.foldBelow)
  if (shown) {
    const deep = Array.from({ length: shown }, () => '.branches').join(' ')
    for (const button of tree.querySelectorAll(`${deep} .branch > button.fold`)) fold(button, false)
  }
  if (!tree.querySelector('.grip')) return
  const { default: Sortable } = await import('/console/assets/vendor/sortable.js')
  for (const list of tree.querySelectorAll('.branches[data-parent]')) {
    Sortable.create(list, {
      group: 'organizations',
      handle: '.grip',
      animation: 120,
      sort: false,
      onStart: () => tree.classList.add('tree-dragging'),
      onEnd: (drop) => {
        tree.classList.remove('tree-dragging')
        weigh(drop)
      },
    })
  }
})

/** Puts the branch back where it is, and asks in the panel what moving it there would change. */
function weigh({ item, from, to, oldIndex }) {
  if (from === to) return
  from.insertBefore(item, from.children[oldIndex] ?? null)
  const url = `/console/organizations/${item.dataset.organization}/move?to=${to.dataset.parent}`
  htmx.ajax('GET', url, { target: '#panel', swap: 'outerHTML' })
}
