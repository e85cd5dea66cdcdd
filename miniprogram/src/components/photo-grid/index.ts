/** Pictures three in a row; a tap shows them large. Those nobody but me can see yet say so. */
import type { Photo } from '../../services/types'

Component({
  properties: {
    photos: { type: Array, value: [] as Photo[] },
    /** Own pictures can be taken back. */
    editable: { type: Boolean, value: false },
  },
  methods: {
    onOpen(event: WechatMiniprogram.TouchEvent) {
      const photos = this.data.photos as Photo[]
      const photo = photos[event.currentTarget.dataset.index as number]
      if (photo) wx.previewImage({ urls: photos.map(({ url }) => url), current: photo.url })
    },
    onDelete(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('delete', { id: event.currentTarget.dataset.id as string })
    },
  },
})
