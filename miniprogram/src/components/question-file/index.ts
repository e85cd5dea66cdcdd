/** Photos or files: chosen, sent up one after the other, shown; what failed waits for another try. */
import type { Question } from '../../rules/questions'
import { fileSize, openAttachment } from '../../services/files'
import { giveUp, waiting } from '../../services/photos'
import { wordsOf } from '../../services/request'
import { addFiles, chooseFiles, choosePictures, fileOf, queueOf, sendAgain, takeArrived, unwatchQueue, watchQueue } from '../../services/survey-files'

interface Tile {
  key: string
  /** Of a file that is up; empty while it is on its way. */
  id: string
  name: string
  /** Size of what is up, or how far it is. */
  note: string
  /** What to show of it; empty if nothing can be. */
  picture: string
  state: 'done' | 'waiting' | 'sending' | 'failed'
  percent: number
}

const NOTES = { waiting: '等待上传', sending: '正在上传', failed: '没有传上去，点这里再试' }

const properties = {
  question: { type: Object, value: {} as Partial<Question> },
  value: { type: null, value: null as unknown },
  /** The API's path that files go to. */
  uploads: { type: String, value: '' },
} as const

const data = { tiles: [] as Tile[], isPhotos: true, left: 0, hasFailed: false }

interface Methods extends WechatMiniprogram.Component.MethodOption {
  watch(queue: string): void
  onStep(): void
  ids(): string[]
  collect(): boolean
  draw(): void
  onAdd(): Promise<void>
  onTile(event: WechatMiniprogram.TouchEvent): void
  askAgain(ref: string): void
  show(tile: Tile): void
  open(id: string): Promise<void>
  onLost(event: WechatMiniprogram.TouchEvent): void
  onRemove(event: WechatMiniprogram.TouchEvent): void
  tell(value: string[]): void
}

interface Instance extends WechatMiniprogram.IAnyObject {
  queue: string
  listener: () => void
}

Component<typeof data, typeof properties, Methods, [], Instance>({
  properties,
  data,
  lifetimes: {
    created() {
      this.queue = ''
      this.listener = () => this.onStep()
    },
    detached() {
      unwatchQueue(this.queue, this.listener)
    },
  },
  observers: {
    'question, value, uploads'(question: Question, _: unknown, uploads: string) {
      if (!question.key) return
      const queue = queueOf(uploads, question.key)
      if (queue !== this.queue) this.watch(queue)
      this.draw()
    },
  },
  methods: {
    watch(queue) {
      unwatchQueue(this.queue, this.listener)
      this.queue = queue
      watchQueue(queue, this.listener)
      // What ended meanwhile, once the form has taken this question in.
      setTimeout(() => this.collect(), 0)
    },

    onStep() {
      if (!this.collect()) this.draw()
    },

    ids() {
      return Array.isArray(this.data.value) ? (this.data.value as string[]) : []
    },

    /** Puts what arrived into the answer. @returns whether there was anything */
    collect() {
      const fresh = takeArrived(this.queue)
      if (fresh.length) this.tell([...this.ids(), ...fresh])
      return fresh.length > 0
    },

    draw() {
      const question = this.data.question as Question
      const isPhotos = question.accept === 'photo'
      const up = this.ids().map((id, index): Tile => {
        const file = fileOf(id)
        const name = file?.name ?? `${isPhotos ? '照片' : '文件'} ${index + 1}`
        const picture = file?.mime.startsWith('image/') ? file.url : ''
        return { key: id, id, name, note: file ? fileSize(file.size) : '已上传', picture, state: 'done', percent: 100 }
      })
      const coming = waiting(this.queue).map(({ ref, path, name, state, percent }): Tile => {
        const isPicture = isPhotos || !name || /\.(jpe?g|png|webp)$/i.test(name)
        const note = state === 'sending' && percent ? `正在上传 ${percent}%` : NOTES[state]
        return { key: ref, id: '', name: name || '照片', note, picture: isPicture ? path : '', state, percent }
      })
      const tiles = [...up, ...coming]
      const hasFailed = coming.some(({ state }) => state === 'failed')
      this.setData({ tiles, isPhotos, hasFailed, left: question.most - tiles.length })
    },

    async onAdd() {
      const { left, isPhotos } = this.data
      const chosen = await (isPhotos ? choosePictures(left) : chooseFiles(left))
      if (chosen.length) await addFiles(this.queue, chosen.slice(0, this.data.left))
    },

    onTile(event) {
      const tile = this.data.tiles[event.currentTarget.dataset.index as number]
      if (tile?.state === 'failed') this.askAgain(tile.key)
      else if (tile?.picture) this.show(tile)
      else if (tile?.id) this.open(tile.id)
    },

    askAgain(ref) {
      const one = waiting(this.queue).find((each) => each.ref === ref)
      if (!one) return
      wx.showModal({
        title: '没有传上去',
        content: one.error,
        confirmText: '再传一次',
        cancelText: '先不传',
        success: ({ confirm }) => {
          if (confirm) sendAgain(this.queue, ref)
        },
      })
    },

    show({ picture }) {
      const urls = this.data.tiles.flatMap((tile) => (tile.picture ? [tile.picture] : []))
      wx.previewImage({ urls, current: picture })
    },

    async open(id) {
      const file = fileOf(id)
      if (!file) return
      try {
        await openAttachment(file)
      } catch (reason) {
        wx.showToast({ title: wordsOf(reason), icon: 'none' })
      }
    },

    /** A link lives some hours: a picture that is gone from view is still in the answer. */
    onLost(event) {
      const index = event.currentTarget.dataset.index as number
      this.setData({ [`tiles[${index}].picture`]: '' })
    },

    onRemove(event) {
      const tile = this.data.tiles[event.currentTarget.dataset.index as number]
      if (tile?.id) return this.tell(this.ids().filter((id) => id !== tile.id))
      if (tile) giveUp(this.queue, tile.key)
      this.draw()
    },

    tell(value) {
      this.triggerEvent('answer', { value })
    },
  },
})
