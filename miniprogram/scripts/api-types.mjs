/**
 * Writes src/services/api-types.ts from an OpenAPI document.
 *
 *     node scripts/api-types.mjs openapi.json
 */
import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const [document] = process.argv.slice(2)
if (!document) {
  console.error('usage: node scripts/api-types.mjs openapi.json')
  process.exit(1)
}
const out = path.join(path.dirname(import.meta.dirname), 'src/services/api-types.ts')
const types = astToString(await openapiTS(pathToFileURL(path.resolve(document))))
fs.writeFileSync(out, `/** Generated from the OpenAPI document by scripts/api-types.mjs; not edited by hand. */\n\n${types}`)
console.log(`wrote ${path.relative(process.cwd(), out)}`)
