"""Signups as an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest

from backend.activities.models import Activity, ActivitySession, Attendance, Signup
from backend.activities.services import exporting
from backend.audit.models import AuditEntry
from backend.forms.store import save_version
from tests.factories import make_activity, make_member, make_signup
from tests.people import World
from tests.phone import Phone

QUESTIONS: dict[str, Any] = {
    "sections": [
        {
            "key": "s",
            "title": "报名",
            "questions": [
                {
                    "key": "drive",
                    "type": "single",
                    "title": "怎么过来",
                    "options": [{"value": "car", "label": "开车"}, {"value": "bus", "label": "公交"}],
                },
                {"key": "note", "type": "text", "title": "备注"},
            ],
        }
    ]
}


@pytest.fixture
def activity(world: World) -> Activity:
    made = make_activity(world.chamber, title="春季沙龙/一")
    made.form = save_version(f"activity:{made.id}", QUESTIONS)
    made.save()
    return made


def wall(*parts: int) -> datetime:
    """A moment as Excel keeps it: on the wall clock, without a zone."""
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


def download(phone: Phone, activity: Activity) -> Any:
    return phone.get(f"/staff/activities/{activity.id}/signups.xlsx")


def rows_of(phone: Phone, activity: Activity) -> list[dict[str, Any]]:
    response = download(phone, activity)
    assert response.status_code == 200, response.text
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    assert sheet is not None
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


def test_each_signup_is_a_row_in_words(as_staff: Phone, world: World, activity: Activity, clock: Any) -> None:
    make_signup(
        activity,
        world.member,
        number=1,
        seats=3,
        companions=[{"name": "张三"}, {"name": "李四"}],
        organization=world.library,
        answers={"drive": "car", "note": "靠窗"},
        form=activity.form_id,
        decided_by=world.staff,
        decided_at=clock.now(),
        checked_in_at=activity.starts_at,
        attendance="left_early",
    )
    make_signup(activity, make_member("无手机"), "waitlisted", seats=2)

    first, second = rows_of(as_staff, activity)
    assert first == {
        "编号": 1,
        "姓名": "王敏",
        "组织": "石桥读书会",
        "手机": "199******01",
        "状态": "已通过",
        "人数": 3,
        "随行": "张三、李四",
        "怎么过来": "开车",
        "备注": "靠窗",
        "报名时间": wall(2026, 4, 20, 10),
        "处理人": "赵云",
        "处理时间": wall(2026, 4, 20, 10),
        "签到时间": wall(2026, 4, 23, 14),
        "出席": "提前离开",
    }
    assert (second["状态"], second["人数"], second["随行"], second["手机"]) == ("候补中", 2, "1 人", None)
    assert (second["怎么过来"], second["签到时间"], second["出席"]) == (None, None, None)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("pending", "待审核"),
        ("approved", "已通过"),
        ("rejected", "未通过"),
        ("waitlisted", "候补中"),
        ("cancelled", "已取消"),
    ],
)
def test_states_are_in_words(as_staff: Phone, world: World, activity: Activity, state: str, words: str) -> None:
    make_signup(activity, world.member, state)
    (row,) = rows_of(as_staff, activity)
    assert (row["状态"], row["组织"]) == (words, "石桥商会")


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.example", "0012", "\t=1"]
)
def test_what_looks_like_a_formula_stays_text(as_staff: Phone, activity: Activity, text: str) -> None:
    member = make_member(text)
    make_signup(activity, member, answers={"note": text}, form=activity.form_id, companions=[{"name": text}], seats=2)
    response = download(as_staff, activity)
    sheet = openpyxl.load_workbook(io.BytesIO(response.data)).active
    assert sheet is not None
    cells = [cell for cell in next(sheet.iter_rows(min_row=2)) if cell.value == text]
    assert len(cells) == 3
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


def test_each_session_has_its_own_door(as_staff: Phone, world: World, activity: Activity) -> None:
    sessions = [
        ActivitySession.create(
            activity=activity,
            title=title,
            starts_at=activity.starts_at + timedelta(days=day),
            ends_at=activity.ends_at + timedelta(days=day),
            checkin_opens_at=activity.starts_at,
            checkin_closes_at=activity.ends_at,
        )
        for day, title in ((1, "次日"), (0, "首日"))
    ]
    Activity.update(has_sessions=True).where(Activity.id == activity.id).execute()
    signup = make_signup(activity, world.member)
    make_signup(activity, world.organizer)
    Attendance.create(activity=activity, session=sessions[0], signup=signup, checked_in_at=sessions[0].starts_at)
    Attendance.create(activity=activity, session=sessions[1], signup=signup)

    first, second = rows_of(as_staff, activity)
    assert [name for name in first if name.startswith("签到")] == ["签到：首日", "签到：次日"]
    assert (first["签到：首日"], first["签到：次日"]) == (None, wall(2026, 4, 24, 14))
    assert second["签到：次日"] is None


def test_answers_to_earlier_questions_are_there_too(as_staff: Phone, world: World, activity: Activity) -> None:
    old = {
        "sections": [
            {
                "key": "s",
                "title": "s",
                "questions": [
                    {"key": "diet", "type": "text", "title": "忌口"},
                    {"key": "note", "type": "text", "title": "旧备注"},
                ],
            }
        ]
    }
    form = save_version("activity:old", old)
    make_signup(activity, world.member, answers={"diet": "香菜", "note": "早到"}, form=form)
    (row,) = rows_of(as_staff, activity)
    assert (row["忌口"], row["备注"], row["怎么过来"]) == ("香菜", "早到", None)
    assert "旧备注" not in row


def test_it_is_a_file_nobody_caches_and_is_in_the_audit_trail(
    as_staff: Phone, world: World, activity: Activity
) -> None:
    make_signup(activity, world.member)
    response = download(as_staff, activity)
    assert response.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert response.headers["Cache-Control"] == "no-store"
    name = quote("报名-春季沙龙 一-20260420.xlsx")
    assert response.headers["Content-Disposition"].endswith(f"filename*=UTF-8''{name}")
    entry = AuditEntry.get(AuditEntry.action == "activity.signups_exported")
    assert (entry.actor_id, entry.subject_id, entry.detail) == (world.staff.id, activity.id, {"rows": 1})


def test_an_activity_without_signups_is_a_head_alone(as_staff: Phone, world: World) -> None:
    activity = make_activity(world.chamber)
    assert rows_of(as_staff, activity) == []


@pytest.mark.parametrize(
    ("person", "status"),
    [("auditor", 200), ("foreign_staff", 404), ("member", 403), ("organizer", 403), ("visitor", 403)],
)
def test_it_is_for_staff_within_their_scope(world: World, activity: Activity, person: str, status: int) -> None:
    assert download(world.phone(person), activity).status_code == status
    assert AuditEntry.select().where(AuditEntry.action == "activity.signups_exported").count() == (status == 200)


def test_what_is_not_there_is_not_found(as_staff: Phone) -> None:
    assert as_staff.get("/staff/activities/1/signups.xlsx").status_code == 404


def test_it_goes_through_many_in_parts(
    as_staff: Phone, activity: Activity, monkeypatch: pytest.MonkeyPatch, count_statements: Callable[[], Any]
) -> None:
    names = [make_signup(activity, make_member(f"会员{number}")).member.name for number in range(7)]
    rows_of(as_staff, activity)
    with count_statements() as whole:
        assert [row["姓名"] for row in rows_of(as_staff, activity)] == names
    monkeypatch.setattr(exporting, "_CHUNK", 3)
    with count_statements() as parts:
        assert [row["姓名"] for row in rows_of(as_staff, activity)] == names
    assert len(parts) == len(whole) + 2
    assert Signup.select().count() == 7
