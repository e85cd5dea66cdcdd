/** The pass of the day on home: the one filled card, because today it matters most. */
import type { PassView } from '../../services/activity-words'

Component({
  properties: {
    pass: { type: Object, value: {} as Partial<PassView> },
  },
  methods: {
    onShow() {
      wx.navigateTo({ url: `/pages/pass/index?signup=${(this.data.pass as PassView).signupId}` })
    },
  },
})
