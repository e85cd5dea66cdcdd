/** Files that come with an activity; WeChat's viewer shows them. */
import { tellFailure } from '../../../services/failure'
import { fileSize, openAttachment } from '../../../services/files'
import type { Attachment } from '../../../services/types'

interface Line {
  id: string
  name: string
  size: string
}

Component({
  properties: {
    attachments: { type: Array, value: [] as Attachment[] },
  },
  data: { lines: [] as Line[], opening: '' },
  observers: {
    attachments(attachments: Attachment[]) {
      this.setData({ lines: attachments.map(({ id, name, size }) => ({ id, name, size: fileSize(size) })) })
    },
  },
  methods: {
    async onOpen(event: WechatMiniprogram.TouchEvent) {
      const attachment = (this.data.attachments as Attachment[])[event.currentTarget.dataset.index as number]
      if (!attachment || this.data.opening) return
      this.setData({ opening: attachment.id })
      try {
        await openAttachment(attachment)
      } catch (reason) {
        tellFailure('没能打开', reason)
      }
      this.setData({ opening: '' })
    },
  },
})
