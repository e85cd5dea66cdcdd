"""Activities as staff plan and review them, within their scope."""

from __future__ import annotations

from typing import Any, cast

import marshmallow as ma
import peewee

from backend import clock
from backend.activities import report_api
from backend.activities.models import Activity, ActivityOrganizer, Signup
from backend.activities.services import errors
from backend.activities.services.planning import (
    cancel_activity,
    change_activity,
    draft_activity,
    find_obstacles,
    publish_activity,
    set_organizers,
)
from backend.activities.services.review import approve_signup, reject_signup
from backend.activities.staff_schemas import (
    CancelActivitySchema,
    ChangeActivitySchema,
    NewActivitySchema,
    OrganizersSchema,
    RejectSignupSchema,
    StaffActivityQuery,
    StaffActivityRowSchema,
    StaffActivitySchema,
    StaffSignupQuery,
    StaffSignupSchema,
)
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.forms.store import stored_form, stored_forms
from backend.members.models import Member
from backend.organizations.models import Organization
from backend.schemas import page_of, paginate
from backend.scope import READ, WRITE

blueprint = Blueprint(
    "activities_staff",
    access=Access.STAFF,
    url_prefix="/staff/activities",
    description="Planning activities and reviewing signups.",
)
blueprints = [blueprint, report_api.blueprint]


def _require(activity_id: int, names: tuple[str, ...] = WRITE) -> Activity:
    """The activity with its organization; NotFound outside the caller's scope, Forbidden without such a role."""
    found = Activity.select(Activity, Organization).join(Organization).where(Activity.id == activity_id).first()
    if found is None:
        raise NotFound
    current_caller().scope.require(found.organization_id, names)
    return cast(Activity, found)


def _row(activity: Activity) -> dict[str, Any]:
    return {
        **_columns(activity, StaffActivityRowSchema),
        "organization": activity.organization,
        "phase": activity.phase(clock.now()),
        "to_review": activity.taken - activity.approved,
    }


def _whole(activity: Activity) -> dict[str, Any]:
    form = None if activity.form_id is None else stored_form(activity.form_id)
    organizers = Member.select(Member.id, Member.name).join(ActivityOrganizer)
    return {
        **_columns(activity, StaffActivitySchema),
        **_row(activity),
        "questions": form and form.data,
        "questions_version": form and form.version,
        "organizers": list(organizers.where(ActivityOrganizer.activity == activity.id).order_by(Member.id)),
        "obstacles": find_obstacles(activity, clock.now()) if activity.state == "draft" else {},
    }


def _columns(record: Any, schema: type[ma.Schema]) -> dict[str, Any]:
    """What of the schema is a plain column of the record's table."""
    plain = {field.name for field in record._meta.sorted_fields if not isinstance(field, peewee.ForeignKeyField)}
    return {name: getattr(record, name) for name in schema._declared_fields if name in plain}


@blueprint.get("")
@blueprint.arguments(StaffActivityQuery, location="query")
@blueprint.response(200, page_of(StaffActivityRowSchema))
def list_planned(query: dict[str, Any]) -> dict[str, Any]:
    """Activities in my scope, the latest to start first."""
    rows = (
        Activity.select(Activity, Organization)
        .join(Organization)
        .where(Activity.organization << current_caller().scope.organizations())
        .order_by(Activity.starts_at.desc(), Activity.id.desc())
    )
    if query["state"] is not None:
        rows = rows.where(Activity.state == query["state"])
    if query["organization_id"] is not None:
        rows = rows.where(Activity.organization == query["organization_id"])
    if query["q"]:
        rows = rows.where(Activity.title.contains(query["q"]))
    page = paginate(rows, query["page"], query["page_size"])
    return {**page, "items": [_row(activity) for activity in page["items"]]}


@blueprint.post("")
@blueprint.arguments(NewActivitySchema)
@blueprint.response(201, StaffActivitySchema)
@blueprint.refuses(NotFound, Forbidden, InvalidInput)
def create_activity(arguments: dict[str, Any]) -> dict[str, Any]:
    """Start a draft; nobody but staff sees it until it is published."""
    current_caller().scope.require(arguments["organization_id"], WRITE)
    return _whole(draft_activity(current_member_id(), arguments))


@blueprint.get("/<entity_id:activity_id>")
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound)
def show_planned(activity_id: int) -> dict[str, Any]:
    """One activity in full, drafts too."""
    return _whole(_require(activity_id, READ))


