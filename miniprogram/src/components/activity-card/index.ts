/** An activity in a list: the date as a square, then what a person decides by. */
import type { ActivityView } from '../../services/activity-words'

Component({
  properties: {
    activity: { type: Object, value: {} as Partial<ActivityView> },
  },
  data: { isBroken: false },
  methods: {
    onBroken() {
      this.setData({ isBroken: true })
    },
    onOpen() {
      wx.navigateTo({ url: `/pages/activity/index?id=${(this.data.activity as ActivityView).id}` })
    },
  },
})
