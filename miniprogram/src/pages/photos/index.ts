/** All pictures of an activity; those who were there add theirs. */
import type { ViewState } from '../../components/page-state/state'
import { activity } from '../../services/activities'
import { detailView } from '../../services/activity-words'
import { choosePhotos, deletePhoto, enqueue, giveUp, retry, sendWaiting, type Waiting, waiting } from '../../services/photos'
import { codeOf, wordsOf } from '../../services/request'
import type { Photo } from '../../services/types'

Page({
  data: { state: 'loading' as ViewState, error: '', photos: [] as Photo[], waiting: [] as Waiting[], canAdd: false },

  id: '',

  onLoad({ id }) {
    this.id = id ?? ''
    this.load()
  },

  async load() {
    try {
      const shown = await activity(this.id)
      const { canAddPhotos } = detailView(shown, true, new Date())
      this.setData({ photos: shown.photos, canAdd: canAddPhotos, waiting: waiting(this.id) })
      this.settle()
    } catch (reason) {
      this.setData({ state: codeOf(reason) === 'not_found' ? 'empty' : 'error', error: wordsOf(reason) })
    }
  },

  settle() {
    this.setData({ state: this.data.photos.length || this.data.waiting.length ? 'ready' : 'empty' })
  },

  async onAdd() {
    const paths = await choosePhotos()
    if (!paths.length) return
    enqueue(this.id, paths)
    await this.send()
  },

  async send() {
    this.setData({ waiting: waiting(this.id), state: 'ready' })
    await sendWaiting(
      this.id,
      () => this.setData({ waiting: waiting(this.id) }),
      (photo) => this.setData({ photos: [photo, ...this.data.photos.filter(({ id }) => id !== photo.id)], waiting: waiting(this.id) }),
    )
  },

  /** A failed one: again, or leave it. */
  onWaiting(event: WechatMiniprogram.TouchEvent) {
    const one = this.data.waiting[event.currentTarget.dataset.index as number]
    if (one?.state !== 'failed') return
    wx.showModal({
      title: '没有传上去',
      content: one.error,
      confirmText: '再传一次',
      cancelText: '不传了',
      success: ({ confirm }) => {
        if (confirm) retry(this.id, one.ref)
        else giveUp(this.id, one.ref)
        if (confirm) this.send()
        else {
          this.setData({ waiting: waiting(this.id) })
          this.settle()
        }
      },
    })
  },

  onDelete(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    wx.showModal({
      title: '删除这张照片？',
      content: '删除后其他人也看不到了。',
      confirmText: '删除',
      success: ({ confirm }) => {
        if (confirm) this.remove(event.detail.id)
      },
    })
  },

  async remove(id: string) {
    try {
      await deletePhoto(id)
      this.setData({ photos: this.data.photos.filter((photo) => photo.id !== id) })
      this.settle()
    } catch (reason) {
      wx.showToast({ title: wordsOf(reason), icon: 'none' })
    }
  },
})
