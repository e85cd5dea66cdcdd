"""Somebody signed up at their request, by staff who find them among the members."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request, url_for

from backend.activities.models import Signup
from backend.activities.schemas import MOST_COMPANIONS
from backend.activities.services.on_behalf import sign_up_for
from backend.auth import current_caller, current_member_id
from backend.console.activities.blueprint import Shown, blueprint, head_of, shown_activity
from backend.console.activities.people import find_people
from backend.console.activities.signups import STATES, find_signups
from backend.console.rendering import done, read_form, render
from backend.errors import DomainError, Forbidden, InvalidInput
from backend.schemas import Id
from backend.scope import ORGANIZE


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
    signup = find_signups(activity_id).where(Signup.id == signup_id).get()
    word = STATES[signup.state][0]
    words = (
        f"已为 {signup.member.name} 报名（{word}）。" if is_new else f"{signup.member.name} 之前就报过名（{word}）。"
    )
    return done(words, to=url_for("console_activities.signups", activity_id=activity_id, open=signup_id))
