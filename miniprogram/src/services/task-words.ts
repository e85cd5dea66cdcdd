/** Tasks in words: the server says what and until when, the phone says it the way people do. */
import { deadline, moment } from './time'
import type { Home, Task, TaskKind } from './types'

export interface TaskView {
  key: string
  title: string
  reason: string
  /** The reason is pressing: shown in the colour of its list. */
  urgent: boolean
  target: string
  isRead: boolean
}

const RESULTS: Record<string, string> = {
  approved: '报名已通过',
  rejected: '报名没有通过，看看原因',
  waitlisted: '名额已满，已为您排上候补',
  promoted: '有空位了，已为您候补成功',
}

const APPLICATION_RESULTS: Record<string, string> = {
  approved: '申请已通过，欢迎加入',
  declined: '申请没有通过，看看原因',
}

const COMPLAINT_RESULTS: Record<string, string> = {
  upheld: '核实后已撤下，谢谢您',
  dismissed: '核实后没有违规，予以保留',
}

const READ: TaskKind[] = [
  'signup_result',
  'activity_cancelled',
  'activity_changed',
  'application_result',
  'survey_note',
  'case_moved',
  'topic_results',
  'complaint_decided',
]
const URGENT: TaskKind[] = ['activity_open', 'checkin_open', 'activity_today', 'organize_today']

function reasonOf(task: Task, now: Date): string {
  const due = task.due_at ? deadline(task.due_at, now) : ''
  const start = task.due_at ? moment(task.due_at, now) : ''
  const count = task.count ?? 0
  switch (task.kind) {
    case 'activity_open':
      return due ? `报名${due}` : '可以报名了'
    case 'activity_today':
      return `${start} 开始`
    case 'checkin_open':
      return due ? `正在签到，${due}` : '正在签到'
    case 'organize_today':
      return `${start} 开始，您负责签到`
    case 'signups_to_review':
      return `${count} 人报名等您审核`
    case 'applications_to_review':
      return `${count} 人申请加入`
    case 'section_gaps':
      return `还差 ${count} 项`
    case 'section_confirm':
      return '已替您填好，看一眼确认'
    case 'section_stale':
      return '有一阵没更新了，还对吗'
    case 'join':
      return '加入后可以报名、签到'
    case 'signup_result':
      return RESULTS[task.note ?? ''] ?? '报名有结果了'
    case 'activity_cancelled':
      return task.note ? `活动取消：${task.note}` : '活动取消了'
    case 'activity_changed':
      return '时间或地点有变动，请看一眼'
    case 'activity_feedback':
      return due ? `活动反馈，${due}` : '活动反馈，说说您的感受'
    case 'application_result':
      return APPLICATION_RESULTS[task.note ?? ''] ?? '申请有结果了'
    case 'survey_open':
      return due ? `问卷${due}` : '请您填一份问卷'
    case 'survey_note':
      return '您说了，我们做了：看看结果'
    case 'case_moved':
      return task.note ?? '有新进展'
    case 'case_to_rate':
      return '答复已兑现，请评价'
    case 'cases_due':
      return `${count} 件今天要办`
    case 'topic_open':
      return due ? `话题${due}，说说您的看法` : '话题等您表态'
    case 'topic_results':
      return '话题有结果了'
    case 'topic_activity':
      return due ? `您支持的话题要当面谈，报名${due}` : '您支持的话题要当面谈'
    case 'complaint_decided':
      return COMPLAINT_RESULTS[task.note ?? ''] ?? '核实过了'
    case 'texts_to_look_at':
      return `${count} 条等您判断`
    default:
      return '' // a kind newer than this version: its title says enough
  }
}

export function taskView(task: Task, now: Date): TaskView {
  return {
    key: task.key,
    title: task.title,
    reason: reasonOf(task, now),
    urgent: URGENT.includes(task.kind),
    target: task.target,
    isRead: READ.includes(task.kind),
  }
}

/** 今天 3 件事，约 2 分钟 */
export function summary({ totals }: Home): string {
  const things = totals.do + totals.write + totals.read
  if (!things) return '今天都办好了'
  return totals.minutes > 0 ? `今天 ${things} 件事，约 ${totals.minutes} 分钟` : `今天 ${things} 件事`
}
