/** Complaints (举报): any single text or photo of somebody else's. */
import { post } from './request'
import { whenForgotten } from './storage'

export type SubjectKind = 'suggestion' | 'statement' | 'photo' | 'activity_photo'

/** Something one can complain about: its words, or the address of the picture. */
export interface Thing {
  kind: SubjectKind
  id: string
  text: string
  url: string
}

export const REASONS = [
  { key: 'abuse', word: '辱骂攻击' },
  { key: 'false', word: '不实信息' },
  { key: 'privacy', word: '泄露隐私' },
  { key: 'advertising', word: '广告' },
  { key: 'illegal', word: '违法违规' },
  { key: 'other', word: '其他' },
]

interface Receipt {
  state: 'open' | 'upheld' | 'dismissed'
}

export const complain = ({ kind, id }: Thing, reason: string, text: string) =>
  post<Receipt>('/complaints', { subject_kind: kind, subject_id: id, reason, text })

/** A second complaint about the same thing is the first one, which may be decided by now. */
export const TOLD: Record<Receipt['state'], string> = {
  open: '已收到，核实后告诉您结果',
  upheld: '您举报过，内容已经撤下',
  dismissed: '您举报过，工作人员核实后保留了它',
}

// Pictures' addresses are too long for the address of a page.
let asked: Thing[] = []
whenForgotten(() => {
  asked = []
})

export const thingsAsked = () => asked

/** The page for complaining about one of `things`. */
export function openComplaint(things: Thing[]): void {
  asked = things
  wx.navigateTo({ url: '/pages/complaint/index' })
}

interface Picture {
  id: string
  url: string
  state: string
  is_mine: boolean
}

/** Those of other people's: what nobody else can see needs no complaint. */
export const photoThings = (kind: SubjectKind, photos: Picture[]): Thing[] =>
  photos.filter(({ is_mine, state }) => !is_mine && state === 'clear').map(({ id, url }) => ({ kind, id, text: '', url }))
