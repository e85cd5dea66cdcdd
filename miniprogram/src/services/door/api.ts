/** The calls of the organizer's door. */
import { get, post } from '../request'
import type { BatchAnswer, BatchScan, Direction, DoorGrant, DoorList, HallLink, LiveDoor, ScanAnswer } from '../types'

/** So long a door waits for an answer before it decides by its own list. */
export const SCAN_PATIENCE = 1_500
/** A look that takes longer means the door is as good as off line. */
const LOOK_PATIENCE = 2_000
const BATCH_PATIENCE = 20_000
const LIST_PATIENCE = 15_000

const path = (activityId: string) => `/organizer/activities/${activityId}`

export interface Place {
  session_id: string | null
  direction: Direction
  grant_id: string | null
}

export const askGrant = (activityId: string, device: string, door: string) => post<DoorGrant>(`${path(activityId)}/grants`, { device, door })

export const fetchList = (activityId: string, grantId: string, since: number, sessionId: string) =>
  get<DoorList>(`${path(activityId)}/list`, { query: { grant_id: grantId, since, session_id: sessionId }, timeout: LIST_PATIENCE })

export const look = (activityId: string, since: number) => get<LiveDoor>(`${path(activityId)}/live`, { query: { since }, timeout: LOOK_PATIENCE })

export const sendBatch = (activityId: string, grantId: string, scans: BatchScan[]) =>
  post<BatchAnswer>(`${path(activityId)}/batches`, { grant_id: grantId, device_now: new Date().toISOString(), scans }, { timeout: BATCH_PATIENCE })

export const scanPass = (activityId: string, code: string, ref: string, place: Place) =>
  post<ScanAnswer>(`${path(activityId)}/scans`, { code, client_ref: ref, ...place }, { timeout: SCAN_PATIENCE })

export const tickByHand = (activityId: string, signupId: string, ref: string, place: Place) =>
  post<ScanAnswer>(`${path(activityId)}/checkins`, { signup_id: signupId, client_ref: ref, ...place })

export const walkIn = (activityId: string, ref: string, name: string, phone: string) =>
  post<ScanAnswer>(`${path(activityId)}/walk-ins`, { client_ref: ref, name, ...(phone ? { phone } : {}) })

export const undoScan = (activityId: string, scanId: string, reason: string, ref: string) =>
  post<ScanAnswer>(`${path(activityId)}/scans/${scanId}/undo`, { reason, client_ref: ref })

export const revokeGrant = (activityId: string, grantId: string) => post<unknown>(`${path(activityId)}/grants/${grantId}/revoke`)

export const hallLink = (activityId: string) => get<HallLink>(`${path(activityId)}/hall-link`)
