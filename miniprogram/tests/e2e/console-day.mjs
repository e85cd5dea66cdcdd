import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { describe } from 'node:test'
import { ADMINISTRATOR, clearOf, seriousFaults, signedInDesk } from './console.mjs'
import { runsAnActivity } from './console-activity.mjs'
import { buildsASurvey } from './console-survey.mjs'
import { image, story, until, world } from './world.mjs'

const PYTHON = path.resolve(import.meta.dirname, '../../../.venv/bin/python')
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ROSTER = [
  ['单位名称', '姓名', '联系电话', '职务', '备注'],
  ['石桥五金厂', '沈知秋', '19900008101', '厂长', ''],
  ['石桥茶行', '陶小满', '19900008102', '店主', '新入会'],
  ['石桥茶行', '白露生', '19900008103', '会计', ''],
  ['云溪印刷社', '霍明远', '1990000810', '经理', '号码待核'],
]

const inMain = (page) => page.locator('main')
const link = (page, name) => inMain(page).getByRole('link', { name, exact: true }).first().click()
const button = (page, name) => inMain(page).getByRole('button', { name, exact: true }).first().click()
const area = (page, name) => page.locator('nav.menu').getByRole('link', { name, exact: true }).click()
const sees = (page, words) => page.getByText(words).first().waitFor()

async function assertSound(page) {
  assert.deepEqual(await seriousFaults(page), [])
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'scrolls sideways')
}

/** The working day of docs/tour.md, in its order; pictures of it are taken on the way. */
export function consoleDay() {
  describe('the working day', () => {
    importsARoster()
    invites()
    runsAnActivity()
    buildsASurvey()
    answersASuggestion()
    readsTheDashboard()
  })
}

function importsARoster() {
  story('a roster is imported: its columns are matched, each row is shown before anything is written', async () => {
    const page = await signedInDesk(ADMINISTRATOR, { bypassCSP: true })
    await area(page, '会员')
    await link(page, '导入名单')
    await link(page, '导入会员')
    await page.getByLabel('导入到哪个组织').selectOption({ label: '石桥商会' })
    const buffer = execFileSync(PYTHON, [path.join(import.meta.dirname, 'roster.py'), JSON.stringify(ROSTER)])
    await page.locator('#file').setInputFiles({ name: '秋季新会员.xlsx', mimeType: XLSX, buffer })
    await button(page, '读取文件')
    await sees(page, '请核对')
    await assertSound(page)
    await button(page, '预览')
    await inMain(page).getByRole('button', { name: '导入 3 人' }).waitFor()
    await sees(page, '还没有写入任何人')
    await clearOf(page)
    await image(page, 'tour-import')
    await assertSound(page)
    await button(page, '导入 3 人')
    await page.getByRole('dialog').getByRole('button', { name: '导入 3 人' }).click()
    await sees(page, /前可以整批撤销/)
    await area(page, '会员')
    await page.getByRole('heading', { name: '会员', exact: true }).waitFor()
    await inMain(page).getByLabel('查找').fill('taoxiaoman')
    await page.locator('main .opens', { hasText: '陶小满' }).waitFor()
    await page.context().close()
  })
}

function invites() {
  story('a code is made to be sent, lets somebody in, and is ended', async () => {
    const page = await signedInDesk(ADMINISTRATOR, { bypassCSP: true, path: '/console/members' })
    await link(page, '邀请')
    await assertSound(page)
    await link(page, '生成邀请码')
    await page.getByLabel('邀请加入哪个组织').selectOption({ label: '石桥商会' })
    await page.getByLabel('最多几人可以用').fill('20')
    await page.getByLabel('多久有效').selectOption({ label: '两周' })
    await assertSound(page)
    await button(page, '生成')
    const code = await page.locator('.invitation-code').innerText()
    assert.ok((await page.locator('#words').inputValue()).includes(code))
    await page.context().grantPermissions(['clipboard-write'])
    await button(page, '复制这段话')
    await sees(page, '已复制')
    await clearOf(page)
    await image(page, 'tour-invite')
    await assertSound(page)

    const invited = await world.town.visitor('受邀的人')
    await invited.call('POST', `/join/invitations/${code}`, { name: '受邀的人' })
    await page.reload()
    await sees(page, '已用 1 / 20 人')
    await button(page, '停用')
    await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
    await sees(page, /已停用，已经加入的人不受影响/)
    await assert.rejects((await world.town.visitor('晚来的人')).call('POST', `/join/invitations/${code}`, { name: '晚来的人' }))
    await page.context().close()
  })
}

function answersASuggestion() {
  story('a suggestion is found on the desk of today, handed out and answered', async () => {
    const title = '茶行门口的路灯修一修'
    const author = await world.town.visitor('王敏', '19900000001')
    const { id } = await world.town.suggestion(author, title, '晚上很暗，老人家走路不安全。')
    const page = await signedInDesk(ADMINISTRATOR, { bypassCSP: true, path: '/console/' })
    await page.getByRole('link', { name: title }).first().click()
    const panel = page.locator('#panel')
    await panel.getByRole('link', { name: '交办', exact: true }).click()
    const whom = panel.getByLabel('交给谁')
    await whom.selectOption(await whom.locator('option', { hasText: ADMINISTRATOR }).first().getAttribute('value'))
    await panel.locator('.act-foot').getByRole('button', { name: '交办' }).click()
    await until(async () => {
      await page.reload()
      return panel.getByRole('link', { name: '答复', exact: true }).count()
    })
    await panel.getByRole('link', { name: '答复', exact: true }).click()
    await panel.getByLabel('办理结果').selectOption({ label: '采纳' })
    await panel.locator('textarea[name=text]').fill('已报路灯所，周五前修好，谢谢您的提醒。')
    await image(page, 'tour-suggestion')
    await assertSound(page)
    await panel.locator('.act-foot').getByRole('button', { name: '答复' }).click()
    await sees(page, '秒后生效')
    await until(async () => (await author.call('GET', `/suggestions/${id}`)).state === 'answered')
    await page.context().close()
  })
}

function readsTheDashboard() {
  story('the dashboard says how the association does, and each number opens the list behind it', async () => {
    const page = await signedInDesk(ADMINISTRATOR, { bypassCSP: true })
    await area(page, '看板')
    await page.locator('.chart svg').first().waitFor()
    await image(page, 'tour-dashboard')
    await assertSound(page)
    await page.locator('.figures dd a').first().click()
    await page.locator('main table.list').first().waitFor()
    await page.context().close()
  })
}
