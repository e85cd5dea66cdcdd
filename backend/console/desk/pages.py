"""Where one arrives, the organization one looks at, one's sessions, and the way out."""

from __future__ import annotations

from typing import Any

import marshmallow as ma
import peewee
from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from backend import clock
from backend.auth import current_caller, current_member_id
from backend.console.access import ConsoleBlueprint, current_desk, safe_next
from backend.console.lists import Column, Listing, wall
from backend.console.navigation import menu
from backend.console.rendering import done, in_view, read_form, render
from backend.console.signing_in.pages import signed_out
from backend.desks.models import ConsoleSession
from backend.desks.services import end_session, lock, sign_out
from backend.errors import NotFound
from backend.members.models import Member
from backend.organizations.models import Organization, OrganizationClosure, Role
from backend.organizations.wording import ROLE_NAMES
from backend.schemas import Id
from backend.scope import ADMINISTER

blueprint = ConsoleBlueprint("desk", "", needs=None)

_MOST_SUGGESTED = 30


@blueprint.get("/")
@blueprint.get("/start")
def start() -> BaseResponse:
    """The first page of the menu that the reader may open."""
    pages = menu()
    return redirect(url_for(pages[0].endpoint if pages else "console_desk.index"))


@blueprint.get("/<path:page>")
def no_such_page(page: str) -> Response:  # noqa: ARG001
    """An address of the console behind which there is nothing."""
    raise NotFound("没有这个页面，可能已被移走。请从左侧菜单进入。")


@blueprint.post("/sign-out")
def leave() -> BaseResponse:
    """End this session."""
    sign_out(current_desk().session_id)
    return signed_out()


@blueprint.post("/lock")
def lock_now() -> BaseResponse:
    """Show nothing more until I have scanned again."""
    lock(current_desk().session_id)
    if "HX-Request" in request.headers:
        return Response(status=204)
    return redirect(url_for("console_signing_in.show"), 303)


class ViewSchema(ma.Schema):
    organization_id = Id(load_default=None)


@blueprint.post("/view")
def choose_organization() -> BaseResponse:
    """Narrow every page to an organization and what is below it, or look at everything again."""
    chosen = read_form(ViewSchema)["organization_id"]
    if chosen is not None and not any(
        current_caller().scope.covers(chosen, (role.name,)) for role in current_caller().scope.roles
    ):
        raise NotFound
    desk = current_desk()
    ConsoleSession.update(organization=chosen).where(ConsoleSession.id == desk.session_id).execute()
    return redirect(_page_before(), 303)


@blueprint.get("/organizations-menu")
def organizations_menu() -> Response:
    """The switcher's list: what my roles cover, by part of the name."""
    text = request.args.get("q", "").strip()
    names = tuple({role.name for role in current_caller().scope.roles})
    depth = OrganizationClosure.select(peewee.fn.COUNT(OrganizationClosure.ancestor)).where(
        OrganizationClosure.descendant == Organization.id
    )
    rows = (
        Organization.select(Organization.id, Organization.name, depth.alias("depth"))
        .where(Organization.id << current_caller().scope.organizations(names))
        .order_by(depth, Organization.name)
        .limit(_MOST_SUGGESTED)
    )
    if text:
        rows = rows.where(Organization.name.contains(text))
    return render("console/organizations_menu.html", organizations=list(rows.objects()), q=text, before=_page_before())


def _page_before() -> str:
    """The page on which the switcher was used."""
    return safe_next(request.form.get("before") or request.args.get("before"))


def _shown(sessions: list[ConsoleSession]) -> list[dict[str, Any]]:
    here = current_desk().session_id
    return [
        {
            "id": session.id,
            "name": session.member.name,
            "browser": session.browser,
            "created_at": session.created_at,
            "used_at": session.used_at,
            "is_locked": session.locked_at is not None,
            "is_here": session.id == here,
            "is_mine": session.member_id == current_member_id(),
        }
        for session in sessions
    ]


_sessions = Listing(
    name="后台登录",
    columns=[
        Column("name", "姓名", sort=Member.name),
        Column("browser", "浏览器", sort=ConsoleSession.browser, width=24),
        Column("created_at", "登录", sort=ConsoleSession.created_at, value=wall("created_at")),
        Column("used_at", "最近使用", sort=ConsoleSession.used_at, value=wall("used_at")),
    ],
    sort="-used_at",
    arrange=_shown,
    subject="console_session",
)


@blueprint.get("/sessions")
def index() -> Response:
    """Where I am signed in; for an administrator, where those are who hold a role in their scope."""
    rows = (
        ConsoleSession.select(ConsoleSession, Member)
        .join(Member, on=ConsoleSession.member)
        .where(ConsoleSession.expires_at > clock.now(), ConsoleSession.member << _whose())
    )
    return _sessions.answer(
        rows, "console/sessions.html", title="登录的设备", role_names=ROLE_NAMES, roles=current_caller().scope.roles
    )


def _whose() -> Any:
    mine = Member.select(Member.id).where(Member.id == current_member_id())
    administered = Role.select(Role.member).where(Role.organization << in_view(ADMINISTER))
    return mine | administered


@blueprint.post("/sessions/<entity_id:session_id>/end")
def end(session_id: int) -> BaseResponse:
    """Sign a browser out: mine, or one of somebody's whose roles I administer."""
    end_session(session_id, _whose(), current_member_id())
    return done("已退出这台设备。", to=url_for("console_desk.index"))
