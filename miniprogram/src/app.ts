/** Starts the session and keeps the program current; screens ask the services for everything else. */
import { VERSION } from './services/config'
import { cameToFront } from './services/messages'
import { hasLeft, open } from './services/session'
import { isOlder } from './services/version'

App({
  onLaunch() {
    offerUpdate()
    if (hasLeft()) return
    open().then(
      ({ me }) => {
        if (isOlder(VERSION, me.min_version)) requireUpdate()
      },
      () => undefined,
    )
  },

  onShow({ query }) {
    cameToFront(query)
  },
})

function offerUpdate(): void {
  const manager = wx.getUpdateManager()
  manager.onUpdateReady(() => {
    wx.showModal({
      title: '有新版本',
      content: '已经下载好了，重新打开就能用上。',
      confirmText: '现在更新',
      cancelText: '稍后',
      success: ({ confirm }) => {
        if (confirm) manager.applyUpdate()
      },
    })
  })
}

function requireUpdate(): void {
  wx.showModal({
    title: '请更新后继续',
    content: '这个版本太旧了，有些功能会出错。请完全退出小程序，再从微信重新打开。',
    showCancel: false,
    confirmText: '知道了',
  })
}
