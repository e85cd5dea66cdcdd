/** A page about one thing: fetched when it is opened or pulled, and shown in one of four faces. */
import type { ViewState } from '../components/page-state/state'
import { codeOf, wordsOf } from './request'

/** The face of a page that could not be fetched: what is not there is nothing to try again. */
export const failed = (reason: unknown): { state: ViewState; error: string } => ({
  state: codeOf(reason) === 'not_found' ? 'empty' : 'error',
  error: wordsOf(reason),
})

/** What such a page says itself: how its data is fetched; with a `state` where it is not simply ready. */
interface OnePage {
  id: string
  fetch(): Promise<object>
  load(): Promise<void>
}

/** The data every such page begins with. */
export const noFace = { state: 'loading' as ViewState, error: '' }

/** What such pages do alike; spread into Page beside `fetch`, and `...noFace` into its data. */
export const onePage = {
  id: '',

  onLoad(this: OnePage, { id }: Record<string, string | undefined>) {
    this.id = id ?? ''
    this.load()
  },

  async onPullDownRefresh(this: OnePage) {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load(this: OnePage): Promise<void> {
    const page = this as unknown as { setData(change: object): void }
    try {
      page.setData({ state: 'ready', ...(await this.fetch()) })
    } catch (reason) {
      page.setData(failed(reason))
    }
  },
}
