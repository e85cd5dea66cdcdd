"""Who is calling: bearer tokens, the current session, and the guards that blueprints declare.

A token is 256 random bits; the table keeps its SHA-256, so a leaked database opens no session. A fast hash is
right here: unlike a password, the token cannot be guessed.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar, cast

import marshmallow as ma
from flask import current_app, g, request
from flask_smorest import Blueprint as SmorestBlueprint

from backend import clock
from backend.accounts.models import Session
from backend.database import Statement
from backend.dumping import compile_dump
from backend.errors import (
    BadRequest,
    DomainError,
    Forbidden,
    InvalidInput,
    TooLarge,
    TooManyRequests,
    Unauthenticated,
    UnsupportedMediaType,
)
from backend.parsing import RequestParser
from backend.schemas import ErrorBody
from backend.scope import READ, READ_ACTIVITIES, Scope, load_scope

_Handler = TypeVar("_Handler", bound=Callable[..., Any])


class Access(StrEnum):
    """Whom a blueprint lets in. Finer rules (this activity's organizer, this scope) follow in the handler."""

    PUBLIC = "public"
    SESSION = "session"  # any WeChat account that logged in, visitors too
    MEMBER = "member"
    STAFF = "staff"  # holds a role somewhere with which one sees members
    ORGANIZING = "organizing"  # holds a role somewhere with which one sees activities: staff too


class JoinFirst(DomainError):
    """A visitor tried something only members can do."""

    status, code, message = 403, "join_first", "请先加入组织，再进行此操作。"


@dataclass(frozen=True, slots=True)
class Caller:
    """The account behind this request, and the member it is tied to, if any."""

    session_id: int
    account_id: int
    member_id: int | None

    @property
    def scope(self) -> Scope:
        """The roles this member holds now and what they cover; loaded once a request."""
        if "scope" not in g:
            g.scope = load_scope(self.member_id)
        return cast(Scope, g.scope)

    def require_member(self) -> int:
        """The member's id; raise JoinFirst for a visitor."""
        if self.member_id is None:
            raise JoinFirst
        return self.member_id


def hash_token(token: str) -> str:
    """What the table keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(account_id: int) -> tuple[str, Session]:
    """Start a session; returns the token (never stored, never shown again) and its row."""
    token = secrets.token_urlsafe(32)
    lifetime = timedelta(days=current_app.config["LIANYI"].security.session_days)
    session = Session.create(token_hash=hash_token(token), account=account_id, expires_at=clock.now() + lifetime)
    return token, session


_FIND = Statement(
    """SELECT s.id, s.account_id, a.member_id, s.extended_at FROM session s
       JOIN account a ON a.id = s.account_id WHERE s.token_hash = ? AND s.expires_at > ?"""
)
_EXTEND = Statement("UPDATE session SET extended_at = ?, expires_at = ? WHERE id = ? AND extended_at = ?")
_DAY_MS = 86_400_000


def find_caller(token: str) -> Caller | None:
    """The caller behind a token, its expiry pushed out at most once a day; None if there is no such session."""
    now = clock.now_ms()
    row = _FIND.row(hash_token(token), now)
    if row is None:
        return None
    session_id, account_id, member_id, extended_at = row
    if now - extended_at > _DAY_MS:
        days = current_app.config["LIANYI"].security.session_days
        _EXTEND.run(now, now + days * _DAY_MS, session_id, extended_at)
    return Caller(session_id, account_id, member_id)


def current_caller() -> Caller:
    """The caller of this request, as the blueprint's guard let it in."""
    return cast(Caller, g.caller)


def current_member_id() -> int:
    """The calling member's id; for blueprints with access MEMBER, STAFF or ORGANIZING."""
    return current_caller().require_member()


_NEEDED = {Access.STAFF: READ, Access.ORGANIZING: READ_ACTIVITIES}


def _guard(access: Access) -> None:
    if access is Access.PUBLIC:
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    caller = find_caller(token) if scheme.lower() == "bearer" and token else None
    if caller is None:
        raise Unauthenticated
    g.caller = caller
    if access is not Access.SESSION:
        caller.require_member()
    if access in _NEEDED and not caller.scope.roots(_NEEDED[access]):
        raise Forbidden


class Blueprint(SmorestBlueprint):  # type: ignore[misc]
    """A flask-smorest blueprint that declares whom it lets in. There is no default: forgetting it is an error."""

    ARGUMENTS_PARSER = RequestParser()

    def __init__(self, name: str, *, access: Access, url_prefix: str, description: str) -> None:
        super().__init__(name, f"backend.{name}", url_prefix=f"/api/v1{url_prefix}", description=description)
        self.access = access
        self.before_request(lambda: _guard(access))
        self._prepare_doc_cbks.append(self._document_access)

    def arguments(self, schema: Any, **options: Any) -> Callable[[_Handler], _Handler]:
        """As in flask-smorest; a schema given as a class is built once here, not again for each request.

        A body without a required field may be left out.
        """
        built = schema() if isinstance(schema, type) else schema
        options.setdefault("required", any(field.required for field in built.fields.values()))
        decorate = super().arguments(built, **options)
        return cast(Callable[[_Handler], _Handler], decorate)

    def response(self, status_code: int, schema: Any = None, **options: Any) -> Callable[[_Handler], _Handler]:
        """As in flask-smorest, with a compiled dump."""
        built = schema() if isinstance(schema, type) else schema
        if isinstance(built, ma.Schema):  # not the bare shape of a file
            built.dump = compile_dump(built)  # type: ignore[method-assign, assignment]
        return cast(Callable[[_Handler], _Handler], super().response(status_code, built, **options))

    def refuses(self, *situations: type[DomainError]) -> Callable[[_Handler], _Handler]:
        """Document the refusals a handler may answer with, beside those every handler shares."""

        def remember(handler: _Handler) -> _Handler:
            documented = deepcopy(getattr(handler, "_apidoc", {}))
            documented["refusals"] = situations
            handler._apidoc = documented  # type: ignore[attr-defined]
            return handler

        return remember

    def _document_access(self, doc: dict[str, Any], doc_info: dict[str, Any], **_context: Any) -> dict[str, Any]:
        refusals: set[type[DomainError]] = {*doc_info.get("refusals", ()), TooManyRequests, BadRequest}
        if self.access is not Access.PUBLIC:
            doc["security"] = [{"bearer": []}]
            refusals |= (
                {Unauthenticated, Forbidden, JoinFirst} if self.access is not Access.SESSION else {Unauthenticated}
            )
        if "arguments" in doc_info:
            refusals.add(InvalidInput)
        if "requestBody" in doc:
            refusals |= {TooLarge, UnsupportedMediaType}
        by_status: dict[int, list[type[DomainError]]] = {}
        for refusal in refusals:
            by_status.setdefault(refusal.status, []).append(refusal)
        for status, kinds in by_status.items():
            words = "; ".join(sorted(f"`{kind.code}` {kind.message}" for kind in kinds))
            doc.setdefault("responses", {})[str(status)] = {
                "description": words,
                "content": {"application/json": {"schema": ErrorBody}},
            }
        return doc
