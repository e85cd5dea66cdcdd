import fs from 'node:fs'
import path from 'node:path'

/** A mistake in the app being built: reported in one line, without a stack. */
export class BuildError extends Error {}

const NPM_PREFIX = 'miniprogram_npm/'

/**
 * What a mini-program folder declares: its pages, and every component they reach.
 *
 * A "logical path" is a path as WeChat knows it: `pages/home/index`, or
 * `miniprogram_npm/tdesign-miniprogram/button/button` for a component from npm.
 */
export class Project {
  /**
   * @param {string} root the mini-program folder (holds app.json)
   * @param {string} nodeModules
   */
  constructor(root, nodeModules) {
    this.root = root
    this.nodeModules = nodeModules
    this.app = readJson(path.join(root, 'app.json'))
    this.theme = this.app.themeLocation && readJson(path.join(root, this.app.themeLocation))
    this.pages = [...this.app.pages, ...subpackages(this.app).flatMap((s) => s.pages.map((p) => path.posix.join(s.root, p)))]
    /** @type {Map<string, object>} logical path -> its json, dependencies first */
    this.components = new Map()
    this.#visited = new Set()
    for (const page of this.pages) this.#visit(page)
    this.#checkTabBar()
  }

  #visited

  /** Absolute path of a logical path, without extension. */
  file(logical) {
    if (!logical.startsWith(NPM_PREFIX)) return path.join(this.root, logical)
    const [name, ...rest] = logical.slice(NPM_PREFIX.length).split('/')
    return path.join(this.npmRoot(name), ...rest)
  }

  /** The folder of an npm package that WeChat would copy into miniprogram_npm; of a plain package, all of it. */
  npmRoot(name) {
    const folder = path.join(this.nodeModules, name)
    const made = path.join(folder, readJson(path.join(folder, 'package.json')).miniprogram ?? 'miniprogram_dist')
    return fs.existsSync(made) ? made : folder
  }

  script(logical) {
    return ['.ts', '.js'].map((extension) => this.file(logical) + extension).find(fs.existsSync)
  }

  isPage(logical) {
    return this.pages.includes(logical)
  }

  isNpm(logical) {
    return logical.startsWith(NPM_PREFIX)
  }

  #visit(logical) {
    if (this.#visited.has(logical)) return
    this.#visited.add(logical)
    const json = this.#readConfig(logical)
    const own = json.usingComponents ?? {}
    const inherited = this.isNpm(logical) ? {} : (this.app.usingComponents ?? {})
    const usingComponents = {}
    for (const [tag, reference] of Object.entries({ ...inherited, ...own })) {
      const target = this.#resolve(tag in own ? logical : 'app', reference)
      if (target === logical && !(tag in own)) continue // an app-wide component does not contain itself
      usingComponents[tag] = `/${target}`
      this.#visit(target)
    }
    this.components.set(logical, { ...json, ...this.#styleOptions(logical), usingComponents, component: !this.isPage(logical) })
  }

  #readConfig(logical) {
    if (!this.script(logical)) throw new BuildError(`${logical}: no such page or component (no .ts or .js)`)
    const file = `${this.file(logical)}.json`
    return fs.existsSync(file) ? readJson(file) : {}
  }

  #resolve(from, reference) {
    if (reference.startsWith('plugin')) throw new BuildError(`${from}: plugins are not supported (${reference})`)
    if (reference.startsWith('/')) return reference.slice(1)
    const relative = path.posix.join(path.posix.dirname(from), reference)
    return reference.startsWith('.') || fs.existsSync(`${this.file(relative)}.json`) ? relative : NPM_PREFIX + reference
  }

  /** WeChat also takes these two from `Component({ options })`; the style compiler needs them before the script runs. */
  #styleOptions(logical) {
    if (this.isNpm(logical) || this.isPage(logical)) return {}
    const source = fs.readFileSync(this.script(logical), 'utf8')
    const isolation = source.match(/styleIsolation:\s*['"]([a-z-]+)['"]/)
    if (isolation) return { styleIsolation: isolation[1] }
    return /addGlobalClass:\s*true/.test(source) ? { styleIsolation: 'apply-shared' } : {}
  }

  #checkTabBar() {
    for (const item of this.app.tabBar?.list ?? []) {
      if (!this.app.pages.includes(item.pagePath)) throw new BuildError(`app.json: tab ${item.pagePath} is not in the main package`)
      for (const icon of [item.iconPath, item.selectedIconPath].filter((file) => file && !file.startsWith('@'))) {
        const size = fs.statSync(path.join(this.root, icon), { throwIfNoEntry: false })?.size
        if (!size) throw new BuildError(`app.json: no tab icon ${icon}`)
        if (size > 40 * 1024) throw new BuildError(`app.json: tab icon ${icon} is over 40 KB`)
        if (!/\.(png|jpe?g)$/.test(icon)) throw new BuildError(`app.json: tab icon ${icon} must be PNG or JPEG`)
      }
    }
  }
}

/** `subPackages` and `subpackages` are both accepted by WeChat. */
export function subpackages(app) {
  return app.subPackages ?? app.subpackages ?? []
}

export function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch (error) {
    throw new BuildError(`${file}: ${error.message}`)
  }
}
