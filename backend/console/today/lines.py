"""Each thing that waits, as its line on the page says it: few statements for any number of things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import peewee

from backend import clock
from backend.activities.models import Activity, Signup
from backend.cases.models import Case
from backend.cases.queues import card_payloads, cases_with_people
from backend.cases.reading import HIDDEN_NAME, excerpt
from backend.console.today.waiting import Waiting
from backend.joining.models import Application
from backend.joining.services.reach import candidates_among
from backend.media.links import STAFF, media_url
from backend.media.models import Media
from backend.members.models import Member, mask_name
from backend.organizations.models import Organization
from backend.safety.complaints import REASONS
from backend.safety.models import Complaint, TextCheck
from backend.safety.subjects import SubjectView, views_of
from backend.scope import Scope
from backend.topics.models import Topic

# What these say is fetched after the page: each kind of thing judged costs statements of its own.
READ_LATER = ("texts_to_judge", "complaints")
_WHAT = {
    "suggestion": "建议",
    "statement": "话题观点",
    "rating": "活动评价",
    "photo": "建议的照片",
    "activity_photo": "活动照片",
}
_LONGEST = 400


@dataclass(frozen=True)
class Yes:
    """The button that agrees: what it does and says."""

    act: str
    label: str


@dataclass(frozen=True)
class No:
    """The button that refuses, and what is asked for then: `reason` "must", "may" or "" (nothing)."""

    act: str
    label: str
    reason: str
    hint: str = ""


@dataclass(frozen=True)
class Line:
    """One line. `subject` is what a decision about it is held under; `fields` go with every decision.

    `choices`: people on the roster an applicant may be. `opens`: forms that are fetched when they are asked for.
    """

    subject: str
    title: str
    facts: tuple[str, ...] = ()
    text: str = ""
    photo: str = ""
    url: tuple[str, dict[str, Any]] | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    yes: Yes | None = None
    no: No | None = None
    choices: tuple[dict[str, Any], ...] = ()
    needs_choice: bool = False
    opens: tuple[tuple[str, str], ...] = ()  # (what, label)
    note: str = ""


Lines = dict[int, Line]


def lines_of(things: Sequence[Waiting], scope: Scope) -> dict[str, Line]:
    """The lines by the things' keys; what was decided in this very moment has none."""
    by_kind: dict[str, list[Waiting]] = defaultdict(list)
    for thing in things:
        by_kind[_GROUPS.get(thing.kind, thing.kind)].append(thing)
    judged = _judged(by_kind.pop("texts_to_judge", ())) + _complaints(by_kind.pop("complaints", ()))
    found = _with_views(judged) if judged else {}
    for group, waiting in by_kind.items():
        lines = _BUILDERS[group](waiting, scope)
        found |= {one.key: lines[one.thing_id] for one in waiting if one.thing_id in lines}
    return {one.key: _as_seen(found[one.key], one) for one in things if one.key in found}


def _as_seen(line: Line, thing: Waiting) -> Line:
    """Who may look and not decide sees no words that wait for a verdict, and no buttons."""
    if thing.may_decide:
        return line
    return replace(line, text="", photo="", yes=None, no=None, choices=(), opens=(), note="", fields={})


def _name(name: str, thing: Waiting) -> str:
    return name if thing.may_decide else mask_name(name)


def _ids(things: Iterable[Waiting]) -> list[int]:
    return [one.thing_id for one in things]


def _signups(things: Sequence[Waiting], scope: Scope) -> Lines:  # noqa: ARG001
    rows: Any = (
        Signup.select(Signup, Member, Activity, Organization)
        .join(Member, on=Signup.member)
        .switch(Signup)
        .join(Activity)
        .switch(Signup)
        .join(Organization, peewee.JOIN.LEFT_OUTER, on=Signup.organization)
        .where(Signup.id << _ids(things))
    )
    by_id = {one.thing_id: one for one in things}
    return {row.id: _signup(row, by_id[row.id]) for row in rows}


def _signup(row: Any, thing: Waiting) -> Line:
    activity = row.activity
    facts = [activity.title, row.organization.name if row.organization else ""]
    if row.seats > 1:
        facts.append(f"共 {row.seats} 人")
    facts.append(_seats_words(activity))
    return Line(
        subject=f"signup:{row.id}",
        title=_name(row.member.name, thing),
        facts=tuple(fact for fact in facts if fact),
        url=("console_activities.index", {"open": activity.id}),
        yes=Yes("signups.approve", "通过"),
        no=No("signups.reject", "婉拒", "may", "写一句原因，本人会看到（可不填）"),
    )


def _seats_words(activity: Activity) -> str:
    if activity.capacity is None:
        return ""
    free = activity.capacity - activity.taken
    return f"名额还剩 {free}" if free > 0 else "名额已满"


def _photos(things: Sequence[Waiting], scope: Scope) -> Lines:  # noqa: ARG001
    now, by_id = clock.now_ms(), {one.thing_id: one for one in things}
    return {
        row.id: Line(
            subject=f"media:{row.id}",
            title=by_id[row.id].title,
            facts=(row.caption,) if row.caption else (),
            photo=media_url(row, now, STAFF),
            yes=Yes("photos.clear", "可以展示"),
            no=No("photos.block", "不展示", ""),
        )
        for row in Media.select().where(Media.id << _ids(things))
    }


