import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, sees, tab, tap, tapText, type } from './taps.mjs'
import { image, picture, story, world } from './world.mjs'

const author = () => world.town.visitor('王敏', '19900000001')
const openCase = (phones, person, id) => phones.open(person, { path: `pages/suggestion/index?id=${id}` })

/** The main job of suggestions, from the first word to the rating of the answer. */
export function suggestsAndIsAnswered() {
  story('what others said is shown while one writes; then it is checked, on the board, and answered', async (phones) => {
    const member = await author()
    const page = await phones.open(member)
    await tab(page, '建言')
    await sees(page, '增设园区夜间公交')
    await image(page, 'board')
    await tap(page, '写建议')
    await type(page, '一句话说明', '夜间公交再加一班')
    await sees(page, '有人说过类似的事')
    await type(page, '一句话说明', '门口加装充电桩')
    await type(page, '具体情况', '停车场没有充电桩，开电车来参加活动不方便。')
    await top(page).getByRole('radio').filter({ hasText: '街区环境' }).click()
    await tap(page, '提交建议')
    await answer(page, '允许')
    await sees(page, '已收到。谁在办、几号前答复，都会在下面看到。')
    await picture(page, 'suggestion-sent')

    const desk = await phones.open(await world.town.administrator())
    await tab(desk, '我的')
    await tap(desk, '建议办理')
    await sees(desk, '门口加装充电桩')
    await image(desk, 'staff-queue')
    await tapText(desk, '门口加装充电桩')
    await tap(desk, '更多操作')
    await tap(desk, '交办')
    await tapText(desk, '周婷')
    await sees(desk, '承办：周婷')
    await tap(desk, '答复')
    await tapText(desk, '采纳')
    await top(desk).getByRole('textbox', { name: '答复内容' }).fill('已和物业谈好，下月装两台。')
    await tap(desk, '发布答复')
    await sees(desk, '已答复')

    const { items } = await member.call('GET', '/suggestions?view=mine')
    const answered = await openCase(phones, member, items.find(({ title }) => title === '门口加装充电桩').id)
    await sees(answered, '答复：采纳')
    await image(answered, 'suggestion')
    await top(answered).getByRole('radio', { name: '5 分' }).click()
    await tap(answered, '提交评价')
    await sees(answered, '评价 5 分')
  })
}

/** Suggestions: written, found, endorsed, answered, rated, and kept fit to be read. */
export function suggestions() {
  describe('suggestions', () => {
    suggestsAndIsAnswered()

    story('another member endorses it and takes it back; search finds two characters', async (phones) => {
      const member = await world.town.visitor('李建国', '19900000002')
      const page = await phones.open(member)
      await tab(page, '建言')
      await top(page).getByRole('textbox', { name: '搜建议和答复' }).fill('坡道')
      await top(page).getByRole('textbox', { name: '搜建议和答复' }).press('Enter')
      await sees(page, '老写字楼加装无障碍坡道')
      await tapText(page, '老写字楼加装无障碍坡道')
      await tap(page, '附议')
      await sees(page, '已附议，点这里取消')
      await tap(page, '已附议，点这里取消')
      await top(page).getByRole('button', { name: '附议', exact: true }).waitFor()
    })

    story('a hidden name stays hidden when its author puts the suggestion in other words', async (phones) => {
      const member = await author()
      const { id } = await member.call('POST', '/suggestions', {
        title: '会议室预约公开',
        text: '希望能看到会议室哪天有空。',
        category: 'service',
        is_name_hidden: true,
        client_ref: 'hidden',
      })
      const other = await world.town.visitor('李建国', '19900000002')
      await other.call('PUT', `/suggestions/${id}/endorsement`)
      const page = await openCase(phones, member, id)
      await tap(page, '修改')
      await sees(page, '已有人附议。可以补充或更正，大家会看到改了哪里。')
      await type(page, '具体情况', '希望能看到会议室哪天有空，可以预约。')
      await tap(page, '保存修改')
      await sees(page, '希望能看到会议室哪天有空，可以预约。')
      const seen = await openCase(phones, other, id)
      await sees(seen, '附议之后改过')
      await sees(seen, /不公开姓名/)
      assert.equal((await other.call('GET', `/suggestions/${id}`)).author_name, '不公开姓名')
    })

    story('words WeChat is unsure of are seen by nobody before a person looked', async (phones) => {
      const member = await author()
      const { id } = await member.call('POST', '/suggestions', {
        title: '互助小组',
        text: '大家可以加我微信，一起互相帮忙。',
        category: 'other',
        client_ref: 'unsure',
      })
      const other = await world.town.visitor('李建国', '19900000002')
      await assert.rejects(() => other.call('GET', `/suggestions/${id}`))
      const patrol = await phones.open(await world.town.administrator(), { path: 'staff/patrol/index' })
      await sees(patrol, '互助小组')
      await picture(patrol, 'patrol')
      await top(patrol).locator('.card').filter({ hasText: '互助小组' }).getByRole('button', { name: '可以公开' }).click()
      await top(patrol).getByText('互助小组').waitFor({ state: 'detached' })
      const page = await openCase(phones, other, id)
      await sees(page, '互助小组')
      await tap(page, '举报')
      await page.getByText('广告', { exact: true }).click()
      await tap(page, '提交举报')
      await sees(page, '互助小组')
      const { items } = await (await world.town.administrator()).call('GET', '/staff/complaints')
      assert.equal(items.find(({ title }) => title === '互助小组').reason_word, '广告')
    })
  })
}
