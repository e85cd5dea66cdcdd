/**
 * What a person typed, made comparable: invisible characters, blanks, full-width forms.
 * Spelled out rather than left to trim(), because Python and JavaScript disagree on what a blank is.
 */

export const WHITESPACE = '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000'

// Control characters, zero-width spaces, direction marks (phones wrap a copied number in them) and halves of a
// surrogate pair (half an emoji): nobody can see them, and the server's database refuses some of them.
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]/gu
const FULL_WIDTH = /[\uff01-\uff5e]/g

/** `raw` less invisible characters and outer blanks; line ends are "\n", a space if not `multiline`. */
export function cleaned(raw: string, multiline = false): string {
  let text = raw.replace(INVISIBLE, '').replace(/\r\n?/g, '\n')
  if (!multiline) {
    text = text.replace(/[\n\t]/g, ' ')
  }
  return stripped(text, WHITESPACE)
}

/** Full-width ASCII (１２３ＡＢＣ：) as ASCII. Narrower than NFKC on purpose: ² is not the digit 2. */
export function halfWidth(text: string): string {
  return text.replace(FULL_WIDTH, (full) => String.fromCharCode(full.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ')
}

/** Length in Unicode code points, as the server counts: one for an emoji outside the basic plane. */
export function lengthOf(text: string): number {
  let length = text.length
  for (let i = 0; i + 1 < text.length; i++) {
    if (isHighSurrogate(text.charCodeAt(i)) && isLowSurrogate(text.charCodeAt(i + 1))) {
      length--
      i++
    }
  }
  return length
}

/** `text` without the characters of `blanks` at both ends; a loop, since a regex would be quadratic on long runs. */
export function stripped(text: string, blanks: string): string {
  let start = 0
  let end = text.length
  while (start < end && blanks.includes(text.charAt(start))) {
    start++
  }
  while (end > start && blanks.includes(text.charAt(end - 1))) {
    end--
  }
  return text.slice(start, end)
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
