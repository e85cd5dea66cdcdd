/** What may be useful after an act: two quiet offers, never a chain of pop-ups. */
import { offerCalendar } from '../../services/calendar'
import { askFor } from '../../services/push'

Component({
  properties: {
    title: { type: String, value: '' },
    startsAt: { type: String, value: '' },
    endsAt: { type: String, value: '' },
    venue: { type: String, value: '' },
    /** Signed .ics link, for a phone that does not let WeChat write into its calendar. */
    calendarUrl: { type: String, value: '' },
    /** False while it is not sure that there will be a place. */
    offersCalendar: { type: Boolean, value: true },
    /** False when a reminder was accepted at the act itself. */
    offersReminder: { type: Boolean, value: true },
  },
  data: { isInCalendar: false, isReminded: false },
  methods: {
    async onCalendar() {
      const { title, startsAt, endsAt, venue, calendarUrl } = this.data
      const isAdded = await offerCalendar({ title, starts_at: startsAt, ends_at: endsAt, venue, calendar_url: calendarUrl || null })
      if (isAdded) this.setData({ isInCalendar: true })
    },
    async onRemind() {
      const accepted = askFor('activity_reminder', 'signup_result')
      if (await accepted) this.setData({ isReminded: true })
    },
  },
})
