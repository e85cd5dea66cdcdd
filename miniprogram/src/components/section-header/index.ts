/** The line above a group: its name, and on the right what leads further. */
Component({
  properties: {
    title: { type: String, value: '' },
    note: { type: String, value: '' },
    more: { type: String, value: '' },
  },
  methods: {
    onMore() {
      this.triggerEvent('more')
    },
  },
})
