/** Saying that something did not go through, where a toast would be gone before it is read. */
import { wordsOf } from './request'

export function tellFailure(title: string, reason: unknown): void {
  wx.showModal({ title, content: wordsOf(reason), showCancel: false, confirmText: '知道了' })
}
