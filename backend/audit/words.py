"""What the entries of the audit trail are called, for people: every action, every kind of subject, every actor.

A test fails for an action that is recorded anywhere and is missing here.
"""

from __future__ import annotations

ACTIONS = {
    # the console
    "sign_in_to_console": "登录后台",
    "end_console_session": "让一台设备退出后台",
    "export_list": "导出名单",
    # members and how they join
    "join_by_phone": "通过手机号加入",
    "join_by_invitation": "通过邀请加入",
    "create_invitation": "创建邀请",
    "revoke_invitation": "撤回邀请",
    "approve_application": "通过入会申请",
    "decline_application": "婉拒入会申请",
    "verify_phone": "验证手机号",
    "wrong_name": "姓名核对未通过",
    "unmask_phone": "查看完整手机号",
    "import_roster": "导入名册",
    "define_section": "定义资料栏目",
    "tag.created": "新建标签",
    "tag.changed": "调整标签成员",
    "tag.deleted": "删除标签",
    "delete_account": "注销账号",
    "withdraw_data": "在微信中撤回授权",
    # company members and standings
    "company.created": "新建单位",
    "company.changed": "修改单位资料",
    "company.representative": "设置单位代表",
    "company.representative_removed": "移除单位代表",
    "company.delegate": "设置代办人",
    "company.delegate_removed": "解除代办",
    "company.contact": "指定单位联系人",
    "standing.created": "登记会籍",
    "standing.term": "设置会籍期限",
    "standing.state": "修改会籍状态",
    "dues.recorded": "登记会费",
    "dues.removed": "删除会费记录",
    "signup.delegated": "代办人代为报名",
    "signup.delegated_cancel": "代办人代为取消报名",
    "survey.delegated": "代办人代填问卷",
    # organizations and roles
    "create_organization": "新建组织",
    "change_organization": "修改组织",
    "grant_role": "授予角色",
    "revoke_role": "收回角色",
    "move_organization": "移动组织",
    "share_began": "共享会员或数字",
    "share_ended": "收回共享",
    "view_shared": "查看共享的会员",
    # activities
    "activity.drafted": "起草活动",
    "activity.copied": "复制为新活动",
    "activity.published": "发布活动",
    "activity.changed": "修改活动",
    "activity.sessions": "修改场次",
    "activity.quotas": "分配名额",
    "activity.shares": "共享给其他组织",
    "activity.review_rules": "修改免审规则",
    "activity.organizers": "指定组织者",
    "activity.cancelled": "取消活动",
    "activity.reported": "完成活动总结",
    "activity.report_link": "生成总结链接",
    "activity.signups_exported": "导出报名名单",
    "signup.approved": "通过报名",
    "signup.rejected": "婉拒报名",
    "signup.made": "工作人员代为报名",
    "signup.walked_in": "现场报名",
    "signup.passed_over": "候补时越过",
    "door.revoke": "收回签到授权",
    "media.added": "添加图片或附件",
    "media.deleted": "删除图片或附件",
    "media.clear": "放行图片",
    "media.blocked": "不予展示图片",
    # surveys
    "survey.drafted": "起草问卷",
    "survey.changed": "修改问卷",
    "survey.published": "发布问卷",
    "survey.closed": "截止问卷",
    "survey.cancelled": "取消问卷",
    "survey.deleted": "删除问卷草稿",
    "survey.reminded": "催填问卷",
    "survey.closing_note": "告知问卷结果",
    "survey.exported": "导出问卷答案",
    "survey.link_made": "生成结果链接",
    "survey.link_revoked": "收回结果链接",
    # suggestions, topics
    "case.assigned": "交办事项",
    "case.started": "开始办理",
    "case.transferred": "转交其他组织",
    "case.paused": "暂停计时",
    "case.resumed": "恢复计时",
    "case.handlers": "调整协办人",
    "case.due_changed": "调整期限",
    "case.replied": "答复事项",
    "case.declined": "不予采纳",
    "case.merged": "并入其他事项",
    "case.escalated": "超期提醒上级",
    "day.set": "设置工作日",
    "day.cleared": "恢复公历安排",
    "topic.drafted": "起草话题",
    "topic.changed": "修改话题",
    "topic.published": "发布话题",
    "topic.closed": "截止话题",
    "topic.results": "公布话题结果",
    "topic.activity": "由话题发起活动",
    # messages
    "push.retried": "重试没发出的消息",
    "push.paused": "暂停推送",
    "push.resumed": "恢复推送",
    "push.called": "电话告知",
    "push.call_taken_back": "撤回电话记录",
    "drop_message": "取出待发消息",
    # settings
    "setting.changed": "修改设置",
    "setting.tested": "测试对接",
    "section.changed": "修改资料栏目",
    # safety
    "text.passed": "放行文字",
    "text.blocked": "不予展示文字",
    "complaint.upheld": "举报成立",
    "complaint.dismissed": "举报不成立",
    # the trail itself
    "audit.erased": "按本人要求清空内容",
}

SUBJECTS = {
    "account": "微信账号",
    "activity": "活动",
    "activity_photo": "活动照片",
    "application": "入会申请",
    "audit_entry": "操作记录",
    "case": "事项",
    "company": "单位",
    "console_session": "后台登录",
    "day": "日历",
    "delivery": "消息",
    "door_grant": "签到授权",
    "invitation": "邀请",
    "media": "图片或附件",
    "member": "会员",
    "notification": "通知",
    "organization": "组织",
    "organization_share": "组织共享",
    "photo": "建议照片",
    "profile_section": "资料栏目",
    "push_rule": "推送规则",
    "role": "角色",
    "roster_import": "名册导入",
    "setting": "设置",
    "shared_member": "共享的会员",
    "signup": "报名",
    "standing": "会籍",
    "statement": "话题观点",
    "suggestion": "建议",
    "survey": "问卷",
    "tag": "标签",
    "topic": "话题",
}

ACTORS = {
    "member": "会员本人",
    "visitor": "访客",
    "staff": "工作人员",
    "operator": "系统管理员（命令行）",
    "system": "系统",
    "wechat": "微信",
}


def action_words(action: str) -> str:
    """发布活动"""
    return ACTIONS.get(action, action)


def subject_words(subject_kind: str) -> str:
    """活动"""
    return SUBJECTS.get(subject_kind, subject_kind)
