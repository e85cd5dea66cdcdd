"""The `lianyi` command: what an operator does from a shell."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import click
import peewee
from playhouse.migrations import MigrationError

from backend import migrations
from backend.commands.audit import audit
from backend.commands.outbox import outbox
from backend.commands.starting import configured, in_words, ready, started
from backend.commands.templates import templates
from backend.database import db
from backend.digest.services import unknown_robots
from backend.encryption import create_key_file
from backend.organizations.schemas import KINDS
from backend.profiles.definitions import ensure_default_sections

_ID = re.compile("[0-9]{1,18}")


@click.group()
@click.option(
    "--config", "path", type=click.Path(path_type=Path), help="config.toml; default: $LIANYI_CONFIG or ./config.toml"
)
def main(path: Path | None) -> None:
    """Run Lianyi, the association's service inside WeChat."""
    if path is not None:
        os.environ["LIANYI_CONFIG"] = str(path)


main.add_command(audit)
main.add_command(outbox)
main.add_command(templates)


@main.command("create-keys")
def create_keys() -> None:
    """Make the key file, unless there is one. Keep a copy apart from the database's backups."""
    path = Path(configured().security.keys_file)
    click.echo(f"{path}: {'made' if create_key_file(path) else 'there is one already, left as it is'}")


@main.command("check-config")
def check_config() -> None:
    """Read the configuration, the keys and the database's version; name what is wrong."""
    config = ready()
    if not config.wechat.appid or not config.wechat.secret:
        raise click.ClickException("wechat.appid and wechat.secret (LIANYI_WECHAT_SECRET) are needed to log anybody in")
    if unknown := unknown_robots(config):
        named = ", ".join(unknown)
        raise click.ClickException(f"wecom.robots: not exactly one organization is called {named}")
    click.echo("configuration, keys and database are in order")


@main.command()
@click.option("--down-to", "target", help="revert back through this migration")
@click.option("--yes", is_flag=True, help="do not ask before reverting")
def migrate(target: str | None, yes: bool) -> None:
    """Bring the database to the present schema. Safe to run from several machines at once."""
    started()
    if target and not yes:
        click.confirm("Reverting drops tables and what is in them. Go on?", abort=True)
    try:
        done = migrations.revert(target) if target else migrations.migrate()
    except (peewee.OperationalError, OSError) as error:
        raise click.ClickException(f"database.url: {error}") from None
    except MigrationError as error:
        raise click.ClickException(f"--down-to: {error}") from None
    if not target:
        ensure_default_sections()
    click.echo("\n".join(done) or "nothing to do")


@main.command()
def run() -> None:
    """Serve the API with gunicorn."""
    ready()
    db.close()
    arguments = ["-m", "gunicorn", "--config", "python:backend.gunicorn_settings", "backend.wsgi:app"]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606


@main.command()
def jobs() -> None:
    """Run timers and deliver messages."""
    from backend.jobs import run_jobs

    run_jobs(ready())


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65_535), default=8001, show_default=True)
@click.option("--clock-file", envvar="LIANYI_DEMO_CLOCK", default="", help="follow the demo's clock")
def simulator(host: str, port: int, clock_file: str) -> None:
    """Run the stand-in for WeChat. It keeps everything in memory."""
    app = "backend.wechat.simulator:create_simulator()"
    if clock_file:
        app = f"backend.demo.simulator:create_simulator({clock_file!r})"
    arguments = ["-m", "gunicorn", "--bind", f"{host}:{port}", "--workers", "1", "--threads", "16"]
    arguments += ["--worker-class", "gthread", app]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606


@main.command("import-roster")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organization", required=True, help="id or exact name of the organization it belongs to")
@click.option("--dry-run", is_flag=True, help="say what would happen and write nothing")
@click.option("--json", "as_json", is_flag=True, help="print the whole report as JSON")
@in_words
def import_roster_command(file: Path, organization: str, dry_run: bool, as_json: bool) -> None:
    """Import people from an .xlsx roster; every row is reported as new, match, changed, conflict or bad."""
    from backend.rosters.report import report_text
    from backend.rosters.services import import_roster

    ready()
    report = import_roster(file, _find_organization(organization), dry_run=dry_run)
    click.echo(json.dumps(report, ensure_ascii=False, indent=2) if as_json else report_text(report))


