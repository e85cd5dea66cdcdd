"""What becomes of every row that names a member when two records are merged: one line a column.

A test walks the foreign keys of all tables and fails for one that is not here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backend.merging import collisions, records, signups
from backend.merging.ledger import Ledger
from backend.merging.references import references


@dataclass(frozen=True)
class Moves:
    """Gone's rows become kept's.

    `unique`: the other columns of a key in which the member stands. Where kept has such a row already, gone's stays
    with the merged record, or is taken out (`is_dropped`) where a second one would count or say something twice;
    `note` says so to staff. `client_ref`: a key by which phones repeat themselves, emptied where it would collide.
    """

    words: str
    unique: tuple[str, ...] = ()
    is_dropped: bool = False
    note: str = ""
    client_ref: str = ""

    def apply(self, ledger: Ledger, table: str, column: str) -> None:
        if self.client_ref:
            for _kept, gone in ledger.colliding(table, column, (self.client_ref,)):
                ledger.set(table, gone, {self.client_ref: None})
        if self.unique:
            pairs = ledger.colliding(table, column, self.unique)
            for _kept, gone in pairs if self.is_dropped else ():
                ledger.delete(table, gone)
            if pairs and self.note:
                ledger.note(f"{self.note}（{len(pairs)} 项）")
        ledger.move(table, column, self.unique, self.words)


@dataclass(frozen=True)
class Stays:
    """Gone's rows keep naming the merged record; `why`."""

    why: str

    def apply(self, ledger: Ledger, table: str, column: str) -> None:
        pass


@dataclass(frozen=True)
class Special:
    """More than moving: see the function."""

    function: Callable[[Ledger], None]

    def apply(self, ledger: Ledger, table: str, column: str) -> None:
        self.function(ledger)


Policy = Moves | Stays | Special

_TRAIL = Stays("操作记录不改写；查看时按合并后的会员一并列出")
_WORK = "经办记录"

