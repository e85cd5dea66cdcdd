/** What stands for a whole pass on the list: a lost phone holds no pass that opens a door. */
import { sha256 } from 'js-sha256/build/sha256'

const BYTES = 9
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The first 9 bytes of SHA-256 as 12 characters of base64url. */
export function digestOf(pass: string): string {
  const bytes = sha256.array(pass)
  let text = ''
  for (let at = 0; at < BYTES; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(at, at + 3)
    const bits = (first << 16) | (second << 8) | third
    for (const shift of [18, 12, 6, 0]) text += ALPHABET[(bits >> shift) & 63]
  }
  return text
}
