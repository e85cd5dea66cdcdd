/** The poster of an activity, to look at and to keep in the album. */

import type { ViewState } from '../../components/page-state/state'
import { activity } from '../../services/activities'
import { tellFailure } from '../../services/failure'
import { offerAlbumSetting, saveToAlbum } from '../../services/files'
import { wordsOf } from '../../services/request'

Page({
  data: { state: 'loading' as ViewState, error: '', url: '', busy: false },

  id: '',

  onLoad({ id }) {
    this.id = id ?? ''
    this.load()
  },

  async load() {
    try {
      const { poster_url: url } = await activity(this.id)
      this.setData({ url, state: url ? 'ready' : 'empty' })
    } catch (reason) {
      this.setData({ state: 'error', error: wordsOf(reason) })
    }
  },

  onBroken() {
    this.setData({ state: 'error', error: '海报没能打开，请再试一次。', url: '' })
  },

  onPreview() {
    wx.previewImage({ urls: [this.data.url] })
  },

  async onSave() {
    this.setData({ busy: true })
    try {
      const outcome = await saveToAlbum(this.data.url)
      if (outcome === 'saved') wx.showToast({ title: '已保存到相册', icon: 'none' })
      if (outcome === 'refused') offerAlbumSetting()
    } catch (reason) {
      tellFailure('没有保存', reason)
    }
    this.setData({ busy: false })
  },
})
