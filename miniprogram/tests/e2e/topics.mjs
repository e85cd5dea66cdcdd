import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, misses, sees, tab, tap, tapText, text, type } from './taps.mjs'
import { picture, story, world } from './world.mjs'

const DAY = 86_400_000
const QUESTION = '年会放在哪里办'
const MINE = '去郊外走一走，边走边聊'

/** A topic of 石桥商会 with two opinions of staff's, open now; closing last, it is the first on the board. */
async function ask() {
  const staff = await world.town.administrator()
  const { id } = await staff.call('POST', '/staff/topics', {
    organization_id: await world.town.chamber(),
    title: QUESTION,
    text: '去年在酒店，今年想听听大家的。',
    opens_at: new Date(Date.now() - DAY).toISOString(),
    closes_at: new Date(Date.now() + 90 * DAY).toISOString(),
    statements: ['还在酒店办，省心', '在会员企业里轮流办'],
    client_ref: QUESTION,
  })
  await staff.call('POST', `/staff/topics/${id}/publish`)
  return id
}

const opinion = (page) => top(page).locator('.next')

/** Says `what` to an opinion once it is the one offered; says `otherwise` to those before it. */
async function say(page, words, what, otherwise = '跳过') {
  for (;;) {
    const offered = await opinion(page).locator('.opinion').textContent()
    await opinion(page)
      .getByRole('button', { name: offered === words ? what : otherwise, exact: true })
      .click()
    if (offered === words) return
    await opinion(page).getByText(offered, { exact: true }).waitFor({ state: 'detached' })
  }
}

const sum = (page, words, label) => top(page).locator('.card').filter({ hasText: words }).getByLabel(label)

/** Topics: everybody says something to one question, reads what came of it, and whoever wants it done meets. */
export function topics() {
  describe('topics', () => {
    story('opinions are added and voted on, the sums told at the end, and supporters asked to the meeting', async (phones) => {
      const [one, other, third] = await Promise.all(['话题甲', '话题乙', '话题丙'].map((name) => world.town.verified(name)))
      const id = await ask()
      const page = await phones.open(one)
      await tab(page, '建言')
      await tapText(page, `话题：${QUESTION}`)
      await sees(page, '还有 2 条等您表态')
      await type(page, '补充一条观点', MINE)
      await tap(page, '提交观点')
      await answer(page, '允许')
      await sees(page, '还有 3 条等您表态')
      await picture(page, 'topic-said')
      const second = await phones.open(other, { path: `pages/topic/index?id=${id}` })
      await say(second, MINE, '同意')
      await answer(second, '允许')
      await sum(second, MINE, '同意 1 人，您选的').waitFor()
      const last = await phones.open(third, { path: `pages/topic/index?id=${id}` })
      await say(last, '还在酒店办，省心', '不同意')
      await sum(last, '还在酒店办，省心', '不同意 1 人，您选的').waitFor()
      await sees(last, /3 人参与/)

      const staff = await world.town.administrator()
      await staff.call('POST', `/staff/topics/${id}/close`)
      const closed = await phones.open(one, { path: `pages/topic/index?id=${id}` })
      await sees(closed, /3 人参与 · 已截止，等待公布结果/)
      await misses(closed, '补充一条观点')
      await staff.call('POST', `/staff/topics/${id}/results`, { summary: '大家想走出去，我们先约一次走访。' })
      const { starts_at, ends_at } = world.town.inDays(5)
      const made = await staff.call('POST', `/staff/topics/${id}/activity`, {
        title: '郊外走访座谈',
        venue: '云溪绿道东口',
        starts_at,
        ends_at,
        client_ref: QUESTION,
      })
      await staff.call('POST', `/staff/activities/${made.activity_id}/publish`)

      await last.reload()
      await sees(last, '大家想走出去，我们先约一次走访。')
      await sum(last, MINE, /^同意 1 人/).waitFor()
      await sum(last, '还在酒店办，省心', '不同意 1 人，您选的').waitFor()
      await picture(last, 'topic-results')
      const toDo = (person) => phones.open(person, { path: 'pages/tasks/index?list=do' })
      for (const supporter of [one, other]) {
        const list = await toDo(supporter)
        await top(list)
          .getByRole('button', { name: /^郊外走访座谈，您支持的话题要当面谈/ })
          .click()
        await sees(list, '云溪绿道东口')
        await top(list).getByRole('button', { name: '我要报名' }).waitFor()
      }
      const list = await toDo(third)
      await top(list)
        .getByRole('button', { name: /^郊外走访座谈，报名/ })
        .waitFor()
      assert.equal(await text(list, /您支持的话题要当面谈/).count(), 0)
    })
  })
}
