import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { questions } from './people.mjs'
import { fits } from './screens.mjs'
import { answer, back, misses, sees, setOnline, tab, tap, tapText, text, type } from './taps.mjs'
import { picture, story, until, world } from './world.mjs'

const WISH = { key: 'wish', type: 'text', title: '想听什么', required: true, max_length: 50 }
const openActivity = (phones, person, { id }) => phones.open(person, { path: `pages/activity/index?id=${id}` })

/** Signing up where places, questions or the network are short. */
export function signingUp() {
  describe('signing up', () => {
    story('a full activity puts one on the waitlist; who cancels makes room, and the next one hears of it', async (phones) => {
      const activity = await world.town.activity('手冲咖啡课', { capacity: 1, ...world.town.inDays(2) })
      const first = await world.town.member('甘棠')
      await first.signUp(activity)
      const second = await world.town.member('白芷')
      await second.signUp(activity)
      const third = await world.town.member('宋词')
      const waiting = await openActivity(phones, third, activity)
      await sees(waiting, '已满，1 人候补')
      await tap(waiting, '报名候补')
      await answer(waiting, '允许')
      await sees(waiting, '名额已满，您排在候补第 2 位')
      await top(waiting).getByRole('button', { name: '候补第 2 位' }).waitFor()
      await picture(waiting, 'activity-waitlisted')

      const leaving = await openActivity(phones, first, activity)
      await tap(leaving, '取消报名')
      await answer(leaving, '再想想')
      await sees(leaving, '已通过')
      await tap(leaving, '取消报名')
      await answer(leaving, '取消报名')
      await top(leaving).getByRole('button', { name: '报名候补' }).waitFor()

      const promoted = await phones.open(second)
      await top(promoted).getByRole('button', { name: '手冲咖啡课，有空位了，已为您候补成功' }).click()
      await top(promoted).getByRole('button', { name: '出示入场码' }).waitFor()
      await waiting.reload()
      await top(waiting).getByRole('button', { name: '候补第 1 位' }).waitFor()
    })

    story('a reviewed activity says it is being looked at', async (phones) => {
      const activity = await world.town.activity('理事座谈', { needs_review: true })
      const page = await openActivity(phones, await world.town.member('江帆'), activity)
      await tap(page, '我要报名')
      await answer(page, '允许')
      await sees(page, '报名已提交')
      await top(page).getByRole('button', { name: '审核中' }).waitFor()
    })

    story('who walks in late can still sign up while signing up is open', async (phones) => {
      const begun = { ...world.town.inDays(0), starts_at: new Date(Date.now() - 600_000).toISOString() }
      const activity = await world.town.activity('露天电影', { ...begun, signup_closes_at: begun.ends_at })
      const page = await openActivity(phones, await world.town.member('迟到'), activity)
      await sees(page, '进行中')
      await tap(page, '我要报名')
      await answer(page, '允许')
      await sees(page, '报名成功')
      await top(page).getByRole('button', { name: '出示入场码' }).waitFor()
    })

    story('what was told stands in the messages, and is new until it was seen', async (phones) => {
      const activity = await world.town.activity('重阳登高')
      const person = await world.town.member('登高')
      await person.signUp(activity)
      // By then it is known that WeChat does not take it.
      await until(async () => (await person.call('GET', '/notifications')).items.some(({ delivered }) => delivered.startsWith('只在这里')))
      const page = await phones.open(person)
      await page.getByRole('button', { name: '消息，1 条未读' }).click()
      await sees(page, '重阳登高')
      await sees(page, '只在这里')
      await back(page)
      await page.getByRole('button', { name: '消息', exact: true }).waitFor()
    })

    story('refusing messages does not cost the place', async (phones) => {
      const activity = await world.town.activity('太极晨练')
      const page = await openActivity(phones, await world.town.member('严松'), activity)
      await tap(page, '我要报名')
      await answer(page, '取消')
      await sees(page, '报名成功')
      await tap(page, '订阅提醒')
      await answer(page, '允许')
      await sees(page, '会提醒您')
    })

    story('answers that did not arrive are kept, and sent again by the same tap; reopened, they are still there', async (phones) => {
      const activity = await world.town.activity('读书分享', { questions: questions(WISH, { ...WISH, key: 'car', title: '怎么来', required: false }) })
      const page = await openActivity(phones, await world.town.member('岑参'), activity)
      await tap(page, '我要报名')
      await type(page, '想听什么', '唐诗')
      await setOnline(page, false)
      await tap(page, '提交报名')
      await page.getByRole('dialog').getByText('网络没有连上，请检查后再试。').waitFor()
      await answer(page, '知道了')
      assert.equal(await top(page).getByRole('textbox', { name: '想听什么' }).inputValue(), '唐诗')
      await setOnline(page, true)
      await page.reload()
      await tap(page, '我要报名')
      await sees(page, '已替您找回上次没提交的内容')
      assert.equal(await top(page).getByRole('textbox', { name: '想听什么' }).inputValue(), '唐诗')
      await tap(page, '提交报名')
      await answer(page, '允许')
      await sees(page, '报名成功')
    })

    story('a secretary signs up whom she acts for, for whom it is as if they had done it; the pass is theirs', async (phones) => {
      const activity = await world.town.activity('单位代表座谈', { questions: questions(WISH) })
      const [chief, secretary] = await world.town.delegate('石桥五金厂', '章厂长', '秘书小叶')
      const page = await phones.open(secretary, { path: `pages/activity/index?id=${activity.id}` })
      await sees(page, '我要报名')
      await tapText(page, '代章厂长报名')
      await sees(page, '正在代章厂长报名')
      await fits(page)
      await picture(page, 'activity-on-behalf')
      await tap(page, '代章厂长报名')
      await type(page, '想听什么', '出口退税')
      await tap(page, '提交报名')
      await sees(page, '已代章厂长报名')
      await misses(page, '出示入场码')
      await sees(page, '已报名，入场码在本人手机上')

      const own = await phones.open(chief, { path: `pages/activity/index?id=${activity.id}` })
      await sees(own, '出示入场码')
      const mine = await phones.open(secretary, { path: `pages/activity/index?id=${activity.id}` })
      await sees(mine, '我要报名')

      await tap(page, '取消报名')
      await answer(page, '取消报名')
      await page.getByRole('status').filter({ hasText: '已取消报名' }).waitFor()
      await page.getByRole('button', { name: '代章厂长报名' }).waitFor()
      assert.equal((await chief.call('GET', `/activities/${activity.id}`)).my_signup.state, 'cancelled')
    })

    story('a section that could not be saved keeps what was typed', async (phones) => {
      const page = await phones.open(await world.town.member('何田'), { path: 'pages/section/index?key=basics' })
      await type(page, '常住地区', '柳浦街道')
      await setOnline(page, false)
      await tap(page, '保存')
      await page.getByRole('dialog').getByText('没有保存').waitFor()
      await answer(page, '知道了')
      assert.equal(await top(page).getByRole('textbox', { name: '常住地区' }).inputValue(), '柳浦街道')
      await setOnline(page, true)
      await tap(page, '保存')
      await page.getByRole('status').filter({ hasText: '已保存' }).waitFor()
    })

    story('a section changed elsewhere meanwhile is told, with what was typed still there', async (phones) => {
      const person = await world.town.member('祝枝')
      const page = await phones.open(person, { path: 'pages/section/index?key=basics' })
      await type(page, '常住地区', '望江街道')
      const { form, row_version } = await person.call('GET', '/profile/sections/basics')
      await person.call('PUT', '/profile/sections/basics', { answers: { area: '石桥街道' }, form_version: form.version, row_version })
      await tap(page, '保存')
      await page.getByRole('dialog').getByText('资料刚被更新过').waitFor()
      await answer(page, '知道了')
      assert.equal(await top(page).getByRole('textbox', { name: '常住地区' }).inputValue(), '望江街道')
      await tap(page, '保存')
      await page.getByRole('status').filter({ hasText: '已保存' }).waitFor()
    })

    story('activities are listed by what one can do with them', async (phones) => {
      const activity = await world.town.activity('名家讲坛')
      const person = await world.town.member('温故')
      const page = await phones.open(person)
      await tab(page, '活动')
      await sees(page, '名家讲坛')
      await top(page).getByRole('tab', { name: '我的' }).click()
      await sees(page, '还没有报名')
      await picture(page, 'activities-empty')
      await person.signUp(activity)
      await top(page).getByRole('tab', { name: '往期' }).click()
      await sees(page, '税务新政讲座')
      await top(page).getByRole('tab', { name: '我的' }).click()
      await tapText(page, '名家讲坛')
      await top(page).getByRole('button', { name: '出示入场码' }).waitFor()
      await back(page)
      assert.equal(await text(page, '已通过').count(), 1)
    })
  })
}
