"""Signups as an Excel workbook, written row by row so that thousands of them take little memory."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import IO, Any, NamedTuple

from backend.activities.models import Activity, ActivitySession
from backend.audit.services import record
from backend.database import Statement
from backend.encryption import keys
from backend.forms.questions import Question
from backend.forms.store import StoredForm, stored_forms
from backend.forms.wording import answer_text
from backend.members.models import mask_phone
from backend.workbooks import Book, Cell, WallTime

_CHUNK = 1_000
_STATES = {
    "pending": "待审核",
    "approved": "已通过",
    "rejected": "未通过",
    "waitlisted": "候补中",
    "cancelled": "已取消",
}
_ATTENDANCE = {"attended": "已出席", "no_show": "未到", "left_early": "提前离开"}
_BEFORE = (("编号", 6), ("姓名", 12), ("组织", 24), ("手机", 14), ("状态", 8), ("人数", 6), ("随行", 20))
_TIME, _TEXT = 17, 24

_FORMS = Statement("SELECT DISTINCT form_id FROM signup WHERE activity_id = ? AND form_id IS NOT NULL")
_ROWS = Statement(
    """SELECT s.id, s.number, m.id, m.name, m.phone_sealed, coalesce(o.name, (
          SELECT p.name FROM membership ms JOIN organization p ON p.id = ms.organization_id
          WHERE ms.member_id = m.id ORDER BY ms.joined_at, ms.id LIMIT 1)),
          s.state, s.seats, s.companions, s.answers, s.form_id, s.created_at, d.name, s.decided_at,
          s.checked_in_at, s.attendance
       FROM signup s JOIN member m ON m.id = s.member_id LEFT JOIN organization o ON o.id = s.organization_id
         LEFT JOIN member d ON d.id = s.decided_by_id
       WHERE s.activity_id = ? AND s.id > ? ORDER BY s.id LIMIT ?"""
)
_ARRIVALS = Statement(
    """SELECT t.signup_id, t.session_id, t.checked_in_at FROM attendance t
       WHERE t.checked_in_at IS NOT NULL AND t.signup_id IN (
         SELECT s.id FROM signup s WHERE s.activity_id = ? AND s.id > ? AND s.id <= ?)"""
)


class _Row(NamedTuple):
    id: int
    number: int | None
    member_id: int
    name: str
    phone_sealed: str | None
    organization: str | None
    state: str
    seats: int
    companions: str
    answers: str
    form_id: int | None
    created_at: int
    decided_by: str | None
    decided_at: int | None
    checked_in_at: int | None
    attendance: str


class _Layout(NamedTuple):
    """The questions anybody was asked, the forms they were asked on, and the doors people came through."""

    questions: list[Question]
    forms: dict[int, StoredForm]
    sessions: list[ActivitySession]

    def columns(self) -> list[tuple[str, int]]:
        """Head and width of each column."""
        doors = [f"签到：{session.title}" for session in self.sessions] or ["签到时间"]
        return [
            *_BEFORE,
            *((question.title, _TEXT) for question in self.questions),
            ("报名时间", _TIME),
            ("处理人", 12),
            ("处理时间", _TIME),
            *((door, _TIME) for door in doors),
            ("出席", 10),
        ]


def export_signups(activity: Activity, staff_id: int) -> bytes:
    """The workbook; the export is in the audit trail."""
    # Packed, ten thousand rows are a megabyte: only unpacked they would be much, and those wait on disk.
    file = BytesIO()
    count = _write(file, activity)
    record(
        action="activity.signups_exported",
        subject_kind="activity",
        subject_id=activity.id,
        actor_id=staff_id,
        organization_id=activity.organization_id,
        detail={"rows": count},
    )
    return file.getvalue()


def _write(file: IO[bytes], activity: Activity) -> int:
    layout = _layout(activity)
    book = Book(file)
    number = book.add_sheet("报名名单", layout.columns(), _lines(activity.id, layout), frozen=2)
    book.close()
    return number


def _layout(activity: Activity) -> _Layout:
    form_ids = {form_id for (form_id,) in _FORMS.rows(activity.id)}
    if activity.form_id is not None:
        form_ids.add(activity.form_id)
    forms = stored_forms(form_ids)
    questions: dict[str, Question] = {}
    # The newest version first: its order and its titles.
    for form in sorted(forms.values(), key=lambda form: (form.id != activity.form_id, -form.version)):
        for question in form.definition.questions():
            questions.setdefault(question.key, question)
    rows = ActivitySession.select().where(ActivitySession.activity == activity.id)
    sessions = list(rows.order_by(ActivitySession.starts_at, ActivitySession.id)) if activity.has_sessions else []
    return _Layout(list(questions.values()), forms, sessions)


def _lines(activity_id: int, layout: _Layout) -> Iterator[list[Cell]]:
    last = 0
    while True:
        rows = [_Row(*row) for row in _ROWS.rows(activity_id, last, _CHUNK)]
        if not rows:
            return
        arrivals: dict[tuple[int, int], int] = {}
        if layout.sessions:
            found = _ARRIVALS.rows(activity_id, last, rows[-1].id)
            arrivals = {(signup_id, session_id): at for signup_id, session_id, at in found}
        for row in rows:
            yield _line(row, layout, arrivals)
        last = rows[-1].id


def _line(row: _Row, layout: _Layout, arrivals: dict[tuple[int, int], int]) -> list[Cell]:
    doors = [arrivals.get((row.id, session.id)) for session in layout.sessions] or [row.checked_in_at]
    return [
        row.number,
        row.name,
        row.organization,
        _phone(row),
        _STATES[row.state],
        row.seats,
        _companions(row),
        *_answers(row, layout),
        WallTime(row.created_at),
        row.decided_by,
        _moment(row.decided_at),
        *(_moment(at) for at in doors),
        _ATTENDANCE.get(row.attendance),
    ]


def _moment(at: int | None) -> WallTime | None:
    return None if at is None else WallTime(at)


def _phone(row: _Row) -> str | None:
    if row.phone_sealed is None:
        return None
    return mask_phone(keys().decrypt(row.phone_sealed, f"member:{row.member_id}:phone"))


def _companions(row: _Row) -> str:
    names = [str(companion.get("name") or "") for companion in json.loads(row.companions)]
    named = "、".join(name for name in names if name)
    return named or (f"{row.seats - 1} 人" if row.seats > 1 else "")


def _answers(row: _Row, layout: _Layout) -> Sequence[Cell]:
    answers: dict[str, Any] = json.loads(row.answers)
    if row.form_id is None or not answers:
        return [None] * len(layout.questions)
    asked = {question.key: question for question in layout.forms[row.form_id].definition.questions()}
    return [
        answer_text(asked[question.key], answers.get(question.key)) if question.key in asked else None
        for question in layout.questions
    ]
