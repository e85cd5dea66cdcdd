/** The steps of joining in words. */
export type Step = 'ways' | 'name' | 'code' | 'apply' | 'pending'

export const HEADS: Record<Step, { title: string; text: string }> = {
  ways: { title: '加入您的组织', text: '选一种方便的方式，加入后就能报名和签到。' },
  name: { title: '请确认是您本人', text: '手机号可能换过主人，所以请填写完整姓名。' },
  code: { title: '用邀请码加入', text: '邀请码在邀请您的短信、海报或工作人员那里。' },
  apply: { title: '提交加入申请', text: '工作人员看过后会告诉您，通常一两天。' },
  pending: { title: '申请已提交', text: '工作人员看过后会告诉您，通常一两天。' },
}

/** The invitation in a link or a mini-program code: `?code=`, or `scene` still URL-encoded. */
export function invitationIn(query: Record<string, string | undefined>): string {
  return query.code ?? (query.scene ? decodeURIComponent(query.scene) : '')
}
