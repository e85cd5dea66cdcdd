/** What may be useful after an act: two quiet offers, never a chain of pop-ups. */
import { askFor } from '../../services/push'

Component({
  properties: {
    title: { type: String, value: '' },
    startsAt: { type: String, value: '' },
    endsAt: { type: String, value: '' },
    venue: { type: String, value: '' },
    /** False while it is not sure that there will be a place. */
    offersCalendar: { type: Boolean, value: true },
    /** False when a reminder was accepted at the act itself. */
    offersReminder: { type: Boolean, value: true },
  },
  data: { isInCalendar: false, isReminded: false },
  methods: {
    onCalendar() {
      const { title, startsAt, endsAt, venue } = this.data
      wx.addPhoneCalendar({
        title,
        startTime: Math.floor(new Date(startsAt).getTime() / 1000),
        endTime: String(Math.floor(new Date(endsAt).getTime() / 1000)),
        location: venue,
        alarmOffset: 7200,
        success: () => this.setData({ isInCalendar: true }),
        fail: () => undefined,
      })
    },
    async onRemind() {
      const accepted = askFor('activity_reminder', 'signup_result')
      if (await accepted) this.setData({ isReminded: true })
    },
  },
})
