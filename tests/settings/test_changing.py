"""What an administrator sets counts at once and everywhere, and only what can be meant."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from backend.errors import InvalidInput
from backend.push.mapping import mapped_templates
from backend.push.quiet import QuietHours
from backend.push.reaching import Reacher
from backend.settings import services as settings
from backend.settings.models import Setting
from backend.workdays import work_calendar


def test_what_is_set_goes_before_the_file(app, config, world):
    assert settings.in_force(config) is config

    assert settings.change(config, "push.weekly_budget", 5, world.administrator.id)
    assert settings.change(config, "push.quiet_hours", "21:00-07:00", world.administrator.id)

    push = settings.in_force(config).push
    assert (push.weekly_budget, push.quiet_hours, push.digest_at) == (5, "21:00-07:00", config.push.digest_at)
    assert QuietHours.of(push).ordinary.begins.hour == 21
    assert Reacher(config)._config.push.weekly_budget == 5


def test_work_hours_count_in_the_calendar(app, config, world):
    settings.change(config, "association.work_hours", "08:30-17:00", world.administrator.id)

    assert (work_calendar().opens.hour, work_calendar().closes.hour) == (8, 17)


def test_one_template_is_set_and_the_others_of_the_file_stay(app, config, world, client):
    settings.change(config, "wechat.templates", {"signup_result": "another"}, world.administrator.id)

    found = mapped_templates(config)
    assert found["signup_result"].template_id == "another"
    assert found["activity_reminder"].template_id == config.wechat.templates["activity_reminder"]


def test_it_is_written_down_and_can_be_taken_back(app, config, world):
    settings.change(config, "push.weekly_budget", 5, world.administrator.id)
    assert not settings.change(config, "push.weekly_budget", 5, world.administrator.id)
    assert settings.reset(config, "push.weekly_budget", world.administrator.id)
    assert not settings.reset(config, "push.weekly_budget", world.administrator.id)

    assert settings.in_force(config) is config
    entries = AuditEntry.select().where(AuditEntry.action == "setting.changed").order_by(AuditEntry.id)
    assert [(one.detail["before"], one.detail["after"]) for one in entries] == [(3, 5), (5, 3)]


def test_what_another_process_sets_is_seen_within_seconds(app, config, world, monkeypatch):
    assert settings.in_force(config).push.weekly_budget == 3
    Setting.create(key="push.weekly_budget", value=9)
    assert settings.in_force(config).push.weekly_budget == 3

    monkeypatch.setattr(settings, "SEEN_WITHIN_S", 0.0)
    assert settings.in_force(config).push.weekly_budget == 9


def test_it_is_not_read_at_each_request(app, config, count_statements):
    with count_statements() as statements:
        for _ in range(50):
            settings.in_force(config)
    assert statements == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("association.name", " "),
        ("association.name", "长" * 31),
        ("association.work_hours", "9-17"),
        ("association.work_hours", "17:30-09:00"),
        ("push.quiet_hours", "08:00-22:00"),
        ("push.quiet_hours", "晚上"),
        ("push.digest_at", "25:00"),
        ("push.weekly_budget", -1),
        ("push.weekly_budget", 51),
        ("retention.messages_days", 29),
        ("database.url", "sqlite:///other.db"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(app, config, world, key, value):
    with pytest.raises(InvalidInput) as refused:
        settings.change(config, key, value, world.administrator.id)

    assert "。" in str(refused.value.errors)
    assert Setting.select().count() == 0
