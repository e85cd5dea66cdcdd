/** Complaints (举报) about what somebody else wrote. */
import { post, wordsOf } from './request'

const REASONS = [
  { key: 'abuse', word: '辱骂攻击' },
  { key: 'false', word: '不实信息' },
  { key: 'privacy', word: '泄露隐私' },
  { key: 'advertising', word: '广告' },
  { key: 'illegal', word: '违法违规' },
  { key: 'other', word: '其他' },
]

/** Asks why, hands it in, and says what happens next. */
export function complainOf(kind: 'suggestion' | 'statement', id: string): void {
  wx.showActionSheet({
    itemList: REASONS.map(({ word }) => word),
    success: ({ tapIndex }) => {
      const reason = REASONS[tapIndex]
      if (reason) send(kind, id, reason.key)
    },
  })
}

async function send(kind: string, id: string, reason: string) {
  try {
    await post('/complaints', { subject_kind: kind, subject_id: id, reason, text: '' })
    wx.showToast({ title: '已收到，核实后告诉您结果', icon: 'none' })
  } catch (failure) {
    wx.showToast({ title: wordsOf(failure), icon: 'none' })
  }
}
