import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { top } from './browser.mjs'
import { questions } from './people.mjs'
import { sees } from './taps.mjs'
import { picture, story, world } from './world.mjs'

const LARGE = 1.4

/** Nothing is wider than the phone: no page scrolls sideways. */
export async function fits(page) {
  const wide = await top(page).evaluate((screen) =>
    [...screen.querySelectorAll('*')]
      .filter(
        (element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX),
      )
      .map((element) => element.className || element.tagName),
  )
  const beyond = await top(page).evaluate((screen) =>
    [...screen.querySelectorAll('*')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => `${element.className || element.tagName}: ${element.textContent.slice(0, 20)}`),
  )
  assert.deepEqual({ wide, beyond }, { wide: [], beyond: [] })
}

/** Opens each page in turn, takes its picture and measures it. @param pages name, path, words that say it is drawn */
async function tour(phones, person, fontScale, pages) {
  const page = await phones.open(person, { fontScale })
  for (const [name, start, words] of pages) {
    await page.evaluate((url) => window.wx.reLaunch({ url }), `/${start}`)
    await sees(page, words)
    await picture(page, fontScale === 1 ? name : `${name}-large`)
    await fits(page)
  }
}

/** Every page at a member's, an organizer's and a visitor's, in both text sizes. */
export function screens() {
  describe('screens', () => {
    for (const fontScale of [1, LARGE]) {
      story(`every page fits a phone of 375 points at text size ${fontScale}`, async (phones) => {
        const wish = { key: 'wish', type: 'text', title: '想听什么', required: true, max_length: 50 }
        const asking = await world.town.activity(`银杏音乐会 ${fontScale}`, { questions: questions(wish), ...world.town.inDays(1) })
        const today = await world.town.activity(`企业家茶叙 ${fontScale}`)
        const member = await world.town.visitor('王敏', '19900000001')
        const { id } = await member.signUp(today)
        const organizer = await world.town.organizer()
        const visitor = await world.town.visitor(`访客${fontScale}`)
        const administrator = await world.town.administrator()
        const [suggested] = (await member.call('GET', '/suggestions?view=answered')).items
        const [asked] = (await member.call('GET', '/topics')).items
        const [waiting] = (await administrator.call('GET', '/staff/cases?queue=due')).items

        await tour(phones, member, fontScale, [
          ['home', 'pages/home/index', /好，王敏/],
          ['activities', 'pages/activities/index', '会员年会'],
          ['activity', `pages/activity/index?id=${asking.id}`, '我要报名'],
          ['activity-signed-up', `pages/activity/index?id=${today.id}`, '已通过'],
          ['signup', `pages/signup/index?id=${asking.id}`, '提交报名'],
          ['pass', `pages/pass/index?signup=${id}`, '请出示给工作人员扫一下，没有网络也能用。'],
          ['profile', 'pages/profile/index', '企业信息'],
          ['section', 'pages/section/index?key=company', '统一社会信用代码'],
          ['voice', 'pages/voice/index', '增设园区夜间公交'],
          ['surveys', 'pages/surveys/index', '会费与服务意见'],
          ['suggest', 'pages/suggest/index', '提交建议'],
          ['suggestion-answered', `pages/suggestion/index?id=${suggested.id}`, '办到哪一步'],
          ['suggestion-missing', 'pages/suggestion/index?id=999999', '没有找到这条建议'],
          ['topic', `pages/topic/index?id=${asked.id}`, asked.title],
          ['me', 'pages/me/index', '隐私与数据'],
          ['privacy', 'pages/privacy/index', '注销账号'],
          ['messages', 'pages/messages/index', '保留半年内的消息'],
          ['message-settings', 'pages/message-settings/index', '微信已允许'],
          ['history', 'pages/history/index', /名单导入|还没有变更/],
          ['tasks', 'pages/tasks/index?list=do', /报名/],
          ['checkin-refused', 'pages/checkin/index', /签到码已/],
          ['activity-missing', 'pages/activity/index?id=1', '找不到这场活动'],
        ])
        await tour(phones, organizer, fontScale, [
          ['organizer-list', 'organizer/list/index', '签到台'],
          ['organizer-door', `organizer/door/index?id=${today.id}`, '在线'],
          ['organizer-code', `organizer/code/index?id=${today.id}`, '秒后自动换新码'],
          ['organizer-attendees', `organizer/attendees/index?id=${today.id}`, '王敏'],
          ['organizer-figures', `organizer/figures/index?id=${today.id}`, '石桥商会'],
          ['organizer-walk-in', `organizer/walk-in/index?id=${today.id}`, '登记并进场'],
          ['organizer-queue', `organizer/queue/index?id=${today.id}`, '都上传了'],
          ['organizer-hall', `organizer/hall/index?id=${today.id}`, '复制链接'],
        ])
        await tour(phones, administrator, fontScale, [
          ['staff-cases', 'staff/cases/index', '未交办'],
          ['staff-case', `staff/case/index?id=${waiting.id}`, '收到建议'],
          ['staff-activities', 'staff/activities/index', '改时间地点'],
          ['staff-change', `staff/change/index?id=${today.id}`, '人会收到'],
          ['staff-cancel', `staff/cancel/index?id=${today.id}`, '人会收到'],
          ['staff-messages', 'staff/messages/index', '暂停与恢复'],
          ['staff-patrol', 'staff/patrol/index', /等您判断|举报|没有要看的内容/],
        ])
        await tour(phones, visitor, fontScale, [
          ['visitor-home', 'pages/home/index', '加入您的组织'],
          ['visitor-me', 'pages/me/index', '还没有加入组织'],
          ['join', 'pages/join/index', '手机号对一下名单'],
        ])
      })
    }
  })
}
