/** Whom an act would reach, before it is done. */
import { reachOf } from '../../services/staff-messages'
import type { Reach } from '../../services/types'

Component({
  properties: {
    about: { type: String, value: '' },
    subjectId: { type: String, value: '' },
  },
  data: { reach: null as Reach | null, isFailed: false },
  lifetimes: {
    attached() {
      this.load()
    },
  },
  methods: {
    async load() {
      try {
        this.setData({ reach: await reachOf(this.data.about, this.data.subjectId), isFailed: false })
      } catch {
        this.setData({ isFailed: true })
      }
    },
  },
})
