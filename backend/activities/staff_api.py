"""Activities as staff plan and review them, within their scope."""

from __future__ import annotations

from typing import Any

import peewee

from backend.activities import pictures_staff_api, planning_api, report_api
from backend.activities.models import Activity, Signup
from backend.activities.services import errors
from backend.activities.services.on_behalf import sign_up_for
from backend.activities.services.organizers import Term, set_organizers
from backend.activities.services.planning import (
    cancel_activity,
    change_activity,
    draft_activity,
    move_activity,
    publish_activity,
)
from backend.activities.services.review import approve_signup, reject_signup
from backend.activities.staff_payloads import (
    activity_row,
    columns_of,
    count_to_review,
    planned_activity,
    whole_activity,
)
from backend.activities.staff_schemas import (
    CancelActivitySchema,
    ChangeActivitySchema,
    NewActivitySchema,
    OrganizersSchema,
    RejectSignupSchema,
    SignUpForSchema,
    StaffActivityQuery,
    StaffActivityRowSchema,
    StaffActivitySchema,
    StaffSignupQuery,
    StaffSignupSchema,
    WhenAndWhereSchema,
)
from backend.auth import Access, Blueprint, current_caller, current_member_id
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.forms.store import stored_form, stored_forms
from backend.members.models import Member
from backend.organizations.models import Organization
from backend.schemas import page_of, paginate
from backend.scope import ORGANIZE, READ_ACTIVITIES, WRITE

blueprint = Blueprint(
    "activities_staff",
    access=Access.ORGANIZING,
    url_prefix="/staff/activities",
    description="Planning activities and reviewing signups.",
)
blueprints = [blueprint, planning_api.blueprint, pictures_staff_api.blueprint, report_api.blueprint]


@blueprint.get("")
@blueprint.arguments(StaffActivityQuery, location="query")
@blueprint.response(200, page_of(StaffActivityRowSchema))
def list_planned(query: dict[str, Any]) -> dict[str, Any]:
    """Activities in my scope, the latest to start first."""
    rows = (
        Activity.select(Activity, Organization)
        .join(Organization)
        .where(Activity.organization << current_caller().scope.organizations(READ_ACTIVITIES))
        .order_by(Activity.starts_at.desc(), Activity.id.desc())
    )
    if query["state"] is not None:
        rows = rows.where(Activity.state == query["state"])
    if query["organization_id"] is not None:
        rows = rows.where(Activity.organization == query["organization_id"])
    if query["q"]:
        rows = rows.where(Activity.title.contains(query["q"]))
    page = paginate(rows, query["page"], query["page_size"])
    to_review = count_to_review([activity.id for activity in page["items"]])
    return {**page, "items": [activity_row(activity, to_review) for activity in page["items"]]}


@blueprint.post("")
@blueprint.arguments(NewActivitySchema)
@blueprint.response(201, StaffActivitySchema)
@blueprint.alt_response(200, schema=StaffActivitySchema, description="Drafted before.", success=True)
@blueprint.refuses(NotFound, Forbidden, InvalidInput)
def create_activity(arguments: dict[str, Any]) -> Any:
    """Start a draft; nobody but staff sees it until it is published."""
    current_caller().scope.require(arguments["organization_id"], ORGANIZE)
    activity, is_new = draft_activity(current_member_id(), arguments)
    return whole_activity(activity), 201 if is_new else 200


@blueprint.get("/<entity_id:activity_id>")
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound)
def show_planned(activity_id: int) -> dict[str, Any]:
    """One activity in full, drafts too."""
    return whole_activity(planned_activity(activity_id, READ_ACTIVITIES))


