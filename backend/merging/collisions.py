"""Where both records did the same and it was counted twice: votes, endorsements, invitations to a survey."""

from __future__ import annotations

from backend.cases.life import hold_case
from backend.cases.support import count_support
from backend.database import Statement
from backend.merging.ledger import Ledger
from backend.topics.queries import hold_topic

_SUMS = {"agree": "agrees", "disagree": "disagrees", "pass": "passes"}
_VOTES = Statement(
    """SELECT g.id, g.topic_id, g.statement_id, g.vote, k.vote FROM topic_vote g
       JOIN topic_vote k ON k.statement_id = g.statement_id
       WHERE g.member_id = ? AND k.member_id = ? ORDER BY g.topic_id, g.id"""
)
_IN_TOPICS = Statement(
    """SELECT topic_id FROM topic_vote WHERE member_id = ?
       UNION SELECT topic_id FROM topic_statement WHERE author_id = ?"""
)
_SUPPORT = Statement(
    """SELECT g.id, g.opted_out_at, g.case_id, k.id, k.opted_out_at FROM case_supporter g
       JOIN case_supporter k ON k.case_id = g.case_id
       WHERE g.member_id = ? AND k.member_id = ? ORDER BY g.case_id"""
)
_OWN = Statement(
    """SELECT s.id, s.case_id, s.opted_out_at FROM case_supporter s JOIN case_item c ON c.id = s.case_id
       WHERE (s.member_id = ? AND c.author_id = ?) OR (s.member_id = ? AND c.author_id = ?) ORDER BY s.case_id"""
)
_INVITED = Statement(
    """SELECT g.id, k.id, g.survey_id, s.title,
         g.has_answered OR EXISTS (SELECT 1 FROM held_response h WHERE h.survey_id = g.survey_id
           AND h.member_id = g.member_id),
         k.has_answered OR EXISTS (SELECT 1 FROM held_response h WHERE h.survey_id = k.survey_id
           AND h.member_id = k.member_id)
       FROM survey_invitation g JOIN survey_invitation k ON k.survey_id = g.survey_id
       JOIN survey s ON s.id = g.survey_id WHERE g.member_id = ? AND k.member_id = ? ORDER BY g.survey_id"""
)


def merge_votes(ledger: Ledger) -> None:
    """One person, one vote: kept's stands, gone's is taken out of the sums."""
    both = _both_in(ledger)
    for topic_id in both:
        hold_topic(topic_id)
    rows = _VOTES.rows(ledger.gone_id, ledger.kept_id)
    for row_id, topic_id, statement_id, vote, _kept in rows:
        ledger.delete("topic_vote", row_id)
        ledger.add("topic_statement", statement_id, _SUMS[vote], -1)
        ledger.add("topic", topic_id, "votes", -1)
    if rows:
        ledger.note(f"话题中同一观点两份记录都表过态：以保留记录的为准（{len(rows)} 项）")
    for topic_id in both:
        ledger.add("topic", topic_id, "participants", -1)
    ledger.move("topic_vote", "member_id", ("statement_id",), "话题表态")


def _both_in(ledger: Ledger) -> list[int]:
    """The topics in which both were counted as taking part."""
    kept, gone = ledger.kept_id, ledger.gone_id
    mine = {topic_id for (topic_id,) in _IN_TOPICS.rows(kept, kept)}
    theirs = {topic_id for (topic_id,) in _IN_TOPICS.rows(gone, gone)}
    return sorted(mine & theirs)


def merge_support(ledger: Ledger) -> None:
    """One person endorses once, and not what they brought forward themselves."""
    for gone_row, gone_left, case_id, kept_row, kept_left in _SUPPORT.rows(ledger.gone_id, ledger.kept_id):
        case, _ = hold_case(case_id)
        if gone_left is None and kept_left is None:
            count_support(case, -1)
            ledger.entries.append(["support", case_id, -1])
            ledger.note("同一建议两份记录都附议过，只计一次")
        elif gone_left is None:
            ledger.set("case_supporter", kept_row, {"opted_out_at": None})
        ledger.delete("case_supporter", gone_row)
    kept, gone = ledger.kept_id, ledger.gone_id
    for row_id, case_id, left in _OWN.rows(gone, kept, kept, gone):
        case, _ = hold_case(case_id)
        if left is None:
            count_support(case, -1)
            ledger.entries.append(["support", case_id, -1])
            ledger.note("附议了自己提出的建议的，不再计入")
        ledger.delete("case_supporter", row_id)
    ledger.move("case_supporter", "member_id", ("case_id",), "附议")


def restore_support(case_id: int, change: int) -> None:
    """Count an endorsement again, or no longer."""
    case, _ = hold_case(case_id)
    count_support(case, -change)


def merge_invitations(ledger: Ledger) -> None:
    """One person is asked once: the invitation that was answered stays. Answers themselves are not touched."""
    for gone_row, kept_row, survey_id, title, gone_answered, kept_answered in _INVITED.rows(
        ledger.gone_id, ledger.kept_id
    ):
        if gone_answered and kept_answered:
            ledger.note(f"问卷“{title}”两份记录都答过，答卷都保留")
            continue
        ledger.delete("survey_invitation", kept_row if gone_answered else gone_row)
        ledger.add("survey", survey_id, "invited", -1)
    ledger.move("survey_invitation", "member_id", ("survey_id",), "问卷邀请")
