"""The big screen: figures in large type that take turns and refresh by themselves, without anybody signed in."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from backend import clock
from backend.activities.models import Activity
from backend.console.dashboard.figures import headline, monthly
from backend.console.dashboard.links import read_screen_token
from backend.console.rendering import with_policy
from backend.dashboard.services import latest, months_of
from backend.errors import NotFound
from backend.organizations.models import Organization, OrganizationClosure

screen = Blueprint("console_screens", "backend.console.dashboard", url_prefix="/console/screens")

_NEXT_ONES = 4


@screen.get("/<token>")
def show(token: str) -> Response:
    """The screen, or with htmx its figures alone; a sentence for a link that has ended or never was one."""
    try:
        organization_id = read_screen_token(token, clock.now())
    except NotFound:
        return with_policy(render_template("dashboard/screen_ended.html"), 404)
    organization = Organization.get_or_none(Organization.id == organization_id)
    rows = latest([organization_id])
    if organization is None or not rows:
        return with_policy(render_template("dashboard/screen_ended.html"), 404)
    month = monthly(months_of(rows[0]))
    highest = max([1, *month["taking_part"]])
    html = render_template(
        "dashboard/screen_figures.html" if "HX-Request" in request.headers else "dashboard/screen.html",
        token=token,
        organization=organization,
        made_at=rows[0].made_at,
        figures=headline(rows[0].figures, organization_id, has_links=False),
        bars=[
            (label, people, round(100 * people / highest))
            for label, people in zip(month["labels"], month["taking_part"], strict=True)
        ],
        activities=_coming(organization_id),
    )
    return with_policy(html)


def _coming(organization_id: int) -> list[Activity]:
    below = OrganizationClosure.select(OrganizationClosure.descendant).where(
        OrganizationClosure.ancestor == organization_id
    )
    coming = Activity.select().where(
        Activity.organization << below, Activity.state == "published", Activity.ends_at > clock.now()
    )
    return list(coming.order_by(Activity.starts_at).limit(_NEXT_ONES))
