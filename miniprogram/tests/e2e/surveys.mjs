import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { fits } from './screens.mjs'
import { answer, choose, misses, sees, setOnline, tab, tap, tapText, text, tick, type } from './taps.mjs'
import { image, picture, story, world } from './world.mjs'

const options = (...labels) => labels.map((label, index) => ({ value: `o${index}`, label }))
const DEFINITION = {
  sections: [
    { key: 'first', title: '来不来', questions: [{ key: 'come', type: 'single', title: '参加读书会吗', required: true, options: options('参加', '不参加') }] },
    {
      key: 'second',
      title: '怎么来',
      show_if: { question: 'come', op: 'eq', value: 'o0' },
      questions: [{ key: 'way', type: 'single', title: '怎么过来', required: true, options: options('走路', '开车') }],
    },
    { key: 'third', title: '想说的', questions: [{ key: 'say', type: 'text', title: '还有什么想法', max_length: 50 }] },
  ],
}

/** A row of the sheet that came up from below. */
const tapInSheet = (page, words) => page.getByRole('menuitem', { name: words, exact: true }).click()

/** The privacy agreement, asked before the first photo. */
const agree = (page) => answer(page, '同意')

/** A survey of 石桥商会, open now. */
const survey = (title, plan) => world.town.survey(title, { definition: DEFINITION, ...plan })

const MANY_WAYS = {
  sections: [
    {
      key: 'hall',
      title: '会场和服务',
      questions: [
        {
          key: 'each',
          type: 'matrix',
          title: '这些您满意吗',
          required: true,
          rows: [
            { value: 'hall', label: '会场' },
            { value: 'tea', label: '茶歇' },
          ],
          columns: options('满意', '一般', '不满意'),
        },
        { key: 'stars', type: 'rating', title: '打几颗星', required: true },
        {
          key: 'why',
          type: 'text',
          title: '哪里让您不满意',
          required: true,
          show_if: { question: 'stars', op: 'lte', value: 2 },
        },
        { key: 'need', type: 'multiple', title: '下次还要什么', other: true, options: options('停车位', '资料袋') },
      ],
    },
    {
      key: 'next',
      title: '以后',
      questions: [
        { key: 'recommend', type: 'scale', title: '会推荐给朋友吗', required: true, low_label: '不会', high_label: '一定会' },
        { key: 'order', type: 'ranking', title: '先办哪一件', required: true, options: options('走访', '培训', '联谊') },
      ],
    },
  ],
}

/** Photos, a file, and a matrix whose rows are for those they concern. */
const SURROUNDINGS = {
  sections: [
    {
      key: 'use',
      title: '用过什么',
      questions: [
        { key: 'used', type: 'multiple', title: '今天用过哪些', required: true, options: options('停车场', '食堂', '会议厅') },
        {
          key: 'rate',
          type: 'matrix',
          title: '觉得怎么样',
          required: true,
          rows: [
            { value: 'all', label: '总体' },
            { value: 'park', label: '停车场', show_if: { question: 'used', op: 'contains', value: 'o0' } },
            { value: 'food', label: '食堂', show_if: { question: 'used', op: 'contains', value: 'o1' } },
          ],
          columns: options('好', '一般', '不好'),
        },
        { key: 'why', type: 'text', title: '停车场哪里不好', show_if: { question: 'rate', row: 'park', op: 'eq', value: 'o2' } },
      ],
    },
    {
      key: 'proof',
      title: '照片和文件',
      questions: [
        { key: 'photo', type: 'file', title: '现场照片', help: '拍清楚位置，最多 6 张。', most: 6 },
        { key: 'plan', type: 'file', title: '改进方案', accept: 'any', most: 2 },
      ],
    },
  ],
}

const answers = { come: 'o1', say: '祝顺利' }
const handIn = (person, id) => person.call('PUT', `/surveys/${id}/response`, { answers, form_version: 1 })

