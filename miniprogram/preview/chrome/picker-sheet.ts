import { openLayer } from './dialogs'
import { h } from './dom'
import type { PickerColumns } from './picker-columns'

/**
 * A sheet of columns from below.
 *
 * @param onColumn told of each change before it is confirmed
 * @returns the selected index of each column, or undefined when cancelled
 */
export function openPickerSheet(title: string, picker: PickerColumns, onColumn: (column: number, index: number) => void): Promise<number[] | undefined> {
  return new Promise((resolve) => {
    const selected = [...picker.selected]
    const wheels = h('div', { class: 'mp-picker-columns' })
    const end = (result?: number[]) => {
      layer.remove()
      resolve(result)
    }
    const choose = (column: number, index: number) => {
      selected[column] = index
      onColumn(column, index)
      const refreshed = picker.refresh?.()
      if (refreshed) selected.splice(0, selected.length, ...refreshed.selected.map((value, at) => (at === column ? index : value)))
      draw(refreshed?.columns ?? picker.dependent?.(selected) ?? picker.columns)
    }
    const draw = (columns: string[][]) => {
      columns.forEach((items, column) => {
        selected[column] = Math.min(selected[column] ?? 0, Math.max(0, items.length - 1))
      })
      wheels.replaceChildren(...columns.map((items, column) => wheel(items, selected[column] ?? 0, (index) => choose(column, index))))
      for (const option of wheels.querySelectorAll('[aria-selected=true]')) option.scrollIntoView?.({ block: 'center' })
    }
    const layer = openLayer(
      h(
        'div',
        { class: 'mp-sheet mp-picker', role: 'dialog', 'aria-modal': 'true', 'aria-label': title || '请选择' },
        h(
          'header',
          {},
          h('button', { onclick: () => end() }, '取消'),
          h('h2', {}, title),
          h('button', { class: 'mp-primary', onclick: () => end(selected) }, '确定'),
        ),
        wheels,
      ),
      () => end(),
    )
    draw(picker.columns)
  })
}

function wheel(items: string[], selected: number, onSelect: (index: number) => void): HTMLElement {
  const options = items.map((text, index) => h('button', { role: 'option', 'aria-selected': String(index === selected), onclick: () => onSelect(index) }, text))
  return h('div', { class: 'mp-picker-column', role: 'listbox' }, ...options)
}
