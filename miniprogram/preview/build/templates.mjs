import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { BuildError } from './project.mjs'
import { unsupported } from './supported.mjs'
import { wxmlElements } from './wxml-elements.mjs'

const { TmplGroup } = createRequire(import.meta.url)('glass-easel-template-compiler')

/**
 * Compiles every WXML and WXS the project reaches.
 *
 * @param {import('./project.mjs').Project} project
 * @returns {string} JavaScript: an object from logical path to compiled template
 */
export function compileTemplates(project) {
  const group = new TmplGroup()
  const seen = new Set()
  const problems = []
  const source = (logical) => {
    const file = `${project.file(logical)}.wxml`
    if (!fs.existsSync(file)) throw new BuildError(`${file}: missing`)
    return fs.readFileSync(file, 'utf8')
  }

  const addTemplate = (logical) => {
    if (seen.has(logical)) return
    seen.add(logical)
    for (const warning of group.addTmpl(logical, source(logical)) ?? []) {
      if (isRefused(warning)) problems.push(`${logical}.wxml:${warning.startLine + 1}: ${warning.message}`)
    }
    group.getDirectDependencies(logical).forEach(addTemplate)
    for (const script of group.getScriptDependencies(logical)) addWxs(project, group, seen, script)
  }

  for (const [logical, config] of project.components) {
    addTemplate(logical)
    const components = new Set([...Object.keys(config.usingComponents), ...Object.keys(config.componentGenerics ?? {})])
    for (const file of reachable(group, logical)) {
      for (const element of wxmlElements(source(file))) {
        const problem = unsupported(element, components)
        if (problem) problems.push(`${file}.wxml:${element.line}: ${problem}`)
      }
    }
  }
  if (problems.length) throw new BuildError([...new Set(problems)].join('\n'))
  return group.getTmplGenObjectGroups()
}

/** Unmatched tags are only a warning here, but WeChat's compiler refuses them. */
function isRefused(warning) {
  return warning.isError || /end tag/.test(warning.message)
}

function addWxs(project, group, seen, logical) {
  const key = `wxs:${logical}` // a script may have the name of its template
  if (seen.has(key)) return
  seen.add(key)
  const source = fs.readFileSync(`${project.file(logical.replace(/\.wxs$/, ''))}.wxs`, 'utf8')
  // In WXS `x.constructor` is the name of x's type, in JavaScript it is a function.
  group.addScript(logical, source.replace(/\.constructor\b(?!\.name)/g, '.constructor.name'))
  for (const [, required] of source.matchAll(/require\(['"](.+?)['"]\)/g)) {
    addWxs(project, group, seen, path.posix.join(path.posix.dirname(logical), required))
  }
}

/** The template and those it imports or includes. */
function reachable(group, logical, found = new Set()) {
  if (found.has(logical)) return found
  found.add(logical)
  for (const dependency of group.getDirectDependencies(logical)) reachable(group, dependency, found)
  return found
}
