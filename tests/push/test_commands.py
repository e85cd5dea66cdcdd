"""`lianyi outbox` and `lianyi templates`, as an operator types them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import get_args

import pytest
from click.testing import CliRunner

from backend.cli import main
from backend.commands.columns import columns, in_line, width
from backend.commands.outbox import REASONS, STATES
from backend.database import db
from backend.push.models import Delivery, DeliveryTally, MessageTemplate, Notification, SubscriptionGrant
from backend.push.services import News, notify
from backend.push.states import Reason, State
from backend.wechat.gateway import wechat
from backend.wechat.simulator.templates import TEMPLATES as CONSOLE
from tests.factories import (
    invite,
    make_account,
    make_activity,
    make_member,
    make_organization,
    make_signup,
    make_survey,
)

VALUES = {
    "title": "春季企业家沙龙",
    "result": "报名成功",
    "time": "2026年4月23日 14:00",
    "venue": "三楼",
    "note": "请准时",
}
SIGNUP = CONSOLE["signup_result"].template_id


@pytest.fixture
def templates(config):
    """What stands under [wechat.templates]; a test may change it."""
    return dict(config.wechat.templates)


@pytest.fixture
def lianyi(app, config, database_url, templates, tmp_path, monkeypatch):
    """Run a command on the test's database and its WeChat."""
    path = tmp_path / "config.toml"
    monkeypatch.setenv("LIANYI_CONFIG", str(path))

    def run(*arguments, answer=None):
        wechat_section = f'appid = "{config.wechat.appid}"\nsecret = "{config.wechat.secret}"\n'
        wechat_section += f'base_url = "{config.wechat.base_url}"\n[wechat.templates]\n'
        wechat_section += "".join(f'{name} = "{template_id}"\n' for name, template_id in templates.items())
        path.write_text(
            f'[database]\nurl = "{database_url}"\n[security]\nkeys_file = "{tmp_path / "keys.json"}"\n'
            f'[storage]\nfolder = "{tmp_path / "media"}"\n[logging]\nlevel = "ERROR"\n[wechat]\n{wechat_section}',
            encoding="utf-8",
        )
        db.close_all() if hasattr(db.obj, "close_all") else db.close()
        return CliRunner().invoke(main, arguments, input=answer)

    assert run("create-keys").exit_code == 0
    return run


def write(*states, kind="signup_done", occurrence="", **fields):
    members = [make_member("王敏").id for _ in states]
    notify(News(kind, "activity:1", VALUES, occurrence), members)
    for member, state in zip(members, states, strict=True):
        Delivery.update(state=state, **fields).where(Delivery.member == member).execute()
    return [str(one.id) for one in Delivery.select().where(Delivery.member << members).order_by(Delivery.id)]


def said(result, code=0):
    assert (result.exit_code, "Traceback" in result.output) == (code, False), (result.output, result.exception)
    return result.output


def test_empty_outbox_is_said(lianyi, clock):
    assert said(lianyi("outbox")) == "Outbox at 2026-04-20 10:00\n\nNothing is due.\n\nIt is empty.\n"


def test_summary_shows_counts_ages_and_codes(lianyi, clock):
    write("queued", "sent", "sent")
    write("failed", "failed", occurrence="2", error_code=47003)
    clock.advance(minutes=7, seconds=3)

    lines = said(lianyi("outbox")).splitlines()

    assert "LATE: the oldest due message has waited 7 min 3 s" in lines[2]
    assert lines[4].split() == ["state", "count", "oldest", "due", "what", "it", "means"]
    assert [line.split()[:4] for line in lines[5:8]] == [
        ["queued", "1", "2026-04-20", "10:00"],
        ["failed", "2", "2026-04-20", "10:00"],
        ["sent", "2", "2026-04-20", "10:00"],
    ]
    assert lines[10].startswith("47003    failed      2  The message does not fit its template")
    assert all(width(line) <= 110 for line in lines)


def test_summary_as_json(lianyi, clock):
    write("queued")
    write("failed", occurrence="2", error_code=47003)
    clock.advance(minutes=1)

    found = json.loads(said(lianyi("outbox", "--json")))

    assert found == {
        "late_s": 60.0,
        "states": {
            "failed": {"count": 1, "oldest_due_at": "2026-04-20T10:00:00+08:00"},
            "queued": {"count": 1, "oldest_due_at": "2026-04-20T10:00:00+08:00"},
        },
        "errors": [{"errcode": 47003, "state": "failed", "count": 1}],
    }


