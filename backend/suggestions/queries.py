"""Prepared SQL of the board: what a member sees of suggestions."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from typing import NamedTuple

from backend.database import Statement, is_postgresql, marks, rows_of
from backend.searching.services import matching, resembling

# Nobody turns more pages than this; counting on would cost more than showing.
MOST_COUNTED = 1_000

_MY_TREE = """SELECT t.ancestor_id FROM membership ms
  JOIN organization_closure t ON t.descendant_id = ms.organization_id WHERE ms.member_id = me.id"""
# What others may see: found harmless, not taken back, of an organization above mine. The plus keeps SQLite from
# gathering and sorting all that the organizations have, when the page stands ready at the head of an index.
_OF_MINE = f"+c.organization_id IN ({_MY_TREE})"
_SHOWN = f"""c.kind = 'suggestion' AND c.public_state = 'shown' AND c.state NOT IN ('withdrawn', 'merged')
  AND {_OF_MINE}"""
_ME = "(SELECT CAST(? AS BIGINT) AS id) me"
_SUPPORTED = """EXISTS (SELECT 1 FROM case_supporter s WHERE s.case_id = c.id AND s.member_id = me.id
  AND s.opted_out_at IS NULL)"""
_PHOTOS = "m.subject_kind = 'case' AND m.subject_id = c.id AND m.purpose = 'photo' AND m.state = 'clear'"
_CARD = f"""c.id, c.title, c.text, c.category, c.place, c.author_id, a.name, c.is_name_hidden, c.state, c.public_state,
  c.outcome, c.is_reply_public, c.endorsements, {_SUPPORTED}, o.id, o.name, c.due_at, c.created_at, c.answered_at,
  (SELECT count(*) FROM media m WHERE {_PHOTOS}), (SELECT min(m.id) FROM media m WHERE {_PHOTOS})"""
_FROM = f"""FROM {_ME} CROSS JOIN case_item c JOIN organization o ON o.id = c.organization_id
  LEFT JOIN member a ON a.id = c.author_id"""


class CardRow(NamedTuple):
    """A suggestion as one member sees it in a list; moments in milliseconds."""

    id: int
    title: str
    text: str
    category: str
    place: str
    author_id: int | None
    author_name: str | None
    is_name_hidden: bool
    state: str
    public_state: str
    outcome: str
    is_reply_public: bool
    endorsements: int
    has_endorsed: bool
    organization_id: int
    organization_name: str
    due_at: int | None
    created_at: int
    answered_at: int | None
    photos: int
    first_photo: int | None


_MINE = "c.kind = 'suggestion' AND c.author_id = me.id"
# Words changed since they were endorsed are seen by nobody else until they are found harmless.
_FOLLOWED = f"c.kind = 'suggestion' AND c.public_state = 'shown' AND {_SUPPORTED}"
_VIEWS = {
    "hot": (_SHOWN, "c.heat DESC, c.id DESC"),
    "new": (_SHOWN, "c.created_at DESC, c.id DESC"),
    "answered": (
        f"{_SHOWN} AND c.answered_at IS NOT NULL AND c.is_reply_public AND c.state IN ('answered', 'closed')",
        "c.answered_at DESC, c.id DESC",
    ),
    "mine": (_MINE, "c.moved_at DESC, c.id DESC"),
    "followed": (_FOLLOWED, "c.moved_at DESC, c.id DESC"),
}
VIEWS = tuple(_VIEWS)


def _by_id(condition: str) -> str:
    """The same condition, for ids that are known: SQLite would rather go through all that is shown.

    Not for PostgreSQL, which would take it for nearly always false and begin with it: with all there is.
    """
    if is_postgresql():
        return condition
    return condition.replace("c.kind =", "c.kind || '' =").replace("c.public_state =", "c.public_state || '' =")


def list_cards(
    member_id: int, view: str, category: str, query: str, page: int, page_size: int
) -> tuple[list[CardRow], int]:
    """One page of the board and how many there are, counted up to MOST_COUNTED: two statements."""
    condition, order = _VIEWS[view]
    # A number in the text: beside a row that holds it SQLite would sort all there is instead of following an index.
    condition = condition.replace("me.id", str(int(member_id)))
    parameters: list[object] = []
    if category:
        condition += " AND c.category = ?"
        parameters.append(category)
    if query:
        found = matching(query)
        if found is None:
            return [], 0
        condition = f"{_by_id(condition)} AND c.id IN ({found.subquery})"
        parameters += found.parameters
    # First which, then what of them: else photos are counted of all that are passed over.
    rows = Statement(
        f"""SELECT {_CARD} {_FROM} WHERE c.id IN (SELECT id FROM (
              SELECT c.id AS id FROM case_item c WHERE {condition} ORDER BY {order} LIMIT ? OFFSET ?) page)
            ORDER BY {order}"""
    ).rows(member_id, *parameters, page_size, (page - 1) * page_size)
    total = Statement(
        f"SELECT count(*) FROM (SELECT 1 FROM case_item c WHERE {condition} LIMIT {MOST_COUNTED}) counted"
    ).row(*parameters)
    return [CardRow(*row) for row in rows], int(total[0]) if total else 0


def list_similar(member_id: int, text: str, most: int) -> list[CardRow]:
    """Suggestions others may see that say much the same, most alike first; at most two statements."""
    # More than are shown: some are of other organizations.
    found = resembling(text, 20 * most)
    if found is None:
        return []
    ids = [row[0] for row in Statement(found.subquery).rows(*found.parameters)]
    if not ids:
        return []
    rows = Statement(f"SELECT {_CARD} {_FROM} WHERE {_by_id(_SHOWN)} AND c.id IN ({marks(ids)})").rows(member_id, *ids)
    order = {case_id: place for place, case_id in enumerate(ids)}
    return sorted((CardRow(*row) for row in rows), key=lambda card: order[card.id])[:most]


_FIND = Statement(
    f"""SELECT {_CARD} {_FROM} WHERE c.id = ? AND c.kind = 'suggestion'
        AND (c.author_id = me.id OR (c.public_state = 'shown' AND c.state <> 'withdrawn'
          AND ({_OF_MINE} OR {_SUPPORTED})))"""
)
_REPLIES = """SELECT r.case_id, r.text FROM case_step r JOIN case_item c ON c.id = r.case_id
  WHERE r.kind = 'replied' AND r.visible_to = 'public' AND c.is_reply_public AND r.case_id IN ({}) ORDER BY r.number"""
_IS_SHOWN = Statement(f"SELECT 1 FROM {_ME} CROSS JOIN case_item c WHERE c.id = ? AND {_SHOWN}")


def find_card(case_id: int, member_id: int) -> CardRow | None:
    """One suggestion as this member sees it: their own, and what others may see of their tree or stand behind.

    One that was merged is found too, by an old link: it leads on to the other.
    """
    row = _FIND.row(member_id, case_id)
    return None if row is None else CardRow(*row)


def is_shown_to(case_id: int, member_id: int) -> bool:
    """Whether a member sees the suggestion on the board."""
    return _IS_SHOWN.row(member_id, case_id) is not None


def latest_replies(case_ids: list[int]) -> dict[int, str]:
    """The words of the public reply that stands, of each that has one: one statement."""
    return dict(rows_of(_REPLIES, case_ids))
