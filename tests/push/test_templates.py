"""A template deleted, or changed, in WeChat's console is noticed; what waited for it goes out once it is right."""

from __future__ import annotations

import dataclasses
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from backend.database import CHUNK
from backend.jobs import run_jobs
from backend.push.checking import check_in_background, check_templates, choose_missing
from backend.push.delivery import Outbox
from backend.push.ledger import report_subscriptions
from backend.push.models import Delivery, MessageTemplate, Notification
from backend.push.services import News, notify
from backend.timers.models import Job
from backend.wechat.gateway import wechat
from backend.wechat.simulator.templates import TEMPLATES as CONSOLE
from tests.factories import make_account, make_member, make_organization, make_role
from tests.outbox import told, values_told

VALUES = {"title": "沙龙", "result": "报名成功", "time": "2026年4月23日 14:00", "venue": "三楼", "note": "请准时"}
SIGNUP = CONSOLE["signup_result"].template_id


@pytest.fixture
def administrator(app):
    member = make_member("周主任")
    make_role(member, make_organization(name="东湖区"), "administrator")
    return member


def delete_in_console(template_id):
    wechat()._call("post", "/wxaapi/newtmpl/deltemplate", {"priTmplId": template_id})


def add_in_console(name="signup_result"):
    source = CONSOLE[name]
    return wechat().add_template(source.tid, [one.kid for one in source.keywords], "报名")


def changed(config, **templates):
    kept = {name: value for name, value in {**config.wechat.templates, **templates}.items() if value}
    return dataclasses.replace(config, wechat=dataclasses.replace(config.wechat, templates=kept))


def states(checked):
    return {one.name: one.state for one in checked}


def deliver(config):
    with ThreadPoolExecutor(4) as pool:
        return Outbox(config).deliver_due(pool)


def test_configured_templates_are_read_from_the_console(app, config):
    found = states(check_templates(config))

    assert {name for name, state in found.items() if state == "unknown"} == {
        "waitlist_promoted",
        "activity_cancelled",
        "activity_changed",
    }
    assert set(found.values()) == {"right", "unknown"}
    kept = MessageTemplate.get_by_id("signup_result")
    assert (kept.template_id, kept.title, kept.is_long_term, kept.stopped_at) == (SIGNUP, "报名结果通知", False, None)
    assert kept.fields == {"title": "thing1", "result": "phrase2", "time": "time3", "venue": "thing4", "note": "thing5"}
    check_templates(config)
    assert MessageTemplate.select().count() == 9


def test_template_that_is_not_configured_is_named(app, config):
    assert states(check_templates(changed(config, survey_note="")))["survey_note"] == "unused"


def test_template_deleted_in_the_console_stops_and_administrators_hear_of_it_once_a_day(
    app, config, administrator, clock
):
    delete_in_console(SIGNUP)
    for _ in range(3):
        (one,) = [one for one in check_templates(config) if one.state == "missing"]

    assert (one.name, one.faults) == ("signup_result", ("公众平台里没有这个模板",))
    assert MessageTemplate.get_by_id("signup_result").stopped_at is not None
    assert [(v["title"], v["note"]) for v in values_told("push_fault")] == [
        ("模板 signup_result发不出去", "公众平台里没有这个模板")
    ]
    clock.advance(days=1)
    check_templates(config)
    assert len(told("push_fault")) == 2


def test_messages_wait_for_a_stopped_template_and_go_out_once_it_is_back(app, config, simulator, clock):
    user = simulator.post("users", name="王敏")
    member = make_member("王敏")
    account = make_account(member, user["openid"])
    simulator.post("subscribe", user_id=user["user_id"], template_ids=[SIGNUP])
    report_subscriptions(account.id, {SIGNUP: "accept"}, "report-1")
    delete_in_console(SIGNUP)
    check_templates(config)
    notify(News("signup_done", "activity:1", VALUES), (member.id,))
    deliver(config)
    assert [(one.state, one.reason) for one in told("signup_done")] == [("paused", "template")]

    assert add_in_console() == SIGNUP
    clock.advance(hours=1)
    (one,) = [one for one in check_templates(config) if one.released]
    assert (one.name, one.released) == ("signup_result", 1)
    deliver(config)

    assert [one.state for one in told("signup_done")] == ["sent"]
    assert len(simulator.get(f"messages?user_id={user['user_id']}")["items"]) == 1


