/** A draft before it is published: whom it asks, until when, and what the check found, by the numbers of its questions. */
import { tellFailure } from '../../services/failure'
import { goBack } from '../../services/navigation'
import { noFace, onePage } from '../../services/one-page'
import { checkSurvey, publishSurvey, staffSurvey } from '../../services/staff-surveys'
import { moment } from '../../services/time'
import type { StaffSurvey, SurveyCheck } from '../../services/types'

interface Fact {
  name: string
  text: string
}

interface Remark {
  key: string
  text: string
  isError: boolean
}

interface RawSection {
  questions?: { title?: string }[]
}

const factsOf = (shown: StaffSurvey, meant: number, now: Date): Fact[] => [
  { name: '发给', text: `${shown.organization.name}，${meant} 人` },
  { name: '填写时间', text: `${moment(shown.opens_at, now)} 至 ${moment(shown.closes_at, now)}` },
  { name: '方式', text: shown.is_anonymous ? '匿名，提交后不能修改' : shown.is_editable ? '记名，截止前可以修改' : '记名，提交后不能修改' },
  { name: '结果', text: shown.results_for === 'respondents' ? '截止后填写的人都能看' : '只有工作人员能看' },
]

/** Errors first; the server's words name the question. */
const remarksOf = ({ remarks }: SurveyCheck): Remark[] =>
  remarks
    .map(({ level, message }, at) => ({ key: `${at}`, text: message, isError: level === 'error' }))
    .sort((one, other) => Number(other.isError) - Number(one.isError))

const titlesOf = ({ form }: StaffSurvey): string[] =>
  ((form.definition.sections as RawSection[] | undefined) ?? []).flatMap(({ questions = [] }) => questions.map(({ title }) => title ?? ''))

Page({
  ...onePage,

  data: {
    ...noFace,
    surveyId: '',
    title: '',
    introduction: '',
    facts: [] as Fact[],
    remarks: [] as Remark[],
    questions: [] as string[],
    meant: 0,
    canPublish: false,
    isDraft: true,
    busy: false,
  },

  async fetch() {
    const [shown, check] = await Promise.all([staffSurvey(this.id), checkSurvey(this.id)])
    const remarks = remarksOf(check)
    return {
      surveyId: this.id,
      title: shown.title,
      introduction: shown.introduction,
      facts: factsOf(shown, check.audience_count, new Date()),
      remarks,
      questions: titlesOf(shown),
      meant: check.audience_count,
      isDraft: shown.state === 'draft',
      canPublish: shown.state === 'draft' && !remarks.some(({ isError }) => isError),
    }
  },

  onPublish() {
    wx.showModal({
      title: '现在发布？',
      content: `${this.data.meant} 人能看到并填写。发布后题目的类型不能再改。`,
      confirmText: '发布',
      success: ({ confirm }) => {
        if (confirm) this.publish()
      },
    })
  },

  async publish() {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await publishSurvey(this.id)
      goBack()
      wx.showToast({ title: '已发布', icon: 'none' })
    } catch (reason) {
      // Somebody may have changed it meanwhile: what is wrong now is shown.
      await this.load()
      tellFailure('没有发布', reason)
    }
    this.setData({ busy: false })
  },
})
