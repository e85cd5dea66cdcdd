"""A member's inbox, what they want to be sent, and what the phone reports about subscription messages."""

from __future__ import annotations

from typing import Any

from flask import current_app

from backend.auth import Access, Blueprint, Caller, JoinFirst, current_caller
from backend.config import Config
from backend.errors import InvalidInput
from backend.push import inbox
from backend.push.ledger import report_subscriptions, subscriptions_of
from backend.push.mapping import mapped_templates
from backend.push.recipients import held_until
from backend.push.schemas import (
    CreditsSchema,
    MessageSchema,
    ReadSchema,
    SubscriptionReportSchema,
    SubscriptionsSchema,
    SwitchesSchema,
    SwitchSchema,
)
from backend.schemas import PageQuery, page_of

blueprint = Blueprint("push", access=Access.SESSION, url_prefix="", description="Subscription messages.")
inbox_blueprint = Blueprint("inbox", access=Access.SESSION, url_prefix="/notifications", description="My messages.")
blueprints = [blueprint, inbox_blueprint]


def _config() -> Config:
    config: Config = current_app.config["LIANYI"]
    return config


@blueprint.get("/subscriptions")
@blueprint.response(200, SubscriptionsSchema)
def show_subscriptions() -> dict[str, Any]:
    """What I have allowed so far, template by template."""
    return {"items": subscriptions_of(current_caller().account_id, mapped_templates(_config()))}


@blueprint.post("/subscriptions")
@blueprint.arguments(SubscriptionReportSchema)
@blueprint.response(200, CreditsSchema)
def report(arguments: dict[str, Any]) -> dict[str, Any]:
    """Report what the member answered on WeChat's permission sheet; each acceptance allows one message.

    Of an activity that is still to come, it is kept for that activity.
    """
    results = arguments["results"]
    known = set(_config().wechat.templates.values())
    if unknown := set(results) - known:
        raise InvalidInput(errors={"results": [f"未知的模板：{name}" for name in sorted(unknown)]})
    until = held_until(arguments["subject"])
    left = report_subscriptions(
        current_caller().account_id,
        results,
        arguments["client_ref"],
        always=arguments["always"],
        subject=arguments["subject"] if until else "",
        held_until=until,
        long_term=[one.template_id for one in mapped_templates(_config()).values() if one.is_long_term],
    )
    return {"credits": left}


@inbox_blueprint.get("")
@inbox_blueprint.arguments(PageQuery, location="query")
@inbox_blueprint.response(200, page_of(MessageSchema))
def list_messages(query: dict[str, Any]) -> dict[str, Any]:
    """Everything I was told in the last half year, newest first, whatever became of it in WeChat."""
    member_id, page, size = current_caller().member_id, query["page"], query["page_size"]
    if member_id is None:
        return {"items": [], "page": page, "page_size": size, "total": 0}
    return inbox.read_inbox(member_id, page, size)


@inbox_blueprint.post("/read")
@inbox_blueprint.arguments(ReadSchema)
@inbox_blueprint.response(204)
def mark_read(arguments: dict[str, Any]) -> None:
    """I have read these messages, or all of them."""
    member_id = current_caller().member_id
    if member_id is not None:
        inbox.mark_read(member_id, None if arguments["all"] else arguments["ids"])


@inbox_blueprint.get("/settings")
@inbox_blueprint.response(200, SwitchesSchema)
def show_settings() -> dict[str, Any]:
    """What may be sent to me through WeChat; what is off is in the inbox all the same."""
    return _settings(current_caller())


@inbox_blueprint.put("/settings")
@inbox_blueprint.arguments(SwitchSchema)
@inbox_blueprint.response(200, SwitchesSchema)
@inbox_blueprint.refuses(JoinFirst)
def change_settings(arguments: dict[str, Any]) -> dict[str, Any]:
    """Turn one kind of message on or off."""
    caller = current_caller()
    inbox.switch(caller.require_member(), arguments["about"], is_on=arguments["is_on"])
    return _settings(caller)


def _settings(caller: Caller) -> dict[str, Any]:
    if caller.member_id is None:
        return {"items": []}
    return {"items": inbox.settings(caller.member_id, is_staff=bool(caller.scope.roots()))}
