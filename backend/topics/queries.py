"""Prepared SQL of topics: what a member sees, and saying yes, no or nothing to a statement."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from typing import NamedTuple

from backend.database import Statement as Sql

_MY_TREE = """SELECT t.ancestor_id FROM membership ms
  JOIN organization_closure t ON t.descendant_id = ms.organization_id WHERE ms.member_id = me.id"""
_ME = "(SELECT CAST(? AS BIGINT) AS id, CAST(? AS BIGINT) AS now) me"
_VISIBLE = f"t.state = 'published' AND t.organization_id IN ({_MY_TREE})"
_CARD = """t.id, t.title, t.text, o.id, o.name, t.opens_at, t.closes_at, t.statements, t.participants, t.votes,
  t.audience, t.summary, t.results_at, t.activity_id, a.title, a.state,
  EXISTS (SELECT 1 FROM topic_vote v WHERE v.topic_id = t.id AND v.member_id = me.id)
    OR EXISTS (SELECT 1 FROM topic_statement w WHERE w.topic_id = t.id AND w.author_id = me.id)"""
_FROM = f"""FROM {_ME} CROSS JOIN topic t JOIN organization o ON o.id = t.organization_id
  LEFT JOIN activity a ON a.id = t.activity_id"""


class TopicRow(NamedTuple):
    """A topic as one member sees it; moments in milliseconds."""

    id: int
    title: str
    text: str
    organization_id: int
    organization_name: str
    opens_at: int
    closes_at: int
    statements: int
    participants: int
    votes: int
    audience: int
    summary: str
    results_at: int | None
    activity_id: int | None
    activity_title: str | None
    activity_state: str | None
    has_taken_part: bool

    def state_at(self, now: int) -> str:
        """soon | open | closed | published, by the clock."""
        if self.results_at is not None:
            return "published"
        return "closed" if now >= self.closes_at else "open" if now >= self.opens_at else "soon"


# Which topics, and in which order: what one can still take part in by what ends soonest, the rest the other way round.
_LATEST, _SOONEST = "t.closes_at DESC, t.id DESC", "t.closes_at, t.id"
_IS_OVER = "(t.results_at IS NOT NULL OR t.closes_at <= me.now)"
VIEWS = {
    "all": ("", _LATEST),
    "running": (f" AND NOT {_IS_OVER}", _SOONEST),
    "ended": (f" AND {_IS_OVER}", _LATEST),
}
_LIST = {
    view: Sql(f"SELECT {_CARD} {_FROM} WHERE {_VISIBLE}{which} ORDER BY {order} LIMIT ? OFFSET ?")
    for view, (which, order) in VIEWS.items()
}
_COUNT = {
    view: Sql(f"SELECT count(*) FROM {_ME} CROSS JOIN topic t WHERE {_VISIBLE}{which}")
    for view, (which, _) in VIEWS.items()
}
_FIND = Sql(f"SELECT {_CARD} {_FROM} WHERE t.id = ? AND {_VISIBLE}")


def list_topics(member_id: int, view: str, now: int, page: int, page_size: int) -> tuple[list[TopicRow], int]:
    """One page of the topics a member sees, in the order of the view: two statements."""
    rows = _LIST[view].rows(member_id, now, page_size, (page - 1) * page_size)
    total = _COUNT[view].row(member_id, now)
    return [TopicRow(*row) for row in rows], int(total[0]) if total else 0


def find_topic(topic_id: int, member_id: int, now: int) -> TopicRow | None:
    """One topic as this member sees it."""
    row = _FIND.row(member_id, now, topic_id)
    return None if row is None else TopicRow(*row)


class StatementRow(NamedTuple):
    """A statement with what this member said to it."""

    id: int
    text: str
    author_id: int | None
    author_name: str | None
    is_name_hidden: bool
    public_state: str
    agrees: int
    disagrees: int
    passes: int
    my_vote: str | None


_STATEMENTS = Sql(
    f"""SELECT s.id, s.text, s.author_id, m.name, s.is_name_hidden, s.public_state,
          s.agrees, s.disagrees, s.passes, v.vote
        FROM {_ME} CROSS JOIN topic_statement s LEFT JOIN member m ON m.id = s.author_id
        LEFT JOIN topic_vote v ON v.statement_id = s.id AND v.member_id = me.id
        WHERE s.topic_id = ? AND (s.public_state = 'shown' OR s.author_id = me.id) ORDER BY s.id"""
)


def list_statements(topic_id: int, member_id: int) -> list[StatementRow]:
    """What was said, as far as this member may read it: shown ones and their own."""
    return [StatementRow(*row) for row in _STATEMENTS.rows(member_id, 0, topic_id)]


# Whoever changes a topic's sums holds its row first: two votes of one member then come one after the other.
_HOLD = Sql("UPDATE topic SET version = version + 1 WHERE id = ?")
_VOTED = Sql("SELECT vote FROM topic_vote WHERE statement_id = ? AND member_id = ?")
_VOTE = Sql(
    """INSERT INTO topic_vote (topic_id, statement_id, member_id, vote, voted_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (member_id, statement_id) DO UPDATE SET vote = excluded.vote, voted_at = excluded.voted_at"""
)
_SUM = {
    vote: Sql(f"UPDATE topic_statement SET {column} = {column} + ? WHERE id = ?")
    for vote, column in (("agree", "agrees"), ("disagree", "disagrees"), ("pass", "passes"))
}
_TAKES_PART = Sql(
    """SELECT 1 FROM topic_vote WHERE topic_id = ? AND member_id = ?
       UNION ALL SELECT 1 FROM topic_statement WHERE topic_id = ? AND author_id = ? LIMIT 1"""
)
_COUNT_VOTES = Sql("UPDATE topic SET votes = votes + ?, participants = participants + ? WHERE id = ?")


def hold_topic(topic_id: int) -> bool:
    """Hold a topic until the transaction ends; False if there is none."""
    return bool(_HOLD.run(topic_id).rowcount)


def takes_part(topic_id: int, member_id: int) -> bool:
    """Whether a member has voted or said something in a topic."""
    return _TAKES_PART.row(topic_id, member_id, topic_id, member_id) is not None


def vote_of(statement_id: int, member_id: int) -> str | None:
    """What a member says to a statement so far."""
    row = _VOTED.row(statement_id, member_id)
    return None if row is None else str(row[0])


def write_vote(topic_id: int, statement_id: int, member_id: int, vote: str, now: int) -> None:
    """Put a member's vote in place of the one before."""
    _VOTE.run(topic_id, statement_id, member_id, vote, now)


def add_to_sum(statement_id: int, vote: str, change: int) -> None:
    """Keep a statement's sums."""
    _SUM[vote].run(change, statement_id)


def count_votes(topic_id: int, votes: int, participants: int) -> None:
    """Keep a topic's sums."""
    _COUNT_VOTES.run(votes, participants, topic_id)
