import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { freePort, Processes } from './processes.mjs'
import { ask } from './talk.mjs'

const MINIPROGRAM = path.resolve(import.meta.dirname, '../..')
const ROOT = path.resolve(MINIPROGRAM, '..')
const DIST = path.join(MINIPROGRAM, 'preview/dist')
const BUILT = path.join(DIST, '.built')
const LIANYI = path.join(ROOT, '.venv/bin/lianyi')
const PYTHON = path.join(ROOT, '.venv/bin/python')
/** Too large to copy for each run, and the same in each build. */
const SHARED_FOLDERS = ['fonts', 'icons']
const HOUR_BEFORE_MIDNIGHT = 15 // UTC, where the association is

/**
 * The whole of Lianyi as `scripts/demo` brings it up, in a fresh folder and on free ports: simulator, migrated
 * and seeded database, web and jobs processes, phones.
 *
 * @param {{engine?: 'sqlite' | 'postgresql'}} options  with LIANYI_E2E_DATABASE_URL set, all of them run on that
 *   PostgreSQL server, each in a database of its own; otherwise PostgreSQL is TEST_DATABASE_URL's or one started here
 * @returns {Promise<Stack>} stop() it when done
 */
export async function startStack({ engine = 'sqlite' } = {}) {
  buildPreview()
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lianyi-e2e-'))
  const [port, simulatorPort] = [await freePort(), await freePort()]
  const stack = new Stack(folder, `http://127.0.0.1:${port}`, `http://127.0.0.1:${simulatorPort}`)
  try {
    await stack.start(process.env.LIANYI_E2E_DATABASE_URL ? 'postgresql' : engine, port, simulatorPort)
    return stack
  } catch (error) {
    await stack.stop()
    throw error
  }
}

class Stack {
  #folder
  #processes

  constructor(folder, base, simulator) {
    this.#folder = folder
    /** Origin of the API and of the phones. */
    this.base = base
    /** Origin of the WeChat simulator. */
    this.simulator = simulator
    this.preview = `${base}/preview/`
    this.zoneHours = zoneNow().hours
    this.invitationCode = ''
  }

