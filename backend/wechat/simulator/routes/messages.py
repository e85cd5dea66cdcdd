"""Sending subscription messages and managing their templates."""

from flask import Blueprint

from backend.wechat.simulator.endpoints import Answer, Call, endpoint
from backend.wechat.simulator.refusals import Refusal
from backend.wechat.simulator.templates import CATEGORIES, LIBRARY

blueprint = Blueprint("messages", __name__)


@endpoint(blueprint, "/cgi-bin/message/subscribe/send")
def send_message(call: Call) -> Answer:
    simulator = call.simulator
    openid = call.text("touser")
    phone = simulator.check_openid(call.appid, openid)
    template = simulator.templates.of(call.appid).get(call.text("template_id"))
    if template is None:
        raise Refusal(40037, "invalid template_id")
    page = call.text("page")
    if page:
        simulator.check_page(page.partition("?")[0])
    message = simulator.messages.send(phone.user_id, openid, template, call.body)
    simulator.push.message_sent(openid, template.template_id, message.message_id)
    if simulator.messages.answers_with_msgid:
        return {"msgid": int(message.message_id)}
    return {}


@endpoint(blueprint, "/wxaapi/newtmpl/getcategory", method="GET")
def get_category(_call: Call) -> Answer:
    return {"data": [{"id": number, "name": name} for number, name in CATEGORIES.items()]}


@endpoint(blueprint, "/wxaapi/newtmpl/getpubtemplatetitles", method="GET")
def get_public_titles(call: Call) -> Answer:
    wanted = [part for part in call.args.get("ids", "").split(",") if part]
    if not wanted or not all(part.isdigit() for part in wanted):
        raise Refusal(200018, "invalid ids")
    start = _number(call, "start", 200016)
    limit = _number(call, "limit", 200017)
    if not 1 <= limit <= 30:
        raise Refusal(200017, "invalid limit")
    found = [one for one in LIBRARY.values() if str(one.category_id) in wanted]
    data = [
        {"tid": int(one.tid), "title": one.title, "type": one.type, "categoryId": str(one.category_id)}
        for one in found[start : start + limit]
    ]
    return {"count": len(found), "data": data}


@endpoint(blueprint, "/wxaapi/newtmpl/getpubtemplatekeywords", method="GET")
def get_public_keywords(call: Call) -> Answer:
    source = LIBRARY.get(call.args.get("tid", ""))
    if source is None:
        raise Refusal(200014, "tid is not exist")
    data = [{"kid": one.kid, "name": one.label, "example": one.example, "rule": one.kind} for one in source.keywords]
    return {"count": len(data), "data": data}


@endpoint(blueprint, "/wxaapi/newtmpl/addtemplate")
def add_template(call: Call) -> Answer:
    tid = str(call.body.get("tid", ""))
    kids, scene = call.body.get("kidList"), call.body.get("sceneDesc")
    return {"priTmplId": call.simulator.templates.add(call.appid, tid, kids, scene)}


@endpoint(blueprint, "/wxaapi/newtmpl/deltemplate")
def delete_template(call: Call) -> Answer:
    call.simulator.templates.delete(call.appid, call.text("priTmplId"))
    return {}


@endpoint(blueprint, "/wxaapi/newtmpl/gettemplate", method="GET")
def get_templates(call: Call) -> Answer:
    chosen = call.simulator.templates.of(call.appid).values()
    return {
        "data": [
            {
                "priTmplId": one.template_id,
                "title": one.title,
                "content": one.content,
                "example": one.example,
                "type": one.type,
            }
            for one in chosen
        ]
    }


def _number(call: Call, name: str, errcode: int) -> int:
    value = call.args.get(name, "")
    if not value.isdigit():
        raise Refusal(errcode, f"invalid {name}")
    return int(value)
