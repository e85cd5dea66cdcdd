"""Prepared SQL of the hot paths: what a member sees of surveys, and handing in answers."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from typing import NamedTuple

from backend.database import Statement, is_postgresql, json_text
from backend.participation.services import Act, record_acts, recording

_CARD = """s.id, s.title, o.id, o.name, s.state, s.is_anonymous, s.is_editable, s.opens_at, s.closes_at, s.quota,
  s.accepted, s.form_id, s.closing_note_at, s.results_for, i.unit, i.has_answered,
  EXISTS (SELECT 1 FROM held_response h WHERE h.survey_id = s.id AND h.member_id = i.member_id)"""
_FROM = """FROM survey_invitation i CROSS JOIN survey s JOIN organization o ON o.id = s.organization_id
  LEFT JOIN survey_response r ON r.survey_id = s.id AND r.member_id = i.member_id"""


class CardRow(NamedTuple):
    """A survey as one invited member sees it in a list; moments in milliseconds."""

    id: int
    title: str
    organization_id: int
    organization_name: str
    state: str
    is_anonymous: bool
    is_editable: bool
    opens_at: int
    closes_at: int
    quota: int | None
    accepted: int
    form_id: int
    closing_note_at: int | None
    results_for: str
    unit: int
    is_marked: bool  # as having answered; an anonymous response that is still held is not
    is_held: bool

    @property
    def has_answered(self) -> bool:
        """Whether this member has handed in answers."""
        return bool(self.is_marked or self.is_held)

    def state_at(self, now: int) -> str:
        """soon | open | full | closed, by the clock and the places left."""
        if self.state == "cancelled" or now >= self.closes_at:
            return "closed"
        if now < self.opens_at:
            return "soon"
        is_full = self.quota is not None and self.accepted >= self.quota
        return "full" if is_full and not self.has_answered else "open"


class DetailRow(NamedTuple):
    """One survey with the member's own named response; `was_destroyed`: too few took part in an anonymous one."""

    card: CardRow
    introduction: str
    closing_note: str
    has_quotas: bool
    response_id: int | None
    answered_form_id: int | None
    answers: str | None
    submitted_at: int | None
    was_destroyed: bool


_FIND = Statement(
    f"""SELECT {_CARD}, s.introduction, s.closing_note,
          EXISTS (SELECT 1 FROM survey_quota q WHERE q.survey_id = s.id),
          r.id, r.form_id, r.answers, r.submitted_at,
          s.is_anonymous AND s.state = 'published' AND s.settled_at IS NOT NULL AND s.responses = 0 {_FROM}
        WHERE i.survey_id = ? AND i.member_id = ? AND s.id = i.survey_id AND s.state <> 'draft'"""
)
_CARD_LENGTH = len(CardRow._fields)


def find_survey(survey_id: int, member_id: int) -> DetailRow | None:
    """The survey as this member sees it; None for who is not asked."""
    row = _FIND.row(survey_id, member_id)
    return None if row is None else DetailRow(CardRow(*row[:_CARD_LENGTH]), *row[_CARD_LENGTH:])


_VIEWS = {
    "open": "s.state = 'published' AND s.closes_at > ? AND NOT i.has_answered AND {not_held}",
    "answered": "s.state = 'published' AND ? > 0 AND (i.has_answered OR NOT {not_held})",
    "closed": "s.state = 'published' AND s.closes_at <= ? AND NOT i.has_answered AND {not_held}",
}
_NOT_HELD = "NOT EXISTS (SELECT 1 FROM held_response w WHERE w.survey_id = s.id AND w.member_id = i.member_id)"
_ORDER = {
    "open": "s.closes_at, s.id",
    "answered": "s.closes_at DESC, s.id DESC",
    "closed": "s.closes_at DESC, s.id DESC",
}
_WHERE = {
    view: f"WHERE i.member_id = ? AND s.id = i.survey_id AND {text.format(not_held=_NOT_HELD)}"
    for view, text in _VIEWS.items()
}
_LIST = {
    view: Statement(f"SELECT {_CARD} {_FROM} {where} ORDER BY {_ORDER[view]} LIMIT ? OFFSET ?")
    for view, where in _WHERE.items()
}
_COUNT = {
    view: Statement(f"SELECT count(*) FROM survey_invitation i CROSS JOIN survey s {where}")
    for view, where in _WHERE.items()
}
VIEWS = tuple(_VIEWS)


