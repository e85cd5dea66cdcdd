/** What may be useful after an act: two quiet offers, never a chain of pop-ups. */
import { offerCalendar } from '../../services/calendar'
import { ASKS, askFor } from '../../services/push'

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
    /** What the messages are about: "activity:42". */
    subject: { type: String, value: '' },
    /** One was accepted at the act itself: what a second one would be for is said. */
    isReminded: { type: Boolean, value: false },
  },
  data: { isInCalendar: false, accepted: 0 },
  methods: {
    async onCalendar() {
      const { title, startsAt, endsAt, venue, calendarUrl } = this.data
      const isAdded = await offerCalendar({ title, starts_at: startsAt, ends_at: endsAt, venue, calendar_url: calendarUrl || null })
      if (isAdded) this.setData({ isInCalendar: true })
    },
    async onRemind() {
      const { subject, isReminded } = this.data
      const hasFirst = isReminded || this.data.accepted > 0
      if (await askFor(hasFirst ? ['activity_reminder'] : ASKS.activity, subject)) this.setData({ accepted: this.data.accepted + 1 })
    },
  },
})