/** The main job of surveys, from the first answer to what staff read. */
export function answersEveryWay() {
  story('every way of answering is kept when one leaves, comes back, and adds up in what staff read', async (phones) => {
    const [member, other] = [await world.town.member('题型甲'), await world.town.member('题型乙')]
    const id = await survey('会场回访', { definition: MANY_WAYS })
    const page = await phones.open(member, { path: `pages/survey/index?id=${id}` })
    const of = (title) => top(page).getByRole('radiogroup', { name: title, exact: true })
    await tap(page, '开始填写')
    await of('会场').getByText('满意', { exact: true }).click()
    await of('茶歇').getByText('不满意', { exact: true }).click()
    await misses(page, '哪里让您不满意')
    await of('打几颗星').getByRole('radio', { name: '2 分' }).click()
    await type(page, '哪里让您不满意', '茶是凉的')
    await tick(page, '停车位')
    await tick(page, '其他')
    await type(page, '其他，请写明', '签到处放把伞')
    await picture(page, 'survey-many-ways')
    await tap(page, '下一步')
    await sees(page, '2 / 2')
    await of('会推荐给朋友吗').getByRole('radio', { name: '6 分' }).click()
    await tap(page, '联谊')
    await sees(page, '按先后点选，还可以选 2 项')
    await page.reload()

    await sees(page, '上次填到一半，内容都还在。')
    await tap(page, '接着填')
    await sees(page, '2 / 2')
    await top(page).getByRole('button', { name: '联谊，第 1 位' }).waitFor()
    await tap(page, '走访')
    await tap(page, '培训')
    await sees(page, '排好了，再点一下可以取消')
    await tap(page, '上一步')
    await of('茶歇').getByRole('radio', { name: '不满意', exact: true, checked: true }).waitFor()
    assert.equal(await top(page).getByRole('textbox', { name: '其他，请写明' }).inputValue(), '签到处放把伞')
    await tap(page, '下一步')
    await tap(page, '提交问卷')
    await answer(page, '允许')
    await sees(page, '交上了，谢谢您')
    await other.call('PUT', `/surveys/${id}/response`, {
      answers: { each: { hall: 'o0', tea: 'o0' }, stars: 5, need: ['o0'], recommend: 10, order: ['o2', 'o1', 'o0'] },
      form_version: 1,
    })

    const desk = await phones.open(await world.town.administrator(), { path: `staff/results/index?id=${id}` })
    await sees(desk, /2 份答卷/)
    const results = top(desk).locator('.card')
    const said = async (title) => (await results.filter({ hasText: title }).innerText()).replaceAll(/\s+/g, ' ')
    assert.match(await said('这些您满意吗'), /会场.*满意 2 · 100%.*茶歇.*满意 1 · 50%.*不满意 1 · 50%/)
    assert.match(await said('打几颗星'), /2 人回答 · 平均 3\.5/)
    assert.match(await said('哪里让您不满意'), /1 人回答.*茶是凉的/)
    assert.match(await said('下次还要什么'), /停车位 2 · 100% 资料袋 0 · 0% 其他 1 · 50%/)
    assert.match(await said('会推荐给朋友吗'), /净推荐值 ?0 推荐 1 中立 0 不推荐 1/)
    assert.match(await said('先办哪一件'), /走访 平均第 2\.5 位 · 0 人排第一.*联谊 平均第 1\.0 位 · 2 人排第一/)
    await picture(desk, 'survey-many-ways-results')
  })
}

