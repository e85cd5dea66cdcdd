import { dateColumns, type PickerColumns, timeColumns } from '../chrome/picker-columns'
import { openPickerSheet } from '../chrome/picker-sheet'
import { builtin, type ComponentSpace, type NodeOf } from './node'
import { SHARED, setUpShared } from './shared'

const PICKER = {
  ...SHARED,
  mode: 'selector',
  range: null,
  rangeKey: '',
  value: null,
  start: '',
  end: '',
  fields: 'day',
  disabled: false,
  name: '',
  headerText: '',
}
type PickerNode = NodeOf<typeof PICKER>

/** `picker`: a tap on its content opens a sheet of columns from below. */
export function definePicker(space: ComponentSpace): void {
  builtin(space, 'picker', PICKER, (node) => {
    setUpShared(node)
    const initial = node.props.value
    node.element.addEventListener('click', () => {
      if (!node.props.disabled) void choose(node)
    })
    node.formValue = () => node.props.value
    node.resetValue = () => node.set({ value: initial })
  })
}

async function choose(node: PickerNode): Promise<void> {
  const columns = columnsOf(node)
  const selected = await openPickerSheet(node.props.headerText, columns, (column, value) => {
    if (node.props.mode === 'multiSelector') {
      node.fire('columnchange', { column, value })
      columns.refresh = () => columnsOf(node)
    }
  })
  if (!selected) {
    node.fire('cancel')
    return
  }
  const value = columns.valueOf(selected)
  node.set({ value: value })
  node.fire('change', { value })
}

function columnsOf(node: PickerNode): PickerColumns {
  const { mode, start, end, fields } = node.props
  const value = node.props.value as unknown
  if (mode === 'date') return dateColumns(String(value ?? ''), start, end, fields)
  if (mode === 'time') return timeColumns(String(value ?? ''), start, end)
  const range = (node.props.range ?? []) as unknown[]
  const labels = (items: unknown[]) =>
    items.map((item) => (node.props.rangeKey ? String((item as Record<string, unknown>)[node.props.rangeKey]) : String(item)))
  if (mode === 'selector') {
    return { columns: [labels(range)], selected: [Number(value) || 0], valueOf: ([index]) => index }
  }
  if (mode === 'multiSelector') {
    const indexes = (value ?? []) as number[]
    return {
      columns: range.map((column) => labels(column as unknown[])),
      selected: range.map((_, index) => Number(indexes[index]) || 0),
      valueOf: (all) => all,
    }
  }
  throw new Error(`<picker mode="${mode}"> is not supported by the preview`)
}
