"""What lists and pages say of members beside their own row, in few statements for any number of them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from backend.audiences.models import Tag, Tagging
from backend.audiences.narrowing import completeness
from backend.auth import current_caller
from backend.console.places import MOST_CHOICES, Above, labels_of, with_above
from backend.console.rendering import in_view
from backend.database import Statement, marks, raw
from backend.organizations.models import Organization
from backend.scope import READ


def tags_of(member_ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """The tags each carries, of organizations the reader may look into."""
    rows: Any = (
        Tagging.select(Tagging.member, Tag.id, Tag.name)
        .join(Tag)
        .where(Tagging.member << member_ids, Tag.organization << current_caller().scope.organizations())
        .order_by(Tag.name, Tag.id)
        .tuples()
    )
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for member_id, tag_id, name in rows:
        found[member_id].append({"id": tag_id, "name": name})
    return found


def facts_of(member_ids: list[int]) -> dict[int, tuple[int, bool]]:
    """How complete each record is, in percent, and whether a WeChat account is tied to it."""
    percent = completeness()
    claimed = "EXISTS (SELECT 1 FROM account a WHERE a.member_id = m.id)"
    text = f"SELECT m.id, {percent.text}, {claimed} FROM member m WHERE m.id IN ({marks(member_ids)})"  # noqa: S608
    rows = Statement(text).rows(*percent.parameters, *member_ids) if member_ids else []
    return {member_id: (int(share), bool(is_claimed)) for member_id, share, is_claimed in rows}


def places_and_tags(names: tuple[str, ...] = READ) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The organizations in view that these roles cover, and their tags, each `(id, name)` by name; one statement."""
    organizations = with_above(raw("0").alias("is_tag"), Organization.id, Organization.name, Above.name).where(
        Organization.id << in_view(names)
    )
    tags = Tag.select(raw("1"), Tag.id, Tag.name, raw("NULL")).where(Tag.organization << in_view(names))
    rows: Any = (organizations | tags).order_by(raw("1, 3, 2")).tuples()
    found: tuple[list[tuple[int, str, str | None]], list[tuple[int, str, str | None]]] = ([], [])
    for is_tag, *row in rows:
        if len(found[is_tag]) < MOST_CHOICES:
            found[is_tag].append(tuple(row))
    return list(labels_of(found[0]).items()), [(tag_id, name) for tag_id, name, _ in found[1]]
