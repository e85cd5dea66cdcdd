"""Who signed up, with what they answered."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import Any

import peewee
from flask import Response, request, send_file

from backend.activities.models import Activity, ActivityQuota, Signup
from backend.activities.services.bulk_review import MOST_AT_ONCE
from backend.activities.services.exporting import export_signups
from backend.auth import current_member_id
from backend.console.activities.blueprint import Shown, blueprint, head_of, shown_activity
from backend.console.lists import Column, Listing, wall
from backend.console.today.holding import held_of, run_due_of, told
from backend.errors import NotFound
from backend.forms.store import stored_forms
from backend.forms.wording import answer_text
from backend.members.keys import key_of
from backend.members.models import Member, MemberKey
from backend.members.services import phone_ends_with
from backend.organizations.models import Organization
from backend.schemas import read_id
from backend.workbooks import WORKBOOK, file_name

STATES = {
    "pending": ("待审核", "do"),
    "approved": ("已通过", "ok"),
    "waitlisted": ("候补", "read"),
    "rejected": ("未通过", "danger"),
    "cancelled": ("已取消", "off"),
}
_Decider = Member.alias("decider")


def find_signups(activity_id: int) -> Any:
    """Signups to an activity as a query, each with its member, its organization and who decided, if any."""
    return (
        Signup.select(Signup, Member, Organization, _Decider)
        .join(Member, on=Signup.member)
        .switch(Signup)
        .join(Organization, peewee.JOIN.LEFT_OUTER, on=Signup.organization)
        .switch(Signup)
        .join(_Decider, peewee.JOIN.LEFT_OUTER, on=Signup.decided_by)
        .where(Signup.activity == activity_id)
    )


def filters(given: Any) -> list[Any]:
    """The conditions that the parameters of the list set."""
    found: list[Any] = []
    if given.get("state") in STATES:
        found.append(Signup.state == given["state"])
    if (where := read_id(given.get("organization_id"))) is not None:
        found.append(Signup.organization == where)
    if given.get("walk_in"):
        found.append(Signup.is_walk_in)
    if text := given.get("q", "").strip():
        found.append(_named(text))
    return found


def _named(text: str) -> Any:
    """Of those signed up, wherever they belong: by name as written or spelt, or the last four digits of the phone."""
    if re.fullmatch("[0-9]{4}", text):
        return phone_ends_with(text)
    key = key_of(text)
    spelt = MemberKey.select(MemberKey.member).where(MemberKey.key >= key, MemberKey.key < key + "\U0010ffff")
    return Member.name.contains(text) | (Member.id << spelt) if key else Member.name.contains(text)


def _listing(title: str, state: str) -> Listing:
    # Of those who wait, the order of the queue.
    order = Signup.queued_at if state == "waitlisted" else Signup.created_at
    return Listing(
        name=f"报名-{title}"[:31],
        columns=[
            Column("name", "姓名", sort=Member.name, width=12),
            Column("organization", "组织", sort=Organization.name, width=22),
            Column("phone", "手机", width=14, is_shown=False),
            Column("state", "状态", sort=Signup.state, width=8),
            Column("seats", "人数", sort=Signup.seats, is_number=True, width=6),
            Column("companions", "随行", width=20, is_shown=False),
            Column("answers", "报名填写", width=48),
            Column("created_at", "报名时间", sort=order, value=wall("created_at"), width=17),
            Column("decided_by", "处理人", width=12, is_shown=False),
            Column("decided_at", "处理时间", value=wall("decided_at"), width=17, is_shown=False),
            Column("checked_in_at", "签到", sort=Signup.checked_in_at, value=wall("checked_in_at"), width=17),
        ],
        sort="created_at",
        arrange=_arranged,
        subject="signup",
    )


def _arranged(signups: list[Any]) -> list[dict[str, Any]]:
    """Two statements more at most: the forms that were answered, and what is being decided."""
    forms = stored_forms(signup.form_id for signup in signups if signup.form_id is not None)
    waiting = [f"signup:{signup.id}" for signup in signups if signup.state in ("pending", "waitlisted")]
    held = held_of(waiting) if waiting else {}
    return [
        {
            **_row(signup),
            "answers": _in_a_line(_answers(signup, forms)),
            "held": told(one, current_member_id()) if (one := held.get(f"signup:{signup.id}")) else "",
        }
        for signup in signups
    ]


def _row(signup: Signup) -> dict[str, Any]:
    word, badge = STATES[signup.state]
    names = ("id", "seats", "created_at", "decided_at", "checked_in_at", "reason", "is_walk_in")
    return {
        **{name: getattr(signup, name) for name in names},
        "name": signup.member.name,
        "phone": signup.member.phone_masked or "",
        "organization": "" if signup.organization is None else signup.organization.name,
        "state": word,
        "badge": badge,
        "companions": "、".join(str(one.get("name") or "") for one in signup.companions),
        "decided_by": "" if signup.decided_by is None else signup.decided_by.name,
    }


def _answers(signup: Signup, forms: Any) -> list[tuple[str, str]]:
    if signup.form_id is None:
        return []
    return [
        (question.title, answer_text(question, signup.answers[question.key]))
        for question in forms[signup.form_id].definition.questions()
        if question.key in signup.answers
    ]


def _in_a_line(answers: list[tuple[str, str]]) -> str:
    return "；".join(f"{title}：{words}" for title, words in answers)


@blueprint.get("/<entity_id:activity_id>/signups")
def signups(activity_id: int) -> Response:
    """Who signed up, in order; those who wait, in the order of the queue."""
    shown = shown_activity(activity_id)
    state = request.args.get("state", "")
    run_due_of(current_member_id())
    counts, organizations = _counts(activity_id)
    return _listing(shown.activity.title, state).answer(
        find_signups(activity_id).where(*filters(request.args)),
        "activities/signups.html",
        **{**head_of(shown, "signups"), "title": "报名"},
        states=STATES,
        counts=counts,
        quotas=_quotas(shown.activity),
        organizations=organizations,
        selectable=shown.can_change and state in ("pending", "waitlisted"),
        most=MOST_AT_ONCE,
        panel=lambda signup_id: _panel(shown, signup_id),
    )


def _counts(activity_id: int) -> tuple[dict[str, int], list[tuple[int, str]]]:
    """How many signups there are of each state, and the organizations they are counted under: one statement."""
    rows: Any = (
        Signup.select(Signup.state, Organization.id, Organization.name, peewee.fn.COUNT(Signup.id))
        .join(Organization, peewee.JOIN.LEFT_OUTER, on=Signup.organization)
        .where(Signup.activity == activity_id)
        .group_by(Signup.state, Organization.id, Organization.name)
        .tuples()
    )
    counts: Counter[str] = Counter()
    names: dict[int, str] = {}
    for state, organization_id, name, number in rows:
        counts[state] += number
        if organization_id is not None:
            names[organization_id] = name
    return dict(counts), sorted(names.items(), key=lambda pair: pair[1])


def _quotas(activity: Activity) -> list[Any]:
    if not activity.has_quotas:
        return []
    rows = ActivityQuota.select(ActivityQuota, Organization).join(Organization)
    return list(rows.where(ActivityQuota.activity == activity.id).order_by(ActivityQuota.id))


def _panel(shown: Shown, signup_id: int) -> dict[str, Any]:
    signup = find_signups(shown.activity.id).where(Signup.id == signup_id).first()
    if signup is None:
        raise NotFound
    forms = stored_forms([signup.form_id] if signup.form_id is not None else [])
    can_decide = shown.can_change and signup.state in ("pending", "waitlisted")
    return {**_row(signup), "answers": _answers(signup, forms), "can_decide": can_decide}


@blueprint.get("/<entity_id:activity_id>/signups.xlsx")
def download(activity_id: int) -> Response:
    """Every signup, each question a column of its own, phones masked. The download is in the audit trail."""
    activity = shown_activity(activity_id).activity
    workbook = BytesIO(export_signups(activity, current_member_id()))
    return send_file(workbook, WORKBOOK, as_attachment=True, download_name=file_name("报名", activity.title))
