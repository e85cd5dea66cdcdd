/** Whom an act would reach, before it is done. */
import { reachOf } from '../../services/staff-messages'
import type { Reach } from '../../services/types'

function titleOf({ people, is_sent, is_rounded }: Reach): string {
  if (!is_sent) return `${people} 人能看到`
  if (is_rounded) return people ? `约 ${people} 人会收到` : '不足 5 人会收到'
  return people ? `${people} 人会收到` : '没有人需要通知'
}

Component({
  properties: {
    about: { type: String, value: '' },
    subjectId: { type: String, value: '' },
  },
  data: { reach: null as Reach | null, title: '', isFailed: false },
  lifetimes: {
    attached() {
      this.load()
    },
  },
  methods: {
    async load() {
      try {
        const reach = await reachOf(this.data.about, this.data.subjectId)
        this.setData({ reach, title: titleOf(reach), isFailed: false })
      } catch {
        this.setData({ isFailed: true })
      }
    },
  },
})
