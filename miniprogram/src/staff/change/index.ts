/** Another time or place for an activity: what was, what is to be, whom it tells; then what became of the telling. */
import { tellFailure } from '../../services/failure'
import { noFace, onePage } from '../../services/one-page'
import { moveActivity, staffActivity } from '../../services/staff-activities'
import { reachWords } from '../../services/staff-messages'
import { atWall, clock, isoDay, range } from '../../services/time'

const DAY = 24 * 3600_000

interface Times {
  day: string
  from: string
  endDay: string
  until: string
}

const timesOf = (startsAt: string, endsAt: string): Times => ({
  day: isoDay(new Date(startsAt)),
  from: clock(startsAt),
  endDay: isoDay(new Date(endsAt)),
  until: clock(endsAt),
})

/** So many days later on the calendar. */
const daysLater = (isoDate: string, days: number) => isoDay(new Date(new Date(atWall(isoDate, '12:00')).getTime() + days * DAY))

const daysBetween = (one: string, other: string) => Math.round((new Date(atWall(other, '12:00')).getTime() - new Date(atWall(one, '12:00')).getTime()) / DAY)

Page({
  ...onePage,

  data: {
    ...noFace,
    title: '',
    wasWhen: '',
    wasVenue: '',
    startsAt: '',
    endsAt: '',
    isOnline: false,
    was: null as Times | null,
    day: '',
    from: '',
    endDay: '',
    until: '',
    venue: '',
    isChanged: false,
    busy: false,
    id: '',
  },

  async fetch() {
    const shown = await staffActivity(this.id)
    const was = timesOf(shown.starts_at, shown.ends_at)
    return {
      id: this.id,
      title: shown.title,
      wasWhen: range(shown.starts_at, shown.ends_at, new Date()),
      wasVenue: shown.venue,
      startsAt: shown.starts_at,
      endsAt: shown.ends_at,
      isOnline: shown.online_link !== '',
      was,
      ...was,
      venue: shown.venue,
      isChanged: false,
    }
  },

  change(change: Partial<Times & { venue: string }>) {
    const { was, wasVenue, day, from, endDay, until, venue } = { ...this.data, ...change }
    const isSame = was && was.day === day && was.from === from && was.endDay === endDay && was.until === until && wasVenue === venue.trim()
    this.setData({ ...change, isChanged: !isSame })
  },

  /** The end moves along: an activity that is put off lasts as long as before. */
  onDay({ detail }: WechatMiniprogram.PickerChange) {
    const day = detail.value as string
    this.change({ day, endDay: daysLater(this.data.endDay, daysBetween(this.data.day, day)) })
  },

  onFrom({ detail }: WechatMiniprogram.PickerChange) {
    this.change({ from: detail.value as string })
  },

  onEndDay({ detail }: WechatMiniprogram.PickerChange) {
    this.change({ endDay: detail.value as string })
  },

  onUntil({ detail }: WechatMiniprogram.PickerChange) {
    this.change({ until: detail.value as string })
  },

  onVenue({ detail }: WechatMiniprogram.Input) {
    this.change({ venue: detail.value })
  },

  async onSave() {
    const { was, startsAt, endsAt, day, from, endDay, until, wasWhen, wasVenue } = this.data
    const venue = this.data.venue.trim()
    // What was not touched stays to the second, so that nobody is told of another time.
    const starts_at = was?.day === day && was.from === from ? startsAt : atWall(day, from)
    const ends_at = was?.endDay === endDay && was.until === until ? endsAt : atWall(endDay, until)
    if (new Date(ends_at) <= new Date(starts_at)) return this.miss('结束时间要晚于开始时间')
    if (!venue && !this.data.isOnline) return this.miss('请填写地点')
    const when = range(starts_at, ends_at, new Date())
    const lines = [
      ...(when === wasWhen ? [] : [`时间改为 ${when}`]),
      ...(venue === wasVenue ? [] : [`地点改为 ${venue || '线上'}`]),
      await reachWords('activity_changed', this.id),
    ]
    wx.showModal({
      title: '变更并通知？',
      content: lines.filter(Boolean).join('\n'),
      confirmText: '变更',
      success: ({ confirm }) => {
        if (confirm) this.save({ starts_at, ends_at, venue })
      },
    })
  },

  miss(title: string) {
    wx.showToast({ title, icon: 'none' })
  },

  async save(change: { starts_at: string; ends_at: string; venue: string }) {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await moveActivity(this.id, change)
      wx.redirectTo({ url: `/staff/told/index?kind=activity_changed&subject=activity:${this.id}` })
    } catch (reason) {
      tellFailure('没有变更', reason)
    }
    this.setData({ busy: false })
  },
})