def _cases(things: Sequence[Waiting], scope: Scope) -> Lines:  # noqa: ARG001
    rows = list(cases_with_people().where(Case.id << _ids(things)))
    by_id = {one.thing_id: one for one in things}
    return {card["id"]: _case(card, by_id[card["id"]]) for card in card_payloads(rows)}


def _case(card: Mapping[str, Any], thing: Waiting) -> Line:
    author = card["author"].name if card["author"] else "已注销"
    facts = [card["category"]["title"], HIDDEN_NAME if card["is_name_hidden"] else _name(author, thing)]
    facts += [f"{card['endorsements']} 人附议"] if card["endorsements"] else []
    facts += [f"承办 {card['assignee'].name}"] if card["assignee"] else []
    is_new = thing.kind == "cases_to_assign"
    return Line(
        subject=f"case:{card['id']}",
        title=card["title"],
        facts=tuple(facts),
        text=card["excerpt"],
        url=("console_suggestions.index", {"open": card["id"]}),
        opens=(("assign", "交办"), ("reply", "答复")) if is_new else (("reply", "答复"), ("assign", "改派")),
        note=card["left"],
    )


def _applications(things: Sequence[Waiting], scope: Scope) -> Lines:
    rows = list(Application.select().where(Application.id << _ids(things)))
    candidates, by_id = candidates_among(rows, scope), {one.thing_id: one for one in things}
    return {row.id: _application(row, by_id[row.id], candidates[row.id]) for row in rows}


_SOURCES = {
    "phone_conflict": "手机号对应多人",
    "name_mismatch": "姓名与名单不符",
    "phone_unmatched": "名单里没有这个手机号",
}


def _application(row: Application, thing: Waiting, candidates: Sequence[dict[str, Any]]) -> Line:
    phone = row.phone_masked
    facts = [_SOURCES.get(row.source, ""), f"手机 {phone}" if phone else "没有留手机号"]
    return Line(
        subject=f"application:{row.id}",
        title=_name(row.name, thing),
        facts=tuple(fact for fact in facts if fact),
        text=row.note,
        yes=Yes("applications.approve", "通过"),
        no=No("applications.decline", "谢绝", "must", "写明原因，申请人会看到"),
        choices=tuple(candidates),
        # Without an organization there is nowhere a new person could be put.
        needs_choice=row.organization_id is None,
    )


def _judged(things: Sequence[Waiting]) -> list[tuple[Waiting, Any]]:
    rows = {row.id: row for row in TextCheck.select().where(TextCheck.id << _ids(things))} if things else {}
    return [(one, rows[one.thing_id]) for one in things if one.thing_id in rows]


def _complaints(things: Sequence[Waiting]) -> list[tuple[Waiting, Any]]:
    """Each with how many people complain of the same thing."""
    if not things:
        return []
    same = Complaint.alias()
    number = same.select(peewee.fn.COUNT(same.id)).where(
        same.subject_kind == Complaint.subject_kind, same.subject_id == Complaint.subject_id, same.state == "open"
    )
    rows = Complaint.select(Complaint, number.alias("number")).where(Complaint.id << _ids(things))
    found = {row.id: row for row in rows}
    return [(one, found[one.thing_id]) for one in things if one.thing_id in found]


_GONE = SubjectView("内容已删除", "", "", None, 0, "")


def _with_views(judged: Sequence[tuple[Waiting, Any]]) -> dict[str, Line]:
    views = views_of({(row.subject_kind, row.subject_id) for _, row in judged})
    found = {}
    for thing, row in judged:
        view = views.get((row.subject_kind, row.subject_id), _GONE)
        found[thing.key] = _complaint(row, view) if thing.kind == "complaints" else _text(row, view)
    return found


def _text(row: TextCheck, view: SubjectView) -> Line:
    return Line(
        subject=f"text:{row.id}",
        title=view.title,
        facts=(_WHAT.get(row.subject_kind, "文字"),),
        text=view.text[:_LONGEST],
        photo=view.photo_url or "",
        fields={"digest": row.digest},
        yes=Yes("texts.clear", "可以公开"),
        no=No("texts.block", "不公开", "must", "写明原因，本人会看到"),
    )


def _complaint(row: Any, view: SubjectView) -> Line:
    words = f"{row.number} 人举报：{REASONS.get(row.reason, row.reason)}"
    return Line(
        subject=f"complaint:{row.subject_kind}:{row.subject_id}",
        title=view.title,
        facts=(_WHAT.get(row.subject_kind, "内容"), words, *((f"“{excerpt(row.text)}”",) if row.text else ())),
        text=view.text[:_LONGEST],
        photo=view.photo_url or "",
        yes=Yes("complaints.dismiss", "举报不成立"),
        no=No("complaints.uphold", "撤下内容", "may", "写一句原因，作者会看到（可不填）"),
    )


def _topics(things: Sequence[Waiting], scope: Scope) -> Lines:  # noqa: ARG001
    return {
        row.id: Line(
            subject=f"topic:{row.id}",
            title=row.title,
            facts=(f"{row.participants} 人参与", f"{row.statements} 条观点", f"{row.votes} 次表态"),
            url=("console_topics.show", {"topic_id": row.id}),
        )
        for row in Topic.select().where(Topic.id << _ids(things))
    }


_GROUPS = {"cases_to_assign": "cases", "cases_due": "cases", "phone_claims": "applications"}
_BUILDERS: dict[str, Callable[[Sequence[Waiting], Scope], Lines]] = {
    "signups_to_review": _signups,
    "photos_to_judge": _photos,
    "cases": _cases,
    "applications": _applications,
    "topics_to_conclude": _topics,
}
