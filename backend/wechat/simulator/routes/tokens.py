"""GET /cgi-bin/token and POST /cgi-bin/stable_token."""

from flask import Blueprint

from backend.wechat.simulator.endpoints import Answer, Call, endpoint
from backend.wechat.simulator.refusals import Refusal

blueprint = Blueprint("tokens", __name__)


@endpoint(blueprint, "/cgi-bin/token", method="GET", token=False, bare=True)
def get_token(call: Call) -> Answer:
    _check_grant(call.args.get("grant_type"))
    appid = call.args.get("appid", "")
    call.simulator.check_credentials(appid, call.args.get("secret", ""))
    token, seconds = call.simulator.tokens.fetch_classic(appid)
    return {"access_token": token, "expires_in": seconds}


@endpoint(blueprint, "/cgi-bin/stable_token", token=False, bare=True)
def get_stable_token(call: Call) -> Answer:
    _check_grant(call.text("grant_type"))
    appid = call.text("appid")
    call.simulator.check_credentials(appid, call.text("secret"))
    force = call.body.get("force_refresh") is True
    token, seconds = call.simulator.tokens.fetch_stable(appid, force=force)
    return {"access_token": token, "expires_in": seconds}


def _check_grant(grant_type: str | None) -> None:
    if grant_type != "client_credential":
        raise Refusal(40002, "invalid grant_type")
