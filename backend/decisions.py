"""What waits for a person's decision: one kind of line, which every feature contributes through its `decisions.py`.

Features name the single things. The digest counts them for each organization, whoever holds a role there, and adds up
in memory what one of the staff sees (backend/digest); the console lists them. All features' texts go into one
statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from backend import features
from backend.scope import WRITE


class WaitingThing(NamedTuple):
    """What each branch of the statement selects, in this order: one thing that waits for a decision.

    `organization_id` None: belongs to no one organization, and waits for those who hold a role at the top of a tree.
    `thing_id` is what is decided; `subject_id` what it is about, where the page of its kind asks for that, else None.
    It waits `since` (milliseconds); `late` is 1 past its due date, else 0. `title` is as colleagues may read it aloud:
    no names of members; empty where there is none. `given_to`: the one member whose it is to decide, if any.
    """

    kind: str
    organization_id: int | None
    thing_id: int
    subject_id: int | None
    since: int
    late: int
    title: str
    given_to: int | None


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """`name` in the words of a list (活动报名审核), `unit` what is counted (人), `page` where the phone decides it.

    `page` is a mini-program path without a slash; of the subject, where it ends with "id=". Empty for what only the
    console decides: phones and digests are not told of it. `names`: with which roles one decides it.
    """

    name: str
    unit: str
    page: str
    names: tuple[str, ...] = WRITE

    def page_of(self, subject_id: int | None) -> str:
        """Where to decide about this subject."""
        return f"{self.page}{subject_id}" if self.page.endswith("=") else self.page


@dataclass(frozen=True)
class DecisionSource:
    """The decisions of one feature, as `decisions` in its `decisions.py`.

    `things()` is one SELECT or several with UNION ALL between them, with the columns of WaitingThing. They may select
    from `asked`, which has one row: now, midnight (at the end of today), in milliseconds.
    """

    kinds: Mapping[str, DecisionKind]
    things: Callable[[], str]


# The branch that finds nothing tells PostgreSQL the types of the columns, so that the others may say NULL.
ASKED = "asked AS NOT MATERIALIZED (SELECT CAST(? AS BIGINT) AS now, CAST(? AS BIGINT) AS midnight)"
_NOTHING = """SELECT CAST(NULL AS TEXT) AS kind, CAST(NULL AS BIGINT) AS organization_id,
    CAST(NULL AS BIGINT) AS thing_id, CAST(NULL AS BIGINT) AS subject_id, CAST(NULL AS BIGINT) AS since,
    CAST(NULL AS BIGINT) AS late, CAST(NULL AS TEXT) AS title, CAST(NULL AS BIGINT) AS given_to WHERE 1 = 0"""


@cache
def sources() -> tuple[DecisionSource, ...]:
    """The sources of all features."""
    return tuple(module.decisions for module in features.modules("decisions"))


@cache
def decision_kinds() -> Mapping[str, DecisionKind]:
    """Every kind of every feature, by name."""
    return {name: kind for source in sources() for name, kind in source.kinds.items()}


@cache
def all_things() -> str:
    """A SELECT of everything that waits anywhere, as WaitingThing; it reads `ASKED`, which comes before it."""
    return " UNION ALL ".join((_NOTHING, *(source.things() for source in sources())))
