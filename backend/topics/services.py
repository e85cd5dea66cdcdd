"""Topics: saying something, voting, and what staff make of it. Votes are only ever shown added up."""

from __future__ import annotations

import hashlib
from typing import Any

from backend import clock
from backend.activities.services.planning import draft_activity
from backend.audiences.services import count_audience
from backend.audit.differences import differing
from backend.audit.services import record
from backend.database import atomic, made_once, new_id
from backend.errors import NotFound
from backend.members.services import hold_member, require_phone
from backend.safety.checks import check_text_now, queue_text
from backend.safety.settings import are_boards_public
from backend.safety.subjects import SubjectView
from backend.searching.terms import normalised, terms_of
from backend.topics import queries
from backend.topics.errors import (
    AlreadyActivity,
    NotDraft,
    SaidBefore,
    StatementsClosed,
    StillOpen,
    TooManyStatements,
    TopicClosed,
)
from backend.topics.models import Statement, Topic, Vote
from backend.topics.queries import StatementRow, TopicRow

KIND = "statement"
MOST_STATEMENTS = 5
HOT_PEOPLE, HOT_SHARE = 20, 10
HOT_RULE = f"参与满 {HOT_PEOPLE} 人，或满受众的 {HOT_SHARE}%，就是热门话题，工作人员可以把它开成一次活动。"
# Two statements are the same when they share nearly all pairs of characters.
_SAME = 0.8


def view_topic(topic_id: int, member_id: int) -> TopicRow:
    """The topic as this member sees it. Raises NotFound."""
    shown = queries.find_topic(topic_id, member_id, clock.now_ms())
    if shown is None:
        raise NotFound
    return shown


def is_hot(participants: int, audience: int) -> bool:
    """Whether a topic is hot, by HOT_RULE."""
    return participants >= HOT_PEOPLE or (audience > 0 and participants * 100 >= audience * HOT_SHARE)


def in_turn(rows: list[StatementRow], member_id: int) -> list[StatementRow]:
    """The order statements are offered in: those with the fewest votes first, so that late ones are heard too; equal
    ones in an order of each member's own."""

    def place(row: StatementRow) -> tuple[int, str]:
        own = hashlib.sha256(f"{member_id}:{row.id}".encode()).hexdigest()
        return row.agrees + row.disagrees + row.passes, own

    return sorted(rows, key=place)


def say(topic_id: int, member_id: int, text: str, *, is_name_hidden: bool, client_ref: str) -> tuple[Statement, bool]:
    """Add an opinion; True if this request did. Others see it once it was found harmless.

    Raises NotFound, TopicClosed, PhoneFirst, StatementsClosed, TooManyStatements, SaidBefore.
    """
    _require_open(view_topic(topic_id, member_id))
    if not are_boards_public():
        raise StatementsClosed
    require_phone(member_id)

    def said() -> Statement | None:
        found: Statement | None = Statement.get_or_none(
            Statement.author == member_id, Statement.client_ref == client_ref
        )
        return found

    statement, is_new = made_once(said, lambda: _say(topic_id, member_id, text, is_name_hidden, client_ref))
    if not is_new:
        return statement, False
    check_text_now(KIND, statement.id)
    return Statement.get_by_id(statement.id), True


def _say(topic_id: int, member_id: int, text: str, is_name_hidden: bool, client_ref: str) -> Statement:
    hold_member(member_id)
    queries.hold_topic(topic_id)
    said = list(Statement.select().where(Statement.topic == topic_id, Statement.public_state != "blocked"))
    if sum(1 for one in said if one.author_id == member_id) >= MOST_STATEMENTS:
        raise TooManyStatements
    for one in said:
        if is_same(one.text, text):
            raise SaidBefore(errors={"text": [_said_before(one, member_id)]})
    is_first = not queries.takes_part(topic_id, member_id)
    statement: Statement = Statement.create(
        id=new_id(),
        topic=topic_id,
        author=member_id,
        text=text,
        is_name_hidden=is_name_hidden,
        client_ref=client_ref,
    )
    queries.count_votes(topic_id, 0, int(is_first))
    topic = Topic.get_by_id(topic_id)
    queue_text(KIND, statement.id, view(statement, topic, ""))
    return statement