/** Surveys: filled in section by section, kept, handed in once, and seen by staff added up. */
export function surveys() {
  describe('surveys', () => {
    story('one leaves half-way and finds it again; a section comes and goes with the answers', async (phones) => {
      const member = await world.town.member('问卷甲')
      const id = await survey('读书会调查')
      const page = await phones.open(member, { path: `pages/survey/index?id=${id}` })
      await tap(page, '开始填写')
      await sees(page, '1 / 2')
      await choose(page, '参加')
      await tap(page, '下一步')
      await sees(page, '怎么过来')
      await image(page, 'survey-filling')
      await page.reload()
      await sees(page, '上次填到一半，内容都还在。')
      await tap(page, '接着填')
      await sees(page, '怎么过来')
      await tap(page, '下一步')
      await sees(page, '请选择一项')
      await choose(page, '走路')
      await tap(page, '下一步')
      await sees(page, '3 / 3')
      await top(page).getByRole('textbox').fill('带本书来 📚')
      await tap(page, '提交问卷')
      await answer(page, '允许')
      await sees(page, '交上了，谢谢您')
      const { answers: kept } = await member.call('GET', `/surveys/${id}`)
      assert.deepEqual(kept, { come: 'o0', way: 'o0', say: '带本书来 📚' })
    })

    answersEveryWay()

    story('a secretary answers for whom she acts for; what they answered themselves she never sees', async (phones) => {
      const [chief, secretary] = await world.town.delegate('石桥茶厂', '茶厂长', '秘书小茶')
      const id = await survey('单位意见')
      const page = await phones.open(secretary, { path: `pages/survey/index?id=${id}` })
      await text(page, '代茶厂长填写').click()
      await sees(page, '正在代茶厂长填写')
      await fits(page)
      await picture(page, 'survey-on-behalf')
      await tap(page, '开始填写')
      await choose(page, '不参加')
      await tap(page, '下一步')
      await top(page).getByRole('textbox').fill('厂里开会')
      await tap(page, '提交问卷')
      await sees(page, '已代茶厂长交上')
      assert.equal((await chief.call('GET', `/surveys/${id}`)).has_answered, true)
      assert.equal((await secretary.call('GET', `/surveys/${id}`)).has_answered, false)

      const other = await survey('本人意见')
      await chief.call('PUT', `/surveys/${other}/response`, { answers: { come: 'o1', say: '我自己说' }, form_version: 1 })
      const second = await phones.open(secretary, { path: `pages/survey/index?id=${other}` })
      await text(second, '代茶厂长填写').click()
      await sees(second, '已经填写。')
      await misses(second, '我自己说')
    })

    story('an option taken up meanwhile is said at its question, marked, and another one goes in once', async (phones) => {
      const [slow, quick] = [await world.town.member('名额甲'), await world.town.member('名额乙')]
      const id = await survey('只有一席', { option_quotas: [{ question: 'come', option: 'o0', most: 1 }] })
      const page = await phones.open(slow, { path: `pages/survey/index?id=${id}` })
      await tap(page, '开始填写')
      await sees(page, '1 / 2')
      await choose(page, '参加')
      await tap(page, '下一步')
      await sees(page, '2 / 3')
      await choose(page, '走路')
      await tap(page, '下一步')
      await sees(page, '3 / 3')
      await quick.call('PUT', `/surveys/${id}/response`, { answers: { come: 'o0', way: 'o1' }, form_version: 1 })
      await tap(page, '提交问卷')
      await answer(page, '允许')
      await sees(page, '“参加”已满，请换一项')
      await sees(page, '1 / 3')
      await picture(page, 'survey-option-full')
      await choose(page, '不参加')
      await sees(page, '1 / 2')
      await tap(page, '下一步')
      await tap(page, '提交问卷')
      await sees(page, '交上了，谢谢您')
      const { answers: kept, submitted_at: at } = await slow.call('GET', `/surveys/${id}`)
      assert.deepEqual(kept, { come: 'o1' })
      const again = await slow.call('PUT', `/surveys/${id}/response`, { answers: kept, form_version: 1 })
      assert.equal(again.submitted_at, at)
    })

    story('rows are asked of those they concern; photos and a file go up, wait without a network, and are handed in', async (phones) => {
      const member = await world.town.member('拍照甲')
      const id = await survey('场地随手拍', { definition: SURROUNDINGS })
      const page = await phones.open(member, { path: `pages/survey/index?id=${id}` })
      await tap(page, '开始填写')
      await sees(page, '总体')
      await misses(page, '停车场哪里不好')
      await tick(page, '停车场')
      const inRow = (row, column) => top(page).getByRole('radiogroup', { name: row, exact: true }).getByRole('radio', { name: column, exact: true }).click()
      await inRow('总体', '好')
      await inRow('停车场', '不好')
      await sees(page, '停车场哪里不好')
      await picture(page, 'survey-rows')
      await tick(page, '停车场')
      await misses(page, '停车场哪里不好')
      await tick(page, '食堂')
      await inRow('食堂', '一般')
      await tap(page, '下一步')
      await sees(page, '现场照片')
      await picture(page, 'survey-files-empty')
      await tap(page, /^加照片/)
      await agree(page)
      await tapInSheet(page, '样张 3 张')
      await sees(page, '3 / 6')
      await misses(page, /上传中|等待上传/)
      await setOnline(page, false)
      await tap(page, /^加照片/)
      await tapInSheet(page, '样张 3 张')
      await sees(page, '没传上，重试')
      await top(page).getByText('没传上，重试').nth(2).waitFor()
      await tap(page, '提交问卷')
      await sees(page, '有 3 张没有传上去，请点它再传一次，或去掉它')
      await picture(page, 'survey-files-offline')
      await setOnline(page, true)
      await tap(page, /^去掉第 6 张/)
      await tap(page, /^去掉第 5 张/)
      await text(page, '没传上，重试').click()
      await answer(page, '再传一次')
      await misses(page, '没传上，重试')
      await sees(page, '4 / 6')
      await tap(page, /^加文件/)
      await tapInSheet(page, '从微信聊天里选文件')
      await tapInSheet(page, '样例文件 1 个')
      await sees(page, '场地平面图.pdf')
      await misses(page, /正在上传/)
      await picture(page, 'survey-files')
      await page.reload()
      await tap(page, '接着填')
      await sees(page, '4 / 6')
      await top(page).locator('img').nth(3).waitFor()
      await page.waitForFunction(() => [...document.querySelectorAll('.mp-screen:not([hidden]) img')].every(({ naturalWidth }) => naturalWidth > 0))
      await picture(page, 'survey-files-again')
      await tap(page, '提交问卷')
      await answer(page, '允许')
      await sees(page, '交上了，谢谢您')
      const { answers: kept, files } = await member.call('GET', `/surveys/${id}`)
      assert.deepEqual([kept.rate, kept.why, kept.photo.length, kept.plan.length], [{ all: 'o0', food: 'o1' }, undefined, 4, 1])
      assert.deepEqual(files.map((file) => file.id).sort(), [...kept.photo, ...kept.plan].sort())
      assert.deepEqual(files.map((file) => file.name).at(-1), '场地平面图.pdf')
      const staff = await world.town.administrator()
      const { items } = await staff.call('GET', `/staff/surveys/${id}/responses`)
      assert.deepEqual(
        items[0].answers.map(({ text: words }) => words),
        ['食堂', '总体：好；食堂：一般', '4 张照片', '1 个文件'],
      )
      assert.equal(items[0].answers[2].files.length, 4)
      const desk = await phones.open(staff, { path: `staff/results/index?id=${id}` })
      await sees(desk, '1 人回答')
      await picture(desk, 'survey-results-files')
      await tap(desk, /^看 1 人交的：4\. 现场照片/)
      await sees(desk, '拍照甲')
      await desk.waitForFunction(
        () => [...document.querySelectorAll('.mp-screen:not([hidden]) img')].filter(({ naturalWidth }) => naturalWidth > 0).length === 4,
      )
      await picture(desk, 'survey-files-staff')
    })

    story('an anonymous one says what it knows, takes the answers once, and tells staff how many', async (phones) => {
      const people = await Promise.all(['匿名甲', '匿名乙', '匿名丙', '匿名丁', '匿名戊', '匿名己'].map((name) => world.town.member(name)))
      const id = await survey('匿名调查', { is_anonymous: true })
      for (const person of people.slice(1)) await handIn(person, id)
      const page = await phones.open(people[0], { path: `pages/survey/index?id=${id}` })
      await sees(page, '这份问卷是匿名的')
      await picture(page, 'survey-anonymous')
      await tap(page, '开始填写')
      await choose(page, '不参加')
      await tap(page, '下一步')
      await tap(page, '提交问卷')
      await answer(page, '允许')
      await sees(page, /没有人能看出哪份是您的/)
      assert.equal((await people[0].call('GET', `/surveys/${id}`)).answers, null)
      await assert.rejects(() => people[0].call('PUT', `/surveys/${id}/response`, { answers: { come: 'o0', way: 'o0' }, form_version: 1 }))
    })

    story('staff read the results on the phone, and close it', async (phones) => {
      const people = await Promise.all(['数据甲', '数据乙'].map((name) => world.town.member(name)))
      const id = await survey('茶会调查')
      for (const person of people) await handIn(person, id)
      const page = await phones.open(await world.town.administrator())
      await tab(page, '我的')
      await tap(page, '问卷管理')
      await sees(page, '茶会调查')
      const card = top(page).locator('.card').filter({ hasText: '茶会调查' })
      await card.getByText('看结果').click()
      await sees(page, /2 份答卷/)
      await text(page, '祝顺利').waitFor()
      await picture(page, 'survey-results-named')
    })

    story('the demo shows a survey whose results were told', async (phones) => {
      const member = await world.town.visitor('王敏', '19900000001')
      const page = await phones.open(member, { path: 'pages/surveys/index' })
      await tapText(page, '已填')
      await tapText(page, '沙龙放在什么时间')
      await sees(page, '您说了，我们做了')
      await tap(page, '看看结果')
      await sees(page, /36 份答卷/)
      await image(page, 'survey-results')
    })
  })
}