def list_surveys(member_id: int, view: str, now: int, page: int, page_size: int) -> tuple[list[CardRow], int]:
    """One page of the surveys a member is asked, and how many there are: two statements."""
    rows = _LIST[view].rows(member_id, now, page_size, (page - 1) * page_size)
    total = _COUNT[view].row(member_id, now)
    return [CardRow(*row) for row in rows], int(total[0]) if total else 0


_FULL_OPTIONS = Statement(
    "SELECT question, option FROM survey_quota WHERE survey_id = ? AND taken >= most ORDER BY question, option"
)
_LIMITED_OPTIONS = Statement("SELECT question, option FROM survey_quota WHERE survey_id = ?")


def find_full_options(survey_id: int) -> list[tuple[str, str]]:
    """The options nobody can choose any more, as pairs of question and option."""
    return [(question, option) for question, option in _FULL_OPTIONS.rows(survey_id)]


def find_limited_options(survey_id: int) -> set[tuple[str, str]]:
    """The options that only so many may choose."""
    return {(question, option) for question, option in _LIMITED_OPTIONS.rows(survey_id)}


# The member must be there still: on PostgreSQL their row is held, so that nobody leaves meanwhile.
_INVITED = """FROM survey_invitation i JOIN member m ON m.id = i.member_id
  WHERE i.survey_id = ? AND i.member_id = ? AND m.state = 'active'"""
_ANSWER = f"""INSERT INTO survey_response
  (id, survey_id, member_id, form_id, unit, answers, count_state, submitted_at, updated_at)
  SELECT CAST(? AS BIGINT), i.survey_id, i.member_id, CAST(? AS BIGINT), i.unit, CAST(? AS TEXT), 'new',
    CAST(? AS BIGINT), CAST(? AS BIGINT) {_INVITED} {{hold}} ON CONFLICT (survey_id, member_id) DO NOTHING"""
_HOLD_BACK = f"""INSERT INTO held_response (survey_id, member_id, form_id, unit, sealed)
  SELECT i.survey_id, i.member_id, CAST(? AS BIGINT), i.unit, CAST(? AS TEXT) {_INVITED} AND NOT i.has_answered
  {{hold}} ON CONFLICT (survey_id, member_id) DO NOTHING"""
_ON_POSTGRESQL = "FOR SHARE OF m"
_INSERT = Statement(_ANSWER.format(hold=""))
# The act of handing in, from the response just written.
_ACT = """SELECT a.member_id, CAST(? AS TEXT), a.survey_id, CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS BIGINT),
  CAST(? AS TEXT) FROM answered a"""