def _said_before(statement: Statement, member_id: int) -> str:
    """What tells who says it again; what nobody may read yet is not quoted."""
    if statement.author_id == member_id:
        return f"您说过：“{statement.text}”"
    if statement.public_state == "shown":
        return f"有人说过：“{statement.text}”"
    return "刚才有人说了几乎一样的话，还在审核。通过以后，您可以对它表态。"


def is_same(one: str, other: str) -> bool:
    """Whether two statements say nearly the same in the same words."""
    if normalised(one).strip("。！？.!? ") == normalised(other).strip("。！？.!? "):
        return True
    first, second = set(terms_of(one)), set(terms_of(other))
    together = first | second
    return bool(together) and len(first & second) / len(together) >= _SAME


def view(statement: Statement, topic: Topic, author_name: str) -> SubjectView:
    """A statement as staff judge it."""
    target = f"/pages/topic/index?id={topic.id}"
    return SubjectView(topic.title, statement.text, author_name, statement.author_id, topic.organization_id, target)


def vote(topic_id: int, statement_id: int, member_id: int, said: str) -> None:
    """Agree, disagree or pass; saying it again changes nothing, saying something else moves the sums.

    Raises NotFound, TopicClosed.
    """
    _require_open(view_topic(topic_id, member_id))
    with atomic():
        hold_member(member_id)
        queries.hold_topic(topic_id)
        statement = Statement.get_or_none(
            Statement.id == statement_id, Statement.topic == topic_id, Statement.public_state == "shown"
        )
        if statement is None:
            raise NotFound
        before = queries.vote_of(statement_id, member_id)
        if before == said:
            return
        is_first = not queries.takes_part(topic_id, member_id)
        queries.write_vote(topic_id, statement_id, member_id, said, clock.now_ms())
        if before is not None:
            queries.add_to_sum(statement_id, before, -1)
        queries.add_to_sum(statement_id, said, 1)
        queries.count_votes(topic_id, int(before is None), int(is_first))


def decide_statement(statement_id: int, is_clear: bool, reason: str, staff_id: int | None) -> None:  # noqa: ARG001
    """Show a statement or keep it from others, and keep the topic's number of shown ones."""
    state = "shown" if is_clear else "blocked"
    with atomic():
        statement = Statement.get_or_none(Statement.id == statement_id)
        if statement is None:
            return
        queries.hold_topic(statement.topic_id)
        before = Statement.get_by_id(statement_id).public_state
        if before == state:
            return
        Statement.update(public_state=state).where(Statement.id == statement_id).execute()
        change = int(state == "shown") - int(before == "shown")
        Topic.update(statements=Topic.statements + change).where(Topic.id == statement.topic_id).execute()


def _require_open(shown: TopicRow) -> None:
    if shown.state_at(clock.now_ms()) != "open":
        raise TopicClosed


def draft_topic(staff_id: int, values: dict[str, Any]) -> tuple[Topic, bool]:
    """Start a topic; True if this request did. The same `client_ref` of the same person again is the same draft."""

    def made() -> Topic | None:
        found: Topic | None = Topic.get_or_none(Topic.created_by == staff_id, Topic.client_ref == values["client_ref"])
        return found

    return made_once(made, lambda: _draft(staff_id, dict(values)))


def _draft(staff_id: int, values: dict[str, Any]) -> Topic:
    statements = values.pop("statements")
    topic: Topic = Topic.create(id=new_id(), created_by=staff_id, statements=len(statements), **values)
    for text in statements:
        Statement.create(id=new_id(), topic=topic, author=None, text=text, public_state="shown")
    _note(topic, staff_id, "topic.drafted")
    return topic


