/** Lists on which staff decide: ask for a reason, act once at a time, show what is left. */
import { wordsOf } from './request'

interface Deciding {
  data: { busy: boolean }
  setData(change: { busy: boolean }): void
  load(): Promise<void>
}

/** Asks for the words that go with a refusal; none is no answer. */
export function askReason(title: string, placeholderText: string, then: (words: string) => void) {
  wx.showModal({
    title,
    content: '',
    editable: true,
    placeholderText,
    confirmText: '确定',
    success: ({ confirm, content }) => {
      const words = (content ?? '').trim()
      if (!confirm) return
      if (words) then(words)
      else wx.showToast({ title: '请写明理由', icon: 'none' })
    },
  })
}

/** Runs one act, says what became of it, and loads the list again. */
export async function actOn(page: Deciding, run: () => Promise<unknown>, done: string) {
  if (page.data.busy) return
  page.setData({ busy: true })
  try {
    await run()
    wx.showToast({ title: done, icon: 'none' })
  } catch (reason) {
    wx.showToast({ title: wordsOf(reason), icon: 'none' })
  }
  await page.load()
  page.setData({ busy: false })
}