def test_only_what_waits_for_the_template_is_put_back(app, config):
    members = [make_member() for _ in range(4)]
    for occurrence, (kind, state, reason) in enumerate(
        (
            ("signup_done", "paused", "template"),
            ("signup_done", "paused", "paused"),
            ("signup_done", "failed", "template"),
            ("survey_note", "paused", "template"),
        )
    ):
        notify(News(kind, "activity:1", VALUES, str(occurrence)), (members[occurrence].id,))
        Delivery.update(state=state, reason=reason).where(Delivery.member == members[occurrence]).execute()
    delete_in_console(CONSOLE["survey_note"].template_id)

    check_templates(config)

    assert [one.state for one in told("signup_done")] == ["queued", "paused", "failed"]
    assert [one.state for one in told("survey_note")] == ["paused"]


def test_more_than_one_chunk_is_put_back(app, config):
    notify(News("signup_done", "activity:1", VALUES), ())
    notification_id = Notification.get().id
    members = [make_member().id for _ in range(CHUNK + 3)]
    Delivery.insert_many(
        [{"notification": notification_id, "member": one, "state": "paused", "reason": "template"} for one in members]
    ).execute()

    (one,) = [one for one in check_templates(config) if one.released]

    assert one.released == CHUNK + 3
    assert Delivery.select().where(Delivery.state == "queued").count() == CHUNK + 3


def test_template_whose_fields_do_not_fit_stops(app, config):
    shown = wechat().add_template("3101", [2, 1], "办理进度")

    found = {one.name: one for one in check_templates(changed(config, staff_digest=shown))}

    assert found["staff_digest"].state == "right"
    assert found["staff_digest"].is_long_term
    times = wechat().add_template("3101", [3, 2], "办理进度")
    found = {one.name: one for one in check_templates(changed(config, staff_digest=times))}
    assert (found["staff_digest"].state, found["staff_digest"].faults) == (
        "unfit",
        ("没有字段能放“待办内容”",),
    )


def test_wechat_being_away_changes_nothing(app, config, simulator, administrator):
    check_templates(config)
    simulator.post("faults", kind="http_error", status=503, path="/wxaapi", times=5)

    check_in_background(config)

    assert MessageTemplate.select().where(MessageTemplate.stopped_at.is_null(False)).count() == 0
    assert told("push_fault") == []


def test_settings_that_keep_wechat_from_answering_are_told(app, config, simulator, administrator):
    simulator.post("faults", kind="errcode", errcode=200011, errmsg="banned", path="/wxaapi")

    check_in_background(config)

    (told,) = values_told("push_fault")
    assert told["note"].startswith("200011 banned")


def test_the_jobs_process_looks_once_when_it_starts_even_if_its_tick_is_not_due(app, config, clock):
    delete_in_console(SIGNUP)
    Job.insert(name="check_templates", next_at=clock.now() + timedelta(hours=1)).execute()
    stop = threading.Event()
    thread = threading.Thread(target=run_jobs, args=[config, stop])
    thread.start()
    try:
        for _ in range(200):
            if MessageTemplate.get_or_none(MessageTemplate.name == "signup_result"):
                break
            stop.wait(0.05)
    finally:
        stop.set()
        thread.join()

    assert MessageTemplate.get_by_id("signup_result").fault == "公众平台里没有这个模板"


def test_missing_templates_are_chosen_from_the_library(app, config):
    assert choose_missing(config) == []
    delete_in_console(SIGNUP)
    without = changed(config, survey_note="")

    tried = {one.name: one for one in choose_missing(without, dry_run=True)}
    assert (tried["signup_result"].outcome, tried["signup_result"].template_id) == ("added", "")
    assert SIGNUP not in {one.template_id for one in wechat().list_templates()}

    done = {one.name: (one.outcome, one.template_id) for one in choose_missing(without)}
    assert done == {
        "signup_result": ("added", SIGNUP),
        "survey_note": ("there", CONSOLE["survey_note"].template_id),
    }
    assert choose_missing(config) == []


def test_without_room_the_rest_is_told_all_the_same(app, config, simulator):
    delete_in_console(SIGNUP)
    simulator.post("settings", template_cap=1)

    chosen = {one.name: one for one in choose_missing(changed(config, survey_note=""))}

    assert chosen["signup_result"].outcome == "unavailable"
    assert "no room" in chosen["signup_result"].reason
    assert chosen["survey_note"].outcome == "there"


def test_title_the_library_does_not_have_is_told(app, config, monkeypatch):
    delete_in_console(SIGNUP)
    monkeypatch.setattr(type(wechat()), "list_categories", lambda _self: {612: "社区"})

    (one,) = choose_missing(config)

    assert (one.name, one.outcome) == ("signup_result", "unavailable")
