"""Who signed up: answers in view, decided many at a time, somebody added at their request."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

import marshmallow as ma
import peewee
from flask import Response, request, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.activities.models import Activity, ActivityQuota, Signup
from backend.activities.schemas import MOST_COMPANIONS
from backend.activities.services.bulk_review import MOST_AT_ONCE, Outcome
from backend.activities.services.exporting import export_signups
from backend.activities.services.on_behalf import sign_up_for
from backend.auth import current_caller, current_member_id
from backend.console.activities.blueprint import Shown, blueprint, head_of, shown_activity
from backend.console.activities.deciding import decide as decide_held
from backend.console.activities.people import find_people
from backend.console.lists import Column, Listing, wall
from backend.console.rendering import done, read_form, render
from backend.console.today.holding import held_of, run_due_of, told, undo
from backend.errors import DomainError, Forbidden, InvalidInput, NotFound
from backend.forms.store import stored_forms
from backend.forms.wording import answer_text
from backend.members.keys import key_of
from backend.members.models import Member, MemberKey
from backend.members.services import phone_ends_with
from backend.organizations.models import Organization
from backend.schemas import Id, Text, read_id
from backend.scope import ORGANIZE
from backend.workbooks import WORKBOOK, file_name

STATES = {
    "pending": ("待审核", "do"),
    "approved": ("已通过", "ok"),
    "waitlisted": ("候补", "read"),
    "rejected": ("未通过", "danger"),
    "cancelled": ("已取消", "off"),
}
_Decider = Member.alias("decider")


def _rows(activity_id: int) -> Any:
    return (
        Signup.select(Signup, Member, Organization, _Decider)
        .join(Member, on=Signup.member)
        .switch(Signup)
        .join(Organization, peewee.JOIN.LEFT_OUTER, on=Signup.organization)
        .switch(Signup)
        .join(_Decider, peewee.JOIN.LEFT_OUTER, on=Signup.decided_by)
        .where(Signup.activity == activity_id)
    )


def _filters(given: Any) -> list[Any]:
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
        _rows(activity_id).where(*_filters(request.args)),
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
    signup = _rows(shown.activity.id).where(Signup.id == signup_id).first()
    if signup is None:
        raise NotFound
    forms = stored_forms([signup.form_id] if signup.form_id is not None else [])
    can_decide = shown.can_change and signup.state in ("pending", "waitlisted")
    return {**_row(signup), "answers": _answers(signup, forms), "can_decide": can_decide}


class DecisionSchema(ma.Schema):
    """`ids`, or `all` that the list's `query` finds."""

    ids = ma.fields.List(Id(), load_default=list)
    all = ma.fields.String(load_default="")
    query = ma.fields.String(load_default="")
    verdict = ma.fields.String(required=True, validate=ma.validate.OneOf(("approve", "reject")))
    reason = Text(load_default="", max_length=100)


@blueprint.post("/<entity_id:activity_id>/signups/decide")
def decide(activity_id: int) -> Any:
    """Approve or reject those chosen. What a colleague was faster with is told, one by one."""
    shown = shown_activity(activity_id, ORGANIZE)
    form = read_form(DecisionSchema)
    chosen = _found_by(activity_id, form["query"]) if form["all"] else form["ids"]
    decided = decide_held(activity_id, chosen, form["verdict"], form["reason"])
    back = url_for("console_activities.signups", activity_id=activity_id, state="pending")
    undo_url = url_for("console_activities.undo_decisions", activity_id=activity_id)
    if not decided.left:
        undo = None if decided.batch_id is None else ("撤销", undo_url, {"batch": decided.batch_id})
        return done(_decided_words(decided.done, form["verdict"]), to=back, undo=undo)
    return render(
        "activities/decided.html",
        **head_of(shown, "signups"),
        done_words=_decided_words(decided.done, form["verdict"]),
        left=decided.left,
        batch_id=decided.batch_id,
        back=back,
    )


class UndoSchema(ma.Schema):
    batch = Id(required=True)


@blueprint.post("/<entity_id:activity_id>/signups/undo")
def undo_decisions(activity_id: int) -> BaseResponse:
    """Take back what I decided in the last ten seconds."""
    shown_activity(activity_id, ORGANIZE)
    number = undo(read_form(UndoSchema)["batch"], current_member_id())
    words = f"已撤销，{number} 份报名回到待审核。" if number else "之前就撤销过了。"
    return done(words, to=url_for("console_activities.signups", activity_id=activity_id, state="pending"))


def _found_by(activity_id: int, query: str) -> list[int]:
    given = {name: values[-1] for name, values in parse_qs(query).items()}
    rows: Any = (
        _rows(activity_id).where(*_filters(given)).order_by(Signup.created_at, Signup.id).limit(MOST_AT_ONCE + 1)
    )
    return [row.id for row in rows]


def _decided_words(outcomes: list[Outcome], verdict: str) -> str:
    if not outcomes:
        return ""
    names = "、".join(one.name for one in outcomes[:3]) + (" 等" if len(outcomes) > 3 else "") + " "
    return f"已{'通过' if verdict == 'approve' else '拒绝'} {names}{len(outcomes)} 份报名，10 秒后生效并通知会员。"


@blueprint.get("/<entity_id:activity_id>/signups.xlsx")
def download(activity_id: int) -> Response:
    """Every signup, each question a column of its own, phones masked. The download is in the audit trail."""
    activity = shown_activity(activity_id).activity
    workbook = BytesIO(export_signups(activity, current_member_id()))
    return send_file(workbook, WORKBOOK, as_attachment=True, download_name=file_name("报名", activity.title))


class AddSchema(ma.Schema):
    member_id = Id(required=True)
    companion_count = ma.fields.Integer(load_default=0, validate=ma.validate.Range(0, MOST_COMPANIONS))


def _for_staff(activity_id: int) -> Shown:
    """Finding somebody is looking through the members: for staff."""
    shown = shown_activity(activity_id, ORGANIZE)
    if not shown.can_judge:
        raise Forbidden
    return shown


@blueprint.get("/<entity_id:activity_id>/signups/add")
def add_form(activity_id: int) -> Response:
    """Find a member to sign up."""
    return _add_page(_for_staff(activity_id))


def _add_page(shown: Shown, refusal: DomainError | None = None) -> Response:
    q = request.values.get("q", "")
    people = find_people(q)
    rows: Any = Signup.select(Signup.member, Signup.state).where(
        Signup.activity == shown.activity.id, Signup.member << [one.id for one in people]
    )
    return render(
        "activities/add_signup.html",
        status=refusal.status if refusal else 200,
        **head_of(shown, "signups"),
        q=q,
        people=people,
        signed_up={member: STATES[state] for member, state in rows.tuples()} if people else {},
        refusal=refusal.message if refusal else "",
    )


@blueprint.post("/<entity_id:activity_id>/signups/add")
def add(activity_id: int) -> Any:
    """Sign a member up at their request; whoever has a signup keeps it."""
    shown = _for_staff(activity_id)
    try:
        form = read_form(AddSchema)
        scope = current_caller().scope
        signup_id, is_new = sign_up_for(activity_id, staff_id=current_member_id(), scope=scope, **form)
    except InvalidInput as refusal:
        return _add_page(shown, refusal)
    signup = _rows(activity_id).where(Signup.id == signup_id).get()
    word = STATES[signup.state][0]
    words = (
        f"已为 {signup.member.name} 报名（{word}）。" if is_new else f"{signup.member.name} 之前就报过名（{word}）。"
    )
    return done(words, to=url_for("console_activities.signups", activity_id=activity_id, open=signup_id))
