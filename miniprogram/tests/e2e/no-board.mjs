import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { Town } from './people.mjs'
import { answer, misses, sees, tab, tap, tapText, type } from './taps.mjs'
import { picture, story, world } from './world.mjs'

/** Without WeChat's category for boards, nothing members write is shown to members. */
export function noBoard() {
  describe('public boards are off', () => {
    story('a suggestion goes to staff only: the board says so, and its author follows it', async (phones) => {
      const closed = await world.stack.beside({ public_boards: false })
      const town = new Town(closed)
      const open = (person, start) => phones.open(person, { base: closed.preview, path: start })
      const [author, other] = [await town.member('不公开甲'), await town.member('不公开乙')]
      const page = await open(author)
      await tab(page, '建言')
      await sees(page, '建议直接交给工作人员')
      await picture(page, 'board-off')
      await tap(page, '写建议')
      await type(page, '一句话说明', '班车晚走一小时')
      await type(page, '具体情况', '加班到九点，班车已经走了。')
      await top(page).getByRole('radio').filter({ hasText: '街区环境' }).click()
      await tap(page, '提交建议')
      await answer(page, '允许')
      await sees(page, '目前建议不公开展示，只有工作人员能看到。')
      const { items } = await author.call('GET', '/suggestions?view=mine')
      const [{ id }] = items

      const desk = await open(await town.administrator(), 'staff/cases/index')
      await type(desk, '搜建议和答复', '班车晚走')
      await top(desk).getByRole('textbox', { name: '搜建议和答复' }).press('Enter')
      await top(desk).getByText('班车晚走一小时').first().click()
      await tap(desk, '答复')
      await tapText(desk, '解释说明')
      await type(desk, '答复内容', '正在和公交公司谈。')
      await tap(desk, '发布答复')
      await sees(desk, '已答复')

      const reader = await open(other)
      await tab(reader, '建言')
      await sees(reader, '建议直接交给工作人员')
      for (const name of ['最新', '已答复']) {
        await top(reader).getByRole('tab', { name, exact: true }).click()
        await sees(reader, '建议直接交给工作人员')
      }
      await misses(reader, '班车晚走一小时')
      await assert.rejects(() => other.call('GET', `/suggestions/${id}`), /404/)

      await tap(page, '返回')
      await sees(page, '建议直接交给工作人员')
      await top(page).getByRole('tab', { name: '我的', exact: true }).click()
      await tapText(page, '班车晚走一小时')
      await sees(page, '正在和公交公司谈。')
    })
  })
}