  async start(engine, port, simulatorPort) {
    const at = (name) => path.join(this.#folder, name)
    copyPreview(at('preview'))
    fs.writeFileSync(at('config.toml'), configuration())
    const env = {
      ...outsideEnvironment(),
      XDG_RUNTIME_DIR: this.#folder,
      E2E_SERVER_URL: process.env.LIANYI_E2E_DATABASE_URL ?? process.env.TEST_DATABASE_URL ?? '',
      LIANYI_CONFIG: at('config.toml'),
      LIANYI_DATABASE_URL: `sqlite:///${at('lianyi.db')}`,
      LIANYI_KEYS_FILE: at('keys.json'),
      LIANYI_PORT: String(port),
      LIANYI_BASE_URL: this.base,
      LIANYI_WECHAT_BASE_URL: this.simulator,
      // The simulator's robot, in the group of the whole district.
      LIANYI_WECOM_BASE_URL: this.simulator,
      LIANYI_WECOM_ROBOTS: '云溪区=00000000-0000-4000-8000-000000000000',
      LIANYI_SIMULATOR_URL: this.simulator,
      LIANYI_PREVIEW_DIR: at('preview'),
      LIANYI_DEMO_CLOCK: at('clock'),
    }
    const processes = new Processes(this.#folder, { cwd: ROOT, env })
    this.#processes = processes
    processes.start('simulator', LIANYI, ['simulator', '--port', String(simulatorPort)])
    if (engine === 'postgresql') env.LIANYI_DATABASE_URL = await this.#startPostgresql(at('postgresql'))
    await processes.run('create-keys', LIANYI, ['create-keys'])
    await processes.run('migrate', LIANYI, ['migrate'])
    processes.start('web', LIANYI, ['run'])
    await processes.untilReady('simulator', `${this.simulator}/`)
    const said = await processes.run('seed-demo', LIANYI, ['seed-demo'])
    this.invitationCode = said.match(/invitation code for the visitor: (\S+)/)[1]
    processes.start('jobs', LIANYI, ['jobs'])
    await processes.untilReady('web', `${this.base}/healthz`)
  }

  async #startPostgresql(folder) {
    this.#processes.start('postgresql', PYTHON, [path.join(import.meta.dirname, 'postgresql.py'), folder], { endsItself: true })
    return this.#processes.until('postgresql', () => this.#processes.log('postgresql').match(/^postgresql:\S+$/m)?.[0])
  }

  /** Uses the simulator's control API: what the phones' owners do, and its switches. */
  wechat(method, path, body) {
    return ask(method, `${this.simulator}/_simulator${path}`, { body })
  }

  /**
   * Starts another web server of the same database, for phones of their own.
   *
   * @param {Record<string, boolean>} settings  other values of keys of the configuration
   * @returns what a Town needs of a stack, and where its phones are
   */
  async beside(settings) {
    const port = await freePort()
    const [name, base] = [`web-${port}`, `http://127.0.0.1:${port}`]
    const config = path.join(this.#folder, `${name}.toml`)
    fs.writeFileSync(config, configuration(settings))
    this.#processes.start(name, LIANYI, ['run'], { env: { LIANYI_CONFIG: config, LIANYI_PORT: String(port), LIANYI_BASE_URL: base } })
    await this.#processes.untilReady(name, `${base}/healthz`)
    return { base, preview: `${base}/preview/`, wechat: (...call) => this.wechat(...call) }
  }

  /**
   * Does things as if it were so many days ago, for what no test can wait for.
   *
   * @param {[number, string, object][]} acts  days, `module:function` of the backend, its arguments; ids (`…_id`) as
   *   the API gives them
   */
  async earlier(acts) {
    await this.#processes.run('earlier', PYTHON, [path.join(import.meta.dirname, 'earlier.py'), JSON.stringify(acts)])
  }

  /** A company that one member represents and another acts for; ids as the API gives them. */
  async delegate(company, representative, delegate) {
    await this.#processes.run('delegate', PYTHON, [path.join(import.meta.dirname, 'delegate.py'), company, representative, delegate])
  }

  /** A moment, in milliseconds, as <input type=datetime-local> wants it: on the association's wall clock. */
  wallTime(moment) {
    return new Date(moment + this.zoneHours * 3_600_000).toISOString().slice(0, 16)
  }

  /** The address of a link, good once, that signs this member in to the console: what `lianyi create-admin` prints. */
  async signInLink(name) {
    const said = await this.#processes.run('sign-in-link', PYTHON, [path.join(import.meta.dirname, 'sign_in_link.py'), name])
    return this.base + said.match(/\/console\/first\/\S+/)[0]
  }

  /**
   * Moves the time of every process forward; phones that are open start anew only if the page of several phones is open
   * beside them.
   *
   * @param {string} moment  ISO 8601 with an offset, after the present one
   */
  moveTimeTo(moment) {
    return ask('POST', `${this.base}/demo/clock`, { body: { to: moment } })
  }

  /** The end of every process's log, to print when a test failed. */
  logs() {
    return this.#processes.logs()
  }

  async stop() {
    await this.#processes?.stop()
    fs.rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** What these processes get from outside: nothing that configures Lianyi. */
function outsideEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(LIANYI|PROMETHEUS)_/.test(name)))
}

/** Builds the phones if a source is newer than the last build, as `scripts/demo` does. */
function buildPreview() {
  const builtAt = fs.existsSync(BUILT) ? fs.statSync(BUILT).mtimeMs : 0
  const sources = ['src', 'preview', 'package-lock.json'].map((name) => path.join(MINIPROGRAM, name))
  if (!sources.some((source) => isNewer(source, builtAt))) return
  execFileSync(process.execPath, ['preview/build.mjs'], { cwd: MINIPROGRAM, stdio: ['ignore', 'ignore', 'inherit'] })
  fs.writeFileSync(BUILT, '')
}

function isNewer(file, moment) {
  if (file === DIST) return false
  const stat = fs.statSync(file)
  if (stat.isDirectory()) return fs.readdirSync(file).some((name) => isNewer(path.join(file, name), moment))
  return stat.mtimeMs > moment
}

/** A copy, so that a build meanwhile does not pull the phones from under a running test. */
function copyPreview(folder) {
  fs.mkdirSync(folder)
  for (const name of fs.readdirSync(DIST)) {
    if (SHARED_FOLDERS.includes(name)) fs.symlinkSync(path.join(DIST, name), path.join(folder, name))
    else fs.cpSync(path.join(DIST, name), path.join(folder, name), { recursive: true })
  }
}

/** The association's zone in a run that starts now, and its hours ahead of UTC. */
function zoneNow() {
  return new Date().getUTCHours() === HOUR_BEFORE_MIDNIGHT ? { name: 'Asia/Tokyo', hours: 9 } : { name: 'Asia/Shanghai', hours: 8 }
}

/**
 * The example's configuration with other values of some of its keys, but everybody in these tests logs in from one
 * address. In the last hour before midnight the association's day ends an hour earlier, so that today's activity is
 * still today's when the test ends. Nights are as loud as days: what is told must arrive whenever the tests run.
 */
function configuration(settings = {}) {
  const example = fs.readFileSync(path.join(ROOT, 'config.example.toml'), 'utf8')
  const { name: zone } = zoneNow()
  const tuned = example
    .replace(/^login = ".*?"/m, 'login = "6000 per minute"')
    .replace(/^time_zone = ".*?"/m, `time_zone = "${zone}"`)
    .replace(/^((?:holiday_)?quiet_hours) = ".*?"/gm, '$1 = ""')
  return Object.entries(settings).reduce((text, [key, value]) => text.replace(new RegExp(`^${key} = \\w+`, 'm'), `${key} = ${value}`), tuned)
}
