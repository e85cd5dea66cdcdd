/** The name this phone gave itself: a door grant is bound to it. It outlives leaving the account. */
import { keep, read } from '../storage'

const KEY = 'phone.device'
const LENGTH = 20
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

export function deviceName(): string {
  const known = read<string>(KEY)
  if (known) return known
  const name = Array.from({ length: LENGTH }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join('')
  keep(KEY, name)
  return name
}
