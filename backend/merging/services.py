"""Merging two records of one person, in one transaction; and parting them again within 30 days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from backend import clock
from backend.accounts.models import Account
from backend.audit.services import record
from backend.database import Statement, atomic, rows_of
from backend.errors import DomainError, Forbidden, NotFound
from backend.members.models import Member, MemberKey
from backend.members.queries import organizations_of
from backend.members.services import hold_member
from backend.merging.collisions import restore_support
from backend.merging.ledger import Ledger, take_back
from backend.merging.models import MemberMerge
from backend.merging.signups import restore_signup
from backend.merging.tables import apply_policies
from backend.organizations.models import Membership, Organization, Role
from backend.profiles.history import Change, write_history
from backend.scope import ADMINISTER, READ, WRITE, Scope

UNDO_DAYS = 30
_PHONE = ("phone_sealed", "phone_index", "phone_tail_index", "phone_from_wechat_at")
_HOLD_ACCOUNTS = "UPDATE account SET seen_at = seen_at WHERE id IN ({})"


class SameRecord(DomainError):
    """A record cannot be merged with itself."""

    status, code, message = 422, "same_record", "这是同一份记录，请选择两份不同的记录。"


class MergedAlready(DomainError):
    """Somebody else has merged, or deleted, one of the two meanwhile."""

    status, code, message = 409, "merged_already", "其中一份记录刚刚已被合并或注销，请回到重复名单查看最新情况。"


class BothHaveWeChat(DomainError):
    """Each of the two records has a WeChat account tied to it."""

    status, code = 409, "both_have_wechat"
    message = (
        "两份记录各绑定了一个微信，不能替本人决定用哪一个。"
        "请本人在不再使用的微信里打开小程序，在“我的”中注销账号；注销后名单里只剩一份，不用再合并。"
    )


class RolesNeedAdministrator(DomainError):
    """One of the two holds a role, which whoever uses the merged record would hold."""

    status, code = 403, "roles_need_administrator"
    message = "其中一份记录担任管理角色，合并会影响谁能管理，请由管理员操作。"


class MergeUndoOver(DomainError):
    """The records cannot be parted any more; the message says why."""

    status, code, message = 409, "merge_undo_over", f"合并超过 {UNDO_DAYS} 天，不能再撤销。"


def require_both(kept_id: int, gone_id: int, scope: Scope, names: tuple[str, ...] = WRITE) -> tuple[Member, Member]:
    """The two members, where the caller may do this to both. Raises SameRecord, NotFound, Forbidden."""
    if kept_id == gone_id:
        raise SameRecord
    found = {member.id: member for member in Member.select().where(Member.id << [kept_id, gone_id])}
    for wanted in (READ, names):
        met = organizations_of([kept_id, gone_id], scope, wanted)
        for member_id in (kept_id, gone_id):
            if member_id not in found or not met[member_id]:
                raise NotFound if wanted is READ else Forbidden
    return found[kept_id], found[gone_id]


def merge_members(kept_id: int, gone_id: int, choices: dict[str, str], scope: Scope, actor_id: int) -> MemberMerge:
    """Let `gone` go into `kept`; whatever names gone names kept from then on, as merging/tables.py says.

    `choices`: "kept" or "gone" by field ("name", "phone", "section.question"); else what is filled wins, kept's first.
    Raises SameRecord, NotFound, Forbidden, MergedAlready, BothHaveWeChat, RolesNeedAdministrator.
    """
    with atomic():
        _hold(kept_id, gone_id)
        kept, gone = require_both(kept_id, gone_id, scope)
        _refuse_two_accounts(kept_id, gone_id)
        _refuse_roles(kept_id, gone_id, scope)
        before = {"kept": _told(kept), "gone": _told(gone)}
        organization_id = organizations_of([kept_id], scope, WRITE)[kept_id][0]["id"]
        ledger = Ledger(kept_id, gone_id, actor_id, choices)
        chosen = _merge_identity(ledger, kept, gone)
        apply_policies(ledger)
        moved = {words: number for words, number in sorted(ledger.moved.items()) if words}
        merge = MemberMerge(
            kept=kept_id,
            gone=gone_id,
            organization=organization_id,
            merged_by=actor_id,
            merged_at=clock.now(),
            undo_until=clock.now() + timedelta(days=UNDO_DAYS),
            summary={"moved": moved, "notes": ledger.notes},
        )
        merge.seal(ledger.entries)
        merge.save(force_insert=True)
        _tell_member(kept_id, actor_id, "", f"工作人员把重复的记录“{gone.name}”并入了您的记录")
        after = _told(Member.get_by_id(kept_id))
        detail = {**before, "after": after, "chosen": chosen, "moved": moved, "notes": ledger.notes}
        _record("merge_members", merge, actor_id, detail)
    return merge


def _hold(kept_id: int, gone_id: int) -> None:
    """Accounts first, as joining and leaving take them, then the members, always in the same order."""
    pair = sorted((kept_id, gone_id))
    accounts = [row[0] for row in rows_of("SELECT id FROM account WHERE member_id IN ({}) ORDER BY id", pair)]
    for account_id in accounts:
        Statement(_HOLD_ACCOUNTS.format("?")).run(account_id)
    for member_id in pair:
        try:
            hold_member(member_id)
        except NotFound:
            raise (MergedAlready if Member.get_or_none(Member.id == member_id) else NotFound) from None


def _refuse_two_accounts(kept_id: int, gone_id: int) -> None:
    if Account.select().where(Account.member << [kept_id, gone_id]).count() > 1:
        raise BothHaveWeChat


def _refuse_roles(kept_id: int, gone_id: int, scope: Scope) -> None:
    """Staff could otherwise give somebody's WeChat the role of another record, or take it away."""
    now = clock.now()
    lasting = Role.ends_at.is_null() | (Role.ends_at > now)
    for role in Role.select().where(Role.member << [kept_id, gone_id], lasting):
        if not scope.covers(role.organization_id, ADMINISTER):
            raise RolesNeedAdministrator


