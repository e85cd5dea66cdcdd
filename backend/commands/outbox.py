"""`lianyi outbox`: what waits, what failed and why; putting it back and taking it out."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import click
from peewee import JOIN

from backend import clock
from backend.commands.columns import columns, in_line
from backend.commands.starting import ready
from backend.members.models import Member, mask_name
from backend.push.errcodes import action_for_code, meaning_of
from backend.push.kinds import KINDS
from backend.push.models import Delivery, Notification, SubscriptionGrant
from backend.push.operating import (
    RETRIED,
    Retried,
    Wanted,
    count,
    counts_by_error,
    counts_by_state,
    drop,
    find,
    retry,
    retry_ids,
)
from backend.push.planning import Planned, planned, reach_of
from backend.push.reaching import COARSE, Reacher
from backend.push.rules import all_rules
from backend.push.templates import TEMPLATES
from backend.push.watching import LATE, lateness
from backend.schemas import iso

# Members written to the shell at a time.
_AT_ONCE = 500

STATES = {
    "queued": "waits for its time, or for WeChat",
    "paused": "stopped with its kind, its template or its notification",
    "merged": "goes out as part of another message",
    "failed": "WeChat does not take it; see errcode",
    "uncertain": "sent twice without an answer: it may have arrived",
    "sent": "WeChat took it",
    "inbox": "in the inbox only; see reason",
    "unreachable": "the member has no WeChat account here",
    "expired": "would have come too late",
    "dropped": "concerns the member no more, or was taken out",
}
REASONS = {
    "no_wechat": "the member has never logged in with WeChat",
    "muted": "the member turned messages about this off",
    "no_template": "no template is configured for this kind",
    "template": "the template is stopped; see `lianyi templates check`",
    "budget": "the member has had enough messages this week",
    "no_credit": "the member has allowed no (more) message of this template",
    "refused": "WeChat knows no credit of the member",
    "undelivered": "WeChat took it, and said later that it could not deliver it",
    "night": "it would have been of no use after the quiet hours",
    "paused": "the kind is paused, or WeChat refused this notification before",
    "obsolete": "it did not concern the member any more",
    "unanswered": "WeChat did not answer",
    "expired": "it was due after it could be of use",
    "operator": "taken out by an operator",
}


def _moment(value: datetime | int | None) -> str:
    if value is None:
        return "-"
    at = clock.from_ms(value) if isinstance(value, int) else value
    return f"{clock.in_business_zone(at):%Y-%m-%d %H:%M}"


def _kind_label(name: str) -> str:
    return KINDS[name].label if name in KINDS else name


def _span(value: timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {seconds} s"


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="print the counts as JSON")
@click.pass_context
def outbox(context: click.Context, as_json: bool) -> None:
    """What waits to be sent, and what became of the rest."""
    if context.invoked_subcommand is None:
        ready()
        click.echo(_summary_json() if as_json else _summary())


def _summary_json() -> str:
    states = {
        state: {"count": number, "oldest_due_at": iso(clock.from_ms(due_at))}
        for state, (number, due_at) in counts_by_state().items()
    }
    errors = [{"errcode": code, "state": state, "count": number} for code, state, number in counts_by_error()]
    found = {"late_s": lateness().total_seconds(), "states": states, "errors": errors}
    return json.dumps(found, ensure_ascii=False, indent=2)


def _summary() -> str:
    late, states = lateness(), counts_by_state()
    parts = [f"Outbox at {_moment(clock.now())}"]
    if late > LATE:
        parts.append(f"LATE: the oldest due message has waited {_span(late)}. Is lianyi-jobs running? Is WeChat down?")
    elif late:
        parts.append(f"The oldest due message has waited {_span(late)}.")
    else:
        parts.append("Nothing is due.")
    rows = [
        (state, states[state][0], _moment(states[state][1]), words)
        for state, words in STATES.items()
        if state in states
    ]
    parts.append(
        columns(("state", "count", "oldest due", "what it means"), rows, right=(1,)) if rows else "It is empty."
    )
    if errors := counts_by_error():
        rows_of_errors = [(code, state, number, _said(code)) for code, state, number in errors]
        parts.append(columns(("errcode", "state", "count", "what it means"), rows_of_errors, right=(2,)))
    return "\n\n".join(parts)


def _said(code: int) -> str:
    return in_line(meaning_of(code), 76)


def _filters(command: Any) -> Any:
    for option in (
        click.option("--template", type=click.Choice(sorted(TEMPLATES)), help="sent by this template"),
        click.option("--errcode", type=int, help="WeChat refused it with this code"),
        click.option("--kind", type=click.Choice(sorted(KINDS)), help="of this kind"),
    ):
        command = option(command)
    return command


@outbox.command("list")
@click.option("--state", type=click.Choice(sorted(STATES)), help="in this state")
@_filters
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
def list_command(state: str | None, kind: str | None, errcode: int | None, template: str | None, limit: int) -> None:
    """Deliveries, newest first."""
    ready()
    wanted = Wanted((state,) if state else (), kind or "", template or "", errcode)
    rows = [_line(one) for one in _loaded(find(wanted, limit))]
    if not rows:
        click.echo("none")
        return
    click.echo(columns(("id", "state", "kind", "member", "due", "what happened"), rows, right=(0,)))
    total = count(wanted)
    if total > len(rows):
        click.echo(f"{total - len(rows)} more; see --limit")


def _loaded(ids: list[int]) -> list[Delivery]:
    rows: Any = (
        Delivery.select(Delivery, Notification, Member)
        .join(Notification)
        .switch(Delivery)
        .join(Member, JOIN.LEFT_OUTER)
        .where(Delivery.id << ids)
        .order_by(Delivery.id.desc())
    )
    return list(rows)


def _line(one: Delivery) -> tuple[object, ...]:
    what = f"{one.error_code} {one.error_text}" if one.error_code else one.error_text or one.reason
    return one.id, one.state, _kind_label(one.notification.kind), _whom(one), _moment(one.due_at), in_line(what, 50)


def _whom(one: Delivery) -> str:
    if one.robot:
        return f"群：{one.robot}"
    return mask_name(one.member.name) if one.member is not None else "-"


@outbox.command()
@click.argument("delivery_id", type=int, metavar="ID")
def show(delivery_id: int) -> None:
    """Everything about one delivery: what it tells, to whom, what WeChat said, and what paid for it."""
    ready()
    found = _loaded([delivery_id])
    if not found:
        raise click.ClickException(f"no delivery {delivery_id}")
    (one,) = found
    click.echo("\n".join(f"{name:<13}{text}" for name, text in _details(one) if text))


def _details(one: Delivery) -> list[tuple[str, str]]:
    told = one.notification
    code = one.error_code
    grants: Any = SubscriptionGrant.select().where(SubscriptionGrant.delivery_id == one.id)
    reason = f"{one.reason}: {REASONS[one.reason]}" if one.reason in REASONS else one.reason
    return [
        ("delivery", str(one.id)),
        ("state", f"{one.state}: {STATES.get(one.state, '')}"),
        ("reason", reason),
        ("to", _whom(one)),
        ("kind", f"{_kind_label(told.kind)} ({told.kind})"),
        ("about", f"{told.subject} {told.occurrence}".strip()),
        ("notification", f"{told.id}, written {_moment(told.created_at)}"),
        ("words", "；".join(str(text) for text in told.values.values())),
        ("page", told.page),
        ("due", _moment(one.due_at)),
        ("of use until", _moment(told.expires_at) if told.expires_at else ""),
        ("attempts", f"{one.attempts}, {one.unanswered} of them unanswered" if one.attempts else "none yet"),
        ("sent", _moment(one.sent_at) if one.sent_at else ""),
        ("read", _moment(one.read_at) if one.read_at else ""),
        ("WeChat said", f"{code} {meaning_of(code)}" if code else ""),
        ("in its words" if code else "note", one.error_text),
        ("then", action_for_code(code).value if code else ""),
        ("stopped for", told.fault),
        ("sent with", str(one.merged_into or "")),
        ("paid by", "；".join(f"credit {grant.id}, {grant.state}" for grant in grants)),
        ("message id", one.message_id),
    ]


@outbox.command("retry")
@click.argument("ids", type=int, nargs=-1, metavar="[ID]...")
@click.option("--state", type=click.Choice(RETRIED), help="default: failed and paused")
@_filters
@click.option("--yes", is_flag=True, help="do not ask")
def retry_command(
    ids: tuple[int, ...], state: str | None, kind: str | None, errcode: int | None, template: str | None, yes: bool
) -> None:
    """Put deliveries back into the queue: those named, or all that the options describe.

    What was sent is never sent again; what may have arrived (uncertain), only by its id.
    """
    is_described = any(one is not None for one in (state, kind, errcode, template))
    if bool(ids) == is_described:
        raise click.UsageError("give ids, or at least one of --state, --kind, --errcode, --template")
    ready()
    if ids:
        _confirm(f"Put {len(ids)} back into the queue?", yes)
        _tell(retry_ids(ids), "back in the queue")
        return
    wanted = Wanted((state,) if state else ("failed", "paused"), kind or "", template or "", errcode)
    number = count(wanted)
    if number:
        _confirm(f"Put {number} back into the queue?", yes)
    _tell(retry(wanted) if number else Retried(), "back in the queue")


def _confirm(question: str, yes: bool) -> None:
    if not yes:
        click.confirm(question, abort=True)


def _tell(done: Retried, what: str) -> None:
    click.echo(f"{done.put_back} {what}")
    for state, number in sorted(done.left.items()):
        click.echo(f"{number} left as {'it is' if number == 1 else 'they are'}: {state or 'no such id'}")
    if done.still_paused:
        click.echo(
            f"{done.still_paused} others of the same notifications are paused; if this one arrives, "
            "`lianyi outbox retry --state paused` lets them go"
        )


@outbox.command("drop")
@click.argument("ids", type=int, nargs=-1, required=True, metavar="ID...")
@click.option("--reason", required=True, help="kept with the delivery and in the audit trail")
def drop_command(ids: tuple[int, ...], reason: str) -> None:
    """Take deliveries out of the outbox for good. They stay in the members' inboxes."""
    if not reason.strip():
        raise click.UsageError("--reason: must not be empty")
    ready()
    _tell(drop(ids, reason.strip()), "dropped")


