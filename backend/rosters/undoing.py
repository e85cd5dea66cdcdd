"""Taking a batch back: people it made who have not acted since, and cells nobody has changed since."""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.errors import NotFound
from backend.members.models import Member
from backend.members.privacy import erase as forget_member
from backend.members.services import hold_member
from backend.merging.references import find_references
from backend.organizations.models import Membership
from backend.profiles.models import ProfileAnswers, ProfileChange
from backend.profiles.services import put_back
from backend.rosters.compare import COMPANY_SECTION
from backend.rosters.models import RosterImport, RosterRow, sealed_row

_AT_ONCE = 20
# What the import itself made, and what came to people without their doing.
_NO_ACT = (
    "membership.member_id",
    "profile_answers.member_id",
    "profile_change.member_id",
    "roster_row.member_id",
    "member_key.member_id",
    "batch_member.member_id",
    "lookalike.first_id",
    "lookalike.second_id",
    "delivery.member_id",
    "audit_entry.about_member_id",
    "phone_claim.candidate_id",
)
_ACTS = {
    "account.member_id": "已绑定微信",
    "signup.member_id": "已报名活动",
    "survey_invitation.member_id": "已列入问卷的答卷人",
    "survey_response.member_id": "已答问卷",
    "case_item.author_id": "已提过建议",
    "case_supporter.member_id": "已附议",
    "participation.member_id": "已有参与记录",
    "role.member_id": "已担任工作人员",
    "tagging.member_id": "已加标签",
    "activity_organizer.member_id": "已是活动组织者",
}
_OTHERWISE = "导入后已有其他记录"


def undo_some(roster: RosterImport) -> int:
    """Take back the next rows of a batch, inside the caller's transaction; returns how many."""
    rows = list(
        RosterRow.select()
        .where(RosterRow.roster == roster.id, RosterRow.has_effects, RosterRow.undone == "")
        .order_by(RosterRow.number)
        .limit(_AT_ONCE)
    )
    # Held before it is asked what they did: whoever acts at this moment is waited for, or waits.
    held = [member_id for member_id in sorted({row.member_id for row in rows if row.member_id}) if _hold(member_id)]
    acted = find_references(held, _NO_ACT)
    for row in rows:
        content = row.content
        if row.member_id in held:
            undone, why = _undo(row.member_id, content["effects"], acted[row.member_id], roster.undone_by_id)
        else:
            undone, why = "stayed", ["这个人的记录已注销或已合并"]
        RosterRow.update(
            undone=undone, sealed=sealed_row(roster.id, row.number, content | {"undone_because": why})
        ).where(RosterRow.id == row.id).execute()
    return len(rows)


def _hold(member_id: int) -> bool:
    try:
        hold_member(member_id)
    except NotFound:
        return False
    return True


def _undo(member_id: int, effects: dict[str, Any], acts: set[str], undone_by: int | None) -> tuple[str, list[str]]:
    """What became of one row, and why where the person stayed as they are."""
    if effects.get("created"):
        return _remove(member_id, effects, acts)
    left = Membership.delete().where(
        Membership.member == member_id, Membership.organization << effects.get("joined", [])
    )
    back = left.execute() if effects.get("joined") else 0
    kept: list[str] = []
    if answers := effects.get("answers"):
        changes = {key: (old, new) for key, (old, new) in answers.items()}
        done = put_back(member_id, COMPANY_SECTION, changes, actor_kind="staff", actor_id=undone_by)
        back += len(done)
        kept = ["单位或职务在导入后又改过，保留现在的内容"] if len(done) < len(changes) else []
    return ("put_back" if back else "stayed"), kept or ([] if back else ["已经不是导入时的样子"])


def _remove(member_id: int, effects: dict[str, Any], acts: set[str]) -> tuple[str, list[str]]:
    reasons = [_ACTS.get(name, _OTHERWISE) for name in sorted(acts)]
    joined = {tie.organization_id for tie in Membership.select().where(Membership.member == member_id)}
    if joined - set(effects.get("joined", [])):
        reasons.append("已加入其他组织")
    touched = ProfileChange.actor_kind.not_in(("import",))
    if ProfileChange.select().where(ProfileChange.member == member_id, touched).exists() or (
        ProfileAnswers.select()
        .where(ProfileAnswers.member == member_id, ProfileAnswers.confirmed_at.is_null(False))
        .exists()
    ):
        reasons.append("资料已由本人或工作人员改过")
    if reasons:
        return "stayed", list(dict.fromkeys(reasons))
    # The row stays, nameless, as after an account was deleted: nothing of the person is left in it.
    for table in (ProfileAnswers, ProfileChange, Membership):
        table.delete().where(table.member == member_id).execute()
    forget_member(member_id, 0)
    Member.update(state="deleted", deleted_at=clock.now()).where(Member.id == member_id).execute()
    return "removed", []
