import assert from 'node:assert/strict'
import { describe } from 'node:test'
import { DESK, openAtDesk } from './desk.mjs'
import { image, picture, story, world } from './world.mjs'

const HALL = { width: 1920, height: 1080 }
const gate = (activity) => `/organizer/activities/${activity.id}`

/** An activity at which so many members of 石桥商会 and of other places are expected, and its passes by name. */
async function expecting(title, names) {
  const activity = await world.town.activity(title, { companions_most: 2 })
  const passes = {}
  for (const name of names) passes[name] = (await (await world.town.member(name)).signUp(activity)).pass.code
  return { activity, passes, organizer: await world.town.organizer() }
}

const scan = (organizer, activity, code) => organizer.call('POST', `${gate(activity)}/scans`, { code, client_ref: code.slice(-20) })

/** The screen in the hall, as a computer opens it from the link. */
export function hall() {
  describe('the hall screen', () => {
    story('shows arrivals within two seconds, by initial only, under its own strict policy', async () => {
      const { activity, passes, organizer } = await expecting('大屏茶话会', ['屏小一', '屏小二'])
      const { url } = await organizer.call('GET', `${gate(activity)}/hall-link`)
      const page = await openAtDesk(url, HALL)
      await page.getByRole('heading', { name: '大屏茶话会' }).waitFor()
      await page.getByText('还没有人到').waitFor()
      const began = Date.now()
      await scan(organizer, activity, passes.屏小一)
      await page.locator('#arrivals li').filter({ hasText: '屏*' }).waitFor()
      assert.ok(Date.now() - began < 2_000, `it took ${Date.now() - began} ms`)
      assert.equal(await page.locator('#arrived').textContent(), '1')
      assert.equal((await page.content()).includes('屏小一'), false)
      assert.deepEqual(page.complaints, [])
      await page.context().close()
    })

    story('keeps what it shows while the network is gone, says so, and catches up', async () => {
      const { activity, passes, organizer } = await expecting('断网年会', ['断小一', '断小二'])
      const { url } = await organizer.call('GET', `${gate(activity)}/hall-link`)
      await scan(organizer, activity, passes.断小一)
      const page = await openAtDesk(url, DESK)
      await page.locator('#arrived', { hasText: '1' }).waitFor()
      await page.context().setOffline(true)
      await page.getByText('网络断开').waitFor()
      await scan(organizer, activity, passes.断小二)
      assert.equal(await page.locator('#arrived').textContent(), '1')
      await page.context().setOffline(false)
      await page.locator('#arrived', { hasText: '2' }).waitFor()
      await page.getByText('网络断开').waitFor({ state: 'hidden' })
      await page.context().close()
    })

    story('fits its screen at every size', async () => {
      const organizer = await world.town.organizer()
      const { items } = await organizer.call('GET', '/organizer/activities?page_size=100')
      const running = items.find(({ title }) => title === '会员年会')
      const { items: expected } = await organizer.call('GET', `${gate(running)}/attendees?state=missing&page_size=30`)
      for (const { signup_id } of expected.slice(0, 19))
        await organizer.call('POST', `${gate(running)}/checkins`, { signup_id, client_ref: `hall-${signup_id}` })
      const { url } = await organizer.call('GET', `${gate(running)}/hall-link`)
      for (const [name, viewport] of Object.entries({ hall: HALL, 'hall-small': DESK, 'hall-tall': { width: 768, height: 1024 } })) {
        const page = await openAtDesk(url, viewport, { bypassCSP: true })
        await page.locator('#arrivals li').first().waitFor()
        await page.waitForTimeout(1_500) // the arrivals' entrance
        if (name === 'hall') await image(page, name)
        await picture(page, name)
        assert.ok(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth && document.documentElement.scrollHeight <= window.innerHeight),
        )
        await page.context().close()
      }
    })
  })
}