def _merge_identity(ledger: Ledger, kept: Member, gone: Member) -> dict[str, str]:
    """Name and phone of kept; gone is closed, and holds no number that somebody could be found by."""
    takes_name = ledger.takes_gone("name", kept.name, gone.name)
    takes_phone = ledger.takes_gone("phone", kept.phone_index, gone.phone_index)
    phone, from_wechat_at = gone.phone, gone.phone_from_wechat_at
    ledger.set(
        "member",
        gone.id,
        {"state": "merged", "merged_into_id": kept.id, **dict.fromkeys(_PHONE)},
    )
    after: dict[str, Any] = {}
    if takes_name:
        after |= {"name": gone.name, "spelling": gone.spelling, "found_by": gone.found_by}
        MemberKey.replace_for({kept.id: gone.name})
    if takes_phone:
        new = Member(id=kept.id)
        new.set_phone(phone, from_wechat_at=from_wechat_at)
        after |= {name: getattr(new, name) for name in _PHONE[:3]}
        after["phone_from_wechat_at"] = from_wechat_at and clock.to_ms(from_wechat_at)
    if after:
        ledger.set("member", kept.id, after)
        Member.update(updated_at=clock.now()).where(Member.id == kept.id).execute()
    changes = []
    if takes_name and kept.name != gone.name:
        changes.append(Change("姓名", kept.name, gone.name))
    if takes_phone and kept.phone_index != gone.phone_index:
        changes.append(Change("手机号", kept.phone_masked or "", Member.get_by_id(kept.id).phone_masked or ""))
    write_history(kept.id, "基本信息", changes, "staff", ledger.actor_id)
    return {"name": "gone" if takes_name else "kept", "phone": "gone" if takes_phone else "kept"}


def _told(member: Member) -> dict[str, Any]:
    """A record as the audit trail may have it: no number, no answers."""
    rows: Any = (
        Organization.select(Organization.name)
        .join(Membership)
        .where(Membership.member == member.id)
        .order_by(Membership.id)
    )
    return {
        "id": str(member.id),
        "name": member.name,
        "has_phone": member.phone_index is not None,
        "has_wechat": Account.select().where(Account.member == member.id).exists(),
        "organizations": [row.name for row in rows],
    }


def _tell_member(member_id: int, actor_id: int | None, old: str, new: str) -> None:
    write_history(member_id, "会员记录", [Change("合并", old, new)], "staff", actor_id)


