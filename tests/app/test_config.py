"""The configuration is read once, whole, and names what is wrong with it."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from backend.config import Config, ConfigError, load_config, parse_config

EXAMPLE = Path(__file__).parent.parent.parent / "config.example.toml"


def test_example_holds_every_key_and_no_other():
    raw = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    known = {
        field.name: {key.name for key in dataclasses.fields(field.default_factory)}
        for field in dataclasses.fields(Config)
    }

    assert {section: set(keys) for section, keys in raw.items()} == known


def test_example_says_what_happens_without_it_except_for_wechat():
    example = load_config(EXAMPLE, {})

    assert dataclasses.replace(example, wechat=Config().wechat) == Config()


def test_example_says_something_about_every_key():
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition(" = ")
        if rest and "_" in key and len(rest) != 45:  # a template id stands for itself
            assert "#" in rest, line


def test_environment_wins_over_the_file():
    config = load_config(EXAMPLE, {"LIANYI_WECHAT_SECRET": "s3cret", "LIANYI_PORT": "9000"})

    assert (config.wechat.secret, config.server.port) == ("s3cret", 9000)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ({"sever": {}}, "[sever]: unknown section"),
        ({"server": {"prot": 1}}, "server.prot: unknown key"),
        ({"server": 5}, "[server]: must be a table"),
        ({"server": {"port": "x"}}, "server.port: must be a number"),
        ({"server": {"port": True}}, "server.port: must be int"),
        ({"server": {"workers": 0}}, "server.workers: must be at least 1"),
        ({"association": {"time_zone": "Asia/Nowhere"}}, "association.time_zone: no such zone"),
        ({"association": {"work_hours": "9-17"}}, "association.work_hours: must be like 09:00-17:30"),
        ({"association": {"work_hours": "17:30-09:00"}}, "association.work_hours: must end after it begins"),
        ({"database": {"url": "mysql://x"}}, "database.url: must start with"),
        ({"wechat": {"templates": {"a": 1}}}, "wechat.templates: must be a table of texts"),
        ({"logging": {"format": "xml"}}, "logging.format: must be json or text"),
        ({"logging": {"level": "LOUD"}}, "logging.level: must be DEBUG or"),
        ({"server": {"port": 0}}, "server.port: must be between"),
        ({"server": {"base_url": "example.org"}}, "server.base_url: must start with"),
        ({"redis": {"url": "localhost"}}, "redis.url: must start with"),
        ({"security": {"session_days": 0}}, "security.session_days: must be at least 1"),
        ({"jobs": {"outbox_poll_s": 0}}, "jobs.outbox_poll_s: must be at least 0.1"),
        ({"wechat": {"miniprogram_state": "release"}}, "wechat.miniprogram_state: must be formal"),
        ({"wechat": {"callback_token": "to ken"}}, "wechat.callback_token: must be 3 to 32"),
        ({"wechat": {"callback_aes_key": "A" * 42}}, "wechat.callback_aes_key: must be 43"),
        ({"storage": {"folder": ""}}, "storage.folder: must be the path"),
        ({"limits": {"login": "often"}}, "limits.login: must read like"),
    ],
)
def test_wrong_key_is_named(raw, words):
    with pytest.raises(ConfigError, match=words.replace("[", r"\[").replace("]", r"\]")):
        parse_config(raw)


def test_missing_and_broken_files_are_named(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "none.toml", {})
    broken = tmp_path / "broken.toml"
    broken.write_text("[server\n")
    with pytest.raises(ConfigError, match=r"broken\.toml"):
        load_config(broken, {})


def test_a_section_that_is_no_table_is_named_whatever_the_environment_says(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('database = "sqlite:///x.db"')

    with pytest.raises(ConfigError, match=r"\[database\]: must be a table"):
        load_config(path, {"LIANYI_DATABASE_URL": "sqlite:///y.db"})


def test_robots_from_the_environment_are_name_and_key(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("")
    given = "石桥街道=00000000-0000-4000-8000-000000000000; 东湖区=11111111-0000-4000-8000-000000000000"

    config = load_config(path, {"LIANYI_WECOM_ROBOTS": given})

    assert list(config.wecom.robots) == ["石桥街道", "东湖区"]
    assert config.wecom.robots["东湖区"] == "11111111-0000-4000-8000-000000000000"


@pytest.mark.parametrize("given", ["石桥街道=https://example.org/send?key=sesame-sesame", "sesame-sesame"])
def test_wrong_robot_is_named_and_its_key_is_not(tmp_path, given):
    path = tmp_path / "config.toml"
    path.write_text("")

    with pytest.raises(ConfigError, match=r"wecom\.robots") as error:
        load_config(path, {"LIANYI_WECOM_ROBOTS": given})
    assert "sesame" not in str(error.value)
