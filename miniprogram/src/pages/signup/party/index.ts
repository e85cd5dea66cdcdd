/** How many come along, and their names where the activity asks for them. */
import type { Party } from '../../../services/activities'

Component({
  properties: {
    party: { type: Object, value: { count: 0, names: [] } as Party },
    most: { type: Number, value: 0 },
    named: { type: Boolean, value: false },
    rule: { type: String, value: '' },
    /** A sentence per name, empty where it is right. */
    errors: { type: Array, value: [] as string[] },
  },
  methods: {
    onCount(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      const { value: count } = event.detail
      const { names } = this.data.party as Party
      this.change({ count, names: this.data.named ? Array.from({ length: count }, (_, index) => names[index] ?? '') : [] })
    },
    onName(event: WechatMiniprogram.Input) {
      const { count, names } = this.data.party as Party
      const changed = event.currentTarget.dataset.index as number
      this.change({ count, names: names.map((name, index) => (index === changed ? event.detail.value : name)) })
    },
    change(party: Party) {
      this.triggerEvent('change', { party })
    },
  },
})
