"""Login, session and phone-number endpoints."""

from flask import Blueprint

from backend.wechat.simulator.clock import SECOND_MS
from backend.wechat.simulator.endpoints import Answer, Call, endpoint, json_response
from backend.wechat.simulator.refusals import Refusal

blueprint = Blueprint("login", __name__)


@endpoint(blueprint, "/sns/jscode2session", method="GET", token=False, bare=True)
def exchange_login_code(call: Call) -> Answer:
    """An unneeded access_token in the query is tolerated; the answer is JSON called text/plain."""
    simulator, appid = call.simulator, call.args.get("appid", "")
    simulator.check_credentials(appid, call.args.get("secret", ""))
    if not call.args.get("js_code"):
        raise Refusal(41008, "missing code")
    code = simulator.login_codes.peek(call.args["js_code"], appid)
    if code is None:
        raise Refusal(40029, "invalid code")
    if code.is_used:
        raise Refusal(40163, "code been used")
    code.is_used = True
    phone = simulator.phones.get(code.user_id)
    if phone is None or phone.is_blocked:
        raise Refusal(40226, "code blocked")
    openid = simulator.phones.openid(appid, code.user_id)
    answer = {"session_key": simulator.sessions.open(openid), "openid": openid}
    if simulator.apps[appid].is_bound:
        answer["unionid"] = simulator.phones.unionid(code.user_id)
    return json_response(answer, content_type="text/plain")


@endpoint(blueprint, "/wxa/checksession", method="GET")
def check_session(call: Call) -> Answer:
    call.simulator.sessions.check(*_session_arguments(call))
    return {}


@endpoint(blueprint, "/wxa/resetusersessionkey", method="GET")
def reset_session(call: Call) -> Answer:
    openid, signature, method = _session_arguments(call)
    return {"openid": openid, "session_key": call.simulator.sessions.reset(openid, signature, method)}


@endpoint(blueprint, "/wxa/business/getuserphonenumber")
def exchange_phone_code(call: Call) -> Answer:
    simulator = call.simulator
    code = simulator.phone_codes.peek(call.text("code"), call.appid)
    if code is None or code.is_used:
        raise Refusal(40029, f"invalid code hint: [{simulator.clock() % 100_000}]")
    phone = simulator.phones.get(code.user_id)
    if phone is None:
        raise Refusal(40029, "invalid code")
    openid = call.text("openid")
    if openid and openid != simulator.phones.openid(call.appid, code.user_id):
        # The page says only that this is an error.
        raise Refusal(40003, "invalid openid")
    code.is_used = True
    watermark = {"timestamp": simulator.clock() // SECOND_MS, "appid": call.appid}
    return {
        "phone_info": {
            "phoneNumber": phone.phone,
            "purePhoneNumber": phone.phone,
            "countryCode": "86",
            "watermark": watermark,
        }
    }


def _session_arguments(call: Call) -> tuple[str, str, str]:
    openid = call.args.get("openid", "")
    call.simulator.check_openid(call.appid, openid)
    return openid, call.args.get("signature", ""), call.args.get("sig_method", "")
