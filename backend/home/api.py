"""Login, home, and what surrounds them."""

from __future__ import annotations

from typing import Any, cast

from flask import Response, jsonify, request

from backend.accounts import services as accounts
from backend.auth import Access, Blueprint, current_caller
from backend.dumping import compile_dump
from backend.errors import WeChatUnavailable
from backend.home.payload import collect_tasks, home_payload, me_payload
from backend.home.schemas import (
    HomeSchema,
    LoginRequestSchema,
    LoginSchema,
    MeSchema,
    SeenRequestSchema,
    TaskListQuery,
    TaskSchema,
)
from backend.limits import login_limit
from backend.schemas import page_of
from backend.tasks import ListName

login_blueprint = Blueprint("login", access=Access.PUBLIC, url_prefix="", description="Logging in with WeChat.")
home_blueprint = Blueprint("home", access=Access.SESSION, url_prefix="", description="The first screen.")
blueprints = [login_blueprint, home_blueprint]

_dump_home = compile_dump(HomeSchema())


@login_blueprint.post("/login")
@login_limit
@login_blueprint.arguments(LoginRequestSchema)
@login_blueprint.response(200, LoginSchema)
@login_blueprint.refuses(accounts.LoginCodeInvalid, accounts.AccountBlocked, WeChatUnavailable)
def log_in(arguments: dict[str, Any]) -> dict[str, Any]:
    """Exchange a wx.login code for a session and the whole first screen."""
    token, session, caller = accounts.log_in(arguments["code"])
    return {
        "token": token,
        "expires_at": session.expires_at,
        "me": me_payload(caller),
        "home": home_payload(caller),
    }


@home_blueprint.get("/home")
@home_blueprint.response(200, HomeSchema)
@home_blueprint.alt_response(304, description="Unchanged since the ETag in If-None-Match.", success=True)
def show_home() -> Response:
    """The first screen; 304 when it is still what the phone has."""
    response = jsonify(_dump_home(home_payload(current_caller())))
    response.add_etag()
    # Compared weakly by Werkzeug: nginx turns "x" into W/"x" when it compresses.
    response.make_conditional(request)
    return response


@home_blueprint.get("/me")
@home_blueprint.response(200, MeSchema)
def show_me() -> dict[str, Any]:
    """Who I am to the system: member, roles, application."""
    return me_payload(current_caller())


@home_blueprint.get("/tasks")
@home_blueprint.arguments(TaskListQuery, location="query")
@home_blueprint.response(200, page_of(TaskSchema))
def list_tasks(query: dict[str, Any]) -> dict[str, Any]:
    """All tasks of one list, where home shows the five most urgent."""
    tasks = collect_tasks(current_caller())[cast(ListName, query["list"])]
    page, size = query["page"], query["page_size"]
    return {
        "items": tasks[(page - 1) * size : page * size],
        "page": page,
        "page_size": size,
        "total": len(tasks),
    }


@home_blueprint.post("/tasks/seen")
@home_blueprint.arguments(SeenRequestSchema)
@home_blueprint.response(204)
def mark_seen(arguments: dict[str, Any]) -> None:
    """A "read" item was opened and leaves home."""
    accounts.mark_task_seen(current_caller().account_id, arguments["key"])


@home_blueprint.post("/logout")
@home_blueprint.response(204)
def log_out() -> None:
    """End this session."""
    accounts.log_out(current_caller().session_id)


@home_blueprint.delete("/sessions")
@home_blueprint.response(204)
def log_out_everywhere() -> None:
    """End all of my sessions, this one too."""
    accounts.log_out_everywhere(current_caller().account_id)
