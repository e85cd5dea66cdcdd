"""The dashboard: one organization's figures, how they went, and those of the organizations below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import marshmallow as ma
from flask import Response, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller
from backend.console.access import ConsoleBlueprint, current_desk
from backend.console.dashboard.figures import attendance, headline, link, monthly
from backend.console.dashboard.links import LIVES_HOURS, make_screen_link
from backend.console.lists import Column, Listing
from backend.console.rendering import read_form, render
from backend.dashboard.counting import FIGURES, Figures
from backend.dashboard.models import OrganizationFigures
from backend.dashboard.services import history, latest, months_of, percent
from backend.errors import NotFound
from backend.organizations.models import Organization
from backend.schemas import Id, read_id
from backend.scope import READ

blueprint = ConsoleBlueprint("dashboard", "/dashboard", needs=READ)

_NOTHING: Figures = dict.fromkeys(FIGURES, 0)


@dataclass(frozen=True)
class _Place:
    """The organization a dashboard is of, and the others at which the reader holds a role."""

    organization: Organization
    others: list[Organization]


def _place() -> _Place:
    """What was asked for, else what the switcher is at, else the first organization a role is held at.

    Raises NotFound for what no role covers.
    """
    scope = current_caller().scope
    roots = list(dict.fromkeys(scope.roots(READ)))
    asked = request.args.get("organization", "")
    chosen = read_id(asked)
    if asked and chosen is None:
        raise NotFound
    wanted = chosen or current_desk().organization_id or roots[0]
    if wanted not in roots and not scope.covers(wanted, READ):
        raise NotFound
    found = {one.id: one for one in Organization.select().where(Organization.id << [*roots, wanted])}
    if wanted not in found:
        raise NotFound
    return _Place(found[wanted], [found[one] for one in roots if one in found and one != wanted])


@blueprint.get("")
def index() -> Response:
    """Figures, how they went month by month and day by day, and where one may look closer."""
    place = _place()
    organization = place.organization
    rows = latest([organization.id])
    if not rows:
        return render("dashboard/empty.html", title="看板", organization=organization)
    below = _below(organization)
    months = months_of(rows[0])
    days = history(organization.id)
    return render(
        "dashboard/show.html",
        title="看板",
        organization=organization,
        others=place.others,
        made_at=rows[0].made_at,
        figures=headline(rows[0].figures, organization.id, has_links=True),
        month=_with_links(monthly(months), sorted(months), organization.id),
        days=_daily(days),
        below=below,
        screen_hours=LIVES_HOURS,
    )


def _below(organization: Organization) -> list[dict[str, Any]]:
    """The organizations right below, by name: an order by figures would be a ranking."""
    children = Organization.select().where(Organization.parent == organization).order_by(Organization.name)
    kept = {row.organization_id: row.figures for row in latest([child.id for child in children])}
    return [_row(child, kept.get(child.id, _NOTHING)) for child in children]


def _row(organization: Organization, figures: Figures) -> dict[str, Any]:
    pushed = figures["sent"] + figures["inbox"] + figures["unreached"]
    return {
        "id": organization.id,
        "name": organization.name,
        "members": figures["members"],
        "joined": percent(figures["joined"], figures["members"]),
        "active": figures["active"],
        "completeness": percent(figures["filled"], figures["asked"]),
        "fresh": percent(figures["fresh"], figures["dated"]),
        "open": figures["open"],
        "overdue": figures["overdue"],
        "reach": percent(figures["sent"], pushed),
        "minutes": round(figures["minutes"] / figures["members"], 1) if figures["members"] else None,
    }


def _with_links(month: dict[str, Any], firsts: list[str], organization_id: int) -> dict[str, Any]:
    def lists(endpoint: str, **query: Any) -> list[str]:
        urls = [link(endpoint, month=first[:7], **query) for first in firsts]
        return urls if all(urls) else []

    return {
        **month,
        "attendance": attendance(month),
        "activity_links": lists("console_activities.index", organization_id=organization_id),
        "case_links": lists("console_suggestions.index", organization=organization_id, state="all"),
    }


def _daily(days: list[tuple[str, Figures]]) -> dict[str, Any]:
    return {
        "labels": [f"{int(day[5:7])}月{int(day[8:])}日" for day, _ in days],
        "members": [figures["members"] for _, figures in days],
        "joined": [figures["joined"] for _, figures in days],
        "active": [figures["active"] for _, figures in days],
        "completeness": [percent(figures["filled"], figures["asked"]) for _, figures in days],
        "fresh": [percent(figures["fresh"], figures["dated"]) for _, figures in days],
    }


@blueprint.get("/burden")
def burden() -> Response:
    """What the burden meter adds up, in words, with the figures of one organization."""
    place = _place()
    rows = latest([place.organization.id])
    figures = rows[0].figures if rows else _NOTHING
    return render("dashboard/burden.html", title="占用会员时间", organization=place.organization, figures=figures)


def _shown(rows: list[OrganizationFigures]) -> list[dict[str, Any]]:
    return [_row(row.organization, row.figures) for row in rows]


_organizations = Listing(
    name="各组织数据",
    columns=[
        Column("name", "组织", sort=Organization.name, width=28),
        Column("members", "会员", is_number=True),
        Column("joined", "已用小程序 %", is_number=True),
        Column("active", "近 30 天活跃", is_number=True),
        Column("completeness", "资料完整度 %", is_number=True),
        Column("fresh", "资料保鲜 %", is_number=True),
        Column("open", "待办结", is_number=True),
        Column("overdue", "超期", is_number=True),
        Column("reach", "微信送达 %", is_number=True),
        Column("minutes", "分钟/人", is_number=True),
    ],
    sort="name",
    arrange=_shown,
    subject="organization",
    page_size=50,
)


@blueprint.get("/organizations")
def organizations() -> Response:
    """Every organization in view with its figures, by name, for Excel above all."""
    scope = current_caller().scope
    newest = OrganizationFigures.select(OrganizationFigures.day).order_by(OrganizationFigures.day.desc()).limit(1)
    rows = (
        OrganizationFigures.select(OrganizationFigures, Organization)
        .join(Organization)
        .where(OrganizationFigures.day == newest, Organization.id << scope.organizations(READ))
    )
    if text := request.args.get("q", "").strip():
        rows = rows.where(Organization.name.contains(text))
    return _organizations.answer(rows, "dashboard/organizations.html", title="各组织数据")


class ScreenSchema(ma.Schema):
    organization_id = Id(required=True)


@blueprint.post("/screen")
def open_screen() -> BaseResponse:
    """A link to the big screen of an organization: aggregates only, without signing in, for twelve hours."""
    organization_id = read_form(ScreenSchema)["organization_id"]
    if not current_caller().scope.covers(organization_id, READ):
        raise NotFound
    return redirect(make_screen_link(organization_id, clock.now()), 303)
