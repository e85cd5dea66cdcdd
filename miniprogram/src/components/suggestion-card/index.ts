/** A suggestion in a list: what it says, how far it is, how many stand behind it. */
import type { CardView } from '../../services/suggestion-words'

Component({
  properties: { card: { type: Object, value: {} as Partial<CardView> } },
  methods: {
    onOpen() {
      wx.navigateTo({ url: `/pages/suggestion/index?id=${(this.data.card as CardView).id}` })
    },
  },
})
