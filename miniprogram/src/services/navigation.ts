/** Opens a target the server named, whether it is a tab or a page. */
const HOME = '/pages/home/index'
const TABS = [HOME, '/pages/activities/index', '/pages/voice/index', '/pages/me/index']

export function openTarget(target: string): void {
  const path = target.replace(/\?.*$/, '')
  if (TABS.includes(path)) wx.switchTab({ url: path })
  else wx.navigateTo({ url: target })
}

/** Back to where the member came from, or home when this page was opened from outside. */
export function goBack(): void {
  if (getCurrentPages().length > 1) wx.navigateBack()
  else wx.switchTab({ url: HOME })
}
