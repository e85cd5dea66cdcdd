import { del, get, post, put } from './request'
import type { AccessEntry, Answers, Consent, HistoryEntry, Paged, Profile, SavedSection, Section, SectionForm } from './types'

export const profile = () => get<Profile>('/profile', { keep: true })

export const section = (key: string) => get<SectionForm>(`/profile/sections/${key}`)

export const saveSection = (shown: SectionForm, answers: Answers) =>
  put<SavedSection>(`/profile/sections/${shown.key}`, {
    answers,
    form_version: shown.form.version,
    row_version: shown.row_version,
  })

/** Confirms what was shown, not what an import made of it meanwhile. */
export const confirmSection = (shown: SectionForm) => post<Section>(`/profile/sections/${shown.key}/confirm`, { row_version: shown.row_version })

export const grantConsent = ({ question, text_version }: Consent) => put<Consent>(`/profile/consents/${question}`, { text_version })

/** Takes a consent back; the server erases the value. */
export const withdrawConsent = (question: string) => del<void>(`/profile/consents/${question}`)

export const history = (page: number) => get<Paged<HistoryEntry>>('/profile/history', { query: { page } })

export const accessLog = (page: number) => get<Paged<AccessEntry>>('/me/access-log', { query: { page } })

/** Everything the service holds about me, as the server keeps it. */
export const exportEverything = () => get<Record<string, unknown>>('/me/export', { timeout: 30_000 })

/** Every separate consent I was asked for, given or not. */
export const consents = async () => (await get<{ items: Consent[] }>('/profile/consents')).items