POLICIES: dict[str, Policy] = {
    # Who the person is, and where they belong.
    "account.member_id": Moves("微信绑定"),
    "member.merged_into_id": Moves("更早的合并"),
    "membership.member_id": Moves("所属组织", ("organization_id",), is_dropped=True),
    "role.member_id": Moves(
        "管理角色", ("organization_id", "name"), is_dropped=True, note="同一角色两份记录都有，以保留的为准"
    ),
    "tagging.member_id": Moves("标签", ("tag_id",), is_dropped=True),
    "tagging.tagged_by_id": Moves(_WORK),
    "saved_filter.created_by_id": Moves(_WORK),
    "saved_filter.owner_id": Moves("自己的筛选"),
    "member_key.member_id": Stays("由姓名算出，随姓名更新"),
    "batch.made_by_id": Moves(_WORK),
    "batch.undone_by_id": Moves(_WORK),
    "batch_member.member_id": Moves("批量操作记录"),
    "profile_answers.member_id": Special(records.merge_profiles),
    "profile_change.member_id": Moves("资料变更历史"),
    "profile_change.actor_id": Moves(_WORK),
    "consent.member_id": Special(records.merge_consents),
    "sensitive_value.member_id": Special(records.merge_sensitive_values),
    # Of companies.
    "company.contact_id": Moves("单位联系人"),
    "company_representative.member_id": Moves(
        "单位代表", ("company_id",), is_dropped=True, note="同一单位的代表两份记录都是，以保留的为准"
    ),
    "company_delegate.delegate_id": Moves("单位代办人", ("company_id", "principal_id")),
    "company_delegate.principal_id": Moves("单位代办人", ("company_id", "delegate_id")),
    "standing.member_id": Moves("会籍", ("organization_id",), note="同一组织的会籍和会费两份记录都有，以保留的为准"),
    "dues.recorded_by_id": Moves(_WORK),
    # What they took part in.
    "signup.member_id": Special(signups.merge_signups),
    "signup.decided_by_id": Moves(_WORK),
    "signup.made_by_id": Moves(_WORK),
    "participation.member_id": Moves(
        "参与记录", ("kind", "subject_id"), is_dropped=True, note="同一次参与两份记录都有，只记一次"
    ),
    "activity_organizer.member_id": Moves("活动组织者", ("activity_id",), is_dropped=True),
    "activity.created_by_id": Moves(_WORK, client_ref="client_ref"),
    "plan_copy.member_id": Moves("活动草稿"),
    "activity_share.shared_by_id": Moves(_WORK),
    "door_grant.member_id": Moves(_WORK, ("activity_id", "device")),
    "door_grant.revoked_by_id": Moves(_WORK),
    "scan.scanned_by_id": Moves(_WORK, ("activity_id", "client_ref")),
    # What they said.
    "survey_invitation.member_id": Special(collisions.merge_invitations),
    "survey_response.member_id": Moves(
        "答卷", ("survey_id",), note="同一份问卷两份记录都交过答卷：两份都计入结果，本人名下显示保留记录的一份"
    ),
    "survey_response.made_by_id": Moves(_WORK),
    "held_response.member_id": Moves("待汇总的匿名答卷", ("survey_id",)),
    "survey.created_by_id": Moves(_WORK, client_ref="client_ref"),
    "survey_link.created_by_id": Moves(_WORK),
    "case_item.author_id": Moves("建议", client_ref="client_ref"),
    "case_item.assignee_id": Moves(_WORK),
    "case_step.actor_id": Moves("建议的办理经过"),
    "case_handler.member_id": Moves(_WORK, ("case_id",), is_dropped=True),
    "case_supporter.member_id": Special(collisions.merge_support),
    "topic.created_by_id": Moves(_WORK, client_ref="client_ref"),
    "topic_statement.author_id": Moves("话题观点", client_ref="client_ref"),
    "topic_vote.member_id": Special(collisions.merge_votes),
    "complaint.member_id": Moves("举报", ("subject_kind", "subject_id")),
    "complaint.decided_by_id": Moves(_WORK),
    "text_check.author_id": Moves("内容审核"),
    "text_check.decided_by_id": Moves(_WORK),
    "media.uploaded_by_id": Moves("照片和文件", client_ref="client_ref"),
    # What they were told.
    "delivery.member_id": Moves("通知", ("notification_id",)),
    "push_mute.member_id": Moves("通知设置", ("about",), is_dropped=True),
    "push_pause.paused_by_id": Moves(_WORK),
    "setting.changed_by_id": Stays("设置没有编号；记的是当时是谁改的"),
    "staff_call.member_id": Moves("电话通知", ("notification_id",)),
    "staff_call.called_by_id": Moves(_WORK),
    # How they came, and who decided about others.
    "phone_claim.candidate_id": Moves("手机号认领"),
    "invitation.created_by_id": Moves(_WORK),
    "organization_share.created_by_id": Moves(_WORK),
    "organization_share.revoked_by_id": Moves(_WORK),
    "form_draft.changed_by_id": Moves(_WORK),
    "form_draft_step.made_by_id": Moves(_WORK),
    "reply_template.created_by_id": Moves(_WORK),
    "held_act.actor_id": Moves(_WORK),
    "held_act.about_member_id": Moves(_WORK),
    "application.decided_by_id": Moves(_WORK),
    "roster_import.imported_by_id": Moves(_WORK),
    "roster_import.undone_by_id": Moves(_WORK),
    "roster_row.member_id": Moves("导入记录"),
    # At a desk: whoever signed in as the merged record signs in anew.
    "console_session.member_id": Stays("登录的是被合并的记录，随之失效"),
    "sign_in_request.member_id": Stays("一次性的登录请求，随之失效"),
    # Of records and trails.
    "audit_entry.actor_id": _TRAIL,
    "audit_entry.about_member_id": _TRAIL,
    "member_merge.kept_id": Stays("更早的合并先撤销后面的，才能撤销"),
    "member_merge.gone_id": Stays("说的就是被合并的记录"),
    "member_merge.merged_by_id": Moves(_WORK),
    "member_merge.undone_by_id": Moves(_WORK),
    "distinct_pair.first_id": Stays("说的是被合并的记录"),
    "distinct_pair.second_id": Stays("说的是被合并的记录"),
    "lookalike.first_id": Stays("由姓名和手机号算出，随记录更新"),
    "lookalike.second_id": Stays("由姓名和手机号算出，随记录更新"),
    "distinct_pair.said_by_id": Moves(_WORK),
}

# Rows on which others hang, or whose counters must be right, come before those that follow from them.
_ORDER = (
    "sensitive_value.member_id",
    "consent.member_id",
    "topic_vote.member_id",
    "case_supporter.member_id",
    "survey_invitation.member_id",
)


def apply_policies(ledger: Ledger) -> None:
    """Move everything, table by table."""
    there = {one.name for one in references()}
    for name in (*_ORDER, *(one for one in POLICIES if one in there and one not in _ORDER)):
        table, column = name.split(".")
        POLICIES[name].apply(ledger, table, column)
