/**
 * Builds a mini-program folder into a static site that runs it in a browser.
 *
 *     node preview/build.mjs [--src src] [--out preview/dist]
 */
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { writeAssets } from './build/assets.mjs'
import { bundlePhone, bundleSite } from './build/bundle.mjs'
import { BuildError, Project } from './build/project.mjs'
import { compileStyles } from './build/styles.mjs'
import { compileTemplates } from './build/templates.mjs'

const preview = import.meta.dirname
const packageRoot = path.dirname(preview)

/**
 * @param {{src: string, out: string}} folders
 * @returns {Promise<string>} one line about what was built
 * @throws {BuildError} when the app uses something the preview does not support, or is broken
 */
export async function buildPreview({ src, out }) {
  const started = Date.now()
  fs.mkdirSync(out, { recursive: true })
  const project = new Project(path.resolve(src), path.join(packageRoot, 'node_modules'))
  const templates = compileTemplates(project)
  const { css, scopes } = compileStyles(project)
  await Promise.all([bundlePhone(project, { templates, scopes, preview, out }), bundleSite(preview, out)])
  writeAssets(project, { css, preview, out })
  const kib = Math.round(fs.statSync(path.join(out, 'phone.js')).size / 1024)
  return `built ${project.pages.length} pages, ${project.components.size - project.pages.length} components, ${kib} KiB in ${Date.now() - started} ms`
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { src: { type: 'string', default: 'src' }, out: { type: 'string', default: 'preview/dist' } } })
  const from = (folder) => path.resolve(packageRoot, folder)
  try {
    console.log(await buildPreview({ src: from(values.src), out: from(values.out) }))
  } catch (error) {
    if (!(error instanceof BuildError) && error.name !== 'CssSyntaxError') throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
