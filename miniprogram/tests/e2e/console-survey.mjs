import assert from 'node:assert/strict'
import { ADMINISTRATOR, clearOf, seriousFaults, signedInDesk } from './console.mjs'
import { answer, choose, misses, sees, tap, type } from './taps.mjs'
import { image, picture, story, world } from './world.mjs'

const TITLE = '秋季活动怎么办'

const wall = (moment) => world.stack.wallTime(moment)

const button = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).first().click()
const tabOf = (page, name) => page.getByRole('navigation', { name: '这份问卷' }).getByRole('link', { name, exact: true }).click()
const titles = (page) => page.locator('.form-card .form-title').allInnerTexts()
const saved = (page, text) => page.locator('.form-card .form-title', { hasText: text }).waitFor()

async function assertSound(page) {
  assert.deepEqual(await seriousFaults(page), [])
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'scrolls sideways')
}

/** Adds a question of a kind behind the one that is open, and says what it asks. */
async function ask(page, kind, title) {
  await button(page, kind)
  await page.locator('.form-card.is-open .is-unwritten').waitFor()
  await page.getByLabel('问什么').fill(title)
  await saved(page, title)
}

async function build(page) {
  await ask(page, '单选', '秋游您来吗？')
  await page.getByRole('textbox', { name: '第 1 个选项' }).fill('来')
  await page.getByRole('textbox', { name: '第 2 个选项' }).fill('不来')
  await page.locator('.form-about', { hasText: '来 · 不来' }).waitFor()
  await ask(page, '问答', '想去哪里？')
  await button(page, '＋ 加显示条件')
  await page.getByLabel('看哪一题').selectOption({ index: 1 })
  await page.getByRole('group', { name: '哪些选项' }).getByLabel('来', { exact: true }).check()
  await page.locator('.form-condition', { hasText: '当第 1 题『秋游您来吗？』选择了『来』时显示' }).waitFor()
  await ask(page, '打星', '对今年的活动满意吗？')
}

/** A survey from nothing to its first answer, with the hands on the keyboard and the mouse. */
export function buildsASurvey() {
  story('a survey is built, checked and published at the desk, answered on the phone and read at the desk', async (phones) => {
    const member = await world.town.member('问卷甲')
    const page = await signedInDesk(ADMINISTRATOR, { bypassCSP: true, path: '/console/surveys' })
    await page.getByRole('link', { name: '新建问卷' }).first().click()
    await page.getByLabel('题目').fill(TITLE)
    await page.getByLabel('由哪个组织发起').selectOption({ label: '石桥商会' })
    await button(page, '建草稿，去写题目')
    await page.getByText('从第一题开始').waitFor()
    await build(page)
    assert.deepEqual(await titles(page), ['1秋游您来吗？', '2想去哪里？', '3对今年的活动满意吗？'])

    // By keyboard up to the top and back by undoing, then by dragging.
    await page.locator('.form-card .form-title').nth(2).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await page.locator('.form-card', { hasText: '满意吗' }).locator('.form-number', { hasText: '2' }).waitFor()
    await page.getByRole('button', { name: /^撤销：上移/ }).click()
    await page.locator('.form-card', { hasText: '满意吗' }).locator('.form-number', { hasText: '3' }).waitFor()
    await page.getByRole('link', { name: '写好了，收起' }).click()
    await page.locator('#editor').waitFor({ state: 'detached' })
    const grips = page.locator('.form-card .form-card-head > .grip')
    const from = await grips.nth(2).boundingBox()
    const to = await grips.nth(0).boundingBox()
    await page.mouse.move(from.x + 8, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(to.x + 8, to.y + 20, { steps: 12 })
    await page.mouse.move(to.x + 8, to.y - 6, { steps: 6 })
    await page.mouse.up()
    await page.locator('.form-card', { hasText: '满意吗' }).locator('.form-number', { hasText: '1' }).waitFor()

    // The phone beside it runs the logic.
    const phone = page.locator('#screen')
    assert.equal(await phone.getByText('想去哪里？').count(), 0)
    await phone.getByLabel('来', { exact: true }).check()
    await phone.getByText('想去哪里？').waitFor()
    await clearOf(page)
    await image(page, 'tour-survey')
    await assertSound(page)

    await tabOf(page, '设置')
    await page.locator('#opens_at').fill(wall(Date.now() - 600_000))
    await page.locator('#closes_at').fill(wall(Date.now() + 86_400_000))
    await button(page, '保存设置')
    await page.getByText('设置已保存。').waitFor()
    await assertSound(page)
    await tabOf(page, '概况')
    await page.getByText('没有发现问题，可以发布。').waitFor()
    await page.getByText(/人能看到：微信可达/).waitFor()
    await picture(page, 'console-survey-publish')
    await assertSound(page)
    await button(page, '发布')
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await page.getByText('已发布，已经可以填写。').waitFor()
    const id = page.url().match(/surveys\/(\d+)/)[1]

    const mine = await phones.open(member, { path: `pages/survey/index?id=${id}` })
    await tap(mine, '开始填写')
    await misses(mine, '想去哪里？')
    await choose(mine, '来')
    await type(mine, '想去哪里？', '云溪古镇')
    await mine.getByRole('radio', { name: '4 分' }).last().click()
    await tap(mine, '提交问卷')
    await answer(mine, '允许')
    await sees(mine, '交上了，谢谢您')

    await tabOf(page, '结果')
    await page.getByText('云溪古镇').waitFor({ timeout: 20_000 })
    await picture(page, 'console-survey-results')
    await assertSound(page)
    assert.deepEqual(page.complaints, [])
  })
}
