import { type BuiltinNode, builtin, type ComponentSpace, nodeOf } from './node'
import { SHARED, setUpShared } from './shared'

const FIELDS = ['input', 'textarea', 'switch', 'picker', 'slider', 'checkbox-group', 'radio-group'].map((tag) => `wx-${tag}`).join(',')

/** `form`: its submit button reports the value of every named field inside. */
export function defineForm(space: ComponentSpace): void {
  builtin(space, 'form', { ...SHARED, reportSubmit: false, reportSubmitTimeout: 0 }, (node) => {
    setUpShared(node)
    const fields = () => fieldsIn(node.element)
    node.formValue = () =>
      Object.fromEntries(
        fields()
          .filter((field) => field.props.name)
          .map((field) => [field.props.name, field.formValue?.()]),
      )
    node.resetValue = () => {
      for (const field of [...fields(), ...boxesIn(node.element)]) field.resetValue?.()
    }
  })
}

function fieldsIn(form: HTMLElement): BuiltinNode[] {
  return nodesIn(form, FIELDS)
}

function boxesIn(form: HTMLElement): BuiltinNode[] {
  return nodesIn(form, 'wx-checkbox, wx-radio')
}

function nodesIn(form: HTMLElement, selector: string): BuiltinNode[] {
  return [...form.querySelectorAll(selector)].map((element) => nodeOf(element)).filter((node) => node !== undefined)
}
