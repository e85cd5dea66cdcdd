import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { launchBrowser, openPhone, screenshot } from './browser.mjs'
import { Town } from './people.mjs'
import { startStack } from './stack.mjs'

const START_MS = 180_000
const STORY_MS = 60_000
export const IMAGES = path.resolve(import.meta.dirname, '../../../docs/images')
const RESULTS = path.resolve(import.meta.dirname, '../../test-results')

/** What the specs of one process share; there from the first test on. */
export const world = { stack: undefined, browser: undefined, town: undefined }

/** Starts the stack and the browser before the tests of the enclosing suite, and ends them after. */
export function useWorld(options) {
  before(
    async () => {
      const [stack, browser] = await Promise.all([startStack(options), launchBrowser()])
      Object.assign(world, { stack, browser, town: new Town(stack) })
    },
    { timeout: START_MS },
  )
  after(async () => {
    await world.browser?.close()
    await world.stack?.stop()
  })
}

/** A picture for somebody to look at after the run: test-results/screens. */
export const picture = (page, name) => screenshot(page, path.join(RESULTS, 'screens', `${name}.png`))

/** A picture for README, taken when it is missing or UPDATE_IMAGES is set, so that a run leaves the tree as it was. */
export async function image(page, name) {
  const file = path.join(IMAGES, `${name}.png`)
  if (process.env.UPDATE_IMAGES || !fs.existsSync(file)) await screenshot(page, file)
}

/** Looks at something until it is there: the jobs process works every few seconds. */
export async function until(look) {
  for (let tries = 0; tries < 90; tries += 1) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('it did not come')
}

/** A test in which people use phones. */
export class Phones {
  #contexts = new Map()
  #pages = []

  /**
   * Opens somebody's phone, as a finger does.
   *
   * @param {{user: string}} person
   * @param {{path?: string, fontScale?: number, beside?: import('playwright-core').Page}} options  beside: a phone that
   *   is to see this one's codes and the other way round
   */
  async open({ user }, { beside, ...options } = {}) {
    const page = await openPhone(world.browser, { base: world.stack.preview, user, context: beside?.context(), ...options })
    this.#contexts.set(page.context(), true)
    this.#pages.push(page)
    return page
  }

  /** What the apps threw. */
  get errors() {
    return this.#pages.flatMap((page) => page.errors)
  }

  async picture(name) {
    for (const [index, page] of this.#pages.entries()) await screenshot(page, path.join(RESULTS, 'failures', `${name}-${index}.png`))
  }

  async close() {
    for (const context of this.#contexts.keys()) await context.close()
  }
}

/**
 * A promise, tried on phones: fails as well when an app threw anything. A failure leaves pictures of the phones in
 * test-results/failures and prints the ends of the logs.
 *
 * @param {string} promise
 * @param {(phones: Phones) => Promise<void>} run
 */
export function story(promise, run) {
  test(promise, { timeout: STORY_MS }, async () => {
    const phones = new Phones()
    try {
      await run(phones)
      assert.deepEqual(phones.errors, [])
    } catch (error) {
      await phones.picture(promise.replaceAll(/\W+/g, '-')).catch(() => {})
      console.error(phones.errors.join('\n'), world.stack.logs())
      throw error
    } finally {
      await phones.close()
    }
  })
}
