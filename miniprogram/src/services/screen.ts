/** A screen that a scanner can read: bright and awake while the pass is on it. */

/** Full brightness, and no sleep. @returns puts the screen back as it was; harmless when called twice */
export function brighten(): () => void {
  let isOver = false
  let before: number | null = null
  wx.setKeepScreenOn({ keepScreenOn: true })
  wx.getScreenBrightness({
    success: ({ value }) => {
      if (isOver) return
      before = value
      wx.setScreenBrightness({ value: 1, fail: () => undefined })
    },
    fail: () => undefined,
  })
  return () => {
    if (isOver) return
    isOver = true
    wx.setKeepScreenOn({ keepScreenOn: false })
    if (before !== null) wx.setScreenBrightness({ value: before, fail: () => undefined })
  }
}
