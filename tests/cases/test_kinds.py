"""Kinds of cases are files: read strictly, and a new one needs no code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.auth import Caller
from backend.cases import kind_files, services
from backend.cases.escalating import escalate_due
from backend.cases.kind_files import KindError, all_kinds, kind_of, read_kind
from backend.cases.models import Case
from backend.cases.reading import step_title, steps_of
from backend.cases.services import NewCase
from backend.cases.tasks import tasks
from backend.errors import InvalidInput
from backend.participation.models import Participation
from tests.cases.conftest import kinds
from tests.factories import make_account
from tests.outbox import told, values_told
from tests.people import World

SUGGESTION = (kind_files.FOLDER / "suggestion.toml").read_text(encoding="utf-8")
SERVICE_REQUEST = """
title = "服务诉求"
is_board = false
is_endorsable = false
page = "/pages/request/index"
notice = "suggestion_answered"
participation = "service_requested"
unhappy = 3
rating_days = 7
opt_out_days = 0

[due]
received = 0.5
assigned = 1
in_progress = 3
reopened = 2

[[escalation]]
after = 0.5
to = "administrators"

[states]
received = "已登记"
assigned = "已派单"
in_progress = "处理中"
answered = "已办理"
closed = "已归档"
declined = "无法办理"
merged = "已合单"
withdrawn = "已取消"

[outcomes]
adopted = "已解决"
partly = "部分解决"
explained = "已解释"
passed_on = "已转办"

[[categories]]
key = "repair"
title = "报修"
"""


@pytest.fixture
def service_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A second kind, laid beside the first."""
    (tmp_path / "suggestion.toml").write_text(SUGGESTION, encoding="utf-8")
    (tmp_path / "service_request.toml").write_text(SERVICE_REQUEST, encoding="utf-8")
    monkeypatch.setattr(kind_files, "FOLDER", tmp_path)
    all_kinds.cache_clear()
    yield "service_request"
    monkeypatch.undo()
    all_kinds.cache_clear()


def test_a_second_kind_lives_by_its_file_alone(world: World, service_request: str, clock: Any) -> None:
    for person in (world.member, world.administrator):
        make_account(person)
    with pytest.raises(InvalidInput):
        services.open_case(NewCase(service_request, world.chamber.id, world.member.id, "policy", "漏水", "走廊", "one"))
    new = NewCase(service_request, world.chamber.id, world.member.id, "repair", "走廊漏水", "二楼走廊漏水。", "one")
    case, is_new = services.open_case(new)
    kind = kind_of(case.kind)
    assert (is_new, case.public_state, kind.states[case.state]) == (True, "private", "已登记")
    assert case.due_at is not None
    assert (case.due_at - clock.now()).total_seconds() == 4.25 * 3600
    assert Participation.get().kind == "service_requested"
    with pytest.raises(Exception, match="不能这样操作"):
        services.endorse(case.id, world.organizer.id)
    clock.set("2026-04-21T10:00:00+08:00")
    assert (escalate_due(), escalate_due()) == (1, 0)
    assert told()[0].member_id == world.administrator.id
    assert values_told()[0]["step"] == "已登记"
    services.assign(case.id, world.administrator.id, world.staff.id)
    services.start(case.id, world.staff.id)
    services.reply(case.id, world.staff.id, "已修好。", "adopted")
    services.rate(case.id, world.member.id, 3, "又漏了")
    case = services.reopen(case.id, world.member.id, "又漏了")
    assert case.due_at is not None
    services.reply(case.id, world.staff.id, "换了管道。", "adopted")
    caller = Caller(0, 1, world.member.id)
    assert {task.target for task in tasks(caller)} == {f"/pages/request/index?id={case.id}"}
    clock.advance(days=8)
    assert services.close_unrated() == 1
    assert kind.states[Case.get_by_id(case.id).state] == "已归档"
    titles = [step["title"] for step in steps_of(case, kind, world.member.id, "author")]
    assert (titles[0], titles[3]) == ("收到服务诉求", "答复：已解决")
    assert kinds(case)[-1] == "closed"


def test_the_kinds_we_ship_are_right() -> None:
    assert list(all_kinds()) == ["suggestion"]
    kind = kind_of("suggestion")
    assert kind.category_title("policy") == "政策环境"
    assert kind.category_title("gone") == "gone"
    with pytest.raises(KindError, match="service_request: no such kind"):
        kind_of("service_request")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "建议"', 'title = "建议"\ncolour = "red"', "unknown key colour"),
        ('title = "建议"', "title = 1", "title: must be str"),
        ('title = "建议"', "", "title is missing"),
        ("is_board = true", 'is_board = "yes"', "is_board: must be bool"),
        ("is_board = true", "is_board = 1", "is_board: must be bool"),
        ("unhappy = 2", "unhappy = true", "unhappy: must be int"),
        ("received = 1", 'received = "1"', "due: received: must be float"),
        ("received = 1", "received = 0", "must be positive"),
        ("received = 1\n", "", "due: received is missing"),
        ("reopened = 5", "reopened = 5\nclosed = 1", "due: unknown key closed"),
        ('to = "assignee"', 'to = "mayor"', "escalation.to must be"),
        ("after = 0", "after = 9", "escalation must rise"),
        ('withdrawn = "已撤回"', "", "states must be received, assigned"),
        ('adopted = "采纳"', 'adopted = "采纳"\nlater = "以后"', "outcomes must be"),
        ('key = "policy"', 'key = "service"', "each key once"),
        ('notice = "suggestion_answered"', 'notice = "unknown"', "notice names no kind of message"),
        ("rating_days = 15", "rating_days = 0", "must be positive"),
        ("[due]", "[due", "suggestion.toml"),
        ("[due]", "due = 1\n[other]", "unknown key other|due: must be a table"),
    ],
)
def test_a_wrong_file_is_refused_with_the_name(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "suggestion.toml"
    assert old in SUGGESTION
    path.write_text(SUGGESTION.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KindError, match=message) as caught:
        read_kind(path)
    assert "suggestion.toml" in str(caught.value)


def test_a_wrong_file_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: Any) -> None:
    from backend.app import start_process

    (tmp_path / "broken.toml").write_text("title = 1", encoding="utf-8")
    monkeypatch.setattr(kind_files, "FOLDER", tmp_path)
    all_kinds.cache_clear()
    try:
        with pytest.raises(KindError, match=r"broken\.toml"):
            start_process(config)
    finally:
        monkeypatch.undo()
        all_kinds.cache_clear()


def test_no_code_of_the_engine_names_a_kind() -> None:
    folder = kind_files.FOLDER.parent
    found = [path.name for path in folder.rglob("*.py") if "suggestion" in path.read_text(encoding="utf-8").casefold()]
    assert found in ([], ["models.py"])  # a comment there says what `kind` is


def test_every_step_has_words(world: World) -> None:
    from backend.cases.models import CaseStep
    from backend.cases.reading import _WORDS

    for kind in _WORDS:
        detail = {"member_id": 1, "organization_id": 1, "outcome": "adopted", "rating": 1, "due_at": 0}
        title = step_title(CaseStep(kind=kind, detail=detail), kind_of("suggestion"), {})
        assert title
        assert kind not in title