def _find_organization(text: str) -> int:
    from backend.organizations.models import Organization

    by_id = Organization.id == int(text) if _ID.fullmatch(text) else Organization.name == text
    found = list(Organization.select().where(by_id).limit(2))
    if len(found) != 1:
        raise click.ClickException(
            f"organization {text!r}: {'several have this name, give the id' if found else 'none'}"
        )
    return int(found[0].id)


@main.command("create-organization")
@click.option("--name", required=True, help="as people call it, unlike its siblings")
@click.option("--parent", help="id or exact name of the one above; default: at the top of a tree")
@click.option("--kind", type=click.Choice(KINDS), default="association", show_default=True)
@click.option("--government", is_flag=True, help="a government body: no rankings, no points, no forced check-in")
@in_words
def create_organization_command(name: str, parent: str | None, kind: str, government: bool) -> None:
    """Add an organization: the first one, before there is an administrator who could."""
    from backend.organizations.services import open_organization

    if not name.strip():
        raise click.ClickException("--name: must not be empty")
    ready()
    organization = open_organization(
        parent_id=None if parent is None else _find_organization(parent),
        name=name.strip(),
        created_by=None,
        kind=kind,
        is_government=government,
    )
    click.echo(f"{organization.name} (organization {organization.id})")


@main.command("create-admin")
@click.option("--name", required=True, help="full name, as they will type it when they join")
@click.option("--phone", required=True, help="11-digit mobile number, as registered with WeChat")
@click.option("--organization", help="where the role is held; default: the only organization at the top")
@in_words
def create_admin(name: str, phone: str, organization: str | None) -> None:
    """Make the first administrator, and a link that signs one browser in to the console.

    They join from the mini-program by phone match, and scan from then on. Run it again for another link.
    """
    from backend.desks.services import make_sign_in_link
    from backend.members.services import create_administrator
    from backend.organizations.models import Organization

    config = ready()
    if organization is None:
        roots = list(Organization.at_the_top().limit(2))
        if len(roots) != 1:
            raise click.ClickException("--organization: needed, since there is not exactly one at the top")
        organization_id = roots[0].id
    else:
        organization_id = _find_organization(organization)
    member_id = create_administrator(name, phone, organization_id)
    click.echo(f"{name} is administrator (member {member_id}); join from the mini-program with this phone number")
    click.echo(
        f"To the console, once, within 24 hours: {config.server.base_url}/console/first/{make_sign_in_link(member_id)}"
    )


@main.command("define-section")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organization", help="whose members are asked; default: everybody's")
@in_words
def define_section_command(file: Path, organization: str | None) -> None:
    """Add a profile section, or change it, from a JSON file; its name without .json is the section's key.

    The file is shaped like those in backend/profiles/sections/. A sensitive question needs a purpose, and the words
    of its consent under "consents".
    """
    from backend.audit.services import record
    from backend.profiles.definitions import define_section

    started()
    try:
        settings = json.loads(file.read_text(encoding="utf-8"))
        definition = settings.pop("definition")
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise click.ClickException(f"{file}: not a section ({error})") from None
    if unknown := set(settings) - {"consents", "description", "freshness_days", "position", "title", "visible_to"}:
        raise click.ClickException(f"{file}: unknown key {min(unknown)}")
    organization_id = None if organization is None else _find_organization(organization)
    section = define_section(file.stem, definition, organization_id=organization_id, **settings)
    record(
        action="define_section",
        subject_kind="profile_section",
        subject_id=section.id,
        actor_kind="operator",
        organization_id=organization_id,
    )
    click.echo(f"section {file.stem}: {section.title}")


@main.command("seed-demo")
@in_words
def seed_demo_command() -> None:
    """Fill an empty database with the demo's organizations, people and activities; run again, it adds nothing."""
    from backend.demo.seed import seed_demo

    config = started()
    click.echo(seed_demo(config))


@main.command("demo-arrivals")
def demo_arrivals() -> None:
    """Let people in at the demo's running activity, one every few seconds, as a second doorkeeper would."""
    from backend.demo.activities import UNDER_WAY
    from backend.demo.arrivals import let_people_in

    let_people_in(started(), UNDER_WAY)


@main.command("openapi")
def openapi() -> None:
    """Print the OpenAPI document."""
    from backend.app import create_app

    config = started()
    app = create_app(config)
    with app.test_client() as client:
        click.echo(client.get("/openapi.json").text)
    db.close()


if __name__ == "__main__":
    main()
