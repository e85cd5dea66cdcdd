/** Formats of text questions: each brings what was typed to its one written form, or says what is wrong. */

import { isRealDay } from './day'
import { halfWidth, stripped, WHITESPACE } from './text'

export interface Formatted {
  text: string
  wrong: string | null
}

/** `today` is an ISO day. */
type Format = (text: string, today: string) => Formatted

const DASHES_AND_BLANKS = /[ \u00a0()\u2010-\u2015\u2212-]/g
const COUNTRY_CODE = /^(?:\+|00)?86(?=1[0-9]{10}$)/
const MOBILE = /^1[3-9][0-9]{9}$/
const EMAIL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/
const URL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no address may hold one
  /^[Hh][Tt][Tt][Pp][Ss]?:\/\/(?:[A-Za-z0-9\u4e00-\u9fff-]{1,63}\.)+[A-Za-z0-9\u4e00-\u9fff-]{2,63}(?::[0-9]{1,5})?(?:[/?#][^\u0000-\u0020\u007f-\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff<>"]*)?$/u
const ID_CARD = /^[1-9][0-9]{16}[0-9Xx]$/
const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{10}$/
const POSTCODE = /^[0-9]{6}$/

const MIDDLE_DOTS = /[\u2022\u2027\u2219\u22c5\u30fb]/g
const BLANKS = new RegExp(`[${WHITESPACE}]+`, 'g')
// Latin, Uyghur, Tibetan, Mongolian, kana, 〇, Han with its extensions (two whole planes: names keep rare
// characters), Hangul. Ranges, because the server and phones know different versions of Unicode.
const NAME =
  /^[A-Za-z\u00c0-\u024f\u0620-\u065f\u066e-\u06d3\u0f0b\u0f40-\u0fbc\u1820-\u18aa\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{3ffff}\u00b7 .'-]{2,}$/u

const ID_CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CARD_CHECKS = '10X98765432'
const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

const phone: Format = (text) => {
  const digits = halfWidth(text).replace(DASHES_AND_BLANKS, '').replace(COUNTRY_CODE, '')
  return { text: digits, wrong: MOBILE.test(digits) ? null : '请填写 11 位手机号码' }
}

const email: Format = (text) => {
  const address = halfWidth(text)
  const at = address.indexOf('@')
  if (at > 64 || address.length > 254 || !EMAIL.test(address)) {
    return { text: address, wrong: '请填写完整的邮箱，例如 name@example.com' }
  }
  return { text: address.slice(0, at) + address.slice(at).toLowerCase(), wrong: null }
}

/** 18 digits as in GB 11643-1999: a day of birth that exists and a check digit (ISO 7064 MOD 11-2). */
const idCard: Format = (text, today) => {
  const number = halfWidth(text).replace(/ /g, '').replace('x', 'X')
  if (!ID_CARD.test(number)) {
    return { text: number, wrong: '身份证号应为 18 位，请核对' }
  }
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)]
  if (!isRealDay(Number(year), Number(month), Number(day)) || `${year}-${month}-${day}` > today) {
    return { text: number, wrong: '身份证号里的出生日期不对，请核对' }
  }
  const total = ID_CARD_WEIGHTS.reduce((sum, weight, n) => sum + weight * Number(number.charAt(n)), 0)
  const isRight = ID_CARD_CHECKS.charAt(total % 11) === number.charAt(17)
  return { text: number, wrong: isRight ? null : '身份证号有误，请逐位核对' }
}

/** 18 characters as in GB 32100-2015, with their check character (MOD 31). */
const creditCode: Format = (text) => {
  const typed = halfWidth(text).replace(/ /g, '')
  if (!CREDIT_CODE.test(typed)) {
    return { text: typed, wrong: '统一社会信用代码应为 18 位，不含字母 I、O、S、V、Z' }
  }
  const code = typed.toUpperCase()
  const total = CREDIT_CODE_WEIGHTS.reduce((sum, weight, n) => sum + weight * CREDIT_CODE_ALPHABET.indexOf(code.charAt(n)), 0)
  const isRight = CREDIT_CODE_ALPHABET.charAt((31 - (total % 31)) % 31) === code.charAt(17)
  return { text: code, wrong: isRight ? null : '统一社会信用代码有误，请逐位核对' }
}

const url: Format = (text) => {
  const isRight = text.length <= 500 && URL.test(text)
  return { text, wrong: isRight ? null : '请填写以 http:// 或 https:// 开头的网址' }
}

const postcode: Format = (text) => {
  const digits = halfWidth(text).replace(/ /g, '')
  return { text: digits, wrong: POSTCODE.test(digits) ? null : '请填写 6 位邮政编码' }
}

const name: Format = (text) => {
  const dotted = text.normalize('NFKC').replace(MIDDLE_DOTS, '\u00b7')
  const unified = stripped(dotted.replace(BLANKS, ' '), ' ')
  return { text: unified, wrong: NAME.test(unified) ? null : '请填写真实姓名，至少两个字，不含数字和符号' }
}

export const FORMATS = {
  none: (text: string): Formatted => ({ text, wrong: null }),
  phone,
  email,
  id_card: idCard,
  credit_code: creditCode,
  url,
  postcode,
  name,
}

export type FormatName = keyof typeof FORMATS
