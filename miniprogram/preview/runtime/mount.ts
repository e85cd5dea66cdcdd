import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { replaceSelectorQuery } from '../wx/queries'
import type { Framework } from './framework'

export interface Mounted {
  element: HTMLElement
  /** The component as its own code sees it. */
  instance: { data: Record<string, unknown>; [method: string]: unknown }
  unmount(): void
}

type Listener = (event: { detail: unknown }) => void

/** One component alone, below a parent so that a component with a virtual host has somewhere to render. */
export function mountComponent(framework: Framework, path: string, properties: Record<string, unknown>, listeners: Record<string, Listener>): Mounted {
  const element = document.createElement('wx-page')
  const placeholder = document.createElement('span')
  element.append(placeholder)
  document.body.append(element)
  const space = framework.space.getComponentSpace()
  const parent = glassEasel.Component.createWithContext('mount-parent', space.defineComponent({ is: 'mount-parent' }), framework.context as never)
  const shadow = parent.getShadowRoot() as glassEasel.ShadowRoot
  const component = shadow.createComponentByDef('mounted', space.getComponentByUrl(path, '')) as glassEasel.GeneralComponent
  for (const [name, listener] of Object.entries(listeners)) component.addListener(name, listener as never)
  replaceSelectorQuery(component.getMethodCaller() as object)
  component.setData(properties)
  shadow.appendChild(component)
  glassEasel.Element.replaceDocumentElement(parent as never, element as never, placeholder as never)
  return {
    element,
    instance: component.getMethodCaller() as unknown as Mounted['instance'],
    unmount() {
      glassEasel.Element.pretendDetached(parent as never)
      element.remove()
    },
  }
}
