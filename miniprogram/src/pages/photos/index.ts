/** All pictures of an activity; those who were there add theirs. */
import type { ViewState } from '../../components/page-state/state'
import { activity } from '../../services/activities'
import { detailView } from '../../services/activity-words'
import { openComplaint, photoThings } from '../../services/complaints'
import { failed } from '../../services/one-page'
import { choosePhotos, deletePhoto, enqueue, giveUp, photosOfActivity, retry, sendWaiting, type Waiting, waiting } from '../../services/photos'
import { wordsOf } from '../../services/request'
import type { Photo } from '../../services/types'

Page({
  data: { state: 'loading' as ViewState, error: '', photos: [] as Photo[], waiting: [] as Waiting[], canAdd: false, canComplain: false },

  id: '',
  queue: '',

  onLoad({ id }) {
    this.id = id ?? ''
    this.queue = photosOfActivity(this.id)
    this.load()
  },

  async load() {
    try {
      const shown = await activity(this.id)
      const { canAddPhotos } = detailView(shown, true, new Date())
      this.setData({ photos: shown.photos, canAdd: canAddPhotos, waiting: waiting(this.queue) })
      this.settle()
    } catch (reason) {
      this.setData(failed(reason))
    }
  },

  settle() {
    const { photos, waiting } = this.data
    this.setData({ state: photos.length || waiting.length ? 'ready' : 'empty', canComplain: this.others().length > 0 })
  },

  others() {
    return photoThings('activity_photo', this.data.photos)
  },

  onComplain() {
    openComplaint(this.others())
  },

  async onAdd() {
    const paths = await choosePhotos()
    if (!paths.length) return
    enqueue(this.queue, paths)
    await this.send()
  },

  async send() {
    this.setData({ waiting: waiting(this.queue), state: 'ready' })
    await sendWaiting(
      this.queue,
      () => this.setData({ waiting: waiting(this.queue) }),
      (photo) => this.setData({ photos: [photo, ...this.data.photos.filter(({ id }) => id !== photo.id)], waiting: waiting(this.queue) }),
    )
  },

  onAgain(event: WechatMiniprogram.CustomEvent<{ ref: string }>) {
    retry(this.queue, event.detail.ref)
    this.send()
  },

  onGiveUp(event: WechatMiniprogram.CustomEvent<{ ref: string }>) {
    giveUp(this.queue, event.detail.ref)
    this.setData({ waiting: waiting(this.queue) })
    this.settle()
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
