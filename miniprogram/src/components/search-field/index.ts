/** Where words to look for are typed: `search` is told of them once they are whole, and only when they are others. */

/** Fewer characters find too much. */
const LEAST_TYPED = 2

Component({
  properties: {
    query: { type: String, value: '' },
    placeholder: { type: String, value: '' },
    label: { type: String, value: '' },
  },
  methods: {
    onWords(event: WechatMiniprogram.Input) {
      const query = event.detail.value.trim()
      if (query === this.data.query) return
      if (query && query.length < LEAST_TYPED) {
        if (event.type === 'confirm') wx.showToast({ title: '请至少输入两个字', icon: 'none' })
        return
      }
      this.triggerEvent('search', { query })
    },
  },
})
