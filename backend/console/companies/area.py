"""The blueprint of this area, and what its pages share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import marshmallow as ma

from backend import clock
from backend.auth import current_caller
from backend.companies.models import Company, Standing
from backend.console.access import ConsoleBlueprint
from backend.errors import NotFound
from backend.scope import READ, WRITE

blueprint = ConsoleBlueprint("companies", "/companies", needs=READ)

STATUS_WORDS = {"active": "有效", "lapsed": "已到期", "suspended": "暂停", "left": "已退会"}
STATUS_BADGES = {"active": "ok", "lapsed": "danger", "suspended": "do", "left": "off"}
# The list of who lapses looks so many days ahead.
AHEAD = (30, 60, 90, 180)
_AMOUNT = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?")


class Day(ma.fields.String):
    """A day as <input type=date> sends it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise ma.ValidationError("请填写日期，例如 2026-12-31。") from None
        if not 1900 < found.year < 2200:
            raise ma.ValidationError("日期超出范围。")
        return found.isoformat()


class Yuan(ma.fields.String):
    """An amount typed in yuan; fen in Python."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:  # type: ignore[override]
        text = super()._deserialize(value, attr, data, **kwargs).replace(",", "").strip()
        if not _AMOUNT.fullmatch(text):
            raise ma.ValidationError("请填写金额，单位元，最多两位小数。")
        yuan, _, fen = text.partition(".")
        return int(yuan) * 100 + int(fen.ljust(2, "0") or 0)


def yuan(fen: int | None) -> str:
    """1,200.00; a dash for None."""
    return "—" if fen is None else f"{fen / 100:,.2f}"


def dues_cell(row: Mapping[str, Any]) -> float | None:
    """For `Column.value`: what was paid this year, in yuan."""
    return None if row["dues"] is None else row["dues"] / 100


def day_words(day: str | None) -> str:
    """2026年5月31日; empty for None."""
    if not day:
        return ""
    found = date.fromisoformat(day)
    return f"{found.year}年{found.month}月{found.day}日"


def days_left(day: str | None) -> str:
    """还有 12 天, 今天到期, 已过 3 天."""
    if not day:
        return ""
    days = (date.fromisoformat(day) - clock.business_today()).days
    if days == 0:
        return "今天到期"
    return f"还有 {days} 天" if days > 0 else f"已过 {-days} 天"


WORDS: dict[str, Any] = {
    "yuan": yuan,
    "day_words": day_words,
    "days_left": days_left,
    "status_words": STATUS_WORDS,
    "status_badges": STATUS_BADGES,
}


def load_company(company_id: int, names: tuple[str, ...] = READ) -> Company:
    """A company that the caller sees; Forbidden for one they may see and not change. Raises NotFound."""
    company: Company | None = Company.get_or_none(Company.id == company_id)
    if company is None:
        raise NotFound("没有这个单位，或您无权查看。")
    current_caller().scope.require(company.organization_id, names)
    return company


def load_standing(standing_id: int) -> Standing:
    """A standing that the caller may change. Raises NotFound, Forbidden."""
    standing: Standing | None = Standing.get_or_none(Standing.id == standing_id)
    if standing is None:
        raise NotFound("没有这条会籍，或您无权查看。")
    current_caller().scope.require(standing.organization_id, WRITE)
    return standing


def may_change(organization_id: int) -> bool:
    """Whether the caller changes things at an organization."""
    return current_caller().scope.covers(organization_id, WRITE)
