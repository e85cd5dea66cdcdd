/** For whom a delegate may act here, a row each; and on the page of one of them, whom it is about. */
import type { Delegation } from '../../services/types'

Component({
  properties: {
    /** What is done, 报名 or 填写. */
    verb: { type: String, value: '' },
    principals: { type: Array, value: [] as Delegation[] },
    principal: { type: Object, value: null as unknown as Delegation },
    /** What becomes of it. */
    text: { type: String, value: '' },
  },
  methods: {
    onChoose(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('choose', { whom: event.currentTarget.dataset.id })
    },
  },
})
