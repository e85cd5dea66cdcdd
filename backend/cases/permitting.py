"""Who may do what to a case: asked before each act, wherever it comes from."""

from __future__ import annotations

from collections.abc import Collection

from backend.cases.models import Case
from backend.cases.queues import actions_of, candidates_for, is_handler, load_seen
from backend.errors import Forbidden, InvalidInput, NotFound
from backend.organizations.models import OrganizationClosure
from backend.scope import WRITE, Scope

_MOST_CANDIDATES = 1_000


def case_seen(case_id: int, scope: Scope, member_id: int) -> Case:
    """The case with its people. Raises NotFound for who may not see it."""
    case = load_seen(case_id, scope, member_id)
    if case is None:
        raise NotFound
    return case


def actions_for(case: Case, scope: Scope, member_id: int) -> list[str]:
    """What this member may do with the case as it stands."""
    is_staff = scope.covers(case.organization_id, WRITE)
    return actions_of(case, is_staff=is_staff, is_handler=is_handler(case, member_id))


def require_action(case_id: int, action: str, scope: Scope, member_id: int) -> Case:
    """The case, if this member may do this to it: Forbidden for who may not.

    What does not fit where the case stands is left to the service, which says so, or that it was done already.
    """
    case = case_seen(case_id, scope, member_id)
    is_staff = scope.covers(case.organization_id, WRITE)
    works_on_it = is_handler(case, member_id)
    if action in actions_of(case, is_staff=is_staff, is_handler=works_on_it):
        return case
    if action in actions_of(case, is_staff=True, is_handler=True) or not (is_staff or works_on_it):
        raise Forbidden
    return case


def require_candidates(case: Case, member_ids: Collection[int]) -> None:
    """Raise InvalidInput unless the case can be given to all of these."""
    known = {person["id"] for person in candidates_for(case, "", most=_MOST_CANDIDATES)}
    if set(member_ids) - known:
        raise InvalidInput(errors={"member_id": ["只能交给本组织或上级组织的工作人员。"]})


def require_same_tree(case: Case, organization_id: int) -> None:
    """Raise InvalidInput unless an organization is above both the case's and this one."""
    above = OrganizationClosure.select(OrganizationClosure.ancestor).where(
        OrganizationClosure.descendant == case.organization_id
    )
    shared = OrganizationClosure.select().where(
        OrganizationClosure.descendant == organization_id, OrganizationClosure.ancestor << above
    )
    if not shared.exists():
        raise InvalidInput(errors={"organization_id": ["只能转给同一体系内的组织。"]})


def require_merge_target(into_id: int, scope: Scope, member_id: int) -> Case:
    """The case another is to be put into; the caller must be able to change it too. Raises NotFound, Forbidden."""
    target = case_seen(into_id, scope, member_id)
    if not scope.covers(target.organization_id, WRITE):
        raise Forbidden
    return target
