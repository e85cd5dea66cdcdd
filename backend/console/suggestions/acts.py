"""Decisions about cases that others are told of: held for ten seconds, then carried out by the cases' own services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend.cases import services
from backend.cases.errors import CaseChanged
from backend.cases.models import Case
from backend.cases.permitting import require_action, require_candidates, require_merge_target, require_same_tree
from backend.console.today.holding import ActKind, Subject
from backend.members.models import Member
from backend.organizations.models import Organization
from backend.scope import Scope

_Arguments = dict[str, Any]


def _prepared(action: str, words: Callable[[Case, _Arguments], str], check: Any = None) -> Any:
    def prepare(scope: Scope, actor_id: int, arguments: _Arguments) -> Subject:
        case = require_action(arguments["id"], action, scope, actor_id)
        if arguments["version"] != case.version:
            raise CaseChanged
        if check is not None:
            check(case, scope, actor_id, arguments)
        return Subject(f"case:{case.id}", words(case, arguments), case.author_id)

    return prepare


def _assign_words(case: Case, arguments: _Arguments) -> str:
    member = Member.get_or_none(Member.id == arguments["member_id"])
    return f"把“{case.title}”交办给{member.name if member else '同事'}"


def _transfer_words(case: Case, arguments: _Arguments) -> str:
    organization = Organization.get_or_none(Organization.id == arguments["organization_id"])
    return f"把“{case.title}”转交{organization.name if organization else '其他组织'}"


def _may_be_assigned(case: Case, scope: Scope, actor_id: int, arguments: _Arguments) -> None:  # noqa: ARG001
    require_candidates(case, [arguments["member_id"]])


def _may_be_transferred(case: Case, scope: Scope, actor_id: int, arguments: _Arguments) -> None:  # noqa: ARG001
    require_same_tree(case, arguments["organization_id"])


def _may_be_merged(case: Case, scope: Scope, actor_id: int, arguments: _Arguments) -> None:  # noqa: ARG001
    require_merge_target(arguments["into_id"], scope, actor_id)


def _run(act: Callable[..., Case]) -> Callable[[Scope, int, _Arguments], object]:
    def run(scope: Scope, actor_id: int, arguments: _Arguments) -> object:  # noqa: ARG001
        more = {name: value for name, value in arguments.items() if name != "id"}
        return act(arguments["id"], actor_id, **more)

    return run


ACTS = (
    ActKind("cases.assign", _prepared("assign", _assign_words, _may_be_assigned), _run(services.assign)),
    ActKind("cases.transfer", _prepared("transfer", _transfer_words, _may_be_transferred), _run(services.transfer)),
    ActKind("cases.reply", _prepared("reply", lambda case, _: f"答复了“{case.title}”"), _run(services.reply)),
    ActKind("cases.decline", _prepared("decline", lambda case, _: f"决定不受理“{case.title}”"), _run(services.decline)),
    ActKind(
        "cases.merge",
        _prepared("merge", lambda case, _: f"把“{case.title}”并入了另一件", _may_be_merged),
        _run(services.merge),
    ),
)