def change_topic(topic: Topic, staff_id: int, changes: dict[str, Any]) -> None:
    """Change a draft; of a published topic only when it closes. Raises NotDraft."""
    with atomic():
        queries.hold_topic(topic.id)
        present = Topic.get_by_id(topic.id)
        if present.state != "draft" and changes.keys() - {"closes_at"}:
            raise NotDraft
        if changes:
            before = {name: getattr(present, name) for name in changes}
            Topic.update(**changes).where(Topic.id == topic.id).execute()
            _note(topic, staff_id, "topic.changed", differing(before, changes, unsaid=("text",)))


def publish_topic(topic: Topic, staff_id: int) -> None:
    """Open it to everybody below its organization; a published one stays as it is."""
    with atomic():
        queries.hold_topic(topic.id)
        if Topic.get_by_id(topic.id).state == "draft":
            audience = count_audience({}, topic.organization_id)
            Topic.update(state="published", audience=audience).where(Topic.id == topic.id).execute()
            _note(topic, staff_id, "topic.published")


def close_topic(topic: Topic, staff_id: int) -> None:
    """Take nothing more from now on."""
    with atomic():
        queries.hold_topic(topic.id)
        now = clock.now()
        if Topic.get_by_id(topic.id).closes_at > now:
            Topic.update(closes_at=now).where(Topic.id == topic.id).execute()
            _note(topic, staff_id, "topic.closed")


def is_over(topic: Topic) -> bool:
    """Whether nothing more is taken, so that its results can be told."""
    return bool(topic.state == "published" and topic.closes_at <= clock.now())


def publish_results(topic: Topic, staff_id: int, summary: str) -> None:
    """Show everybody the sums of every statement, with a word from staff; other words later. Raises StillOpen."""
    with atomic():
        queries.hold_topic(topic.id)
        fresh = Topic.get_by_id(topic.id)
        if not is_over(fresh):
            raise StillOpen
        Topic.update(summary=summary, results_at=fresh.results_at or clock.now()).where(Topic.id == topic.id).execute()
        _note(topic, staff_id, "topic.results")


def make_activity(topic: Topic, staff_id: int, values: dict[str, Any]) -> int:
    """A draft of an activity about the topic; once it is published, its supporters find it on home.

    Supporters are all who said something in it or agreed with a statement. Raises AlreadyActivity.
    """
    with atomic():
        queries.hold_topic(topic.id)
        fresh = Topic.get_by_id(topic.id)
        plan = {
            **values,
            "organization_id": topic.organization_id,
            "kind": "meeting",
            "description": f"来自话题“{topic.title}”。{topic.text}",
        }
        activity, is_new = draft_activity(staff_id, plan)
        if fresh.activity_id not in (None, activity.id):
            raise AlreadyActivity
        if is_new:
            Topic.update(activity=activity).where(Topic.id == topic.id).execute()
            _note(topic, staff_id, "topic.activity", {"activity_id": str(activity.id)})
    return int(activity.id)


def forget_member(member_id: int) -> None:
    """Take a member's votes back, sums and all; what they said stays without them."""
    for one in list(Vote.select().where(Vote.member == member_id).order_by(Vote.topic)):
        queries.hold_topic(one.topic_id)
        queries.add_to_sum(one.statement_id, one.vote, -1)
        queries.count_votes(one.topic_id, -1, 0)
    Vote.delete().where(Vote.member == member_id).execute()
    Statement.update(author=None, client_ref=None).where(Statement.author == member_id).execute()


def _note(topic: Topic, staff_id: int, action: str, detail: dict[str, Any] | None = None) -> None:
    record(
        action=action,
        subject_kind="topic",
        subject_id=topic.id,
        actor_id=staff_id,
        organization_id=topic.organization_id,
        detail=detail,
    )
