/** Lists that come page by page. */
import type { ViewState } from '../components/page-state/state'
import { wordsOf } from './request'

interface Shown<View> {
  items: View[]
  total: number
}

/** What a page with such a list has: its rows and how many there are in all, the last page shown, and a turn. */
export interface PagedList<View> {
  data: Shown<View>
  page: number
  /** Counted up by each request, so that the answer to an older one (another tab, a second pull) is dropped. */
  turn: number
  setData(change: { items?: View[]; total?: number; state: ViewState; error?: string }): void
}

export const hasMore = ({ data }: Pick<PagedList<unknown>, 'data'>): boolean => data.items.length < data.total

/** Loads one page and shows it: the first replaces what was there, later ones are added; a failure keeps it. */
export async function showPage<View>(list: PagedList<View>, page: number, fetch: (page: number) => Promise<Shown<View>>): Promise<void> {
  list.turn += 1
  const turn = list.turn
  try {
    const { items, total } = await fetch(page)
    if (turn !== list.turn) return
    list.page = page
    list.setData({ items: page === 1 ? items : [...list.data.items, ...items], total, state: total ? 'ready' : 'empty' })
  } catch (reason) {
    if (turn === list.turn) list.setData({ state: 'error', error: wordsOf(reason) })
  }
}

/** What a page of one list says itself: how a page of it is fetched, as rows to show. */
interface ListPage<View> extends PagedList<View> {
  fetch(page: number): Promise<Shown<View>>
  load(): Promise<void>
  loadPage(page: number): Promise<void>
}

/** Any of them: each takes rows of its own kind. */
type AnyListPage = Omit<ListPage<unknown>, 'setData'>

/** The data every such page begins with. */
export const noRows = <View>() => ({ state: 'loading' as ViewState, error: '', items: [] as View[], total: 0 })

/** What such pages do alike; spread into Page beside `fetch`, and `...noRows()` into its data. */
export const listPage = {
  page: 0,
  turn: 0,

  onShow(this: AnyListPage) {
    this.load()
  },

  async onPullDownRefresh(this: AnyListPage) {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom(this: AnyListPage) {
    if (hasMore(this)) this.loadPage(this.page + 1)
  },

  load(this: AnyListPage): Promise<void> {
    return this.loadPage(1)
  },

  loadPage(this: AnyListPage, page: number): Promise<void> {
    return showPage(this as ListPage<unknown>, page, (number) => this.fetch(number))
  },
}

/** Another list: nothing of the one before is taken for it, also when it fails. */
export function startOver<Change extends object>(
  list: { setData(change: Change & Shown<never> & { state: ViewState }): void; load(): Promise<void> },
  change: Change,
): Promise<void> {
  list.setData({ ...change, items: [], total: 0, state: 'loading' })
  return list.load()
}
