/**
 * Copies what the app uses of its npm packages to src/miniprogram_npm, where WeChat looks for them. DevTools' own
 * "构建 npm" would copy whole packages: TDesign alone is over the 2 MiB a package may have.
 *
 *     node scripts/build-npm.mjs
 */
import fs from 'node:fs'
import path from 'node:path'
import { Project } from '../preview/build/project.mjs'
import { usedNpmFiles } from './npm-files.mjs'

const root = path.dirname(import.meta.dirname)
const project = new Project(path.join(root, 'src'), path.join(root, 'node_modules'))
const out = path.join(project.root, 'miniprogram_npm')

fs.rmSync(out, { recursive: true, force: true })
const files = usedNpmFiles(project)
for (const [target, source] of files) {
  const file = path.join(out, target)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.copyFileSync(source, file)
}
console.log(`copied ${files.size} files to ${path.relative(root, out)}`)
