/**
 * Writes src/services/api-types.ts from an OpenAPI document; with --check, only says whether it is what is there.
 *
 *     node scripts/api-types.mjs openapi.json [--check]
 */
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const [document, option] = process.argv.slice(2)
if (!document) {
  console.error('usage: node scripts/api-types.mjs openapi.json [--check]')
  process.exit(1)
}
const out = path.join(path.dirname(import.meta.dirname), 'src/services/api-types.ts')
const types = astToString(await openapiTS(pathToFileURL(path.resolve(document))))
const text = `/** Generated from the OpenAPI document by scripts/api-types.mjs; not edited by hand. */\n\n${types}`
if (option === '--check') {
  const isFresh = fs.readFileSync(out, 'utf8') === text
  console.log(isFresh ? 'the types are those of the document' : 'stale: run `npm run types:api openapi.json`')
  process.exit(isFresh ? 0 : 1)
}
fs.writeFileSync(out, text)
console.log(`wrote ${path.relative(process.cwd(), out)}`)
