import { builtin, type ComponentSpace } from './node'
import { SHARED, setUpShared } from './shared'

interface RichNode {
  name?: string
  type?: 'node' | 'text'
  text?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

/** Tags WeChat keeps in rich text; others are dropped with what they hold. */
const TAGS = new Set(
  'a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i img ins label legend li mark nav ol p pre q rt ruby s section small span strong sub sup table tbody td tfoot th thead tr tt u ul'.split(
    ' ',
  ),
)
const ATTRIBUTES = new Set([
  'class',
  'style',
  'src',
  'alt',
  'width',
  'height',
  'colspan',
  'rowspan',
  'align',
  'start',
  'type',
  'dir',
  'color',
  'span',
  'size',
  'face',
])

export function defineRichText(space: ComponentSpace): void {
  builtin(space, 'rich-text', { ...SHARED, nodes: null, space: '', userSelect: false, mode: 'default' }, (node) => {
    setUpShared(node)
    node.watch(['nodes'], () => {
      const nodes = node.props.nodes as unknown as string | RichNode[] | null
      const children = typeof nodes === 'string' ? fromMarkup(nodes) : (nodes ?? []).map(fromNode)
      node.element.replaceChildren(...children.filter((child) => child !== undefined))
    })
  })
}

/** Parsed without running anything, then cleaned like nodes. */
function fromMarkup(markup: string): (Node | undefined)[] {
  const parsed = new DOMParser().parseFromString(markup, 'text/html')
  return [...parsed.body.childNodes].map(clean)
}

function clean(node: Node): Node | undefined {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.textContent ?? '')
  if (!(node instanceof Element)) return undefined
  const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
  return element(node.localName, attributes, [...node.childNodes].map(clean))
}

function fromNode(node: RichNode): Node | undefined {
  if (node.type === 'text') return document.createTextNode(node.text ?? '')
  return element(node.name ?? '', node.attrs ?? {}, (node.children ?? []).map(fromNode))
}

function element(name: string, attributes: Record<string, string>, children: (Node | undefined)[]): Node | undefined {
  const tag = name.toLowerCase()
  if (!TAGS.has(tag)) return undefined
  const made = document.createElement(tag)
  for (const [attribute, value] of Object.entries(attributes)) if (ATTRIBUTES.has(attribute)) made.setAttribute(attribute, value)
  made.append(...children.filter((child) => child !== undefined))
  return made
}