@outbox.command("plan")
@click.option("--hours", type=click.IntRange(1, 168), default=24, show_default=True, help="how far ahead")
@click.option("--people", type=click.IntRange(1), metavar="N", help="the members of line N instead, names masked")
def plan_command(hours: int, people: int | None) -> None:
    """A dry run: who would get what and when, from all rules and from what waits. Writes nothing.

    What nobody would get has no line. Counts of an anonymous survey are rounded down to fives.
    """
    reacher = Reacher(ready())
    found = planned(reacher, all_rules(), clock.now() + timedelta(hours=hours))
    if people is not None:
        _tell_people(reacher, found, people)
        return
    head = ("", "goes at", "kind", "about", "people", "WeChat", "inbox", "unreachable", "")
    rows = []
    for number, one in enumerate(found, start=1):
        reach = reach_of(reacher, one)
        # Of an anonymous survey this is nobody, or up to four: not to be told apart by a line that is missing.
        if not reach.people and not one.is_secret:
            continue
        goes_at = _moment(one.goes_at) if one.goes_at else "not at all"
        notes = ("waits already",) * one.is_queued + ("in fives: anonymous survey",) * one.is_secret
        counts = [number or (f"<{COARSE}" if one.is_secret else 0) for number in reach[:4]]
        rows.append((number, goes_at, _kind_label(one.kind), in_line(one.title, 30), *counts, "; ".join(notes)))
    click.echo(columns(head, rows, right=(0, 4, 5, 6, 7)) if rows else f"nothing within {hours} h")


def _tell_people(reacher: Reacher, found: list[Planned], number: int) -> None:
    if number > len(found):
        raise click.UsageError(f"--people: there are {len(found)} lines")
    one = found[number - 1]
    if one.is_secret:
        raise click.ClickException("who they are is told to nobody: it would tell who has answered")
    page = 1
    while rows := reacher.page(one.kind, one.subject, one.people, page, _AT_ONCE):
        click.echo("\n".join(f"{member_id}  {mask_name(name)}  {way}" for member_id, name, way in rows))
        page += 1
