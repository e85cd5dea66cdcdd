import fs from 'node:fs'
import path from 'node:path'
import { buildPreview } from '../../preview/build.mjs'

const root = path.resolve(import.meta.dirname, '../..')

export const FIXTURE_DIST = path.join(root, 'node_modules/.cache/preview-fixture')

/** Vitest's global set-up: the fixture app, and the app itself. */
export default async function buildApps() {
  await buildPreview({ src: path.join(import.meta.dirname, 'fixture'), out: FIXTURE_DIST })
  if (fs.existsSync(path.join(root, 'src/app.json'))) await buildPreview({ src: path.join(root, 'src'), out: path.join(root, 'preview/dist') })
}
