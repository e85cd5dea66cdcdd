"""The door from the desk: figures as they change, who is missing, who walked in, who is in charge."""

from __future__ import annotations

import secrets
from typing import Any

import marshmallow as ma
from flask import Response, current_app, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.activities.models import ActivityOrganizer, Signup
from backend.activities.services.organizers import put_in_charge, release_from_charge
from backend.auth import current_caller, current_member_id
from backend.checkin.attendees import list_attendees
from backend.checkin.hall import hall_link
from backend.checkin.live import live_view
from backend.checkin.models import Scan
from backend.checkin.queries import find_figures
from backend.checkin.services import Asked, tick_by_hand
from backend.checkin.undo import undo_scan
from backend.checkin.walk_ins import let_walk_in
from backend.console.activities.blueprint import Shown, blueprint, head_of, shown_activity
from backend.console.activities.people import find_people
from backend.console.fields import MOMENT_WORDS, read_moment
from backend.console.lists import page_asked
from backend.console.rendering import done, read_form, render
from backend.errors import DomainError, InvalidInput, NotFound
from backend.members.models import Member
from backend.schemas import Id, Text
from backend.scope import ORGANIZE

_PAGE = 50
_LISTS = ("missing", "arrived", "expected")
_MOST_WALK_INS = 200
_SHOWN_ARRIVALS = 8


@blueprint.get("/<entity_id:activity_id>/door")
def door(activity_id: int) -> Response:
    """Who is there and who is not."""
    return _door_page(shown_activity(activity_id))


def _door_page(shown: Shown, refusal: DomainError | None = None) -> Response:
    activity, given = shown.activity, request.values
    state = given.get("list", "missing") if given.get("list") in _LISTS else "missing"
    people = find_people(given.get("person", "")) if shown.can_change else []
    return render(
        "activities/door.html",
        status=refusal.status if refusal else 200,
        **head_of(shown, "door"),
        state=state,
        q=given.get("q", "").strip(),
        found=list_attendees(activity.id, state, given.get("q", "").strip(), page_asked(), _PAGE),
        organizers=_organizers(activity.id),
        person=given.get("person", ""),
        people=people,
        walk_ins=_walk_ins(activity.id),
        guests=_guests(activity.id),
        hall_url=_hall_url(shown),
        client_ref=secrets.token_hex(8),
        refusal=refusal,
        is_live=activity.state == "published" and activity.checkin_opens_at <= clock.now() < activity.ends_at,
        values=request.form,
    )


def _hall_url(shown: Shown) -> str:
    """The address of the screen; empty where there is nothing to show, or it is not the reader's to hand out."""
    if not shown.can_plan or shown.activity.state != "published":
        return ""
    link = hall_link(shown.activity.id, current_app.config["LIANYI"].server.base_url)
    return str(link["url"]) if link["expires_at"] > clock.now() else ""


def _organizers(activity_id: int) -> list[ActivityOrganizer]:
    rows = ActivityOrganizer.select(ActivityOrganizer, Member).join(Member)
    return list(rows.where(ActivityOrganizer.activity == activity_id).order_by(ActivityOrganizer.id))


def _walk_ins(activity_id: int) -> list[Signup]:
    """Members who walked in, the latest first."""
    rows = Signup.select(Signup, Member).join(Member, on=Signup.member)
    rows = rows.where(Signup.activity == activity_id, Signup.is_walk_in, Signup.state == "approved")
    return list(rows.order_by(Signup.id.desc()).limit(_MOST_WALK_INS))


def _guests(activity_id: int) -> list[Scan]:
    """People at the door who are no members, known by their name in the ledger; an undone entry does not count."""
    undone = Scan.select(Scan.undoes).where(Scan.activity == activity_id, Scan.undoes.is_null(False))
    rows = Scan.select().where(
        Scan.activity == activity_id,
        Scan.method == "walk_in",
        Scan.signup.is_null(),
        Scan.refusal == "",
        Scan.id.not_in(undone),
    )
    return list(rows.order_by(Scan.id.desc()).limit(_MOST_WALK_INS))


