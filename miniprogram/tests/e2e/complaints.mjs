import { describe } from 'node:test'
import { top } from './browser.mjs'
import { answer, choose, sees, tap } from './taps.mjs'
import { picture, story, world } from './world.mjs'

const page = (id) => ({ path: `pages/suggestion/index?id=${id}` })
const task = (phone, name) => top(phone).getByRole('button', { name })

async function complain(phones, person, id, reason) {
  const phone = await phones.open(person, page(id))
  await tap(phone, '举报')
  await choose(phone, reason)
  await tap(phone, '提交举报')
  await phone.getByText('已收到，核实后告诉您结果').waitFor()
  return phone
}

const cardOf = (patrol, title) => top(patrol).locator('.card').filter({ hasText: title })

/** Complaints: what others should not have to read goes, its author is told why, and whoever complained hears of it. */
export function complaints() {
  describe('complaints', () => {
    story('upheld, the words are gone for others, and both sides hear of it', async (phones) => {
      const [author, reader] = [await world.town.verified('举报甲'), await world.town.verified('举报乙')]
      const { id } = await world.town.suggestion(author, '某某商户名声不好', '这家店老板的电话是公开的，大家打去骂。')
      const seen = await complain(phones, reader, id, '泄露隐私')
      const patrol = await phones.open(await world.town.administrator(), { path: 'staff/patrol/index' })
      await cardOf(patrol, '某某商户名声不好').getByText('泄露隐私 · 1 人举报').waitFor()
      await cardOf(patrol, '某某商户名声不好').getByRole('button', { name: '撤下' }).click()
      await patrol.getByRole('dialog').getByRole('textbox').fill('请不要号召打骚扰电话')
      await answer(patrol, '确定')
      await cardOf(patrol, '某某商户名声不好').waitFor({ state: 'detached' })

      await seen.reload()
      await sees(seen, '没有找到这条建议')
      const mine = await phones.open(author)
      await task(mine, /^某某商户名声不好，内容未公开/).click()
      await sees(mine, /内容没有公开显示，修改后会重新检查/)
      await sees(mine, '请不要号召打骚扰电话')
      await picture(mine, 'suggestion-taken-away')
      const home = await phones.open(reader)
      await picture(home, 'home-complaint-upheld')
      await task(home, /^您举报的内容，核实后已撤下/).click()
      await sees(home, '写建议')
      await home.reload()
      await task(home, /^您举报的内容/).waitFor({ state: 'detached' })
    })

    story('dismissed, the words stay, and whoever complained hears that too', async (phones) => {
      const [author, reader] = [await world.town.verified('举报丙'), await world.town.verified('举报丁')]
      const { id } = await world.town.suggestion(author, '食堂饭菜偏咸', '连着一周都偏咸，希望少放盐。')
      await complain(phones, reader, id, '不实信息')
      const patrol = await phones.open(await world.town.administrator(), { path: 'staff/patrol/index' })
      await cardOf(patrol, '食堂饭菜偏咸').getByRole('button', { name: '保留' }).click()
      await cardOf(patrol, '食堂饭菜偏咸').waitFor({ state: 'detached' })
      const home = await phones.open(reader)
      await task(home, /^您举报的内容，核实后没有违规，予以保留/).click()
      await sees(home, '食堂饭菜偏咸')
    })
  })
}