@blueprint.patch("/<entity_id:activity_id>")
@blueprint.arguments(ChangeActivitySchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(
    NotFound,
    errors.ActivityCancelled,
    errors.CapacityBelowTaken,
    errors.SeatsDoNotFit,
    errors.FormInUse,
    errors.NotReadyToPublish,
)
def patch_activity(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Change what is given. More places move the waitlist up at once; another time or place is told to everybody."""
    planned_activity(activity_id)
    return whole_activity(change_activity(activity_id, current_member_id(), arguments))


@blueprint.put("/<entity_id:activity_id>/when-and-where")
@blueprint.arguments(WhenAndWhereSchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, errors.NotReadyToPublish)
def put_when_and_where(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Another time or place, deadlines moving along; told to everybody signed up. For phones: they know no PATCH."""
    planned_activity(activity_id)
    return whole_activity(move_activity(activity_id, current_member_id(), arguments))


@blueprint.post("/<entity_id:activity_id>/publish")
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, errors.NotReadyToPublish)
def publish(activity_id: int) -> dict[str, Any]:
    """Make a draft visible to the organization and all below it."""
    planned_activity(activity_id)
    return whole_activity(publish_activity(activity_id, current_member_id()))


@blueprint.post("/<entity_id:activity_id>/cancel")
@blueprint.arguments(CancelActivitySchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound)
def cancel(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Call it off; everyone who signed up is told why."""
    planned_activity(activity_id)
    return whole_activity(cancel_activity(activity_id, current_member_id(), arguments["reason"]))


@blueprint.put("/<entity_id:activity_id>/organizers")
@blueprint.arguments(OrganizersSchema)
@blueprint.response(200, StaffActivitySchema)
@blueprint.refuses(NotFound)
def put_organizers(arguments: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Put exactly these members in charge, for good or for a time."""
    planned_activity(activity_id)
    if arguments["organizers"] is None:
        wanted: dict[int, Term] = dict.fromkeys(arguments["member_ids"], (None, None))
    else:
        wanted = {one["member_id"]: (one["starts_at"], one["ends_at"]) for one in arguments["organizers"]}
    return whole_activity(set_organizers(activity_id, current_member_id(), wanted, current_caller().scope))


@blueprint.get("/<entity_id:activity_id>/signups")
@blueprint.arguments(StaffSignupQuery, location="query")
@blueprint.response(200, page_of(StaffSignupSchema))
@blueprint.refuses(NotFound)
def list_signups(query: dict[str, Any], activity_id: int) -> dict[str, Any]:
    """Who signed up: in order of signing up; asked for those who wait, in the order of the queue."""
    planned_activity(activity_id, READ_ACTIVITIES)
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


@blueprint.post("/<entity_id:activity_id>/signups")
@blueprint.arguments(SignUpForSchema)
@blueprint.response(200, StaffSignupSchema)
@blueprint.alt_response(201, schema=StaffSignupSchema, description="Signed up by this request.", success=True)
@blueprint.refuses(NotFound, errors.ActivityCancelled, errors.SignupNotOpen, errors.SignupClosed, errors.InvalidAnswers)
def make_signup(arguments: dict[str, Any], activity_id: int) -> Any:
    """Sign a member up at their request, with or without WeChat. The same request again is the same signup."""
    activity = planned_activity(activity_id)
    caller = current_caller()
    if not caller.scope.covers(activity.organization_id, WRITE):  # finding somebody is looking through the members
        raise Forbidden
    signup_id, is_new = sign_up_for(activity_id, staff_id=caller.require_member(), scope=caller.scope, **arguments)
    return _one_reviewed(signup_id), 201 if is_new else 200


_Decider = Member.alias("decider")
_Maker = Member.alias("maker")


def _signups() -> Any:
    return (
        Signup.select(Signup, Member, _Decider, _Maker)
        .join(Member, on=Signup.member)
        .switch(Signup)
        .join(_Decider, peewee.JOIN.LEFT_OUTER, on=Signup.decided_by)
        .switch(Signup)
        .join(_Maker, peewee.JOIN.LEFT_OUTER, on=Signup.made_by)
    )


def _reviewed(signup: Signup, form_version: int | None) -> dict[str, Any]:
    return {
        **columns_of(signup, StaffSignupSchema),
        "member": signup.member,
        "phone_masked": signup.member.phone_masked or "",
        "form_version": form_version,
        "decided_by": signup.decided_by,
        "made_by": signup.made_by,
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
    planned_activity(activity_id)
    approve_signup(activity_id, signup_id, current_member_id())
    return _one_reviewed(signup_id)


@blueprint.post("/<entity_id:activity_id>/signups/<entity_id:signup_id>/reject")
@blueprint.arguments(RejectSignupSchema)
@blueprint.response(200, StaffSignupSchema)
@blueprint.refuses(NotFound, errors.ActivityCancelled, errors.SignupWithdrawn, errors.AlreadyDecided)
def reject(arguments: dict[str, Any], activity_id: int, signup_id: int) -> dict[str, Any]:
    """Reject a signup; the place it held goes to whoever waits longest."""
    planned_activity(activity_id)
    reject_signup(activity_id, signup_id, current_member_id(), arguments["reason"])
    return _one_reviewed(signup_id)