@blueprint.get("/<entity_id:activity_id>/door/live")
def live(activity_id: int) -> Response:
    """The part of the page that changes by itself."""
    shown_activity(activity_id)
    figures = find_figures(activity_id, current_member_id(), clock.now_ms())
    if figures is None:
        raise NotFound
    view = live_view(activity_id, figures, 0)
    return render("activities/live.html", live={**view, "arrivals": view["arrivals"][:_SHOWN_ARRIVALS]})


class TickSchema(ma.Schema):
    signup_id = Id(required=True)
    client_ref = Text(required=True, min_length=8, max_length=64)


@blueprint.post("/<entity_id:activity_id>/door/tick")
def tick(activity_id: int) -> BaseResponse:
    """Let somebody in by hand."""
    shown_activity(activity_id, ORGANIZE)
    form = read_form(TickSchema)
    # A page has one reference, and a row of it one attempt.
    ref = f"{form['client_ref']}:{form['signup_id']}"
    answer = tick_by_hand(activity_id, form["signup_id"], ref, current_caller())
    return _let_in(activity_id, answer)


def _let_in(activity_id: int, answer: dict[str, Any]) -> BaseResponse:
    undo = url_for("console_activities.undo_entry", activity_id=activity_id)
    fields = {"scan_id": answer["scan_id"], "client_ref": secrets.token_hex(8)}
    to = url_for("console_activities.door", activity_id=activity_id)
    return done(f"{answer['message']}。", to=to, undo=("撤销", undo, fields))


class UndoSchema(ma.Schema):
    scan_id = Id(required=True)
    client_ref = Text(required=True, min_length=8, max_length=64)


@blueprint.post("/<entity_id:activity_id>/door/undo")
def undo_entry(activity_id: int) -> BaseResponse:
    """Take an entry back."""
    shown_activity(activity_id, ORGANIZE)
    form = read_form(UndoSchema)
    answer = undo_scan(activity_id, form["scan_id"], "后台撤销", form["client_ref"], current_caller())
    return done(f"{answer['message']}。", to=url_for("console_activities.door", activity_id=activity_id))


class WalkInSchema(ma.Schema):
    name = Text(required=True, min_length=1, max_length=30)
    phone = Text(load_default="", max_length=30)
    client_ref = Text(required=True, min_length=8, max_length=64)


@blueprint.post("/<entity_id:activity_id>/door/walk-in")
def walk_in(activity_id: int) -> Any:
    """Let in somebody who is on no list: a member by phone, anybody else as a guest."""
    shown = shown_activity(activity_id, ORGANIZE)
    try:
        form = read_form(WalkInSchema)
        answer = let_walk_in(activity_id, form["name"], form["phone"], form["client_ref"], current_caller(), Asked())
    except DomainError as refusal:
        return _door_page(shown, refusal)
    return _let_in(activity_id, answer)


class InChargeSchema(ma.Schema):
    member_id = Id(required=True)
    ends_at = ma.fields.String(load_default="")


@blueprint.post("/<entity_id:activity_id>/organizers")
def add_organizer(activity_id: int) -> BaseResponse:
    """Put somebody in charge, for good or until a moment."""
    shown_activity(activity_id, ORGANIZE)
    form = read_form(InChargeSchema)
    ends_at = read_moment(form["ends_at"]) if form["ends_at"] else None
    if form["ends_at"] and ends_at is None:
        raise InvalidInput(errors={"ends_at": [MOMENT_WORDS]})
    put_in_charge(activity_id, current_member_id(), form["member_id"], (None, ends_at), current_caller().scope)
    return done("已指定组织者。", to=url_for("console_activities.door", activity_id=activity_id, _anchor="organizers"))


@blueprint.post("/<entity_id:activity_id>/organizers/<entity_id:member_id>/remove")
def remove_organizer(activity_id: int, member_id: int) -> BaseResponse:
    """Take somebody out of charge."""
    shown_activity(activity_id, ORGANIZE)
    release_from_charge(activity_id, current_member_id(), member_id, current_caller().scope)
    return done(
        "已取消这位组织者。", to=url_for("console_activities.door", activity_id=activity_id, _anchor="organizers")
    )
