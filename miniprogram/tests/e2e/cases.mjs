import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, misses, sees, tap, tapText, text, type } from './taps.mjs'
import { picture, story, world } from './world.mjs'

const SERVICES = 'backend.cases.services'

const openSuggestion = (phones, person, id) => phones.open(person, { path: `pages/suggestion/index?id=${id}` })
const openAtWork = async (phones, id) => phones.open(await world.town.administrator(), { path: `staff/case/index?id=${id}` })

/** What the administrator did so many days ago. @param {[number, string, object][]} acts  days, act, its arguments */
async function staffDid(...acts) {
  const { member } = await (await world.town.administrator()).call('GET', '/me')
  await world.stack.earlier(acts.map(([days, act, values]) => [days, `${SERVICES}:${act}`, { staff_id: member.id, ...values }]))
}

const dayOf = (daysAgo) => new Date(Date.now() - daysAgo * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10)
/** 2026年4月23日 */
const said = (iso) => {
  const at = new Date(new Date(iso).getTime() + 8 * 3_600_000)
  return `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日`
}

/** Types a reply and sends it, on the page of the case. */
async function reply(desk, outcome, words) {
  await tap(desk, '答复')
  await tapText(desk, outcome)
  await type(desk, '答复内容', words)
  await tap(desk, '发布答复')
  await sees(desk, '已答复')
}

/** Chooses one of the acts beside answering. */
async function act(desk, name) {
  await tap(desk, '更多操作')
  await tap(desk, name)
}

async function rate(page, score, words = '') {
  await top(page)
    .getByRole('radio', { name: `${score} 分` })
    .click()
  if (words) await type(page, '想说的话', words)
  await tap(page, '提交评价')
}

