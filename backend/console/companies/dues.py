"""Dues, recorded year by year."""

from __future__ import annotations

import marshmallow as ma
from flask import url_for
from werkzeug.wrappers import Response as BaseResponse

from backend.auth import current_member_id
from backend.companies.models import Dues
from backend.companies.standings import record_dues, remove_dues
from backend.console.companies.area import Day, Yuan, blueprint, load_standing
from backend.console.companies.record import back_with, page_of
from backend.console.rendering import done, read_form
from backend.errors import InvalidInput
from backend.schemas import Text


class DuesSchema(ma.Schema):
    year = ma.fields.Integer(required=True, error_messages={"required": "请填写年度。", "invalid": "请填写年度。"})
    amount = Yuan(required=True, error_messages={"required": "请填写金额。"})
    paid_on = Day(required=True, error_messages={"required": "请填写缴纳日期。"})
    note = Text(load_default="", max_length=200)


@blueprint.post("/standings/<entity_id:standing_id>/dues")
def put_dues(standing_id: int) -> BaseResponse:
    """Write down what was paid for a year."""
    standing = load_standing(standing_id)
    try:
        values = read_form(DuesSchema)
        record_dues(standing, current_member_id(), **values)
    except InvalidInput as error:
        return back_with(standing, error, "dues")
    return done(f"已登记 {values['year']} 年会费。", to=page_of(standing))


@blueprint.post("/standings/<entity_id:standing_id>/dues/<int(fixed_digits=4):year>/remove")
def delete_dues(standing_id: int, year: int) -> BaseResponse:
    """Take a wrong line out; it can be put back for ten seconds."""
    standing = load_standing(standing_id)
    there = Dues.get_or_none(Dues.standing == standing.id, Dues.year == year)
    remove_dues(standing, current_member_id(), year)
    undo = None
    if there is not None:
        url = url_for("console_companies.put_dues", standing_id=standing.id)
        fields = {
            "year": year,
            "amount": f"{there.amount // 100}.{there.amount % 100:02d}",
            "paid_on": there.paid_on,
            "note": there.note,
        }
        undo = ("撤销", url, fields)
    return done(f"已删除 {year} 年会费记录。", to=page_of(standing), undo=undo)
