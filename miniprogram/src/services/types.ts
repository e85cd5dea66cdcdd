/** What the API says, as the pages use it. Field names are the API's; times are ISO 8601 with offset. */

export interface OrganizationName {
  id: string
  name: string
}

export type Role = 'administrator' | 'staff' | 'organizer' | 'auditor'

export interface Application {
  id: string
  state: 'pending' | 'approved' | 'declined' | 'withdrawn'
  organization: OrganizationName
  reason: string
  created_at: string
}

export interface Me {
  account_id: string
  member: { id: string; name: string; organizations: OrganizationName[]; joined_at: string } | null
  roles: { role: Role; organization: OrganizationName }[]
  organizes: boolean
  application: Application | null
  templates: Record<string, string>
  min_version: string
}

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

export interface Task {
  key: string
  kind: TaskKind
  title: string
  due_at: string | null
  count: number | null
  note: string | null
  minutes: number
  target: string
}

export interface Pass {
  signup_id: string
  activity_id: string
  title: string
  starts_at: string
  ends_at: string
  venue: string
  state: SignupState
  code: string
  checkin_opens_at: string
  checkin_closes_at: string
  checked_in_at: string | null
}

export interface Home {
  do: Task[]
  write: Task[]
  read: Task[]
  totals: { do: number; write: number; read: number; minutes: number }
  pass: Pass | null
  next_activity: ActivityCard | null
  completeness: number | null
}

export interface Delivery {
  me: Me
  home: Home
}

export interface LoginAnswer extends Delivery {
  token: string
  expires_at: string
}

export interface Paged<T> {
  items: T[]
  page: number
  page_size: number
  total: number
}

export type SignupState = 'pending' | 'approved' | 'rejected' | 'waitlisted' | 'cancelled'

export type ActivityPhase =
  | 'signup_soon'
  | 'signup_open'
  | 'signup_closed'
  | 'under_way'
  | 'ended'
  | 'cancelled'

export interface SignupSummary {
  id: string
  state: SignupState
  waitlist_position: number | null
  checked_in_at: string | null
}

export interface ActivityCard {
  id: string
  title: string
  kind: string
  organization: OrganizationName
  starts_at: string
  ends_at: string
  venue: string
  capacity: number | null
  taken: number
  places_left: number | null
  waitlisted: number
  signup_opens_at: string | null
  signup_closes_at: string | null
  phase: ActivityPhase
  needs_review: boolean
  is_organizer: boolean
  my_signup: SignupSummary | null
}

/** A form as the server publishes it; only the form rules look into `definition`. */
export interface Form {
  version: number
  definition: unknown
}

/** Answers as sent and received; the form rules say what each may be. */
export type Answers = Record<string, unknown>

export interface Signup extends SignupSummary {
  activity_id: string
  answers: Answers
  reason: string
  created_at: string
  pass: Pass | null
}

export interface ActivityDetail extends Omit<ActivityCard, 'my_signup'> {
  description: string
  latitude: number | null
  longitude: number | null
  online_link: string
  contact_name: string
  contact_phone: string
  cancel_closes_at: string | null
  cancel_reason: string
  questions: Form | null
  checkin_opens_at: string
  checkin_closes_at: string
  version: number
  my_signup: Signup | null
}

export type SectionState = 'empty' | 'gaps' | 'confirm' | 'stale' | 'done'

export interface Section {
  key: string
  title: string
  description: string
  completeness: number
  filled: number
  total: number
  missing: string[]
  state: SectionState
  confirmed_at: string | null
  updated_at: string | null
  freshness_days: number | null
  visible_to: ('me' | 'organizers' | 'staff')[]
  minutes: number
}

export interface Consent {
  question: string
  title: string
  purpose: string
  text: string
  text_version: string
  granted_at: string | null
}

export interface SectionForm extends Section {
  form: Form
  answers: Answers
  masked: Record<string, string>
  row_version: number
  consents: Consent[]
  completeness_total?: number
}

export interface Profile {
  completeness: number
  next: { section: string; question: string; title: string } | null
  sections: Section[]
}

export interface HistoryEntry {
  id: string
  at: string
  by: 'me' | 'staff' | 'import' | 'system'
  by_name: string | null
  section_title: string
  question_title: string
  old: string
  new: string
}

export interface AccessEntry {
  at: string
  by_name: string | null
  what: string
  reason: string
}

export interface PhoneOutcome {
  outcome: 'confirm_name' | 'no_match' | 'needs_staff'
  claim_id: string
  masked_name?: string
}

export interface JoinOutcome extends Delivery {
  outcome: 'joined' | 'application'
}

export interface Invitation {
  code: string
  organization: OrganizationName
  expires_at: string
}

export interface JoinableOrganization extends OrganizationName {
  parent_name: string | null
}

export interface Presence {
  receipt: string
  activity: { id: string; title: string }
  expires_at: string
}

export interface Checkin {
  activity: { id: string; title: string }
  checked_in_at: string
  message: string
}

export interface OrganizedActivity extends ActivityCard {
  arrived: number
  expected: number
}

export interface Arrival {
  signup_id: string
  name: string
  organization: string
  checked_in_at: string
  method: 'pass' | 'event_code' | 'manual'
}

export interface LiveDoor {
  version: number
  expected: number
  arrived: number
  arrivals: Arrival[]
}

export interface Attendee {
  signup_id: string
  name: string
  organization: string
  phone_masked: string
  state: string
  checked_in_at: string | null
}

export interface CodeSlot {
  starts_at: string
  ends_at: string
  text: string
}

export interface EventCode {
  slot_seconds: number
  grace_slots: number
  server_time: string
  slots: CodeSlot[]
}

export interface ScanAnswer {
  signup_id: string
  name: string
  organization: string
  checked_in_at: string
  arrived: number
  expected: number
  version: number
  message: string
}

export type SubscribeResult = 'accept' | 'reject' | 'ban' | 'filter'