# The three steps that SQLite takes one by one: each would cost a round trip.
_INSERT_MARK_RECORD = Statement(
    f"""WITH answered AS ({_ANSWER.format(hold=_ON_POSTGRESQL)} RETURNING survey_id, member_id),
        marked AS (UPDATE survey_invitation i SET has_answered = TRUE FROM answered a
          WHERE i.survey_id = a.survey_id AND i.member_id = a.member_id),
        recorded AS ({recording(_ACT)})
        SELECT 1 FROM answered"""
)
_HELD = {False: Statement(_HOLD_BACK.format(hold="")), True: Statement(_HOLD_BACK.format(hold=_ON_POSTGRESQL))}
_MARK = Statement("UPDATE survey_invitation SET has_answered = TRUE WHERE survey_id = ? AND member_id = ?")
_IS_MARKED = Statement("SELECT has_answered FROM survey_invitation WHERE survey_id = ? AND member_id = ?")
_IS_OPEN = "state = 'published' AND opens_at <= ? AND closes_at > ?"
_COUNT_NAMED = Statement(
    f"""UPDATE survey SET accepted = accepted + 1, responses = responses + 1, version = version + 1
        WHERE id = ? AND {_IS_OPEN} AND (quota IS NULL OR accepted < quota)"""
)
# Of an anonymous survey nothing that staff see moves before its batch does. Whoever waited here while it was settled
# comes too late, whatever the time was when they began.
_COUNT_HELD = Statement(
    f"""UPDATE survey SET accepted = accepted + 1
        WHERE id = ? AND {_IS_OPEN} AND settled_at IS NULL AND (quota IS NULL OR accepted < quota)"""
)
_CHANGE = Statement(
    """UPDATE survey_response SET answers = ?, form_id = ?, updated_at = ?, made_by_id = NULL,
         counted_answers = CASE WHEN count_state = 'counted' THEN answers ELSE counted_answers END,
         count_state = CASE WHEN count_state = 'counted' THEN 'edited' ELSE count_state END
       WHERE id = ? AND answers = ?"""
)
_TOUCH = Statement(f"UPDATE survey SET version = version + 1 WHERE id = ? AND {_IS_OPEN}")
_TAKE_OPTION = Statement(
    "UPDATE survey_quota SET taken = taken + 1 WHERE survey_id = ? AND question = ? AND option = ? AND taken < most"
)
_GIVE_OPTION = Statement(
    "UPDATE survey_quota SET taken = taken - 1 WHERE survey_id = ? AND question = ? AND option = ? AND taken > 0"
)


def insert_response(response_id: int, form_id: int, answers: str, act: Act) -> bool:
    """Write a named response and enter the act of handing it in; False if the member is gone or has one already."""
    survey_id, member_id, now = act.subject_id, act.member_id, act.occurred_at
    response = (response_id, form_id, answers, now, now, survey_id, member_id)
    if is_postgresql():
        said = (act.kind, act.organization_id, act.title, now, json_text(act.detail))
        return _INSERT_MARK_RECORD.row(*response, *said) is not None
    if not _INSERT.run(*response).rowcount:
        return False
    _MARK.run(survey_id, member_id)
    record_acts([act])
    return True


def hold_response(survey_id: int, member_id: int, form_id: int, sealed: str) -> bool:
    """Lay an anonymous response by; False if the member is gone or has answered already."""
    return bool(_HELD[is_postgresql()].run(form_id, sealed, survey_id, member_id).rowcount)


def has_taken_part(survey_id: int, member_id: int) -> bool:
    """Whether a member is known to have answered; of an anonymous survey once the answers are mixed with others."""
    row = _IS_MARKED.row(survey_id, member_id)
    return row is not None and bool(row[0])


def count_response(survey_id: int, now: int, *, is_anonymous: bool) -> bool:
    """Take one of the places; False if the survey is not open, or full."""
    statement = _COUNT_HELD if is_anonymous else _COUNT_NAMED
    return bool(statement.run(survey_id, now, now).rowcount)


def change_response(response_id: int, before: str, after: str, form_id: int, now: int) -> bool:
    """Put other answers in the place of `before`; False if they are no longer that."""
    return bool(_CHANGE.run(after, form_id, now, response_id, before).rowcount)


def note_changed(survey_id: int, now: int) -> bool:
    """Say that a response changed; False if the survey is no longer open."""
    return bool(_TOUCH.run(survey_id, now, now).rowcount)


def take_option(survey_id: int, question: str, option: str) -> bool:
    """Take one of an option's places; False if there is none left."""
    return bool(_TAKE_OPTION.run(survey_id, question, option).rowcount)


def give_option(survey_id: int, question: str, option: str) -> None:
    """Give one of an option's places back."""
    _GIVE_OPTION.run(survey_id, question, option)
