/** Lists that come page by page. */
import type { ViewState } from '../components/page-state/state'
import { wordsOf } from './request'

/** What a page with such a list has: its rows and how many there are in all, the last page shown, and a turn. */
export interface PagedList<View> {
  data: { items: View[]; total: number }
  page: number
  /** Counted up by each request, so that the answer to an older one (another tab, a second pull) is dropped. */
  turn: number
  setData(change: { items?: View[]; total?: number; state: ViewState; error?: string }): void
}

export const hasMore = ({ data }: Pick<PagedList<unknown>, 'data'>): boolean => data.items.length < data.total

/** Loads one page and shows it: the first replaces what was there, later ones are added; a failure keeps it. */
export async function showPage<View>(list: PagedList<View>, page: number, fetch: (page: number) => Promise<{ items: View[]; total: number }>): Promise<void> {
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