/** What becomes of a suggestion between its receipt and its end, as author, supporters and staff see it. */
export function cases() {
  describe('cases', () => {
    story('a pause stops the clock and says why; resumed, the day it is due has moved', async (phones) => {
      const author = await world.town.verified('暂停甲')
      const { id } = await world.town.suggestion(author, '会员名录更新', '名录里的电话有不少已经不通了。')
      const { due_at: before } = await author.call('GET', `/suggestions/${id}`)
      await staffDid([21, 'pause', { case_id: id, reason: '等各分会报来新名单' }])
      const page = await openSuggestion(phones, author, id)
      await sees(page, '暂停计时：等各分会报来新名单')
      assert.equal(await text(page, /前办理/).count(), 0)
      const desk = await openAtWork(phones, id)
      await sees(desk, '已暂停：等各分会报来新名单')
      await act(desk, '恢复计时')
      await sees(desk, '继续办理')
      const { due_at: after } = await author.call('GET', `/suggestions/${id}`)
      assert.ok(new Date(after) - new Date(before) > 7 * 86_400_000, `${before} → ${after}`)
      await sees(desk, new RegExp(`^${said(after)}前，`))
      await page.reload()
      await sees(page, new RegExp(`^${said(after)}前办理`))

      await act(desk, '暂停')
      await type(desk, '暂停计时', '分会换届，下周再报')
      await tap(desk, '确定')
      await sees(desk, '已暂停：分会换届，下周再报')
      await page.reload()
      await sees(page, '暂停计时：分会换届，下周再报')
      await picture(page, 'suggestion-paused')
    })

    story('what was promised and not kept is opened again once: only a new reply ends it', async (phones) => {
      const author = await world.town.verified('重开甲')
      const { id } = await world.town.suggestion(author, '楼道灯换新', '三号楼楼道的灯坏了两个月。')
      await staffDid([6, 'reply', { case_id: id, text: '三天内换好。', outcome: 'adopted', promised_on: dayOf(3) }])
      const page = await openSuggestion(phones, author, id)
      await sees(page, `承诺 ${said(`${dayOf(3)}T00:00:00+08:00`)} 前落实`)
      await rate(page, 1, '到今天也没换')
      await sees(page, '评价 1 分')
      const stale = await openSuggestion(phones, author, id)
      await sees(stale, '评价 1 分')
      await tap(page, '不满意，要求重新办理')
      await page.getByRole('dialog').getByRole('textbox').fill('灯还是不亮')
      await answer(page, '提交')
      await sees(page, '要求重新办理')
      await sees(page, '办理中', { exact: true })
      await picture(page, 'suggestion-reopened')

      const desk = await openAtWork(phones, id)
      await sees(desk, '灯还是不亮')
      await tap(desk, '更多操作')
      await sees(desk, '备注')
      for (const name of ['不予受理', '并入']) assert.equal(await top(desk).getByRole('button', { name, exact: true }).count(), 0)
      await tap(desk, '返回', { exact: true })
      const staff = await world.town.administrator()
      const { version } = await staff.call('GET', `/staff/cases/${id}`)
      await assert.rejects(() => staff.call('POST', `/staff/cases/${id}/decline`, { reason: '已经答复过', version }), /needs_new_reply/)
      await reply(desk, '采纳', '昨天已经换好三盏。')

      await page.reload()
      await sees(page, '昨天已经换好三盏。')
      await rate(page, 5)
      await sees(page, '已办结 · 采纳')
      await misses(page, '不满意，要求重新办理')
      // Another phone of theirs still shows the first answer, and offers what was used up.
      await tap(stale, '不满意，要求重新办理')
      await stale.getByRole('dialog').getByRole('textbox').fill('再开一次')
      await answer(stale, '提交')
      await stale.getByRole('dialog').getByText('只有评价为不满意、且没有重开过的事项可以重开。').waitFor()
    })

    story('a merge takes supporters along: they are told, led there, and may leave', async (phones) => {
      const [first, second, leaves, stays] = await Promise.all(['并入甲', '并入乙', '并入丙', '并入丁'].map((name) => world.town.verified(name)))
      const { id: kept } = await world.town.suggestion(first, '阅览室周末开放', '周末常有人来，阅览室却关着。')
      const { id: merged } = await world.town.suggestion(second, '双休日开阅览室', '平时上班来不了，双休日能不能开。')
      for (const one of [leaves, stays]) await one.call('PUT', `/suggestions/${merged}/endorsement`)

      const desk = await phones.open(await world.town.administrator(), { path: 'staff/cases/index' })
      await type(desk, '搜建议和答复', '双休日')
      await top(desk).getByRole('textbox', { name: '搜建议和答复' }).press('Enter')
      await tapText(desk, '双休日开阅览室')
      await act(desk, '并入')
      await type(desk, '搜建议', '周末开放')
      await top(desk).getByRole('textbox', { name: '搜建议' }).press('Enter')
      await tapText(desk, '阅览室周末开放')
      await answer(desk, '并入')
      await sees(desk, '已并入')

      const page = await phones.open(leaves)
      await top(page)
        .getByRole('button', { name: /^双休日开阅览室，并入/ })
        .click()
      await sees(page, '已并入，进展在这里看')
      await tapText(page, '阅览室周末开放 ›')
      await sees(page, '3 人附议')
      await sees(page, /您附议的建议并到了这里，.* 前可以退出/)
      await picture(page, 'suggestion-opt-out')
      const { opt_out_until: until } = await leaves.call('GET', `/suggestions/${kept}`)
      assert.ok(Math.abs(new Date(until) - Date.now() - 7 * 86_400_000) < 300_000, until)
      await tap(page, '退出')
      await answer(page, '退出')
      await sees(page, '2 人附议')
      await top(page).getByRole('button', { name: '附议', exact: true }).waitFor()
      const other = await openSuggestion(phones, stays, kept)
      await sees(other, '2 人附议')
      await sees(other, '并入了 1 条同样的建议')
    })

    story('words changed after somebody stood behind them are shown as a difference', async (phones) => {
      const [author, supporter] = [await world.town.verified('改字甲'), await world.town.verified('改字乙')]
      const { id } = await world.town.suggestion(author, '通讯每月寄一份', '会员通讯每月寄一份纸质的。')
      const reader = await openSuggestion(phones, supporter, id)
      await tap(reader, '附议')
      await sees(reader, '已附议，点这里取消')
      const page = await openSuggestion(phones, author, id)
      await tap(page, '修改')
      await sees(page, '已有人附议。可以补充或更正，大家会看到改了哪里。')
      await type(page, '具体情况', '会员通讯每季寄一份纸质的。')
      await tap(page, '保存修改')
      await sees(page, '附议之后改过')
      await reader.reload()
      await sees(reader, '附议之后改过')
      await picture(reader, 'suggestion-edited')
      const marked = (line) =>
        top(reader).evaluate(
          (screen, style) =>
            [...screen.querySelectorAll('*')]
              .filter((one) => !one.children.length && getComputedStyle(one).textDecorationLine === style)
              .map((one) => one.textContent),
          line,
        )
      assert.deepEqual([await marked('line-through'), await marked('underline')], [['月'], ['季']])
    })
  })
}
