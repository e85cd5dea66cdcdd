import { spawn } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { talk } from './talk.mjs'

const READY_WITHIN_MS = 60_000
const LOOK_EVERY_MS = 50
const STOP_WITHIN_MS = 8_000
const LINES_SHOWN = 30
const STATIC_FILE = '"path":"/preview/' // a phone loads dozens

/** @returns {Promise<number>} a port of the loopback address nobody listens on now */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Processes of one run, with a log file each; all of them end with it, even when it is interrupted. They hold a pipe
 * from this process as their input: what is not to be killed, such as a database, may end itself when that closes.
 */
export class Processes {
  #running = new Map()
  #folder
  #options

  constructor(folder, { cwd, env }) {
    this.#folder = folder
    this.#options = { cwd, env }
    process.once('exit', () => this.#abandon())
    for (const signal of INTERRUPTIONS) process.once(signal, () => process.exit(1))
  }

  /** Runs a command to its end. @returns {Promise<string>} what it printed; rejects with its log if it failed */
  async run(name, command, args) {
    const child = this.#spawn(name, command, args)
    const code = await ended(child)
    this.#running.delete(name)
    if (code !== 0) throw new Error(`${name} ended with ${code}\n${this.log(name)}`)
    return this.log(name)
  }

  /** Starts a process that stays; one that `endsItself` when its input closes is not killed. `env`: what it has otherwise. */
  start(name, command, args, { endsItself = false, env = {} } = {}) {
    this.#spawn(name, command, args, env).endsItself = endsItself
  }

  /** Waits until the URL answers; rejects with the log if the process ends before. */
  async untilReady(name, url) {
    await this.until(name, () =>
      talk('GET', url).then(
        ({ status }) => status === 200,
        () => false,
      ),
    )
  }

  /** Waits until `isReady` resolves something true, and resolves that. */
  async until(name, isReady) {
    const deadline = Date.now() + READY_WITHIN_MS
    for (;;) {
      const answer = await isReady()
      if (answer) return answer
      if (hasEnded(this.#running.get(name)) || Date.now() > deadline) throw new Error(`${name} did not start\n${this.log(name)}`)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
    }
  }

  /** The end of a process's log. */
  log(name) {
    const lines = fs.readFileSync(this.#file(name), 'utf8').trimEnd().split('\n')
    return lines
      .filter((line) => !line.includes(STATIC_FILE))
      .slice(-LINES_SHOWN)
      .join('\n')
  }

  /** The end of every log. */
  logs() {
    return [...this.#running.keys()].map((name) => `── ${name}\n${this.log(name)}`).join('\n')
  }

  /** Ends all, and last what the others may still be using. */
  async stop() {
    const children = [...this.#running.values()]
    await Promise.all(children.filter(({ endsItself }) => !endsItself).map((child) => this.#end(child)))
    await Promise.all(children.map((child) => this.#end(child)))
    this.#running.clear()
  }

  async #end(child) {
    if (hasEnded(child)) return
    const done = ended(child)
    child.stdin.end()
    if (!child.endsItself) child.kill('SIGINT')
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS)
    await done
    clearTimeout(timer)
  }

  /** This process is ending at once: no time to wait for anybody. */
  #abandon() {
    for (const child of this.#running.values()) if (!hasEnded(child) && !child.endsItself) child.kill('SIGKILL')
  }

  #spawn(name, command, args, env = {}) {
    const output = fs.openSync(this.#file(name), 'w')
    const child = spawn(command, args, { ...this.#options, env: { ...this.#options.env, ...env }, stdio: ['pipe', output, output] })
    fs.closeSync(output)
    this.#running.set(name, child)
    return child
  }

  #file(name) {
    return path.join(this.#folder, `${name}.log`)
  }
}

const hasEnded = ({ exitCode, signalCode }) => exitCode !== null || signalCode !== null

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
}