def test_list_masks_names_and_lines_up(lianyi, clock):
    ids = write("failed", "failed", "sent", error_code=47003, error_text="argument invalid! data.thing1.value")
    write("failed", kind="survey_note", occurrence="2")

    output = said(lianyi("outbox", "list", "--state", "failed", "--kind", "signup_done", "--limit", "1"))

    head, line, more = output.splitlines()
    assert line.split()[:4] == [ids[1], "failed", "报名成功", "王*"]
    assert width(head[: head.index("member")]) == width(line[: line.index("王*")])
    assert "47003 argument invalid!" in line
    assert more == "1 more; see --limit"
    assert "王敏" not in output
    assert said(lianyi("outbox", "list", "--errcode", "1")) == "none\n"


def test_show_tells_everything_in_words(lianyi, clock):
    (one,) = write(
        "failed", error_code=47003, error_text="argument invalid! data.thing1.value", attempts=2, unanswered=1
    )
    Notification.update(fault="47003 thing1", expires_at=clock.now() + timedelta(days=3)).execute()
    account = make_account(make_member(), "openid-1")
    SubscriptionGrant.create(account=account, template_id="t", state="spent", delivery_id=int(one))

    output = said(lianyi("outbox", "show", one))

    for words in (
        "failed: WeChat does not take it",
        "王*",
        "报名成功 (signup_done)",
        "春季企业家沙龙；报名成功",
        "2, 1 of them unanswered",
        "47003 The message does not fit its template",
        "argument invalid! data.thing1.value",
        "nobody else is sent it; administrators are told which field",
        "stopped for  47003 thing1",
        "of use until 2026-04-23 10:00",
        "credit ",
    ):
        assert words in output, words
    assert "王敏" not in output
    assert said(lianyi("outbox", "show", "999"), 1) == "Error: no delivery 999\n"


def test_show_tells_of_a_group_robot(lianyi, clock):
    (one,) = write("queued")
    Delivery.update(member=None, robot="东湖区").execute()
    assert "群：东湖区" in said(lianyi("outbox", "show", one))


def test_every_state_and_reason_the_program_gives_has_words():
    assert set(STATES) == set(get_args(State))
    assert set(REASONS) == set(get_args(Reason)) - {""}


def test_retry_asks_first(lianyi, clock):
    write("failed", "failed")

    output = said(lianyi("outbox", "retry", "--state", "failed", answer="n\n"), 1)
    assert "Put 2 back into the queue?" in output
    assert Delivery.select().where(Delivery.state == "failed").count() == 2

    assert said(lianyi("outbox", "retry", "--state", "failed", "--yes")) == "2 back in the queue\n"
    assert said(lianyi("outbox", "retry", "--state", "failed", "--yes")) == "0 back in the queue\n"
    assert {one.state for one in Delivery.select()} == {"queued"}


def test_retry_by_code_and_by_template(lianyi, clock):
    write("failed", "paused", error_code=47003)
    write("failed", kind="survey_note", occurrence="2")

    assert said(lianyi("outbox", "retry", "--errcode", "47003", "--yes")) == "2 back in the queue\n"
    assert said(lianyi("outbox", "retry", "--template", "survey_note", "--yes")) == "1 back in the queue\n"


def test_retry_by_id_says_what_it_leaves(lianyi, clock):
    sent, uncertain = write("sent", "uncertain")

    output = said(lianyi("outbox", "retry", sent, uncertain, "77", "--yes"))

    assert output == "1 back in the queue\n1 left as it is: no such id\n1 left as it is: sent\n"
    assert {one.state for one in Delivery.select()} == {"sent", "queued"}


@pytest.mark.parametrize("arguments", [(), ("1", "--state", "failed"), ("--state", "sent"), ("--state", "uncertain")])
def test_retry_wants_ids_or_a_description(lianyi, arguments):
    assert "Usage:" in said(lianyi("outbox", "retry", *arguments, "--yes"), 2)


def test_drop_wants_a_reason_and_keeps_it(lianyi, clock):
    one, other = write("queued", "sent")

    assert "--reason" in said(lianyi("outbox", "drop", one), 2)
    assert "--reason" in said(lianyi("outbox", "drop", one, "--reason", " "), 2)
    assert said(lianyi("outbox", "drop", one, other, "--reason", "活动改期")) == "1 dropped\n1 left as it is: sent\n"
    assert "活动改期" in said(lianyi("outbox", "show", one))


