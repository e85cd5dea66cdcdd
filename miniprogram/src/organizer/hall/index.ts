/** The link of the hall's big screen: copied, or scanned by the computer that drives it. */
import type { ViewState } from '../../components/page-state/state'
import { hallLink } from '../../services/door/api'
import { wordsOf } from '../../services/request'
import { moment } from '../../services/time'

Page({
  data: { state: 'loading' as ViewState, error: '', url: '', until: '' },

  id: '',

  onLoad({ id }) {
    this.id = id ?? ''
    this.load()
  },

  async load() {
    try {
      const { url, expires_at } = await hallLink(this.id)
      this.setData({ state: 'ready', url, until: moment(expires_at, new Date()) })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onCopy() {
    wx.setClipboardData({ data: this.data.url })
  },
})
