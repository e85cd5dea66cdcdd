"""The `lianyi` command says in words what is wrong; an operator never sees a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend.audit.chain import Chain
from backend.audit.models import AuditEntry, AuditLink
from backend.cli import main
from backend.database import db
from backend.organizations.models import Organization
from backend.profiles.models import ProfileSection

Command = Callable[..., Result]


@pytest.fixture
def lianyi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command in an installation of its own: configured, without keys, without tables."""
    database = tmp_path / "lianyi.db"
    (tmp_path / "config.toml").write_text(
        f'[database]\nurl = "sqlite:///{database}"\n[security]\nkeys_file = "{tmp_path / "keys.json"}"\n'
    )
    monkeypatch.setenv("LIANYI_CONFIG", str(tmp_path / "config.toml"))

    def run(*arguments: str) -> Result:
        try:
            return CliRunner().invoke(main, arguments)
        finally:
            if db.obj is not None and not db.is_closed():
                db.close()

    return run


@pytest.fixture
def installed(lianyi: Command) -> Command:
    for command in ("create-keys", "migrate"):
        assert lianyi(command).exit_code == 0
    return lianyi


ADMIN = ("create-admin", "--name", "周主任", "--phone", "13800000000")


def refused(result: Result, words: str) -> None:
    assert (result.exit_code, type(result.exception)) == (1, SystemExit), result.exception
    assert words in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", [["check-config"], ["migrate"], ["run"], ["jobs"], list(ADMIN), ["seed-demo"]])
def test_missing_keys_are_named(lianyi: Command, command: list[str]) -> None:
    refused(lianyi(*command), "no such key file")


@pytest.mark.parametrize("command", [["check-config"], ["run"], ["jobs"], list(ADMIN)])
def test_a_database_without_tables_is_named(lianyi: Command, command: list[str]) -> None:
    lianyi("create-keys")
    refused(lianyi(*command), "run `lianyi migrate`")


def test_a_file_that_is_no_workbook_is_refused(installed: Command, tmp_path: Path) -> None:
    installed("create-organization", "--name", "东湖区")
    file = tmp_path / "名单.xlsx"
    file.write_text("姓名,手机")
    refused(installed("import-roster", str(file), "--organization", "东湖区"), "这不是 Excel 工作簿")


@pytest.mark.parametrize("organization", ["没有这个", "1", "9" * 30, "²"])
def test_an_unknown_organization_is_named(installed: Command, organization: str) -> None:
    refused(installed(*ADMIN, "--organization", organization), organization)


def test_an_unknown_migration_is_named(installed: Command) -> None:
    refused(installed("migrate", "--down-to", "nonsense", "--yes"), "nonsense")


def test_a_folder_is_no_configuration(lianyi: Command, tmp_path: Path) -> None:
    refused(lianyi("--config", str(tmp_path), "check-config"), "cannot be read")


def test_a_database_that_cannot_be_reached_is_named(lianyi: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    lianyi("create-keys")
    monkeypatch.setenv("LIANYI_DATABASE_URL", "postgresql://127.0.0.1:1/nothing")
    for command in ("check-config", "migrate", "jobs"):
        refused(lianyi(command), "database.url")


def test_an_installation_gets_its_first_organizations_and_administrator(installed: Command) -> None:
    refused(installed(*ADMIN), "--organization: needed")
    assert installed("create-organization", "--name", "东湖区", "--kind", "district", "--government").exit_code == 0
    assert installed("create-organization", "--name", "石桥商会", "--parent", "东湖区").exit_code == 0
    refused(installed("create-organization", "--name", "石桥商会", "--parent", "东湖区"), "同级组织中已有这个名称")
    refused(installed("create-organization", "--name", "x", "--parent", "没有这个"), "没有这个")
    refused(installed("create-organization", "--name", " "), "name")
    assert installed(*ADMIN).exit_code == 0

    assert [(one.name, one.is_government) for one in Organization.select().order_by(Organization.id)] == [
        ("东湖区", True),
        ("石桥商会", False),
    ]
    assert {entry.actor_kind for entry in AuditEntry.select()} == {"operator"}


@pytest.mark.parametrize(("name", "phone", "field"), [("周主任", "110", "phone"), (" ", "13800000000", "name")])
def test_a_wrong_administrator_is_refused_by_field(installed: Command, name: str, phone: str, field: str) -> None:
    installed("create-organization", "--name", "东湖区")
    refused(installed("create-admin", "--name", name, "--phone", phone), f"{field}: ")


SECTION = {
    "title": "健康信息",
    "consents": {"blood": "我同意组织为应急救护保存我的血型。"},
    "definition": {
        "sections": [
            {
                "key": "health",
                "title": "健康信息",
                "questions": [
                    {"key": "blood", "type": "text", "title": "血型", "sensitive": True, "purpose": "活动中的应急救护"}
                ],
            }
        ]
    },
}


def test_sensitive_section_is_added_by_the_operator_and_in_the_audit_trail(installed, tmp_path):
    file = tmp_path / "health.json"
    file.write_text(json.dumps(SECTION, ensure_ascii=False), encoding="utf-8")

    result = installed("define-section", str(file))

    assert (result.exit_code, result.output) == (0, "section health: 健康信息\n")
    assert ProfileSection.get(ProfileSection.key == "health").consents == SECTION["consents"]
    assert AuditEntry.select().where(AuditEntry.action == "define_section").count() == 1
    db.close()


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[]",
        json.dumps({"title": "无题"}),
        json.dumps({**SECTION, "consents": {}}),
        json.dumps({**SECTION, "colour": "red"}),
        json.dumps({**SECTION, "definition": {"sections": []}}),
    ],
)
def test_section_that_is_wrong_is_refused_in_words(installed, tmp_path, broken):
    file = tmp_path / "health.json"
    file.write_text(broken, encoding="utf-8")

    result = installed("define-section", str(file))

    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert ProfileSection.get_or_none(ProfileSection.key == "health") is None
    db.close()


@pytest.fixture
def linked(installed: Command) -> Command:
    """An installation with a linked entry: an organization was made."""
    assert installed("create-organization", "--name", "东湖区").exit_code == 0
    chain = Chain()
    assert chain.link_settled() + chain.link_settled() == 1
    db.close()
    return installed


def test_audit_verify_says_what_fits_and_what_waits(linked: Command) -> None:
    assert linked("audit", "verify").output.splitlines()[-1] == "1 entries fit"
    linked("create-organization", "--name", "石桥街道", "--parent", "东湖区")
    assert linked("audit", "verify").output.splitlines()[-1] == "1 entries fit; 1 more are not linked yet"


def test_audit_verify_fails_at_the_entry_that_does_not_fit(linked: Command) -> None:
    AuditEntry.update(reason="另一个理由").execute()
    db.close()
    refused(linked("audit", "verify"), "reason or detail of entry 1 were changed (link 1)")


def test_the_head_kept_elsewhere_shows_that_the_end_was_cut_off(linked: Command) -> None:
    kept = linked("audit", "head").output.strip()
    assert kept.startswith("1:")
    assert linked("audit", "verify", "--head", kept).exit_code == 0
    AuditLink.delete().execute()
    db.close()
    refused(linked("audit", "verify", "--head", kept), "link 1 is not the one that was kept")
    refused(linked("audit", "head"), "nothing is linked yet")


@pytest.mark.parametrize("text", ["", "1", "1:abc", "0:" + "0" * 64, "x:" + "0" * 64])
def test_a_head_that_is_none_is_refused_in_words(linked: Command, text: str) -> None:
    refused(linked("audit", "verify", "--head", text), "NUMBER:LINK")
