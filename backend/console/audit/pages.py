"""Searching the audit trail: who, about whom, what, when, and what was there before and after."""

from __future__ import annotations

from typing import Any

import peewee
from flask import Response, request

from backend.audit.checking import FAULTS, chain_state
from backend.audit.differences import UNSAID, differences
from backend.audit.models import AuditEntry, AuditLink
from backend.audit.words import ACTIONS, ACTORS, SUBJECTS, action_words, subject_words
from backend.auth import current_caller
from backend.console.access import ConsoleBlueprint, current_desk
from backend.console.audit.words import field_words, names_behind, said, titles_of
from backend.console.fields import day_of
from backend.console.lists import Column, Listing, Shown, wall
from backend.console.rendering import in_view
from backend.errors import NotFound
from backend.members.models import Member
from backend.organizations.models import Membership, Organization
from backend.schemas import read_id
from backend.scope import ADMINISTER, READ

blueprint = ConsoleBlueprint("audit", "/audit", needs=READ)

_About: Any = Member.alias()
_LONGEST_TEXT = 60


@blueprint.get("")
def index() -> Response:
    """Entries of the organizations in view, newest first; one of them in the panel."""
    return _entries.answer(
        _found(),
        "audit/list.html",
        title="操作记录",
        panel=_panel,
        chain=_chain(),
        actions=sorted(ACTIONS.items(), key=lambda one: one[1]),
        subjects=sorted(SUBJECTS.items(), key=lambda one: one[1]),
        given=request.args,
    )


def visible() -> Any:
    """The condition that the reader may see an entry.

    What happened at an organization in view; what happened at none, about or by somebody who belongs to one in view;
    and for an administrator at the top who looks at everything, what nobody who belongs anywhere did.
    """
    members = Membership.select(Membership.member).where(Membership.organization << in_view())
    nobody = AuditEntry.about_member.is_null()
    elsewhere = (AuditEntry.about_member << members) | (nobody & (AuditEntry.actor << members))
    if current_desk().organization_id is None and _administers_a_top():
        # By the operator, by the system, or by somebody who has left.
        belonging = Membership.select(Membership.member)
        elsewhere |= nobody & (AuditEntry.actor.is_null() | AuditEntry.actor.not_in(belonging))
    return (AuditEntry.organization << in_view()) | (AuditEntry.organization.is_null() & elsewhere)


def _administers_a_top() -> bool:
    roots = current_caller().scope.roots((*ADMINISTER, "auditor"))
    return bool(roots) and Organization.at_the_top().where(Organization.id << roots).exists()


def _found() -> peewee.ModelSelect[AuditEntry]:
    rows = _visible_entries()
    for condition in _conditions():
        rows = rows.where(condition)
    return rows


def _visible_entries() -> peewee.ModelSelect[AuditEntry]:
    found: peewee.ModelSelect[AuditEntry] = (
        AuditEntry.select(AuditEntry, Member, _About, Organization)
        .join(Member, peewee.JOIN.LEFT_OUTER, on=AuditEntry.actor)
        .switch(AuditEntry)
        .join(_About, peewee.JOIN.LEFT_OUTER, on=(AuditEntry.about_member == _About.id), attr="about_member")
        .switch(AuditEntry)
        .join(Organization, peewee.JOIN.LEFT_OUTER, on=AuditEntry.organization)
        .where(visible())
    )
    return found


def _conditions() -> list[Any]:
    given = {name: value.strip()[:_LONGEST_TEXT] for name, value in request.args.items() if value.strip()}
    found: list[Any] = []
    if "q" in given:
        found.append(AuditEntry.reason.contains(given["q"]) | _detail_text().contains(given["q"]))
    if "who" in given:
        found.append(AuditEntry.actor << _named(given["who"]))
    if "about" in given:
        found.append(AuditEntry.about_member << _named(given["about"]))
    for name in ("action", "subject_kind"):
        if name in given:
            found.append(getattr(AuditEntry, name) == given[name])
    exact = {"subject_id": AuditEntry.subject_id, "actor_id": AuditEntry.actor, "about_id": AuditEntry.about_member}
    # What is no id finds nothing.
    found += [column == (read_id(given[name]) or 0) for name, column in exact.items() if name in given]
    if (first := day_of(given.get("from", ""))) is not None:
        found.append(AuditEntry.at >= first[0])
    if (last := day_of(given.get("to", ""))) is not None:
        found.append(AuditEntry.at < last[1])
    return found


