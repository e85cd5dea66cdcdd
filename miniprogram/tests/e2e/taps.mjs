import { top } from './browser.mjs'

/** What people do again and again, by what they see. Each acts on the page on top. */

export const text = (page, words, options) => top(page).getByText(words, options)

/** Taps what says or is called `name`. */
export const tap = (page, name, options) =>
  top(page)
    .getByRole('button', { name, ...options })
    .click()

export const tapText = (page, words, options = { exact: true }) => text(page, words, options).first().click()

/** Waits until the page on top says this. */
export const sees = (page, words, options) => text(page, words, options).first().waitFor()

/** Waits until the page on top no longer says this. */
export const misses = (page, words, options) => text(page, words, options).first().waitFor({ state: 'detached' })

export const tab = (page, name) => page.getByRole('tab', { name, exact: true }).click()

export const back = (page) => top(page).getByRole('button', { name: '返回' }).click()

/** Answers the dialog or sheet on screen. */
export const answer = (page, name) => page.getByRole('dialog').getByRole('button', { name, exact: true }).click()

/** Types into the field called `name`, in place of what is there. */
export const type = (page, name, value) => top(page).getByRole('textbox', { name, exact: true }).fill(value)

export const choose = (page, name) => top(page).getByRole('radio', { name, exact: true }).click()

export const tick = (page, name) => top(page).getByRole('checkbox', { name, exact: true }).click()

/** The scanner sees the codes of the phones beside; takes the one of the page titled `title`. */
export const scanCodeOn = (page, title) => page.getByRole('listitem').filter({ hasText: title }).locator('.mp-scanner-scan').click()

/** Gives the scanner a code that no phone shows. */
export async function scanText(page, code) {
  await page.getByPlaceholder('粘贴或修改一个码').fill(code)
  await page.getByRole('button', { name: '识别' }).click()
}

/** Cuts the phone off, or puts it back on line. */
export const setOnline = (page, isOnline) => page.evaluate((value) => window.lianyiPreview.setOnline(value), isOnline)

/** Goes to one of the organizer's activities as they do: 我的, 我负责的活动. `words`: what the door then says. */
export async function openDoor(page, title, words = '在线') {
  await tab(page, '我的')
  await tap(page, '我负责的活动')
  await top(page).getByRole('button').filter({ hasText: title }).click()
  await sees(page, words)
}

/** Waits until the door on this phone has its list, and so can do without a network. */
export const listed = (page) => top(page).getByText('正在载入名单').waitFor({ state: 'detached' })

/** Scans a pass at the door, and waits for what it tells. */
export async function scanPass(page, code, words) {
  await tap(page, '扫入场码')
  await scanText(page, code)
  await top(page).getByRole('alert').filter({ hasText: words }).waitFor()
}