def _record(action: str, merge: MemberMerge, actor_id: int, detail: dict[str, Any]) -> None:
    record(
        action=action,
        subject_kind="member",
        subject_id=merge.kept_id,
        actor_id=actor_id,
        about_member_id=merge.kept_id,
        organization_id=merge.organization_id,
        detail=detail,
    )


def undo_merge(merge_id: int, scope: Scope, actor_id: int) -> list[str]:
    """Part the records again: what the merge moved goes back, what was done since stays with the kept record.

    Returns what could not be put back, in words. Raises NotFound, Forbidden, MergeUndoOver.
    """
    with atomic():
        merge: MemberMerge | None = MemberMerge.get_or_none(MemberMerge.id == merge_id)
        if merge is None or merge.organization_id is None:
            raise NotFound
        scope.require(merge.organization_id)
        _hold_to_part(merge)
        merge = MemberMerge.get_by_id(merge_id)
        _refuse_undo(merge)
        _refuse_roles(merge.kept_id, merge.gone_id, scope)
        before = _told(Member.get_by_id(merge.kept_id))
        left = [text for entry in reversed(merge.entries) if (text := _take_back(merge, entry))]
        left = list(dict.fromkeys(left))
        MemberMerge.update(
            sealed=None,
            ended_because="undone",
            undone_at=clock.now(),
            undone_by=actor_id,
            summary=merge.summary | {"left": left},
        ).where(MemberMerge.id == merge.id).execute()
        kept, gone = Member.get_by_id(merge.kept_id), Member.get_by_id(merge.gone_id)
        MemberKey.replace_for({kept.id: kept.name})
        _tell_member(kept.id, actor_id, f"记录“{gone.name}”曾并入", "工作人员撤销了合并，两份记录已分开")
        _record(
            "undo_merge", merge, actor_id, {"before": before, "kept": _told(kept), "gone": _told(gone), "left": left}
        )
    return left


def _hold_to_part(merge: MemberMerge) -> None:
    accounts = rows_of("SELECT id FROM account WHERE member_id IN ({}) ORDER BY id", [merge.kept_id])
    for (account_id,) in accounts:
        Statement(_HOLD_ACCOUNTS.format("?")).run(account_id)
    both = Member.id << [merge.kept_id, merge.gone_id]
    Member.update(state=Member.state).where(both).execute()


def _refuse_undo(merge: MemberMerge) -> None:
    if merge.ended_because == "undone":
        raise MergeUndoOver("这次合并已经撤销过了。")
    if merge.ended_because:
        raise MergeUndoOver("本人已注销账号或撤回授权，合并前的内容已清除，不能再撤销。")
    if not merge.can_be_undone(clock.now()):
        raise MergeUndoOver
    if Member.get_by_id(merge.kept_id).state != "active" or Member.get_by_id(merge.gone_id).state != "merged":
        raise MergeUndoOver("保留的记录后来又并入了别的记录，请先撤销后一次合并。")


_WORDS = {
    "member": "姓名或手机号后来又改过，保留现在的",
    "profile_answers": "资料后来又改过，保留现在的",
    "account": "微信绑定后来有变动，留在原处",
}


def _take_back(merge: MemberMerge, entry: list[Any]) -> str:
    """Take one entry back; what staff must know if it stays as it is."""
    match entry:
        case ["signup", activity_id, fields, queued_at]:
            return restore_signup(activity_id, fields, queued_at)
        case ["support", case_id, change]:
            restore_support(case_id, change)
            return ""
    is_back = take_back(merge.kept_id, merge.gone_id, entry)
    return "" if is_back else _WORDS.get(entry[1], "有的记录后来变动过，留在保留的记录里")


def forget_old_merges() -> None:
    """Erase the ledgers of merges that can no longer be undone."""
    MemberMerge.update(sealed=None).where(MemberMerge.id << old_merges(clock.now())).execute()


def old_merges(at: datetime) -> Any:
    """The merges that can no longer be undone at a moment, and whose ledger is kept yet."""
    return MemberMerge.select(MemberMerge.id).where(MemberMerge.undo_until <= at, MemberMerge.sealed.is_null(False))
