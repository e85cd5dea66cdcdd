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
  | 'activity_changed'
  | 'activity_feedback'
  | 'application_result'
  | 'survey_open'
  | 'survey_note'
  | 'case_moved'
  | 'case_to_rate'
  | 'cases_due'
  | 'texts_to_look_at'
  | 'topic_open'
  | 'topic_results'
  | 'topic_activity'
  | 'complaint_decided'

export type Task = Narrow<Schemas['Task'], { kind: TaskKind }>
export type Home = Narrow<Schemas['Home'], Record<TaskList, Task[]> & { pass: Pass | null; next_activity: ActivityCard | null }>

export interface Delivery {
  me: Me
  home: Home
}

export type LoginAnswer = Narrow<Schemas['Login'], Delivery>

// Activities

export type SignupState = Schemas['Signup']['state']
export type ActivityPhase = Schemas['ActivityCard']['phase']

export type Cover = Schemas['Cover']
export type Companion = Schemas['Companion']
export type SignupSummary = Schemas['MySignupBrief']
export type ActivityCard = Schemas['ActivityCard']
export type PassSession = Schemas['SessionBrief']
export type Pass = Narrow<Schemas['Pass'], { state: SignupState }>

/** Answers as sent and received; the form rules say what each may be. */
export type Answers = Record<string, unknown>

/** Whom I act for, of which company. */
export type Delegation = Schemas['Delegation']
export type Signup = Narrow<Schemas['Signup'], { answers: Answers; pass: Pass | null }>
export type ActivitySession = Schemas['MySession']
export type Attachment = Schemas['Attachment']
export type Photo = Schemas['Photo']
export type KnownAnswer = Schemas['KnownAnswer']
export type ActivityDetail = Narrow<Schemas['ActivityDetail'], { my_signup: Signup | null }>
export type FeedbackState = Schemas['MyFeedback']['state']

// After an activity

export interface FeedbackSheet {
  state: FeedbackState
  form: { version: number; definition: Record<string, unknown> }
  answers: Answers
  submitted_at: string | null
}

export interface Participation {
  kind: string
  title: string
  organization: Schemas['OrganizationRef'] | null
  occurred_at: string
  detail: { hours?: number; seats?: number; sessions?: number | null }
}

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
export type Attendee = Schemas['Attendee']
export type EventCode = Schemas['EventCode']
export type Direction = 'in' | 'out'
export type ScanAnswer = Schemas['ScanAnswer']
export type OrganizationCount = Schemas['OrganizationCount']
export type DoorPhone = Schemas['DoorPhone']
export type LiveDoor = Schemas['Live']

// The door without a network

export type DoorGrant = Schemas['DoorGrant']
export type DoorActivity = Schemas['DoorActivity']
export type DoorSession = Schemas['DoorSession']
export type CheckinWindow = Pick<DoorSession, 'checkin_opens_at' | 'checkin_closes_at'>

/** 0 expected, 1 in, 2 cancelled since, 3 left. */
export type DoorFlag = 0 | 1 | 2 | 3
/** Digest of the pass, initials, seats, flag, and when, in seconds (0: not yet). */
export type DoorEntry = [digest: string, initials: string, seats: number, flag: DoorFlag, at: number]
/** Whole, or what changed since the version asked about. `entries` count their seconds from a week before the start. */
export type DoorList = Narrow<Schemas['DoorList'], { entries: DoorEntry[] }>

/** What the phone writes down of one scan; `offset_ms` added to its own clock is the server's. */
export interface BatchScan {
  client_ref: string
  code: string
  session_id: string | null
  direction: Direction
  scanned_at: string
  offset_ms: number
  method: 'pass' | 'manual'
}

export type BatchResult = Schemas['BatchResult']
export type BatchAnswer = Schemas['BatchAnswer']
export type HallLink = Schemas['HallLink']

// Push

export type SubscribeResult = 'accept' | 'reject' | 'ban' | 'filter'
export type Subscription = Schemas['Subscription']
export type Message = Schemas['Message']
export type MessageSwitch = Schemas['SwitchState']

// Surveys

export type SurveyView = 'open' | 'answered' | 'closed'
export type SurveyCard = Schemas['SurveyCard']
export type SurveyDetail = Narrow<Schemas['SurveyDetail'], { form: { version: number; definition: Record<string, unknown> } | null; answers: Answers | null }>
export type SurveyResponse = Schemas['Response']
export type SurveyFile = Schemas['SurveyFile']
export type Receipt = Narrow<Schemas['Receipt'], { answers: Answers | null }>
export type Results = Schemas['Results']
export type QuestionResult = Schemas['QuestionResult']
export type Cross = Schemas['Cross']
export type TextGroup = Schemas['TextGroup']
export type ResultLink = Schemas['Link']
export type StaffSurvey = Schemas['StaffSurvey']
export type SurveyCheck = Schemas['Check']
export type StaffSurveyCard = Schemas['StaffSurveyCard']

// Suggestions and cases

export type BoardView = 'hot' | 'new' | 'answered' | 'mine' | 'followed'
export type SuggestionCard = Schemas['SuggestionCard']
export type Board = Schemas['Board']
export type Suggestion = Schemas['Suggestion']
export type SuggestionGuide = Schemas['Guide']
export type SimilarItem = Schemas['SimilarItem']
export type CaseStep = Schemas['CaseStep']
export type CaseQueue = Schemas['CaseQueue']
export type StaffCaseCard = Schemas['StaffCaseCard']
export type StaffCase = Schemas['StaffCase']
export type CaseCandidate = Schemas['CaseCandidate']
export type OrganizationRef = Schemas['OrganizationRef']
export type TextToJudge = Schemas['TextToJudge']
export type Waiting = Schemas['Waiting']
export type WaitingLine = Schemas['WaitingLine']
export type StaffSignup = Schemas['StaffSignup']
export type StaffApplication = Schemas['Application']
export type PendingPhoto = Schemas['StaffMedia']
export type StaffComplaint = Schemas['StaffComplaint']
export type DeskRequest = Schemas['SignInRequest']
export type Desk = Schemas['ConsoleSession']

// Topics

export type Vote = 'agree' | 'disagree' | 'pass'
export type TopicCard = Schemas['TopicCard']
export type TopicStatement = Narrow<Schemas['Statement'], { my_vote: Vote | null }>
export type Topic = Narrow<Schemas['Topic'], { said: TopicStatement[] }>

// Messages as staff see them

export type Reach = Schemas['Reach']
export type StaffActivityRow = Schemas['StaffActivityRow']
export type StaffActivity = Schemas['StaffActivity']
export type StaffNotification = Schemas['StaffNotification']
export type WholeNotification = Schemas['WholeNotification']
export type UnreachedPerson = Schemas['Unreached']
export type CallOutcome = 'reached' | 'no_answer'
export type PushRule = Schemas['PushRule']
export type PushRules = Schemas['PushRules']
export type PlannedMessage = Schemas['Planned']
