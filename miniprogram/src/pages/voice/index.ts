/** Suggestions are prepared by the association; until they open, say what is coming and where to go today. */
Page({
  onActivities() {
    wx.switchTab({ url: '/pages/activities/index' })
  },
})
