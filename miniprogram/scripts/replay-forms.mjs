/**
 * Puts forms and answers that the server judged before the phone's own rules, and tells where the two differ.
 *
 *     node scripts/replay-forms.mjs FILE
 *
 * FILE has one case a line: {"definition", "problems", "answers": [{"raw", "today", "mode", "values", "errors",
 * "visible", "rows"}]}. Prints {"forms", "answers", "differences": [{"line", "what", "server", "phone"}, ...]}, the first
 * ten differences only, and ends with 1 if there is any.
 */
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { isDeepStrictEqual } from 'node:util'
import { build } from 'esbuild'

const MOST_TOLD = 10
const entry = path.join(path.dirname(import.meta.dirname), 'src/rules/index.ts')
const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', target: 'es2020', write: false })
const rules = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`)

const told = { forms: 0, answers: 0, differences: [], count: 0 }

/** As it would arrive over the network: without the difference between 0 and -0, or of prototypes. */
const plain = (value) => JSON.parse(JSON.stringify(value))

function compare(what, server, phone) {
  if (isDeepStrictEqual(server, plain(phone))) return
  told.count += 1
  if (told.differences.length < MOST_TOLD) told.differences.push({ line: told.forms, what, server, phone })
}

function parsed(definition) {
  try {
    return { form: rules.parseDefinition(definition), problems: [] }
  } catch (error) {
    if (!(error instanceof rules.DefinitionError)) throw error
    return { form: null, problems: error.problems }
  }
}

function replay({ definition, problems, answers }) {
  const { form, problems: found } = parsed(definition)
  compare('problems', problems, found)
  if (form === null) return
  for (const { raw, today, mode, values, errors, visible, rows } of answers) {
    told.answers += 1
    const checked = rules.checkAnswers(form, raw, today, mode)
    compare('values', values, checked.values)
    compare('errors', errors, checked.errors)
    compare('visible', visible, rules.visibleQuestions(form, raw, today))
    const shown = rules.shownQuestions(form, raw, today).filter((question) => question.rows.length > 0)
    compare('rows', rows, Object.fromEntries(shown.map(({ key, rows: parts }) => [key, parts.map(({ value }) => value)])))
  }
}

for await (const line of readline.createInterface({ input: fs.createReadStream(process.argv[2]) })) {
  told.forms += 1
  try {
    replay(JSON.parse(line))
  } catch (error) {
    compare('threw', null, String(error))
  }
}
console.log(JSON.stringify(told))
process.exitCode = told.count > 0 ? 1 : 0
