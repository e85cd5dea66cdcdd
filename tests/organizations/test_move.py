"""Moving a part of the tree: what it changes, who sees what afterwards, and that the tree stays a tree."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from backend.errors import DomainError, NotFound
from backend.organizations.models import Organization, OrganizationClosure
from backend.organizations.moving import (
    MovedMeanwhile,
    MoveIntoItself,
    TopStays,
    move_organization,
    weigh_move,
)
from backend.organizations.services import OrganizationNameTaken, create_organization
from backend.scope import load_scope
from tests.factories import make_activity, make_member, make_organization, make_quota, make_role
from tests.racing import run_together


@pytest.fixture
def other_street(world):
    """Beside the street, below the same district."""
    return make_organization("南湖街道", world.district, kind="street")


def move(world, organization, parent, from_parent=None):
    came_from = from_parent.id if from_parent else Organization.get_by_id(organization.id).parent_id
    move_organization(organization.id, parent.id, from_parent_id=came_from, moved_by=world.administrator.id)


def closure_of_tree():
    """The closure as the parents say it must be."""
    parents = {one.id: one.parent_id for one in Organization.select()}
    pairs = set()
    for descendant in parents:
        above = descendant
        while above is not None:
            pairs.add((above, descendant))
            above = parents[above]
    return pairs


def closure_kept():
    return {(row.ancestor_id, row.descendant_id) for row in OrganizationClosure.select()}


def test_scope_goes_with_the_organization(world, other_street, as_staff):
    group = make_organization("青年小组", world.chamber)
    newcomer = make_member("南湖干部", organization=other_street)
    make_role(newcomer, other_street)

    move(world, world.chamber, other_street)

    assert load_scope(newcomer.id).covers(group.id)
    assert not load_scope(world.staff.id).covers(group.id)
    assert load_scope(world.administrator.id).covers(group.id)
    assert as_staff.get(f"/staff/members/{world.member.id}").status_code == 404
    assert closure_kept() == closure_of_tree()


def test_moving_back_leaves_everything_as_it_was(world, other_street):
    before = closure_kept()
    move(world, world.chamber, other_street)
    move(world, world.chamber, world.street)
    assert closure_kept() == before


def test_is_in_the_audit_trail(world, other_street):
    move(world, world.chamber, other_street)
    entry = AuditEntry.get(AuditEntry.action == "move_organization")
    assert (entry.actor_id, entry.subject_id) == (world.administrator.id, world.chamber.id)
    assert (entry.detail["from"]["name"], entry.detail["to"]["name"]) == ("石桥街道", "南湖街道")


def test_where_it_is_already_nothing_happens(world):
    move(world, world.chamber, world.street)
    assert AuditEntry.select().where(AuditEntry.action == "move_organization").count() == 0
    assert weigh_move(world.chamber.id, world.street.id).is_nothing


@pytest.mark.parametrize("attempt", [weigh_move, None])
def test_what_makes_no_tree_is_refused(world, other_street, attempt):
    make_organization("石桥商会", other_street)
    for organization, parent, refusal in (
        (world.street, world.chamber, MoveIntoItself),
        (world.street, world.street, MoveIntoItself),
        (world.district, world.elsewhere, TopStays),
        (world.chamber, other_street, OrganizationNameTaken),
    ):
        with pytest.raises(refusal):
            attempt(organization.id, parent.id) if attempt else move(world, organization, parent)
    with pytest.raises(NotFound):
        weigh_move(world.chamber.id, 5)
    assert closure_kept() == closure_of_tree()


def test_who_saw_it_elsewhere_moves_nothing(world, other_street):
    move(world, world.chamber, other_street)
    with pytest.raises(MovedMeanwhile):
        move(world, world.chamber, world.district, from_parent=world.street)
    assert Organization.get_by_id(world.chamber.id).parent_id == other_street.id


def test_says_before_what_changes_and_for_whom(world, other_street, count_statements):
    make_organization("青年小组", world.chamber)
    make_activity(world.chamber)
    make_activity(world.chamber, state="draft")
    make_activity(world.chamber, state="cancelled")
    make_activity(other_street)
    make_activity(world.street)
    make_activity(world.street, is_public=True)
    kept = make_activity(world.street, title="给商会留了名额")
    make_quota(kept, world.chamber, 5)
    make_activity(world.district)
    newcomer = make_member("南湖干部", organization=other_street)
    make_role(newcomer, other_street, "auditor")
    # Sees it all from the district anyway.
    make_role(world.administrator, world.street, "administrator")

    with count_statements() as statements:
        effects = weigh_move(world.chamber.id, other_street.id)

    assert (effects.organizations, effects.members, effects.activities) == (2, 2, 2)
    assert [(one.member_name, one.role, one.organization_name) for one in effects.gaining] == [
        ("南湖干部", "auditor", "南湖街道")
    ]
    assert [(one.member_name, one.role) for one in effects.losing] == [("吴审", "auditor"), ("赵云", "staff")]
    assert (effects.shown, effects.hidden, effects.quotas) == (1, 2, 1)
    assert len(statements) <= 7


def test_two_moves_at_once_never_tie_a_ring(world):
    """Each alone is harmless; one after the other, the second is refused."""
    one, other = make_organization("甲会", world.district), make_organization("乙会", world.district)

    def attempt(organization, parent):
        try:
            move(world, organization, parent, from_parent=world.district)
        except DomainError as refusal:
            return refusal.code
        return "moved"

    answers = run_together([lambda: attempt(one, other), lambda: attempt(other, one)])

    assert sorted(answers) == ["moved", "organization_in_itself"]
    assert closure_kept() == closure_of_tree()


def test_what_is_added_while_its_parent_moves_is_found_below_the_new_place(world, other_street):
    for number in range(5):
        target, source = (other_street, world.street) if number % 2 == 0 else (world.street, other_street)
        run_together(
            [
                lambda target=target, source=source: move(world, world.chamber, target, from_parent=source),
                lambda number=number: create_organization(f"小组{number}", world.chamber) and None,
            ]
        )
        assert closure_kept() == closure_of_tree()
