/** Who is using this phone: the login that delivers everything at once, the token, and the way out. */
import { keepCopy } from './copies'
import { ApiError, del, get, post, useSession } from './request'
import { forget, forgetAccount, read, write } from './storage'
import type { Delivery, LoginAnswer, Me } from './types'

const TOKEN = 'session.token'
const ME = 'session.me'
const LEFT = 'left'
export const HOME_PATH = '/home'

let opening: Promise<Delivery> | null = null

useSession({
  token: () => read<string>(TOKEN),
  renew: async () => {
    if (hasLeft()) throw new ApiError('signed_out', '您已退出，请先登录。', 401)
    await logIn()
  },
})

function loginCode(): Promise<string> {
  return new Promise((resolve, reject) => {
    wx.login({
      success: ({ code }) => resolve(code),
      fail: () => reject(new ApiError('offline', '没能连上微信，请检查网络后再试。')),
    })
  })
}

let loggingIn: Promise<Delivery> | null = null

/** One login at a time, shared by a page that opens and by all calls that find the session ended. */
function logIn(): Promise<Delivery> {
  loggingIn ??= exchangeCode().finally(() => {
    loggingIn = null
  })
  return loggingIn
}

async function exchangeCode(): Promise<Delivery> {
  const code = await loginCode()
  const answer = await post<LoginAnswer>('/login', { code }, { open: true })
  write(TOKEN, answer.token)
  return adopt(answer)
}

/** Takes over what a login or a joining delivered: who I am now, and my home. */
export function adopt({ me, home }: Delivery): Delivery {
  write(ME, me)
  keepCopy(HOME_PATH, home)
  return { me, home }
}

/** The one login of this start, shared by everyone who asks while it is under way or after it succeeded. */
export function open(): Promise<Delivery> {
  if (hasLeft()) return Promise.reject(new ApiError('signed_out', '您已退出，请先登录。', 401))
  opening ??= logIn().catch((reason: unknown) => {
    opening = null
    throw reason
  })
  return opening
}

/** Logs in after a visible 退出. */
export function comeBack(): Promise<Delivery> {
  forget(LEFT)
  opening = null
  return open()
}

export function hasLeft(): boolean {
  return read<boolean>(LEFT) === true
}

/** Me as last told by the server; null before the first login and after leaving. */
export function me(): Me | null {
  return read<Me>(ME)
}

export async function refreshMe(): Promise<Me> {
  const fresh = await get<Me>('/me', { keep: true })
  write(ME, fresh)
  return fresh
}

function erase(): void {
  forgetAccount()
  write(LEFT, true)
  opening = null
}

/** Ends this session. The phone forgets everything even when the server cannot be reached. */
export async function leave(): Promise<void> {
  await post('/logout').catch(() => undefined)
  erase()
}

export async function leaveEverywhere(): Promise<void> {
  await del('/sessions')
  erase()
}

/** Deletes the account; `confirm` is the word the member typed. */
export async function deleteAccount(confirm: string): Promise<void> {
  await del('/me', { confirm })
  erase()
}
