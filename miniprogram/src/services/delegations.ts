/** Acting for somebody: a delegate signs up a representative of their company, shown as such. */
import type { Confirmation, DetailView } from './activity-words'
import { ApiError, get } from './request'
import { me } from './session'
import type { Delegation, Signup } from './types'

const KEPT_MS = 60_000
let known: { at: number; for: string; found: Promise<Delegation[]> } | null = null

/** Whom I act for today; asked once a minute at most. Nobody, where it cannot be known now, or before the first call has logged in. */
export function myPrincipals(): Promise<Delegation[]> {
  const memberId = me()?.member?.id
  if (!memberId) return Promise.resolve([])
  const now = Date.now()
  if (known?.for === memberId && now - known.at < KEPT_MS) return known.found
  const found = ask().catch(() => {
    known = null
    return []
  })
  known = { at: now, for: memberId, found }
  return found
}

/** The one whose page this is. Fails rather than leave it open for whom one acts. */
export async function principalOf(whom: string): Promise<Delegation> {
  const found = (await ask()).find(({ member_id }) => member_id === whom)
  if (!found) throw new ApiError('not_delegate', '您现在不能代这位会员办理。')
  return found
}

async function ask(): Promise<Delegation[]> {
  return (await get<{ acts_for: Delegation[] }>('/me/delegations')).acts_for
}

/** What is the other's own is not offered: the pass, feedback, photos, what messages would follow. */
export function viewFor(view: DetailView, { name }: Delegation): DetailView {
  const { act, text } = view.primary
  const primary = { show_pass: '已报名，入场码在本人手机上', feedback: '活动已结束' }[act as string]
  return {
    ...view,
    primary: primary
      ? { act: 'none', text: primary, disabled: true }
      : { ...view.primary, text: act === 'sign_up' ? `代${name}${text.replace('我要', '')}` : text },
    feedback: '',
    canAddPhotos: false,
    canCalendar: false,
  }
}

/** What was done for them; their pass is theirs. */
export function confirmationFor(confirmation: Confirmation, signup: Signup, { name }: Delegation): Confirmation {
  return signup.state === 'approved' ? { ...confirmation, title: `已代${name}报名`, text: '活动当天，入场码会出现在本人的小程序首页。' } : confirmation
}
