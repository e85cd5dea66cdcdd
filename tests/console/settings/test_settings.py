"""What administrators set, see and try in the console."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime, timedelta

import pytest

from backend import database, integrations
from backend.audit.models import AuditEntry
from backend.backups import NOTE
from backend.cases.models import DayOverride
from backend.push.models import Notification
from backend.push.services import News, notify
from backend.settings import services as settings
from backend.settings.models import Setting
from backend.workdays import work_calendar
from tests.desk import soup, words
from tests.factories import make_role

NASTY = '"><script>alert(1)</script>'


@pytest.fixture
def whole(world, desk):
    """The browser of somebody who administers every organization there is."""
    make_role(world.administrator, world.elsewhere, "administrator")
    return desk("administrator")


def with_config(app, **sections):
    """The same configuration with other values in some sections."""
    config = app.config["LIANYI"]
    changed = {name: dataclasses.replace(getattr(config, name), **values) for name, values in sections.items()}
    app.config["LIANYI"] = dataclasses.replace(config, **changed)
    return app.config["LIANYI"]


def test_a_setting_is_changed_shown_and_taken_back(world, whole, config):
    page = whole.after(whole.post("/console/settings/set", key="push.weekly_budget", value="5"))

    assert "几秒内生效" in words(page.select_one("#toasts"))
    assert settings.in_force(config).push.weekly_budget == 5
    assert "配置文件里是 3" in words(page.main)
    assert AuditEntry.get(AuditEntry.action == "setting.changed").detail["after"] == 5

    whole.after(whole.post("/console/settings/reset", key="push.weekly_budget"))
    assert Setting.select().count() == 0


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("push.weekly_budget", "很多", "请填一个整数"),
        ("push.weekly_budget", "99", "0 到 50"),
        ("push.quiet_hours", "八点", "22:00-08:00"),
        ("association.work_hours", "17:00-09:00", "结束要晚于开始"),
        ("association.name", NASTY * 2, "1 到 30"),
    ],
)
def test_what_is_wrong_is_said_beside_what_was_typed(world, whole, key, value, said):
    response = whole.post("/console/settings/set", key=key, value=value)

    assert response.status_code == 422
    page = soup(response)
    assert page.find(id=key)["value"] == value
    assert said in words(page.select_one(".error"))
    assert "<script>alert" not in response.text
    assert Setting.select().count() == 0


@pytest.mark.parametrize("key", ["database.url", "wechat.secret", "wechat.templates", "", "push"])
def test_what_stays_in_the_file_cannot_be_set(world, whole, key):
    assert whole.post("/console/settings/set", key=key, value="x").status_code == 404
    assert Setting.select().count() == 0


def test_days_are_set_and_cleared(world, desk, clock):
    administrator = desk("administrator")

    page = administrator.after(
        administrator.post("/console/settings/days", day="2026-05-08", is_workday="0", name=NASTY[:20])
    )

    assert "5月8日" in words(page.select_one(".own-days"))
    assert not work_calendar().is_workday(date(2026, 5, 8))
    # A Saturday on which everybody works, by the public calendar.
    assert page.find("span", class_="day-other", title="上班") is not None

    assert administrator.post("/console/settings/days", day="kein Tag", is_workday="0").status_code == 422
    assert administrator.post("/console/settings/days", day="0001-01-01", is_workday="0").status_code == 422
    administrator.after(administrator.post("/console/settings/days/clear", day="2026-05-08"))
    assert DayOverride.select().count() == 0
    assert desk("staff").page("/console/settings/days").select("aside form") == []
    for year in ("2019", "99999999999999999999", "0020260", "²", "x", "2099"):
        desk("staff").page("/console/settings/days", year=year)


def test_retention_says_what_goes_tonight(world, desk, clock, monkeypatch):
    # Ids of the time it is, whatever a test before this one did to the clock.
    monkeypatch.setattr(database, "_ids", database._IdSource())
    make_role(world.administrator, world.elsewhere, "administrator")
    for number in range(3):
        news = News("activity_changed", f"activity:{number}", {"title": "旧事"}, organization_id=world.chamber.id)
        notify(news, [world.member.id])
    clock.advance(days=100)
    whole = desk("administrator")
    assert "还没有运行过" in words(whole.page("/console/settings/retention").main)

    whole.after(whole.post("/console/settings/set", key="retention.messages_days", value="100"))

    page = whole.page("/console/settings/retention")
    (row,) = [row for row in page.select("tbody tr") if "会员收到的消息" in words(row)]
    assert words(row.select_one("td.number")) == "3"
    (line,) = whole.page(row.select_one("td.number a")["href"]).select("tbody tr")
    assert "活动有变更 3" in words(line)
    assert Notification.select().count() == 3
    assert whole.post("/console/settings/set", key="retention.messages_days", value="7").status_code == 422


def test_wechat_is_tried_and_what_it_refuses_is_said(world, whole, simulator):
    url = "/console/settings/integrations/test"
    assert "公众平台里有" in words(soup(whole.post(url, what="wechat")).main)

    simulator.post("faults", kind="errcode", errcode=40164, errmsg="ip", path="/wxaapi", times=1)
    assert "IP 白名单（错误码 40164）" in words(soup(whole.post(url, what="wechat")).main)
    simulator.post("faults", kind="http_error", status=503, path="/wxaapi", times=3)
    assert "连不上" in words(soup(whole.post(url, what="wechat")).main)


def test_a_group_robot_is_tried_with_a_message(world, whole, app, simulator):
    url = "/console/settings/integrations/test"
    with_config(app, wecom={"base_url": simulator.url, "robots": {"石桥街道": "0123456789abcdef"}})

    page = soup(whole.post(url, what="robot:石桥街道"))

    assert page.select_one(".tried") is not None
    entry = AuditEntry.get(AuditEntry.action == "setting.tested")
    assert entry.detail["what"] == "robot:石桥街道"
    assert "0123456789abcdef" not in page.get_text()
    assert whole.post(url, what="robot:没有的").status_code == 404


def test_storage_says_what_is_wrong(world, whole, app, tmp_path):
    url = "/console/settings/integrations/test"
    assert "能写能读" in words(soup(whole.post(url, what="storage")).main)
    assert list((tmp_path / "media").iterdir()) == []

    (tmp_path / "file").write_text("")
    with_config(app, storage={"folder": str(tmp_path / "file")})
    assert "存不进文件" in words(soup(whole.post(url, what="storage")).main)


def test_redis_and_callback_say_what_is_wrong(world, whole, app, simulator):
    url = "/console/settings/integrations/test"
    assert "没有配置 Redis" in words(soup(whole.post(url, what="redis")).main)
    assert "没有配置消息推送" in words(soup(whole.post(url, what="callback")).main)

    with_config(
        app,
        redis={"url": "redis://127.0.0.1:1/0"},
        wechat={"callback_token": "token"},
        server={"base_url": "http://127.0.0.1:1"},
    )
    assert "连不上 Redis" in words(soup(whole.post(url, what="redis")).main)
    assert "打不开自己" in words(soup(whole.post(url, what="callback")).main)

    # The simulator answers, but not as we do.
    with_config(app, server={"base_url": simulator.url})
    assert "回应不对" in words(soup(whole.post(url, what="callback")).main)


def test_the_callback_answers_a_signed_text(app, config, monkeypatch):
    config = with_config(app, wechat={"callback_token": "token"})

    def get(url, **_):
        answer = app.test_client().get(url.removeprefix(config.server.base_url))
        answer.text  # noqa: B018
        return answer

    monkeypatch.setattr(integrations.requests, "get", get)
    assert integrations.try_callback(config).is_ok
    monkeypatch.setattr(integrations, "sign", lambda *_: "0" * 40)
    assert integrations.try_callback(config).is_ok is False


def test_nothing_else_can_be_tried(world, whole):
    for what in ("", "database", "../etc", "robot:"):
        assert whole.post("/console/settings/integrations/test", what=what).status_code == 404


@pytest.mark.parametrize(
    ("hours", "fault", "said", "kind"),
    [
        (3, "", "3 小时前", "badge-ok"),
        (27, "", "过了 26 小时", "badge-danger"),
        (3, "disk full", "disk full", "badge-danger"),
    ],
)
def test_the_backup_is_red_when_it_is_old_or_failed(world, desk, app, tmp_path, hours, fault, said, kind):
    made_at = (datetime.now(UTC) - timedelta(hours=hours, minutes=1)).isoformat()
    note = {"made_at": made_at, "name": "lianyi-x.db", "size": 5_000_000, "fault": fault}
    (tmp_path / NOTE).write_text(json.dumps(note))
    with_config(app, backup={"folder": str(tmp_path)})

    section = desk("auditor").page("/console/settings/integrations").select_one("section")

    assert said in words(section)
    assert "4.8 MB" in words(section)
    assert section.select_one(f".{kind}") is not None


def test_pages_take_few_statements(world, whole, count_statements):
    for path in ("", "days", "retention", "retention/messages", "integrations"):
        whole.get(f"/console/settings/{path}")
        with count_statements() as statements:
            assert whole.get(f"/console/settings/{path}").status_code == 200
        assert len(statements) <= 12, (path, len(statements))
