import { expect, test } from 'vitest'
import { hasMore, type PagedList, showPage } from '../../src/services/paging'

function emptyList(): PagedList<string> & { data: { state?: string } } {
  return {
    data: { items: [], total: 0 },
    page: 0,
    turn: 0,
    setData(change) {
      Object.assign(this.data, change)
    },
  }
}

const answer = (page: number) => Promise.resolve({ items: [`${page}a`, `${page}b`], total: 4 })

test('pages follow one another until there are no more', async () => {
  const list = emptyList()
  await showPage(list, 1, answer)
  expect(hasMore(list)).toBe(true)
  await showPage(list, 2, answer)
  expect(list.data).toEqual({ items: ['1a', '1b', '2a', '2b'], total: 4, state: 'ready' })
  expect(hasMore(list)).toBe(false)
})

test('reaching the bottom twice before the answer comes adds the page once', async () => {
  const list = emptyList()
  await showPage(list, 1, answer)
  await Promise.all([showPage(list, list.page + 1, answer), showPage(list, list.page + 1, answer)])
  expect(list.data.items).toEqual(['1a', '1b', '2a', '2b'])
})

test('the answer to an older request is dropped, a failure too', async () => {
  const list = emptyList()
  let late: (reason: Error) => void = () => undefined
  const older = showPage(list, 1, () => new Promise((_, reject) => (late = reject)))
  await showPage(list, 1, answer)
  late(new Error('too late'))
  await older
  expect(list.data).toMatchObject({ items: ['1a', '1b'], state: 'ready' })
})

test('a failure says so and keeps what was on screen', async () => {
  const list = emptyList()
  await showPage(list, 1, answer)
  await showPage(list, 2, () => Promise.reject(new Error('断网')))
  expect(list.data).toMatchObject({ items: ['1a', '1b'], state: 'error' })
})

test('nothing there is empty', async () => {
  const list = emptyList()
  await showPage(list, 1, () => Promise.resolve({ items: [], total: 0 }))
  expect(list.data).toMatchObject({ state: 'empty' })
})
