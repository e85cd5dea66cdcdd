/**
 * Compiles every WXML of the app with WeChat's own compiler, which names file and line of what it refuses.
 *
 *     node scripts/check-wxml.mjs [folder]
 */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const { wxmlToJs } = createRequire(import.meta.url)('miniprogram-compiler')
const folder = path.resolve(process.argv[2] ?? path.join(path.dirname(import.meta.dirname), 'src'))
const count = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.wxml')).length

try {
  if (!wxmlToJs(folder)) throw new Error('the compiler returned nothing')
  console.log(`${count} WXML files compile`)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
