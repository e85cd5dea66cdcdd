/**
 * Prints the size of each package as DevTools would upload it, and fails when one reaches WeChat's 2 MiB.
 *
 *     node scripts/check-size.mjs
 */
import fs from 'node:fs'
import path from 'node:path'
import esbuild from 'esbuild'
import { Project, subpackages } from '../preview/build/project.mjs'
import { usedNpmFiles } from './npm-files.mjs'

const LIMIT_BYTES = 2 * 1024 * 1024
const UPLOADED = /\.(js|ts|json|wxml|wxss|wxs|png|jpe?g|gif|svg|webp)$/

const root = path.dirname(import.meta.dirname)
const project = new Project(path.join(root, 'src'), path.join(root, 'node_modules'))
const roots = subpackages(project.app).map((subpackage) => subpackage.root.replace(/\/$/, ''))
const sizes = new Map([['main package', 0], ...roots.map((name) => [name, 0])])

for (const name of fs.readdirSync(project.root, { recursive: true })) {
  if (!UPLOADED.test(name) || name.endsWith('.d.ts') || name.startsWith('miniprogram_npm')) continue
  add(packageOf(name), path.join(project.root, name))
}
for (const source of usedNpmFiles(project).values()) add('main package', source)

for (const [name, bytes] of sizes) console.log(`${name.padEnd(16)} ${(bytes / 1024).toFixed(0).padStart(6)} KiB of ${LIMIT_BYTES / 1024}`)
const tooBig = [...sizes].filter(([, bytes]) => bytes >= LIMIT_BYTES)
if (tooBig.length) {
  console.error(`over 2 MiB: ${tooBig.map(([name]) => name).join(', ')}`)
  process.exitCode = 1
}

function add(packageName, file) {
  sizes.set(packageName, sizes.get(packageName) + uploadedSize(file))
}

function packageOf(name) {
  return roots.find((subpackage) => name.startsWith(`${subpackage}/`)) ?? 'main package'
}

/** TypeScript is uploaded as the script it becomes. */
function uploadedSize(file) {
  if (!file.endsWith('.ts')) return fs.statSync(file).size
  return esbuild.transformSync(fs.readFileSync(file, 'utf8'), { loader: 'ts', target: 'es2018' }).code.length
}
