"""`lianyi templates`: the message templates as WeChat's console has them."""

from __future__ import annotations

import click

from backend.commands.starting import ready
from backend.config import Config
from backend.push.checking import Checked, Chosen, check_templates, choose_missing
from backend.push.kinds import KINDS
from backend.wechat.errors import WeChatError
from backend.wechat.gateway import open_wechat


@click.group()
def templates() -> None:
    """Compare message templates with WeChat's console; choose missing ones."""


def _connected() -> Config:
    config = ready()
    open_wechat(config)
    return config


@templates.command("check")
def check() -> None:
    """Look at every template in WeChat's console. Wrong ones stop; those that are right again send what waited.

    Fails if one is wrong.
    """
    config = _connected()
    try:
        checked = check_templates(config)
    except WeChatError as error:
        raise click.ClickException(f"WeChat: {error}") from None
    click.echo("\n".join(_line(one) for one in checked))
    if any(one.faults for one in checked):
        raise click.exceptions.Exit(1)


def _line(one: Checked) -> str:
    if one.state == "unknown":
        return f"unknown  {one.name}: nothing is sent by this name; remove it from [wechat.templates]"
    if one.state == "unused":
        kinds = "、".join(kind.label for kind in KINDS.values() if kind.template == one.name)
        return f"unused   {one.name}: not in [wechat.templates]; in the inbox only: {kinds}"
    if one.faults:
        return f"{one.state:<8} {one.name} ({one.title}, {one.template_id}): {'；'.join(one.faults)}"
    parts = [f"right    {one.name} ({one.title})"]
    if one.is_long_term:
        parts.append("long-term")
    if one.left_out:
        parts.append(f"does not show {'、'.join(one.left_out)}")
    if one.released:
        parts.append(f"{one.released} messages that waited for it go out now")
    return "; ".join(parts)


@templates.command("sync")
@click.option("--dry-run", is_flag=True, help="say what would be chosen and choose nothing")
def sync(dry_run: bool) -> None:
    """Choose missing templates from WeChat's library, and print the lines for config.toml. Deletes nothing."""
    config = _connected()
    try:
        chosen = choose_missing(config, dry_run=dry_run)
    except WeChatError as error:
        raise click.ClickException(f"WeChat: {error}") from None
    if not chosen:
        click.echo("nothing is missing")
        return
    for one in chosen:
        click.echo(_told(one, dry_run=dry_run))
    if found := [one for one in chosen if one.template_id]:
        click.echo(
            "\nPut these lines into config.toml, restart, and run `lianyi templates check`:\n\n[wechat.templates]"
        )
        click.echo("\n".join(f'{one.name} = "{one.template_id}"' for one in found))


def _told(one: Chosen, *, dry_run: bool) -> str:
    if one.outcome == "unavailable":
        return f"{one.name} ({one.title}): {one.reason}"
    if one.outcome == "there":
        return f"{one.name} ({one.title}): in the console already"
    return f"{one.name} ({one.title}): {f'would be added, {one.reason}' if dry_run else 'added'}"
