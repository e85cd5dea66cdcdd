/** Numbers a person typed: within what both languages hold exactly, with a counted number of decimals. */

import { cleaned, halfWidth, lengthOf } from './text'

// LARGEST * 10 ** MOST_DECIMALS stays under 2 ** 52, so that counting decimals by scaling is exact in a double.
export const LARGEST = 99_999_999_999
export const MOST_DECIMALS = 4
const LONGEST_TEXT = 100

const NUMBER = /^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]+))?$/

export interface NumberRead {
  number: number | null
  wrong: string | null
}

/**
 * The number, nothing if nothing was typed, or what is wrong with it. Takes JSON numbers and text such as
 * "１，２３４．５"; further decimals are refused, never rounded.
 */
export function readNumber(raw: unknown, decimals: number): NumberRead {
  let number: number
  if (typeof raw === 'string') {
    const text = lengthOf(raw) > LONGEST_TEXT ? null : halfWidth(cleaned(raw))
    if (text === '') {
      return { number: null, wrong: null }
    }
    const match = text === null ? null : NUMBER.exec(text)
    if (text === null || match === null) {
      return { number: null, wrong: '请填写数字' }
    }
    if ((match[1] ?? '').replace(/0+$/, '').length > decimals) {
      return { number: null, wrong: tooFine(decimals) }
    }
    number = Number(text.replace(/,/g, ''))
  } else if (typeof raw === 'number' && !Number.isNaN(raw)) {
    number = raw
  } else {
    return { number: null, wrong: '请填写数字' }
  }
  if (Math.abs(number) > LARGEST) {
    return { number: null, wrong: '数字太大，请核对' }
  }
  if (!hasDecimalsWithin(number, decimals)) {
    return { number: null, wrong: tooFine(decimals) }
  }
  return { number: number + 0, wrong: null } // + 0 turns -0 into 0
}

/** Whether the shortest decimal form of `number` (at most LARGEST) has at most `decimals` decimals. */
export function hasDecimalsWithin(number: number, decimals: number): boolean {
  const scale = 10 ** decimals
  return Math.floor(number * scale + 0.5) / scale === number
}

/** `number` as people write it: 5, -3, 0.25. */
export function numberText(number: number): string {
  return number.toFixed(MOST_DECIMALS).replace(/\.?0+$/, '')
}

/** Whether a JSON value is a number. */
export function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

function tooFine(decimals: number): string {
  return decimals > 0 ? `最多保留 ${decimals} 位小数` : '请填写整数'
}
