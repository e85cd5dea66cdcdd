"""The demo's people: the roster is imported like any other, then three of them get a phone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import requests

from backend.accounts.models import Account
from backend.members.models import Member
from backend.members.services import active_members_by_phone, create_administrator
from backend.organizations.models import Membership, Organization, OrganizationClosure
from backend.organizations.services import create_organization
from backend.rosters.generate import SAMPLE_TREE, write_sample_roster
from backend.rosters.sample_people import Node
from backend.rosters.services import import_roster

MEMBER = ("王敏", "19900000001")
ORGANIZER = ("李建国", "19900000002")
VISITOR = ("陈晓", "19900000003")
ADMINISTRATOR = ("周婷", "19900000009")
HOST = "石桥商会"


@dataclass(frozen=True)
class People:
    """Whom the demo's activities need."""

    chamber_id: int
    street_id: int
    administrator_id: int
    organizer_id: int
    member_id: int
    guests: list[int]
    # Members of every organization of the street.
    neighbours: list[int]


def seed_people(folder: Path) -> People:
    """Create the tree, write a roster into `folder` and import it; running it again changes nothing."""
    if not Organization.select().exists():
        _create_tree(SAMPLE_TREE)
    root = Organization.get(Organization.parent.is_null())
    roster = folder / "sample-roster.xlsx"
    if not roster.exists():
        write_sample_roster(roster)
        import_roster(roster, root.id, dry_run=False)
    chamber = Organization.get(Organization.name == HOST)
    street_id = int(chamber.parent_id or chamber.id)
    known = {name: active_members_by_phone(phone)[0].id for name, phone in (MEMBER, ORGANIZER)}
    return People(
        chamber_id=chamber.id,
        street_id=street_id,
        administrator_id=create_administrator(*ADMINISTRATOR, root.id),
        organizer_id=known[ORGANIZER[0]],
        member_id=known[MEMBER[0]],
        guests=_guests([chamber.id], without=set(known.values())),
        neighbours=_guests(_below(street_id), without=set(known.values())),
    )


def _below(organization_id: int) -> list[int]:
    rows = OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.ancestor == organization_id
    )
    return [row.descendant_id for row in rows]


def _create_tree(node: Node, parent: Organization | None = None) -> None:
    is_government = node.kind in ("district", "street")
    organization = create_organization(node.name, parent, kind=node.kind, is_government=is_government)
    for child in node.children:
        _create_tree(child, organization)


def _guests(organization_ids: list[int], without: set[int]) -> list[int]:
    rows = (
        Member.select(Member.id)
        .join(Membership)
        .where(Membership.organization << organization_ids, Member.state == "active", Member.name != VISITOR[0])
        .order_by(Member.id)
        .limit(60)
    )
    return [row.id for row in rows if row.id not in without]


def give_phone(simulator_url: str, name: str, phone: str, member_id: int | None) -> str:
    """Make a phone in the simulator, tied to the member if one is given; returns its user id there."""
    answer = requests.post(f"{simulator_url}/_simulator/users", json={"name": name, "phone": phone}, timeout=5)
    answer.raise_for_status()
    user = answer.json()
    if member_id is not None:
        Account.insert(openid=user["openid"], member=member_id).on_conflict_ignore().execute()
    return str(user["user_id"])
