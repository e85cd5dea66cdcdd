"""What the pages about members share: whom they are about, and who may see or change them."""

from __future__ import annotations

from backend.auth import current_caller
from backend.console.access import ConsoleBlueprint, current_desk
from backend.errors import Forbidden, NotFound
from backend.members.models import Member
from backend.members.reach import Reach
from backend.organizations.models import OrganizationClosure
from backend.scope import READ, WRITE

blueprint = ConsoleBlueprint("members", "/members", needs=READ)


def reach_in_view(names: tuple[str, ...] = READ) -> Reach:
    """Whom the pages are about: everybody my roles cover, below the organization in the switcher."""
    scope = current_caller().scope
    chosen = current_desk().organization_id
    if chosen is None:
        return Reach(tuple(dict.fromkeys(scope.roots(names))))
    return reach_below(chosen, names)


def reach_below(organization_id: int, names: tuple[str, ...] = READ) -> Reach:
    """Everybody below an organization, as far as these roles cover it."""
    scope = current_caller().scope
    if scope.covers(organization_id, names):
        return Reach((organization_id,))
    below = OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.ancestor == organization_id, OrganizationClosure.descendant << scope.roots(names)
    )
    return Reach(tuple(row.descendant_id for row in below))


def may_write() -> bool:
    """Whether the reader may change anything about anybody: buttons show only then."""
    return bool(current_caller().scope.roots(WRITE))


def load_member(member_id: int, names: tuple[str, ...] = READ) -> Member:
    """A member whom these roles cover. Raises NotFound for one the reader may not see, Forbidden for not do."""
    roots = tuple(current_caller().scope.roots(READ))
    member: Member | None = Member.get_or_none(
        Member.id == member_id, Member.state == "active", Reach(roots).near(Member.id)
    )
    if member is None:
        raise NotFound("没有找到这位会员，可能已注销，或不在您的管理范围内。")
    if names != READ and not _covers(member_id, names):
        raise Forbidden
    return member


def _covers(member_id: int, names: tuple[str, ...]) -> bool:
    """Whether the member belongs somewhere that these roles cover, whatever the switcher says."""
    roots = tuple(current_caller().scope.roots(names))
    return bool(roots) and Member.select().where(Member.id == member_id, Reach(roots).near(Member.id)).exists()
