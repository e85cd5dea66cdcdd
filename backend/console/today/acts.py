"""The decisions of the Today page that other features carry out: each checks its actor's scope when it is made and once
more when it takes effect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend.activities.models import Activity, Signup
from backend.activities.pictures import SUBJECT as ACTIVITY_PHOTO
from backend.activities.services.review import approve_signup, reject_signup, require_undecided
from backend.console.today.holding import ActKind, Subject
from backend.errors import NotFound
from backend.joining.services import applications
from backend.joining.services.reach import application_to_decide, person_to_tie
from backend.media.models import Media
from backend.media.services import decide as decide_media
from backend.safety.checks import TextChanged, judge_text
from backend.safety.complaints import ComplaintDecided, decide_complaints
from backend.safety.models import Complaint, TextCheck
from backend.scope import ORGANIZE, WRITE, Scope

_Arguments = dict[str, Any]
_Prepare = Callable[[Scope, int, _Arguments], Subject]


def _signup(verb: str) -> _Prepare:
    def prepare(scope: Scope, actor_id: int, arguments: _Arguments) -> Subject:  # noqa: ARG001
        signup = _signup_of(arguments)
        scope.require(signup.activity.organization_id, ORGANIZE)
        member_id, name = require_undecided(signup.activity_id, signup.id)
        return Subject(f"signup:{signup.id}", f"{verb}了{name}的报名", member_id)

    return prepare


def _signup_of(arguments: _Arguments) -> Any:
    found = Signup.select(Signup, Activity).join(Activity).where(Signup.id == arguments["id"]).first()
    if found is None:
        raise NotFound
    return found


def _approve_signup(scope: Scope, actor_id: int, arguments: _Arguments) -> None:  # noqa: ARG001
    approve_signup(_signup_of(arguments).activity_id, arguments["id"], actor_id)


def _reject_signup(scope: Scope, actor_id: int, arguments: _Arguments) -> None:  # noqa: ARG001
    reject_signup(_signup_of(arguments).activity_id, arguments["id"], actor_id, arguments.get("reason", ""))


def _application(verb: str) -> _Prepare:
    def prepare(scope: Scope, actor_id: int, arguments: _Arguments) -> Subject:  # noqa: ARG001
        application = application_to_decide(arguments["id"], scope)
        applications.require_pending(application)
        if arguments.get("member_id"):
            person_to_tie(arguments["member_id"], scope)
        return Subject(f"application:{application.id}", f"{verb}了{application.name}的加入申请")

    return prepare


def _approve_application(scope: Scope, actor_id: int, arguments: _Arguments) -> None:
    member = person_to_tie(arguments["member_id"], scope) if arguments.get("member_id") else None
    applications.approve_application(application_to_decide(arguments["id"], scope), actor_id, member)


def _decline_application(scope: Scope, actor_id: int, arguments: _Arguments) -> None:
    application = application_to_decide(arguments["id"], scope)
    applications.decline_application(application, actor_id, arguments["reason"])


def _text(words: str) -> _Prepare:
    def prepare(scope: Scope, actor_id: int, arguments: _Arguments) -> Subject:  # noqa: ARG001
        check = _text_of(arguments)
        scope.require(check.organization_id, WRITE)
        if check.state != "staff" or arguments.get("digest") not in (None, check.digest):
            raise TextChanged
        return Subject(f"text:{check.id}", words, check.author_id)

    return prepare


def _text_of(arguments: _Arguments) -> TextCheck:
    check: TextCheck | None = TextCheck.get_or_none(TextCheck.id == arguments["id"])
    if check is None:
        raise NotFound
    return check


def _judge(is_clear: bool) -> Callable[[Scope, int, _Arguments], None]:
    def run(scope: Scope, actor_id: int, arguments: _Arguments) -> None:  # noqa: ARG001
        reason = arguments.get("reason", "")
        judge_text(_text_of(arguments), is_clear, reason, actor_id, arguments.get("digest"))

    return run


class PhotoDecided(TextChanged):
    """Somebody was faster, or WeChat was."""

    code, message = "photo_decided", "这张照片已经处理过了。"


def _photo(words: str) -> _Prepare:
    def prepare(scope: Scope, actor_id: int, arguments: _Arguments) -> Subject:  # noqa: ARG001
        photo, activity = _photo_of(arguments)
        scope.require(activity.organization_id, WRITE)
        if photo.state != "pending":
            raise PhotoDecided
        return Subject(f"media:{photo.id}", words, photo.uploaded_by_id)

    return prepare


def _photo_of(arguments: _Arguments) -> tuple[Media, Activity]:
    photo = Media.get_or_none(Media.id == arguments["id"], Media.subject_kind == ACTIVITY_PHOTO)
    activity = None if photo is None else Activity.get_or_none(Activity.id == photo.subject_id)
    if photo is None or activity is None:
        raise NotFound
    return photo, activity


def _decide_photo(verdict: str) -> Callable[[Scope, int, _Arguments], None]:
    def run(scope: Scope, actor_id: int, arguments: _Arguments) -> None:  # noqa: ARG001
        photo, activity = _photo_of(arguments)
        decide_media(photo, verdict, actor_id, activity.organization_id, arguments.get("reason", ""))

    return run


def _complaint(words: str) -> _Prepare:
    def prepare(scope: Scope, actor_id: int, arguments: _Arguments) -> Subject:  # noqa: ARG001
        complaint = _complaint_of(arguments)
        scope.require(complaint.organization_id, WRITE)
        if complaint.state != "open":
            raise ComplaintDecided
        return Subject(f"complaint:{complaint.subject_kind}:{complaint.subject_id}", words)

    return prepare


def _complaint_of(arguments: _Arguments) -> Complaint:
    complaint: Complaint | None = Complaint.get_or_none(Complaint.id == arguments["id"])
    if complaint is None:
        raise NotFound
    return complaint


def _decide_complaint(is_upheld: bool) -> Callable[[Scope, int, _Arguments], None]:
    def run(scope: Scope, actor_id: int, arguments: _Arguments) -> None:  # noqa: ARG001
        decide_complaints(_complaint_of(arguments), is_upheld, arguments.get("reason", ""), actor_id)

    return run


ACTS = (
    ActKind("signups.approve", _signup("通过"), _approve_signup),
    ActKind("signups.reject", _signup("婉拒"), _reject_signup),
    ActKind("applications.approve", _application("通过"), _approve_application),
    ActKind("applications.decline", _application("谢绝"), _decline_application),
    ActKind("texts.clear", _text("通过了一条文字"), _judge(True)),
    ActKind("texts.block", _text("屏蔽了一条文字"), _judge(False)),
    ActKind("photos.clear", _photo("通过了一张照片"), _decide_photo("clear")),
    ActKind("photos.block", _photo("屏蔽了一张照片"), _decide_photo("blocked")),
    ActKind("complaints.uphold", _complaint("撤下了被举报的内容"), _decide_complaint(True)),
    ActKind("complaints.dismiss", _complaint("认为举报不成立"), _decide_complaint(False)),
)
