"""What the phone reports about subscription messages."""

from __future__ import annotations

from typing import Any

from flask import current_app

from backend.auth import Access, Blueprint, current_caller
from backend.errors import InvalidInput
from backend.push.ledger import report_subscriptions
from backend.push.schemas import CreditsSchema, SubscriptionReportSchema

blueprint = Blueprint("push", access=Access.SESSION, url_prefix="", description="Subscription messages.")
blueprints = [blueprint]


@blueprint.post("/subscriptions")
@blueprint.arguments(SubscriptionReportSchema)
@blueprint.response(200, CreditsSchema)
def report(arguments: dict[str, Any]) -> dict[str, Any]:
    """Report what the member answered on WeChat's permission sheet; each acceptance allows one message."""
    known = set(current_app.config["LIANYI"].wechat.templates.values())
    if unknown := set(arguments["results"]) - known:
        raise InvalidInput(errors={"results": [f"未知的模板：{name}" for name in sorted(unknown)]})
    account_id = current_caller().account_id
    return {"credits": report_subscriptions(account_id, arguments["results"], arguments["client_ref"])}
