import fs from 'node:fs'
import path from 'node:path'

const SIBLINGS = ['.js', '.json', '.wxml', '.wxss']
const SOURCE_EXTENSIONS = ['.js', '.json', '.wxml', '.wxss', '.wxs']

/**
 * The files of npm packages that the app really uses: its components and the modules it requires, with everything
 * those refer to.
 *
 * @param {import('../preview/build/project.mjs').Project} project
 * @returns {Map<string, string>} path below miniprogram_npm -> absolute source file
 */
export function usedNpmFiles(project) {
  const files = new Map()
  for (const logical of project.components.keys()) {
    if (!project.isNpm(logical)) continue
    const [, name] = logical.split('/')
    for (const extension of SIBLINGS) follow(project, name, project.file(logical) + extension, files)
  }
  for (const { name, file } of requiredModules(project)) follow(project, name, file, files)
  return files
}

/** Modules of packages that the app's own scripts import, e.g. `tdesign-miniprogram/toast/index`. */
function requiredModules(project) {
  const scripts = fs.readdirSync(project.root, { recursive: true }).filter((name) => name.endsWith('.ts') && !name.startsWith('miniprogram_npm'))
  const required = []
  for (const script of scripts) {
    for (const reference of scriptReferences(fs.readFileSync(path.join(project.root, script), 'utf8'))) {
      const [name, ...rest] = reference.split('/')
      if (reference.startsWith('.') || !rest.length || !fs.existsSync(path.join(project.nodeModules, name))) continue
      required.push({ name, file: resolveFile(path.join(project.npmRoot(name), ...rest)) })
    }
  }
  return required
}

function follow(project, name, file, files) {
  const root = project.npmRoot(name)
  if (!file || !fs.existsSync(file)) return
  const target = path.posix.join(name, path.relative(root, file))
  if (files.has(target)) return
  files.set(target, file)
  for (const reference of referencesOf(file)) follow(project, name, resolveReference(root, file, reference), files)
}

function referencesOf(file) {
  const source = fs.readFileSync(file, 'utf8')
  switch (path.extname(file)) {
    case '.js':
    case '.wxs':
      return scriptReferences(source)
    case '.wxml':
      return [...source.matchAll(/<(?:import|include|wxs)\b[^>]*?\bsrc=["']([^"']+)["']/g)].map((match) => match[1])
    case '.wxss':
      return [...source.matchAll(/@import\s+(?:url\()?["']([^"']+)["']/g)].map((match) => match[1])
    default:
      return []
  }
}

function scriptReferences(source) {
  const statements = [
    /(?:import|export)\b[^'"();]*?\bfrom\s*["']([^"']+)["']/g,
    /\bimport\s*["']([^"']+)["']/g,
    /\b(?:require|import)\(\s*["']([^"']+)["']\s*\)/g,
  ]
  return statements.flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1]))
}

/** A relative reference, or a package inside the package's own miniprogram_npm. */
function resolveReference(root, from, reference) {
  if (reference.startsWith('/')) return resolveFile(path.join(root, reference))
  return resolveFile(path.resolve(path.dirname(from), reference)) ?? resolveFile(path.join(root, 'miniprogram_npm', reference))
}

function resolveFile(stem) {
  return ['', ...SOURCE_EXTENSIONS, '/index.js'].map((suffix) => stem + suffix).find((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile())
}
