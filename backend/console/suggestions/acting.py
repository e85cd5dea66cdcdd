"""What staff do to a case: each act has a form, in the panel or as a page; what others are told of is held first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import marshmallow as ma
from flask import Response, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.cases import services
from backend.cases.errors import CaseChanged
from backend.cases.kind_files import kind_of
from backend.cases.models import Case, CaseHandler
from backend.cases.permitting import require_action, require_candidates
from backend.cases.queues import candidates_for, card_payloads, merge_targets, transfer_targets
from backend.cases.ready import filled_in, templates_for
from backend.console.rendering import done, is_part, read_form, render
from backend.console.suggestions.area import blueprint
from backend.console.suggestions.case import LABELS
from backend.console.today import holding
from backend.console.today.deciding import CaseSchema, hold_from_form
from backend.errors import InvalidInput, NotFound
from backend.schemas import Id, Text
from backend.workdays import work_calendar

# Others are told of these, or they are hard to take back: held for ten seconds.
HELD = ("assign", "transfer", "reply", "decline", "merge")


class PauseSchema(CaseSchema):
    reason = Text(required=True, min_length=2, max_length=500, error_messages={"required": "请写明原因。"})


class NoteSchema(CaseSchema):
    text = Text(required=True, min_length=1, max_length=2_000, error_messages={"required": "请写备注。"})


class DueSchema(PauseSchema):
    due_on = ma.fields.Date(required=True, error_messages={"required": "请选择日期。", "invalid": "请选择日期。"})


class HandlersSchema(CaseSchema):
    member_ids = ma.fields.List(Id(), load_default=list, validate=ma.validate.Length(max=20, error="最多 20 人。"))


_SCHEMAS: dict[str, type[ma.Schema]] = {
    "start": CaseSchema,
    "resume": CaseSchema,
    "pause": PauseSchema,
    "note": NoteSchema,
    "due": DueSchema,
    "handlers": HandlersSchema,
}
_DONE = {
    "start": "已开始办理。",
    "resume": "已恢复计时。",
    "pause": "已暂停计时，提出人会看到原因。",
    "note": "备注已保存，只有工作人员能看到。",
    "due": "期限已调整，提出人会看到原因。",
    "handlers": "协办人已更新。",
}


@blueprint.get("/<entity_id:case_id>/act/<string:what>")
def act_form(case_id: int, what: str) -> Response:
    """The form of one act; inside a line of Today it decides there."""
    if what not in LABELS:
        raise NotFound
    case = require_action(case_id, what, current_caller().scope, current_member_id())
    return _form(case, what)


@blueprint.post("/<entity_id:case_id>/act/<string:what>")
def act(case_id: int, what: str) -> BaseResponse:
    """Do it; or show the form once more with what is wrong, or what changed meanwhile."""
    if what not in LABELS:
        raise NotFound
    try:
        if what in HELD:
            batch = hold_from_form(f"cases.{what}", case_id)
            return done(
                f"您{batch.words}，10 秒后生效。",
                to=_back(case_id),
                undo=("撤销", url_for("console_today.undo"), {"batch": batch.id, "back": _back(case_id)}),
            )
        _do_now(case_id, what)
    except InvalidInput as error:
        return _form(_case(case_id, what), what, errors=error.errors)
    except CaseChanged:
        return _form(_case(case_id, what), what, status=409, is_changed=True)
    return done(_DONE[what], to=_back(case_id))


def _do_now(case_id: int, what: str) -> None:
    me = current_member_id()
    case = require_action(case_id, what, current_caller().scope, me)
    given = read_form(_SCHEMAS[what])
    holding.require_free(f"case:{case_id}", me)
    version = given["version"]
    acts: dict[str, Callable[[], object]] = {
        "start": lambda: services.start(case_id, me, version),
        "resume": lambda: services.resume(case_id, me, version),
        "pause": lambda: services.pause(case_id, me, given["reason"], version),
        "note": lambda: services.note(case_id, me, given["text"], version),
        "due": lambda: services.set_due(case_id, me, _end_of(given["due_on"]), given["reason"], version),
        "handlers": lambda: _set_handlers(case, given["member_ids"]),
    }
    acts[what]()


def _set_handlers(case: Case, member_ids: list[int]) -> None:
    require_candidates(case, member_ids)
    services.set_handlers(case.id, current_member_id(), member_ids)


def _end_of(day: date) -> datetime:
    """The end of a working day: when something promised for it is due."""
    return clock.at_wall_time(day, work_calendar().closes)


def _case(case_id: int, what: str) -> Case:
    """The case as it stands for another try; where the act is not possible any more, that is what is said."""
    return require_action(case_id, what, current_caller().scope, current_member_id())


def _form(case: Any, what: str, *, errors: Any = None, status: int = 200, is_changed: bool = False) -> Response:
    of = request.values.get("of", "")
    in_today = of in ("cases_to_assign", "cases_due")
    return render(
        "suggestions/act.html",
        status=422 if errors else status,
        title=LABELS[what],
        case=case,
        what=what,
        label=LABELS[what],
        part=is_part(),
        of=of if in_today else "",
        back=_back(case.id),
        errors=errors,
        values=request.form if request.method == "POST" else request.args,
        is_changed=is_changed,
        is_held=what in HELD,
        kind=kind_of(case.kind),
        **_needs(case, what),
    )


def _needs(case: Any, what: str) -> dict[str, Any]:
    """What the form offers to choose from: a few statements."""
    asked = request.values.get("q", "").strip()[:60]
    if what in ("assign", "handlers"):
        rows: Any = CaseHandler.select(CaseHandler.member).where(CaseHandler.case == case.id).tuples()
        chosen = {member_id for (member_id,) in rows} if what == "handlers" else set()
        found = candidates_for(case, "")
        people = [(one["id"], f"{one['name']}（{one['organization_name']}）") for one in found]
        return {"candidates": found, "people": people, "chosen": chosen}
    if what == "transfer":
        return {"places": [(one.id, one.name) for one in transfer_targets(case, "")]}
    if what == "merge":
        targets = merge_targets(case, current_caller().scope, asked)
        return {"targets": card_payloads(targets), "texts": {one.id: one.text for one in targets}, "q": asked}
    if what == "reply":
        return _reply_needs(case)
    return {}


def _reply_needs(case: Any) -> dict[str, Any]:
    ready = templates_for(case.organization_id, case.kind)
    picked = next((one for one in ready if str(one.id) == request.args.get("template")), None)
    assignee = case.given_to.name if case.assignee_id else None
    author = case.author.name if case.author else None
    filled = None if picked is None else filled_in(picked, case, author, assignee)
    return {"ready": ready, "picked": picked, "filled": filled}


def _back(case_id: int) -> str:
    """Where the form was opened: the list with its filters, or the case itself."""
    given = request.values.get("back", "") or _page_of_part()
    if given.startswith("/console/suggestions") and "\\" not in given and "//" not in given and given.isprintable():
        return given
    return url_for("console_suggestions.show", case_id=case_id)


def _page_of_part() -> str:
    url = request.headers.get("HX-Current-URL", "") if is_part() else ""
    at = url.find("/console/suggestions")
    return url[at:] if at >= 0 else ""
