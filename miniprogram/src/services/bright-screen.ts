/** A screen that shows a code: as bright as it goes and awake, and afterwards as it was. */
let before: number | null = null

export function shine(): void {
  wx.setKeepScreenOn({ keepScreenOn: true })
  wx.getScreenBrightness({
    success: ({ value }) => {
      before ??= value
      wx.setScreenBrightness({ value: 1, fail: () => undefined })
    },
    fail: () => undefined,
  })
}

export function dim(): void {
  wx.setKeepScreenOn({ keepScreenOn: false })
  if (before !== null) wx.setScreenBrightness({ value: before, fail: () => undefined })
  before = null
}
