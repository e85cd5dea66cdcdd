/** One of the three lists of home: what to do, write or read. */

import { markSeen } from '../../services/home'
import { openTarget } from '../../services/navigation'
import type { TaskView } from '../../services/task-words'

const NAMES: Record<string, string> = { do: '要办', write: '要填', read: '要看' }

Component({
  properties: {
    list: { type: String, value: 'do' },
    tasks: { type: Array, value: [] as TaskView[] },
    /** How many there are in all; "全部" shows when that is more than the card does. */
    total: { type: Number, value: 0 },
    /** On the page of one list the name is in the title already. */
    bare: { type: Boolean, value: false },
  },
  data: { name: NAMES.do },
  observers: {
    list(list: string) {
      this.setData({ name: NAMES[list] ?? '' })
    },
  },
  methods: {
    onOpen(event: WechatMiniprogram.TouchEvent) {
      const task = (this.data.tasks as TaskView[])[event.currentTarget.dataset.index as number]
      if (!task) return
      if (task.isRead) markSeen(task.key)
      openTarget(task.target)
    },
    onAll() {
      wx.navigateTo({ url: `/pages/tasks/index?list=${this.data.list}` })
    },
  },
})