@blueprint.patch("/<entity_id:activity_id>")
@blueprint.arguments(ChangeActivitySchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(
    NotFound,
    errors.ActivityCancelled,
    errors.CapacityBelowTaken,
    errors.FormInUse,
    errors.NotReadyToPublish,
)
def patch_activity(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Change what is given. More places move the waitlist up at once."""
    _require(activity_id)
    return _whole(change_activity(activity_id, current_member_id(), arguments))


@blueprint.post("/<entity_id:activity_id>/publish")
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, errors.NotReadyToPublish)
def publish(activity_id: int) -> dict[str, Any]:
    """Make a draft visible to the organization and all below it."""
    _require(activity_id)
    return _whole(publish_activity(activity_id, current_member_id()))


@blueprint.post("/<entity_id:activity_id>/cancel")
@blueprint.arguments(CancelActivitySchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound)
def cancel(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Call it off; everyone who signed up is told why."""
    _require(activity_id)
    return _whole(cancel_activity(activity_id, current_member_id(), arguments["reason"]))


@blueprint.put("/<entity_id:activity_id>/organizers")
@blueprint.arguments(OrganizersSchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound)
def put_organizers(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Put exactly these members in charge."""
    _require(activity_id)
    scope = current_caller().scope
    return _whole(set_organizers(activity_id, current_member_id(), arguments["member_ids"], scope))


@blueprint.get("/<entity_id:activity_id>/signups")
@blueprint.arguments(StaffSignupQuery, location="query")
@blueprint.response(200, page_of(StaffSignupSchema))
@blueprint.refuses(NotFound)
def list_signups(query: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Who signed up: in order of signing up; asked for those who wait, in the order of the queue."""
    _require(activity_id, READ)
    rows = _signups().where(Signup.activity == activity_id)
    if query["state"] is not None:
        rows = rows.where(Signup.state == query["state"])
    first = Signup.queued_at if query["state"] == "waitlisted" else Signup.created_at
    rows = rows.order_by(first, Signup.id)
    page = paginate(rows, query["page"], query["page_size"])
    forms = stored_forms({signup.form_id for signup in page["items"] if signup.form_id is not None})
    return {
        **page,
        "items": [
            _reviewed(signup, forms[signup.form_id].version if signup.form_id else None) for signup in page["items"]
        ],
    }


_Decider = Member.alias("decider")


def _signups() -> Any:
    return (
        Signup.select(Signup, Member, _Decider)
        .join(Member, on=Signup.member)
        .switch(Signup)
        .join(_Decider, peewee.JOIN.LEFT_OUTER, on=Signup.decided_by)
    )


def _reviewed(signup: Signup, form_version: int | None) -> dict[str, Any]:
    return {
        **_columns(signup, StaffSignupSchema),
        "member": signup.member,
        "phone_masked": signup.member.phone_masked or "",
        "form_version": form_version,
        "decided_by": signup.decided_by,
    }


def _one_reviewed(signup_id: int) -> dict[str, Any]:
    signup = _signups().where(Signup.id == signup_id).get()
    return _reviewed(signup, stored_form(signup.form_id).version if signup.form_id else None)


@blueprint.post("/<entity_id:activity_id>/signups/<entity_id:signup_id>/approve")
@blueprint.response(200, StaffSignupSchema)
@blueprint.refuses(
    NotFound, errors.ActivityCancelled, errors.ActivityFull, errors.SignupWithdrawn, errors.AlreadyDecided
)
def approve(activity_id: int, signup_id: int) -> dict[str, Any]:
    """Approve a signup, or give somebody who waits a free place. The second of two colleagues is told what happened."""
    _require(activity_id)
    approve_signup(activity_id, signup_id, current_member_id())
    return _one_reviewed(signup_id)


@blueprint.post("/<entity_id:activity_id>/signups/<entity_id:signup_id>/reject")
@blueprint.arguments(RejectSignupSchema)
@blueprint.response(200, StaffSignupSchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, errors.SignupWithdrawn, errors.AlreadyDecided)
def reject(arguments: dict[str, Any], activity_id: int, signup_id: int) -> dict[str, Any]:
    """Reject a signup; the place it held goes to whoever waits longest."""
    _require(activity_id)
    reject_signup(activity_id, signup_id, current_member_id(), arguments["reason"])
    return _one_reviewed(signup_id)
