"""POST /cgi-bin/webhook/send of WeCom."""

from flask import Blueprint

from backend.wechat.simulator.endpoints import Answer, Call, endpoint

blueprint = Blueprint("webhook", __name__)


@endpoint(blueprint, "/cgi-bin/webhook/send", token=False)
def send_to_group(call: Call) -> Answer:
    call.simulator.robots.receive(call.args.get("key", ""), call.body)
    return {}
