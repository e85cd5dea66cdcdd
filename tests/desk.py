"""A browser at which staff are, or are not, signed in to the console."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.test import TestResponse

from backend import clock
from backend.auth import hash_token
from backend.console.access import SESSION_COOKIE, csrf_token_of
from backend.desks.models import ConsoleSession
from backend.desks.services import find_desk, follow_link, make_sign_in_link
from backend.members.models import Member
from backend.scope import load_scope

_CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


class DeskBrowser:
    """Opens pages of the console. `member` None: nobody is signed in; without a role nobody can be."""

    def __init__(self, app: Flask, member: Member | None = None) -> None:
        self.app = app
        self.member = member
        self.security = app.config["LIANYI"].security
        self.client = app.test_client()
        self.token = ""
        if member is not None:
            with app.app_context():
                self.token = self._sign_in(member)
            self.client.set_cookie(SESSION_COOKIE, self.token, secure=True, path="/")

    def _sign_in(self, member: Member) -> str:
        if load_scope(member.id).roles:
            return follow_link(make_sign_in_link(member.id), "Chrome / Windows", self.security)
        # A role may end while its holder is signed in.
        token = f"token-of-{member.id}"
        ConsoleSession.create(
            token_hash=hash_token(token),
            member=member,
            browser="Chrome / Windows",
            expires_at=clock.now() + timedelta(days=1),
        )
        return token

    @property
    def csrf(self) -> str:
        """What the forms of this browser's pages carry."""
        desk = find_desk(self.token, self.security)
        return "" if desk is None else csrf_token_of(desk)

    def get(self, path: str, /, *, headers: dict[str, str] | None = None, **query: Any) -> TestResponse:
        """GET a page; `query` as its parameters."""
        url = f"{path}?{urlencode(query, doseq=True)}" if query else path
        return self.client.get(url, headers=self._headers(headers), base_url="https://localhost")

    def part(self, path: str, target: str, /, **query: Any) -> TestResponse:
        """GET a part of a page, as htmx does."""
        return self.get(path, headers={"HX-Request": "true", "HX-Target": target}, **query)

    def post(self, path: str, /, *, headers: dict[str, str] | None = None, **form: Any) -> TestResponse:
        """POST a form of one of our pages."""
        return self.post_raw(path, headers=headers, **{"csrf": self.csrf, **form})

    def post_raw(self, path: str, /, *, headers: dict[str, str] | None = None, **form: Any) -> TestResponse:
        """POST what somebody else's page might."""
        return self.client.post(path, data=form, headers=self._headers(headers), base_url="https://localhost")

    def page(self, path: str, /, **query: Any) -> BeautifulSoup:
        """The page at this path, which must be there."""
        response = self.get(path, **query)
        assert response.status_code == 200, (response.status_code, response.text[:2000])
        page = soup(response)
        self._require_forms_that_lead_somewhere(page, path)
        return page

    def after(self, response: TestResponse) -> BeautifulSoup:
        """The page to which a change leads."""
        assert response.status_code == 303, (response.status_code, response.text[:2000])
        return self.page(response.location)

    def _require_forms_that_lead_somewhere(self, page: BeautifulSoup, path: str) -> None:
        """Every form that changes something, and every button that sends it elsewhere, must find a handler."""
        urls = self.app.url_map.bind("localhost")
        for form in page.select("form[method=post]"):
            own = form.get("action") or path
            inside = form.select("button:not([type=button])")
            buttons = [*inside, *(page.select(f"button[form={form['id']}]") if form.get("id") else [])]
            for action in {button.get("formaction") or own for button in buttons} or {own}:
                try:
                    urls.match(action.partition("?")[0], method="POST")
                except (NotFound, MethodNotAllowed):
                    raise AssertionError(f"{path}: a form leads to {action}, which takes none") from None

    def _headers(self, given: dict[str, str] | None) -> dict[str, str]:
        return {"User-Agent": _CHROME, **(given or {})}


def soup(response: TestResponse) -> BeautifulSoup:
    """A page as a tree. Nothing in it may be against its own policy."""
    page = BeautifulSoup(response.text, "html.parser")
    for element in page.find_all(True):
        assert not element.has_attr("style"), element
        assert not [name for name in element.attrs if name.startswith(("on", "hx-on"))], element
    for script in page.find_all("script"):
        assert script.get("src") or script.get("type") == "application/json", script
    return page


def words(element: Any) -> str:
    """The text of an element, blanks and line ends as one blank."""
    return re.sub(r"\s+", " ", element.get_text(" ")).strip()
