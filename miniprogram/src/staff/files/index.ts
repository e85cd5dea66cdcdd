/** What was sent in answer to one question of a named survey: photos and files, by who sent them. */
import { tellFailure } from '../../services/failure'
import { fileSize, openAttachment } from '../../services/files'
import { listPage, noRows } from '../../services/paging'
import { responsesTo } from '../../services/staff-surveys'
import { moment } from '../../services/time'
import type { Photo, SurveyFile, SurveyResponse } from '../../services/types'

type Shown = Pick<Photo, 'id' | 'url' | 'caption'>

interface Line {
  key: string
  name: string
  when: string
  photos: Shown[]
  files: (Pick<SurveyFile, 'id' | 'name' | 'mime' | 'url'> & { size: string })[]
}

const isPicture = ({ mime }: SurveyFile) => mime.startsWith('image/')

function line({ id, member, submitted_at, answers }: SurveyResponse, question: string, now: Date): Line {
  const sent = answers.find((answer) => answer.question === question)?.files ?? []
  const name = member?.name ?? '已注销的会员'
  return {
    key: id,
    name,
    when: moment(submitted_at, now),
    photos: sent.filter(isPicture).map((file) => ({ id: file.id, url: file.url, caption: `${name}交的照片` })),
    files: sent.filter((file) => !isPicture(file)).map((file) => ({ ...file, size: fileSize(file.size) })),
  }
}

Page({
  ...listPage,

  data: { ...noRows<Line>(), head: '' },

  id: '',
  question: '',

  onLoad({ id, question, head }) {
    this.id = id ?? ''
    this.question = question ?? ''
    this.setData({ head: decodeURIComponent(head ?? '') })
  },

  async onFile(event: WechatMiniprogram.TouchEvent) {
    const { line: key, id } = event.currentTarget.dataset as { line: string; id: string }
    const file = this.data.items.find((one) => one.key === key)?.files.find((one) => one.id === id)
    if (!file) return
    try {
      await openAttachment(file)
    } catch (reason) {
      tellFailure('没有打开', reason)
    }
  },

  async fetch(page: number) {
    const { items, total } = await responsesTo(this.id, this.question, page)
    const now = new Date()
    return { items: items.map((one) => line(one, this.question, now)), total }
  },
})
