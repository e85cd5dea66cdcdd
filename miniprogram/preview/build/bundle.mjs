import fs from 'node:fs'
import path from 'node:path'
import esbuild from 'esbuild'

/**
 * One script for the phone: the preview's runtime, the app's scripts and its compiled templates.
 *
 * @param {import('./project.mjs').Project} project
 * @param {{templates: string, scopes: Record<string, string>, preview: string, out: string}} parts
 */
export async function bundlePhone(project, { templates, scopes, preview, out }) {
  const scripts = [...project.components.keys()].map((logical) => [logical, project.script(logical)])
  const json = JSON.stringify
  const contents = `
import { boot } from ${json(path.join(preview, 'runtime/boot.ts'))}
boot({
  app: ${json(project.app)},
  theme: ${json(project.theme)},
  pages: ${json(project.pages)},
  configs: ${json(Object.fromEntries(project.components))},
  scopes: ${json(scopes)},
  templates: ${templates},
  startApp: () => { require(${json(project.script('app'))}) },
  scripts: { ${scripts.map(([logical, file]) => `${json(logical)}: () => { require(${json(file)}) }`).join(',\n')} },
})`
  await esbuild.build({
    stdin: { contents, resolveDir: preview, loader: 'js' },
    plugins: [miniprogramModules(project)],
    outfile: path.join(out, 'phone.js'),
    ...browserScript,
  })
}

/** The page that shows several phones is plain TypeScript. */
export async function bundleSite(preview, out) {
  await esbuild.build({ entryPoints: [path.join(preview, 'site/phones.ts')], outfile: path.join(out, 'phones.js'), ...browserScript })
}

const browserScript = {
  bundle: true,
  format: 'iife',
  target: 'es2022',
  sourcemap: true,
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"development"' },
}

/** Module resolution as WeChat does it: npm packages through miniprogram_npm, absolute paths from the app's root. */
function miniprogramModules(project) {
  const resolveNpm = (name, from) => {
    for (let folder = from; path.dirname(folder) !== folder; folder = path.dirname(folder)) {
      const found = moduleFile(path.join(folder, 'miniprogram_npm', name))
      if (found) return found
    }
    const [packageName, ...rest] = name.split('/')
    if (!rest.length || !fs.existsSync(path.join(project.nodeModules, packageName, 'package.json'))) return undefined
    return moduleFile(project.file(`miniprogram_npm/${name}`))
  }
  return {
    name: 'miniprogram-modules',
    setup(build) {
      build.onResolve({ filter: /^[a-z@]/ }, ({ path: name, resolveDir, kind }) => {
        const found = kind !== 'entry-point' && resolveNpm(name, resolveDir)
        return found ? { path: found } : undefined
      })
      build.onResolve({ filter: /^\// }, ({ path: name, importer }) => {
        const found = importer.startsWith(project.root) && !fs.existsSync(name) && moduleFile(path.join(project.root, name))
        return found ? { path: found } : undefined
      })
      build.onLoad({ filter: /\.json$/ }, ({ path: file }) => {
        if (file.startsWith(project.root)) return { errors: [{ text: 'WeChat cannot require a JSON file' }] }
        return undefined
      })
    },
  }
}

function moduleFile(stem) {
  return ['.ts', '.js', '/index.ts', '/index.js', ''].map((suffix) => stem + suffix).find((file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile())
}