def test_templates_are_checked(lianyi, templates, clock):
    templates.pop("survey_note")
    templates["staff_digest"] = "x" * 43

    lines = said(lianyi("templates", "check"), 1).splitlines()

    assert "right    signup_result (报名结果通知)" in lines
    assert "unused   survey_note: not in [wechat.templates]; in the inbox only: 问卷有了结果" in lines
    assert any(line.startswith("missing  staff_digest") and "公众平台里没有这个模板" in line for line in lines)
    assert any(line.startswith("unknown  activity_cancelled") for line in lines)
    assert MessageTemplate.get_by_id("staff_digest").stopped_at is not None

    templates["staff_digest"] = CONSOLE["staff_digest"].template_id
    said(lianyi("templates", "check"))
    assert MessageTemplate.get_by_id("staff_digest").stopped_at is None


def test_missing_templates_are_chosen_and_the_lines_to_paste_are_printed(lianyi, clock):
    wechat()._call("post", "/wxaapi/newtmpl/deltemplate", {"priTmplId": SIGNUP})

    assert "would be added, title 2101" in said(lianyi("templates", "sync", "--dry-run"))
    assert SIGNUP not in {one.template_id for one in wechat().list_templates()}

    output = said(lianyi("templates", "sync"))
    assert f'[wechat.templates]\nsignup_result = "{SIGNUP}"\n' in output
    assert said(lianyi("templates", "sync")) == "nothing is missing\n"


@pytest.mark.parametrize("command", ["check", "sync"])
def test_wechat_that_does_not_answer_is_named(lianyi, simulator, command):
    simulator.post("faults", kind="http_error", status=503, path="/wxaapi", times=5)
    assert said(lianyi("templates", command), 1) == "Error: WeChat: HTTP 503\n"
    assert DeliveryTally.select().count() == 0


def test_chinese_takes_two_columns():
    assert (width("王*"), in_line("一二三四五", 7), in_line("a\nb", 7)) == (3, "一二三…", "a b")
    assert columns(("a", "b"), [("报名", 1), ("x", 23)], right=(1,)) == "a      b\n报名   1\nx     23"


def test_plan_tells_who_would_get_what_and_when_and_writes_nothing(lianyi, clock):
    (activity, member) = _tomorrow(clock)
    before = Notification.select().count()

    output = said(lianyi("outbox", "plan"))

    (line,) = [line for line in output.splitlines() if "活动提醒（前一天）" in line]
    assert activity.title in line
    assert line.split()[-4:] == ["1", "0", "0", "1"]
    assert Notification.select().count() == before
    assert said(lianyi("outbox", "plan", "--people", "1")) == f"{member.id}  王*  unreachable\n"


def test_plan_says_that_there_is_nothing(lianyi, clock):
    assert said(lianyi("outbox", "plan", "--hours", "2")) == "nothing within 2 h\n"


def test_plan_has_no_line_of_nobody_and_keeps_the_numbers(lianyi, clock):
    chamber, member = make_organization(), make_member("王敏")
    make_activity(chamber, title="无人报名", starts_at=clock.now() + timedelta(hours=25))
    make_signup(make_activity(chamber, title="有人报名", starts_at=clock.now() + timedelta(hours=26)), member)

    output = said(lianyi("outbox", "plan", "--hours", "2"))

    assert "无人报名" not in output
    (line,) = [line for line in output.splitlines() if "有人报名" in line]
    assert line.split()[0] == "2"
    assert str(member.id) in said(lianyi("outbox", "plan", "--hours", "2", "--people", "2"))


def test_plan_names_nobody_where_that_would_tell_who_has_answered(lianyi, clock):
    survey = make_survey(make_organization(), is_anonymous=True)
    invite(survey, make_member("王敏"))
    clock.set(survey.closes_at - timedelta(hours=26))

    (line,) = [line for line in said(lianyi("outbox", "plan")).splitlines() if "问卷即将截止" in line]
    assert line.count("<5") == 4
    assert line.endswith("in fives: anonymous survey")
    assert "told to nobody" in said(lianyi("outbox", "plan", "--people", "1"), 1)


def _tomorrow(clock):
    """An activity in two days, and who goes to it."""
    activity = make_activity(make_organization())
    member = make_member("王敏")
    make_signup(activity, member)
    clock.set(activity.starts_at - timedelta(hours=26))
    return activity, member
