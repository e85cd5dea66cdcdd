/** Why a phone number is needed here, and WeChat's button that gives it: `verified` follows, and what was begun goes on. */
import { NO_PHONE_QUOTA, verifyPhone } from '../../services/join'
import { wordsOf } from '../../services/request'

Component({
  data: { busy: false, wrong: '' },
  methods: {
    async onPhone(event: WechatMiniprogram.CustomEvent<{ code?: string; errno?: number }>) {
      const { code, errno } = event.detail
      if (errno === NO_PHONE_QUOTA) this.setData({ wrong: '手机号验证暂时用不了，请过几天再试。' })
      if (!code || this.data.busy) return
      this.setData({ busy: true, wrong: '' })
      try {
        await verifyPhone(code)
        this.triggerEvent('verified')
      } catch (reason) {
        this.setData({ wrong: wordsOf(reason) })
      }
      this.setData({ busy: false })
    },
  },
})
