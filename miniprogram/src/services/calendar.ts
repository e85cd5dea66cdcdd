/** The phone's own calendar, and the link to the entry for whoever does not let WeChat write there. */

export interface CalendarEntry {
  title: string
  starts_at: string
  ends_at: string
  venue: string
  calendar_url: string | null
}

/** Reminded two hours before. */
const ALARM_SECONDS = 7200

const seconds = (iso: string) => Math.floor(new Date(iso).getTime() / 1000)

/** Resolves `added`; `copied` when the phone refused and the link went to the clipboard; `none` when there is no link either. */
export function addToCalendar({ title, starts_at, ends_at, venue, calendar_url }: CalendarEntry): Promise<'added' | 'copied' | 'none'> {
  return new Promise((resolve) => {
    wx.addPhoneCalendar({
      title,
      startTime: seconds(starts_at),
      endTime: String(seconds(ends_at)),
      location: venue,
      alarmOffset: ALARM_SECONDS,
      success: () => resolve('added'),
      fail: ({ errMsg }) => {
        // Whoever closes WeChat's dialog changed their mind: nothing to put into their clipboard.
        if (!calendar_url || /cancel/i.test(errMsg)) return resolve('none')
        wx.setClipboardData({ data: calendar_url, success: () => resolve('copied'), fail: () => resolve('none') })
      },
    })
  })
}

/** Adds it and says how it went, in one quiet line. @returns whether it is in the calendar */
export async function offerCalendar(entry: CalendarEntry): Promise<boolean> {
  const outcome = await addToCalendar(entry)
  if (outcome === 'added') wx.showToast({ title: '已加入日历', icon: 'none' })
  if (outcome === 'copied') {
    wx.showModal({
      title: '日历链接已复制',
      content: '没有写入日历的权限。把链接粘贴到手机浏览器打开，也能加入日历。',
      showCancel: false,
      confirmText: '知道了',
    })
  }
  return outcome === 'added'
}
