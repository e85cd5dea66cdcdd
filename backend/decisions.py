"""What waits for a person's decision: one kind of line, which every feature contributes through its `decisions.py`.

Counted once for each organization, whoever holds a role there: what one of the staff sees is added up in memory from
their scope (backend/digest). All features' texts go into one statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from backend.scope import WRITE


class DecisionRow(NamedTuple):
    """What each branch of the statement selects, in this order: what waits at one organization.

    `organization_id` None: belongs to no one organization, and waits for those who hold a role at the top of a tree.
    `number` things wait, `late` of them past their due date, the oldest since `since` (milliseconds). `title` is the
    oldest one's, as colleagues may read it aloud: no names of members; empty where there is none. `subject_id`: the
    page it opens is about this.
    """

    kind: str
    organization_id: int | None
    number: int
    late: int
    since: int
    title: str
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """`name` in the words of a list (活动报名审核), `unit` what is counted (人), `page` where the phone decides it.

    `page` is a mini-program path without a slash; of the subject, where it ends with "id=". `names`: with which roles
    one decides it.
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

    `branches()` is one SELECT or several with UNION ALL between them. They may select from `asked`, which has one row:
    now, midnight (at the end of today), in milliseconds.
    """

    kinds: Mapping[str, DecisionKind]
    branches: Callable[[], str]
