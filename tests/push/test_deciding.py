"""What becomes of a delivery that is due, case by case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.push.choosing import Grant
from backend.push.deciding import Defer, Facts, Send, Settle, decide, merged_values
from backend.push.kinds import KINDS, kind_of
from backend.shortening import in_units
from backend.wechat.simulator.template_rules import is_acceptable

NOW = datetime(2026, 4, 20, 15, tzinfo=UTC)  # 23:00 in Shanghai
MORNING = datetime(2026, 4, 21, 0, tzinfo=UTC)
NOON = NOW - timedelta(hours=11)
HOUR = timedelta(hours=1)

DAY = Facts(
    kind=kind_of("survey_reminder"),
    subject="survey:1",
    now=NOON,
    account_id=1,
    openid="o",
    template_id="t",
    grants=(Grant(7),),
)
NIGHT = replace(DAY, now=NOW, quiet_until=MORNING)
URGENT = kind_of("activity_changed")
SOON = kind_of("activity_soon")
HELD = int((NOON + HOUR).timestamp() * 1000)


@pytest.mark.parametrize(
    ("facts", "decision"),
    [
        (DAY, Send(7)),
        # No rung is tried for what is of no use, or not wanted.
        (replace(DAY, expires_at=NOON), Settle("expired", "expired")),
        (replace(DAY, expires_at=NOON + HOUR), Send(7)),
        (replace(DAY, is_concerned=False), Settle("dropped", "obsolete")),
        (replace(DAY, is_paused=True), Settle("paused", "paused")),
        (replace(DAY, is_muted=True), Settle("inbox", "muted")),
        (replace(DAY, kind=URGENT, is_muted=True), Settle("inbox", "muted")),
        (replace(DAY, account_id=None), Settle("unreachable", "no_wechat")),
        (replace(DAY, account_id=None, is_muted=True), Settle("unreachable", "no_wechat")),
        (replace(DAY, template_id=None), Settle("inbox", "no_template")),
        (replace(DAY, is_template_stopped=True), Settle("paused", "template")),
        (replace(DAY, is_robot=True, account_id=None), Send()),
        (replace(DAY, is_robot=True, account_id=None, is_paused=True), Settle("paused", "paused")),
        # Credits.
        (replace(DAY, grants=()), Settle("inbox", "no_credit")),
        (replace(DAY, grants=(), is_long_term=True), Send()),
        (replace(DAY, grants=(Grant(1, "activity:9", HELD), Grant(2))), Send(2)),
        (replace(DAY, grants=(Grant(1, "activity:9", HELD),)), Settle("inbox", "no_credit")),
        (replace(DAY, grants=(Grant(1, "activity:9", HELD),), now=NOON + HOUR), Send(1)),
        (replace(DAY, grants=(Grant(2), Grant(3, "survey:1", HELD))), Send(3)),
        # The reminder two hours before goes only with a second credit.
        (replace(DAY, kind=SOON, grants=(Grant(1),)), Settle("inbox", "no_credit")),
        (replace(DAY, kind=SOON, grants=(Grant(1),), already_spent=1), Send(1)),
        (replace(DAY, kind=SOON, grants=(Grant(1), Grant(2))), Send(1)),
        (replace(DAY, kind=SOON, grants=(), already_spent=2), Settle("inbox", "no_credit")),
        # The budget.
        (replace(DAY, counted=2), Send(7)),
        (replace(DAY, counted=3), Settle("inbox", "budget")),
        (replace(DAY, counted=0, budget=0), Settle("inbox", "budget")),
        (replace(DAY, counted=9, kind=URGENT), Send(7)),
        (replace(DAY, counted=3, is_long_term=True), Settle("inbox", "budget")),
        # The night.
        (NIGHT, Defer(MORNING, is_night=True)),
        (replace(NIGHT, kind=kind_of("signup_done")), Send(7)),
        (replace(NIGHT, kind=URGENT), Defer(MORNING, is_night=True)),
        (replace(NIGHT, kind=URGENT, expires_at=MORNING + 4 * HOUR), Defer(MORNING, is_night=True)),
        (replace(NIGHT, kind=URGENT, expires_at=MORNING + 3 * HOUR), Send(7)),
        (replace(NIGHT, kind=URGENT, expires_at=NOW + HOUR), Send(7)),
        # What can wait does not wake anybody even if it comes too late.
        (replace(NIGHT, expires_at=MORNING + HOUR), Defer(MORNING, is_night=True)),
        (replace(NIGHT, expires_at=MORNING), Settle("inbox", "night")),
        (replace(NIGHT, is_muted=True), Settle("inbox", "muted")),
        (replace(NIGHT, is_robot=True), Send()),
    ],
)
def test_decision(facts, decision):
    assert decide(facts) == decision


def test_whatever_is_put_off_is_put_off_into_the_future():
    for kind in KINDS.values():
        decision = decide(replace(NIGHT, kind=kind))
        assert isinstance(decision, Send) or decision.until > NOW


MERGED = [kind for kind in KINDS.values() if kind.is_merged]


@pytest.mark.parametrize("title", ["沙龙", "春季企业家沙龙" * 9, "😀" * 30, "", "a\nb" * 20, "👨‍👩‍👧‍👦" * 5])
@pytest.mark.parametrize("number", [1, 2, 4, 12, 120])
def test_merged_words_fit_and_say_how_many_and_what(title, number):
    others = [MERGED[one % len(MERGED)] for one in range(number)]
    merged = merged_values({"title": title, "venue": "三楼", "note": "旧"}, others)

    assert merged["title"].endswith(f"等{number + 1}件事")
    assert merged["note"].startswith(("另有：", "详见"))
    assert merged["venue"] == "三楼"
    for name in ("title", "note"):
        assert in_units(merged[name]) <= 20
        assert is_acceptable("thing", merged[name].replace("\n", " "))


def test_two_others_are_always_named_both():
    for first in MERGED:
        for second in MERGED:
            note = merged_values({}, [first, second])["note"]
            assert {one.label.partition("（")[0] in note for one in (first, second)} == {True}, note


def test_every_kind_that_is_merged_has_room_for_the_words():
    from backend.push.templates import TEMPLATES

    for kind in MERGED:
        fields = {field.name: field.kind for field in TEMPLATES[kind.template].fields}
        assert (fields["title"], fields["note"]) == ("thing", "thing"), kind.name
        assert not kind.is_urgent
