/** Somebody who did not sign up comes in: a member by their phone, a guest by name. */
import { clientRef } from '../../services/checkin'
import { walkIn } from '../../services/door/api'
import { isUnreached } from '../../services/door/network'
import { type DoorResult, refused, welcomed } from '../../services/door-words'

const PHONE = /^1\d{10}$/

Page({
  data: {
    name: '',
    phone: '',
    wrongName: '',
    wrongPhone: '',
    busy: false,
    result: null as DoorResult | null,
  },

  id: '',
  /** One name for what is in the fields: sending it again after a time-out lets nobody in twice. */
  ref: '',

  onLoad({ id }) {
    this.id = id ?? ''
    this.ref = clientRef()
  },

  onType(event: WechatMiniprogram.Input) {
    const { field } = event.currentTarget.dataset as { field: 'name' | 'phone' }
    this.ref = clientRef()
    this.setData({ [field]: event.detail.value, [field === 'name' ? 'wrongName' : 'wrongPhone']: '' })
  },

  async onSubmit() {
    const name = this.data.name.trim()
    const phone = this.data.phone.trim()
    const wrongName = name ? '' : '请填写姓名'
    const wrongPhone = !phone || PHONE.test(phone) ? '' : '手机号应是 11 位数字，也可以不填'
    this.setData({ wrongName, wrongPhone, result: null })
    if (wrongName || wrongPhone || this.data.busy) return
    this.setData({ busy: true })
    try {
      const answer = await walkIn(this.id, this.ref, name, phone)
      wx.vibrateShort({ type: 'medium' })
      this.ref = clientRef()
      this.setData({ result: welcomed(answer), name: '', phone: '' })
    } catch (reason) {
      wx.vibrateShort({ type: 'heavy' })
      const words = refused(reason)
      this.setData({ result: isUnreached(reason) ? { ...words, text: '现场登记要核对名额，只能联网时用。可以放心再试一次，不会重复。' } : words })
    }
    this.setData({ busy: false })
  },
})
