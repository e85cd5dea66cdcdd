/** Why a phone number is needed here, and WeChat's button that gives it: `verified` follows, and what was begun goes on. */
import { verifyPhone } from '../../services/join'
import { wordsOf } from '../../services/request'

/** WeChat's number for a month's budget that is used up. */
const NO_QUOTA = 1400001

Component({
  data: { busy: false, wrong: '' },
  methods: {
    async onPhone(event: WechatMiniprogram.CustomEvent<{ code?: string; errno?: number }>) {
      const { code, errno } = event.detail
      if (errno === NO_QUOTA) this.setData({ wrong: '手机号验证暂时用不了，请过几天再试。' })
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