def _detail_text() -> Any:
    return peewee.Cast(AuditEntry.detail, "TEXT")


def _named(text: str) -> Any:
    return Member.select(Member.id).where(Member.name.contains(text))


def _shown(entries: list[AuditEntry]) -> list[Shown]:
    """One statement more, for the titles of what the acts were done to."""
    ids: dict[str, list[int]] = {}
    for entry in entries:
        if entry.subject_id is not None:
            ids.setdefault(entry.subject_kind, []).append(entry.subject_id)
    titles = titles_of(**ids)
    return [_row(entry, titles) for entry in entries]


def _row(entry: Any, titles: dict[tuple[str, int], str]) -> dict[str, Any]:
    changed = [one for one in differences(entry.detail) if not one.is_unsaid]
    return {
        "id": entry.id,
        "at": entry.at,
        "name": action_words(entry.action),
        "who": entry.actor.name if entry.actor_id else ACTORS.get(entry.actor_kind, entry.actor_kind),
        "subject": subject_words(entry.subject_kind),
        "title": titles.get((entry.subject_kind, entry.subject_id or 0), ""),
        "about": entry.about_member.name if entry.about_member_id else "",
        "organization": entry.organization.name if entry.organization_id else "",
        "reason": entry.reason,
        "before": "；".join(f"{field_words(one.field)}：{said(one.field, one.before, {})}" for one in changed),
        "after": "；".join(f"{field_words(one.field)}：{said(one.field, one.after, {})}" for one in changed),
        "is_erased": entry.erased_by is not None,
    }


_entries = Listing(
    name="操作记录",
    columns=[
        # Ids grow with time, and the index on them is the one at hand.
        Column("at", "时间", sort=AuditEntry.id, value=wall("at"), width=18),
        Column("who", "谁", width=12),
        Column("name", "做了什么", width=20),
        Column("subject", "对象", value=lambda row: f"{row['subject']} {row['title']}".strip(), width=28),
        Column("about", "关于谁", width=12),
        Column("organization", "组织", width=20),
        Column("reason", "理由", width=30),
        Column("before", "之前", width=40, is_shown=False),
        Column("after", "之后", width=40, is_shown=False),
    ],
    sort="-at",
    arrange=_shown,
    subject="audit_entry",
)


def _panel(entry_id: int) -> dict[str, Any]:
    entry = _found_one(entry_id)
    changed = differences(entry.detail)
    other = _other(entry.detail)
    names = names_behind(changed, other)
    link = AuditLink.get_or_none(AuditLink.entry_id == entry.id)
    return {
        **_shown([entry])[0],
        "actor_kind": ACTORS.get(entry.actor_kind, entry.actor_kind),
        "action": entry.action,
        "changes": [
            {
                "title": field_words(one.field),
                "is_unsaid": one.is_unsaid,
                "before": said(one.field, one.before, names),
                "after": said(one.field, one.after, names),
            }
            for one in changed
        ],
        "other": [(field_words(name), said(name, value, names)) for name, value in other.items()],
        "link": link and link.number,
        "subject_kind": entry.subject_kind,
        "subject_id": entry.subject_id,
    }


def _found_one(entry_id: int) -> AuditEntry:
    entry: AuditEntry | None = _visible_entries().where(AuditEntry.id == entry_id).first()
    if entry is None:
        raise NotFound("没有这条记录，或您无权查看。")
    return entry


def _other(detail: Any) -> dict[str, Any]:
    """What the detail says beside before and after."""
    if not isinstance(detail, dict):
        return {}
    return {
        name: value for name, value in detail.items() if name not in ("before", "after", "changes", "fields", UNSAID)
    }


def _chain() -> dict[str, Any]:
    state = chain_state()
    check = state.check
    return {
        "number": state.newest.number,
        "linked_at": state.newest.linked_at or None,
        "waiting": state.waiting,
        "checked_at": check and check.at,
        "checked": check and check.links,
        "fault": FAULTS.get(check.fault, check.fault) if check is not None and check.fault else "",
        "fault_entry": check and check.entry_id,
    }
