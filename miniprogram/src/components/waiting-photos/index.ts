/** Photos on their way up. One that failed: again, or leave it. */
import type { Waiting } from '../../services/photos'

Component({
  properties: { waiting: { type: Array, value: [] as Waiting[] } },
  methods: {
    onWaiting(event: WechatMiniprogram.TouchEvent) {
      const one = (this.data.waiting as Waiting[])[event.currentTarget.dataset.index as number]
      if (one?.state !== 'failed') return
      wx.showModal({
        title: '没有传上去',
        content: one.error,
        confirmText: '再传一次',
        cancelText: '不传了',
        success: ({ confirm }) => this.triggerEvent(confirm ? 'again' : 'giveup', { ref: one.ref }),
      })
    },
  },
})
