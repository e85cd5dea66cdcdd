"""One member: in the panel beside the list, and as a page."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_caller, current_member_id
from backend.console.members import record
from backend.console.members.area import blueprint, load_member, may_write
from backend.console.rendering import is_part, read_form, render
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.limits import guess_limit
from backend.members.queries import organizations_of
from backend.members.services import reveal_phone
from backend.profiles.unmasking import reveal_sensitive
from backend.schemas import Text
from backend.scope import WRITE

TABS = (("profile", "资料"), ("participation", "参与"), ("history", "变更与查看"), ("standing", "角色、授权与通知"))


def member_in_panel(member_id: int) -> dict[str, Any]:
    """What the panel shows. Raises NotFound."""
    member = load_member(member_id)
    return {
        "member": record.summary_of(member),
        "sections": record.sections_of(member),
        "state_words": record.STATE_WORDS,
    }


@blueprint.get("/<entity_id:member_id>")
def show(member_id: int) -> Response:
    """A member's record, tab by tab."""
    member = load_member(member_id)
    tab = request.args.get("tab", "profile")
    if tab not in dict(TABS):
        raise NotFound
    values: dict[str, Any] = {}
    if tab == "profile":
        values = {"sections": record.sections_of(member), "seen_at": record.seen_at(member)}
    elif tab == "participation":
        values = {"participation": record.participation_of(member)}
    elif tab == "history":
        values = {"changes": record.history_of(member), "acts": record.acts_on(member)}
    else:
        values = {"standing": record.standing_of(member), "notices": record.notices_of(member)}
    return render(
        "members/page.html",
        title=member.name,
        member=record.summary_of(member),
        tab=tab,
        tabs=TABS,
        may_write=may_write(),
        state_words=record.STATE_WORDS,
        changed_by=record.CHANGED_BY,
        **values,
    )


class ReasonForm(ma.Schema):
    reason = Text(required=True, min_length=2, max_length=200)


@blueprint.get("/<entity_id:member_id>/unmask/<string(maxlength=64):field>")
def ask_unmask(member_id: int, field: str) -> Response:
    """Why somebody wants to see a value in full."""
    member = load_member(member_id, WRITE)
    return _unmask_page(member, field)


@blueprint.post("/<entity_id:member_id>/unmask/<string(maxlength=64):field>")
@guess_limit
def unmask(member_id: int, field: str) -> BaseResponse:
    """The value in full. The audit trail keeps who asked and why, and the member reads it."""
    member = load_member(member_id, WRITE)
    places = organizations_of([member.id], current_caller().scope, WRITE)[member.id]
    if not places:
        raise Forbidden
    try:
        reason = read_form(ReasonForm)["reason"]
    except InvalidInput as error:
        return _unmask_page(member, field, errors=error.errors, status=422)
    asked = {"actor_id": current_member_id(), "organization_id": places[0]["id"], "reason": reason}
    if field == "phone":
        title, value = "手机", reveal_phone(member, **asked)
    else:
        title, value = reveal_sensitive(member.id, field, current_caller().scope, **asked)
    return _unmask_page(member, field, shown=(title, value))


def _unmask_page(member: Any, field: str, *, status: int = 200, **values: Any) -> Response:
    wrapper = "members/only_part.html" if is_part() else "console/layout.html"
    return render(
        "members/unmask.html",
        status=status,
        title="查看完整信息",
        member=member,
        field_name=field,
        wrapper=wrapper,
        values_typed=request.form,
        **values,
    )
