/**
 * How many come along. TDesign's stepper draws its signs from an icon font of the network and its buttons are 28 px;
 * these are drawn on the phone and as big as a thumb.
 */
Component({
  properties: {
    value: { type: Number, value: 0 },
    most: { type: Number, value: 0 },
    label: { type: String, value: '' },
  },
  methods: {
    onLess() {
      this.change(this.data.value - 1)
    },
    onMore() {
      this.change(this.data.value + 1)
    },
    change(value: number) {
      if (value >= 0 && value <= this.data.most) this.triggerEvent('change', { value })
    },
  },
})
