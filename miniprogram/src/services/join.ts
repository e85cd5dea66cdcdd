import { codeOf, del, get, post, put } from './request'
import { adopt, refreshMe } from './session'
import type { Invitation, JoinableOrganization, JoinOutcome, PhoneOutcome } from './types'

export const matchPhone = (phoneCode: string) => post<PhoneOutcome>('/join/phone', { phone_code: phoneCode })

async function adopted(answer: Promise<JoinOutcome>): Promise<JoinOutcome> {
  const outcome = await answer
  adopt(outcome)
  return outcome
}

export interface Claim {
  claim_id: string
  name: string
  note?: string
  organization_id?: string
}

/** Settles a phone match: the full name proves it, or with an organization it becomes an application. */
export const confirmPhone = (claim: Claim) => adopted(post<JoinOutcome>('/join/phone/confirm', claim))

export const invitation = (code: string) => get<Invitation>(`/join/invitations/${encodeURIComponent(code)}`)

export const acceptInvitation = (code: string, name: string) => adopted(post<JoinOutcome>(`/join/invitations/${encodeURIComponent(code)}`, { name }))

export const organizations = async () => (await get<{ items: JoinableOrganization[] }>('/join/organizations')).items

export const apply = (organizationId: string, name: string, note: string) =>
  adopted(post<JoinOutcome>('/join/applications', { organization_id: organizationId, name, note }))

export async function withdrawApplication(): Promise<void> {
  await del('/join/applications/current')
  await refreshMe()
}

/** WeChat's number for a month's budget of phone checks that is used up. */
export const NO_PHONE_QUOTA = 1400001

/** The number WeChat verified, for a member who joined without one. */
export const verifyPhone = (phoneCode: string) => put<void>('/me/phone', { phone_code: phoneCode })

/** What was begun must wait until the member's phone is verified: see the component verify-phone. */
export const needsPhone = (reason: unknown) => codeOf(reason) === 'phone_first'
