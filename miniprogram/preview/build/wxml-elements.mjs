/**
 * Every opening tag of a WXML file, in order: enough to see which tags and attribute values a page uses.
 *
 * @param {string} source
 * @returns {{tag: string, attributes: Map<string, string>, line: number}[]}
 */
export function wxmlElements(source) {
  const blanked = source
    .replace(/<!--[\s\S]*?-->/g, blank)
    .replace(/(<wxs\b[^>]*[^/]>)([\s\S]*?)(<\/wxs>)/g, (_, open, body, close) => open + blank(body) + close)
  const elements = []
  const opening = /<([a-zA-Z][\w-]*)((?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{\{[^}]*\}\}))?)*)\s*\/?>/g
  for (const match of blanked.matchAll(opening)) {
    elements.push({ tag: match[1], attributes: attributesOf(match[2]), line: lineAt(blanked, match.index) })
  }
  return elements
}

function attributesOf(text) {
  const attributes = new Map()
  for (const [, name, double, single] of text.matchAll(/([\w:@.-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g)) {
    attributes.set(name, double ?? single ?? '')
  }
  return attributes
}

function lineAt(source, index) {
  return source.slice(0, index).split('\n').length
}

function blank(text) {
  return text.replace(/[^\n]/g, ' ')
}
