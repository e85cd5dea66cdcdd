import fs from 'node:fs'
import path from 'node:path'
import postcss from 'postcss'
import selectorParser from 'postcss-selector-parser'
import { convertUnits } from '../units.mjs'
import { withLocalIcons } from './icons.mjs'
import { BuildError } from './project.mjs'
import { BUILTIN_TAGS } from './supported.mjs'

/**
 * All WXSS as one style sheet, in WeChat's order: app, components (dependencies first), pages.
 *
 * Classes of an isolated component get its scope as a prefix (the framework does the same to its elements); rules of
 * a page apply below that page only, without gaining weight.
 *
 * @param {import('./project.mjs').Project} project
 * @returns {{css: string, scopes: Record<string, string>}} scopes: logical path -> class prefix
 */
export function compileStyles(project) {
  const scopes = {}
  const sheets = [sheet(project, 'app', {})]
  const pageSheets = []
  for (const [logical, config] of project.components) {
    if (project.isPage(logical)) {
      pageSheets.push(sheet(project, logical, { route: logical }))
      continue
    }
    const isolation = config.styleIsolation ?? 'isolated'
    if (isolation !== 'shared') scopes[logical] = `s${Object.keys(scopes).length.toString(36)}`
    sheets.push(sheet(project, logical, { scope: scopes[logical] }))
  }
  return { css: [...sheets, ...pageSheets].join('\n'), scopes }
}

function sheet(project, logical, target) {
  const file = `${project.file(logical)}.wxss`
  return fs.existsSync(file) ? transform(parse(project, file), target).toString() : ''
}

function parse(project, file) {
  const text = fs.readFileSync(file, 'utf8')
  const isIconSheet = /tdesign-miniprogram[\\/].*[\\/]icon\.wxss$/.test(file)
  const root = postcss.parse(isIconSheet ? withLocalIcons(text, project.nodeModules) : text, { from: file })
  root.walkAtRules('import', (rule) => {
    const reference = rule.params.match(/['"](.+?)['"]/)?.[1]
    if (!reference) throw new BuildError(`${file}: unreadable @import ${rule.params}`)
    const target = reference.startsWith('/') ? path.join(project.root, reference) : path.resolve(path.dirname(file), reference)
    if (!fs.existsSync(target)) throw new BuildError(`${file}: @import ${reference}: no such file`)
    rule.replaceWith(parse(project, target).nodes)
  })
  return root
}

function transform(root, target) {
  root.walkDecls((declaration) => {
    const local = declaration.value.match(/url\(\s*['"]?(?!data:|https?:|icons\/|#)([^)'"]+)/)
    if (local) throw declaration.error(`WXSS cannot load a local file: ${local[1]}`, { plugin: 'wxss' })
    declaration.value = convertUnits(declaration.value)
  })
  const rewrite = selectorParser((selectors) => rewriteSelectors(selectors, target))
  root.walkRules((rule) => {
    if (rule.parent.type === 'atrule' && /keyframes$/.test(rule.parent.name)) return
    rule.selector = rewrite.processSync(rule.selector)
  })
  return root
}

function rewriteSelectors(selectors, { scope, route }) {
  // The framework writes ids with a prefix that is new for every component instance.
  selectors.walkIds((id) => id.replaceWith(attribute('id', '$=', `--${id.value}`)))
  selectors.walkTags((tag) => {
    if (BUILTIN_TAGS.has(tag.value) || tag.value === 'page') tag.value = `wx-${tag.value}`
  })
  if (scope) {
    selectors.walkClasses((name) => {
      name.value = `${scope}--${name.value}`
    })
    selectors.walkPseudos((pseudo) => {
      if (pseudo.value === ':host') pseudo.replaceWith(attribute('wx-host', '=', scope))
    })
  }
  if (route) selectors.each((selector) => limitToPage(selector, route))
}

function limitToPage(selector, route) {
  const page = selector.nodes.find((node) => node.type === 'tag' && node.value === 'wx-page')
  if (page) page.parent.insertAfter(page, selectorParser.pseudo({ value: `:where([data-route="${route}"])` }))
  else {
    const first = selector.first
    const before = first.spaces.before
    first.spaces.before = ''
    selector.prepend(selectorParser.combinator({ value: ' ' }))
    selector.prepend(selectorParser.pseudo({ value: `:where(wx-page[data-route="${route}"])`, spaces: { before, after: '' } }))
  }
}

function attribute(name, operator, value) {
  return selectorParser.attribute({ attribute: name, operator, value, quoteMark: '"', raws: {} })
}
