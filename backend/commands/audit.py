"""`lianyi audit`: whether anybody altered the audit trail, and its newest link to be kept elsewhere."""

from __future__ import annotations

import re
import sys
from typing import Any

import click

from backend.audit.chain import Head, head
from backend.audit.checking import Report, check_and_note
from backend.commands.starting import ready

_KEPT = re.compile("([0-9]{1,18}):([0-9a-f]{64})")
_FAULTS = {
    "link_missing": "link {number} of the chain is missing",
    "deleted": "entry {entry_id} was deleted (link {number})",
    "inserted": "entry {entry_id} was put in afterwards, among linked ones (before link {number})",
    "order": "entry {entry_id} is out of order (link {number})",
    "changed": "entry {entry_id} or its link was changed (link {number}), or a signing key is gone",
    "words_changed": "reason or detail of entry {entry_id} were changed (link {number})",
    "erased": "reason and detail of entry {entry_id} are gone, and no entry says that they were erased (link {number})",
    "head": "link {number} is not the one that was kept",
}


@click.group("audit")
def audit() -> None:
    """The audit trail and its chain."""


@audit.command("head")
def show_head() -> None:
    """Print the newest link as NUMBER:LINK. Kept elsewhere, it shows later if the end of the trail was cut off."""
    ready()
    newest = head()
    if not newest.number:
        raise click.ClickException("nothing is linked yet; the jobs process links entries within seconds")
    click.echo(f"{newest.number}:{newest.link}")


@audit.command("verify")
@click.option("--head", "kept", help="NUMBER:LINK, as `lianyi audit head` printed it earlier")
def verify(kept: str | None) -> None:
    """Check every entry against the chain, from the first. Fails at the first one that does not fit."""
    expected = _kept(kept)
    ready()
    newest = head()
    bar: Any = click.progressbar(length=newest.number, label="checking", file=sys.stderr)
    with bar:
        report = check_and_note(bar.update, expected)
    if report.fault is not None:
        raise click.ClickException(_FAULTS[report.fault.what].format(**report.fault._asdict()))
    click.echo(_said(report))


def _kept(text: str | None) -> Head | None:
    if text is None:
        return None
    found = _KEPT.fullmatch(text.strip())
    if found is None or not int(found[1]):
        raise click.ClickException("--head: NUMBER:LINK, as `lianyi audit head` prints it")
    return Head(int(found[1]), found[2], 0, 0)


def _said(report: Report) -> str:
    parts = [f"{report.links} entries fit"]
    if report.erased:
        parts.append(f"the words of {report.erased} of them were erased as their owners asked")
    if report.waiting:
        parts.append(f"{report.waiting} more are not linked yet")
    return "; ".join(parts)
