/**
 * What the API says, by the names the pages use. The shapes come from the OpenAPI document (api-types.ts, written
 * by scripts/api-types.mjs); where it says only "string" or "object", the words that can come are named here.
 */
import type { components } from './api-types'

type Schemas = components['schemas']
type Narrow<T, Known> = Omit<T, keyof Known> & Known

export interface Paged<T> {
  items: T[]
  page: number
  page_size: number
  total: number
}

// Me and home

export type Application = Narrow<Schemas['MyApplication'], { state: 'pending' | 'approved' | 'declined' | 'withdrawn' }>
export type Me = Narrow<Schemas['Me'], { application: Application | null; templates: Record<string, string> }>

export type TaskList = 'do' | 'write' | 'read'

export type TaskKind =
  | 'activity_open'
  | 'activity_today'
  | 'checkin_open'
  | 'organize_today'
  | 'signups_to_review'
  | 'applications_to_review'
  | 'section_gaps'
  | 'section_confirm'
  | 'section_stale'
  | 'join'
  | 'signup_result'
  | 'activity_cancelled'
  | 'application_result'

export type Task = Narrow<Schemas['Task'], { kind: TaskKind }>
export type Home = Narrow<Schemas['Home'], Record<TaskList, Task[]> & { pass: Pass | null }>

export interface Delivery {
  me: Me
  home: Home
}

export type LoginAnswer = Narrow<Schemas['Login'], Delivery>

// Activities

export type SignupSummary = Schemas['MySignupBrief']
export type SignupState = Schemas['Signup']['state']
export type ActivityCard = Schemas['ActivityCard']
export type ActivityPhase = ActivityCard['phase']
export type Pass = Narrow<Schemas['Pass'], { state: SignupState }>

/** Answers as sent and received; the form rules say what each may be. */
export type Answers = Record<string, unknown>

export type Signup = Narrow<Schemas['Signup'], { answers: Answers; pass: Pass | null }>
export type ActivityDetail = Narrow<Schemas['ActivityDetail'], { my_signup: Signup | null }>

// The profile

export type Section = Narrow<Schemas['Section'], { visible_to: ('me' | 'organizers' | 'staff')[] }>
export type Consent = Schemas['Consent']
export type SectionForm = Narrow<Schemas['SectionDetail'], Section & { answers: Answers; masked: Record<string, string> }>
export type SavedSection = SectionForm & Pick<Schemas['SavedSection'], 'completeness_total'>
export type Profile = Narrow<Schemas['Profile'], { sections: Section[] }>
export type HistoryEntry = Schemas['ProfileChange']
export type AccessEntry = Schemas['Access']

// Joining

export type PhoneOutcome = Schemas['PhoneOutcome']
export type JoinOutcome = Narrow<Schemas['JoinOutcome'], Delivery>
export type Invitation = Schemas['Invitation']
export type JoinableOrganization = Schemas['JoinableOrganization']

// Check-in and the door

export type Presence = Schemas['Presence']
export type Checkin = Schemas['MemberCheckin']
export type OrganizedActivity = Schemas['OrganizedActivity']
export type Arrival = Schemas['Arrival']
export type LiveDoor = Schemas['Live']
export type Attendee = Schemas['Attendee']
export type EventCode = Schemas['EventCode']
export type ScanAnswer = Schemas['ScanAnswer']

// Push

export type SubscribeResult = 'accept' | 'reject' | 'ban' | 'filter'
