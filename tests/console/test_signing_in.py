"""Getting in: the code a phone scans, the link from the command line, the lock, and where a change may come from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from backend.audit.models import AuditEntry
from backend.console.access import SESSION_COOKIE
from backend.desks.models import ConsoleSession, SignInRequest
from backend.desks.services import SignInOver, find_request, make_sign_in_link
from backend.organizations.models import Role
from tests.conftest import FrozenClock
from tests.desk import DeskBrowser, soup, words
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together

Open = Callable[..., DeskBrowser]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the codes on the pages say, as a scanner reads them."""
    texts: list[str] = []

    def read(text: str) -> tuple[int, str]:
        texts.append(text)
        return 1, "M0 0h1v1H0z"

    monkeypatch.setattr("backend.console.signing_in.pages.qr_path", read)
    return texts


def code_of(text: str) -> str:
    found = re.fullmatch(r"http://127.0.0.1:8000/console/s/([\w-]{22})", text)
    assert found
    return found[1]


def follow(browser: DeskBrowser, **form: str) -> Any:
    return browser.post_raw("/console/sign-in/follow", headers={"HX-Request": "true"}, **form)


def test_the_browser_follows_once_the_phone_has_said_yes(
    nobody: DeskBrowser, as_staff: Phone, shown: list[str]
) -> None:
    nobody.page("/console/sign-in", next="/console/sessions")
    code = code_of(shown[-1])
    assert "扫码登录后台" in follow(nobody, next="/console/sessions").text

    seen = as_staff.get(f"/staff/console-sign-ins/{code}").get_json()
    assert seen["browser"] == "Chrome / Windows"
    assert seen["roles"] == ["工作人员 · 石桥街道"]
    assert "请在手机上确认" in follow(nobody, next="/console/sessions").text
    assert as_staff.post(f"/staff/console-sign-ins/{code}/confirm").status_code == 204

    answer = follow(nobody, next="/console/sessions")
    assert answer.headers["HX-Redirect"] == "/console/sessions"
    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith(f"{SESSION_COOKIE}="))
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert "赵云" in words(nobody.page("/console/sessions"))
    entry = AuditEntry.get(AuditEntry.action == "sign_in_to_console")
    assert entry.detail == {"browser": "Chrome / Windows", "by": "scan"}


def test_a_code_is_good_for_one_sign_in(nobody: DeskBrowser, as_staff: Phone, as_administrator: Phone, shown) -> None:
    nobody.page("/console/sign-in")
    code = code_of(shown[-1])
    as_staff.post(f"/staff/console-sign-ins/{code}/confirm")
    assert as_administrator.post(f"/staff/console-sign-ins/{code}/confirm").status_code == 410
    assert "HX-Redirect" in follow(nobody).headers

    assert "失效" in follow(nobody).text
    assert as_staff.get(f"/staff/console-sign-ins/{code}").status_code == 410
    assert as_staff.post(f"/staff/console-sign-ins/{code}/confirm").status_code == 410
    assert ConsoleSession.select().count() == 1


def test_only_the_browser_that_showed_the_code_follows(
    world: World, nobody: DeskBrowser, as_staff: Phone, shown: list[str]
) -> None:
    thief = DeskBrowser(world.app)
    thief.page("/console/sign-in")
    nobody.page("/console/sign-in")
    as_staff.post(f"/staff/console-sign-ins/{code_of(shown[-1])}/confirm")

    assert "HX-Redirect" not in follow(thief).headers
    assert "HX-Redirect" in follow(nobody).headers


def test_a_code_is_good_for_two_minutes(nobody: DeskBrowser, as_staff: Phone, shown, clock: FrozenClock) -> None:
    nobody.page("/console/sign-in")
    clock.advance(minutes=2, seconds=1)

    assert as_staff.get(f"/staff/console-sign-ins/{code_of(shown[-1])}").get_json()["code"] == "sign_in_over"
    assert "失效" in follow(nobody).text


def test_a_refusal_is_told_to_the_browser(nobody: DeskBrowser, as_staff: Phone, shown: list[str]) -> None:
    nobody.page("/console/sign-in")
    code = code_of(shown[-1])
    assert as_staff.post(f"/staff/console-sign-ins/{code}/refuse").status_code == 204
    assert as_staff.post(f"/staff/console-sign-ins/{code}/refuse").status_code == 204

    assert "已拒绝" in follow(nobody).text
    assert as_staff.post(f"/staff/console-sign-ins/{code}/confirm").status_code == 410


def test_of_many_that_follow_at_once_one_gets_in(world: World, as_staff: Phone, shown: list[str], nobody) -> None:
    nobody.page("/console/sign-in")
    as_staff.post(f"/staff/console-sign-ins/{code_of(shown[-1])}/confirm")
    secret = nobody.client.get_cookie("__Host-lianyi-waiting").value

    def try_it() -> bool:
        other = DeskBrowser(world.app)
        other.client.set_cookie("__Host-lianyi-waiting", secret, secure=True, path="/")
        return "HX-Redirect" in follow(other).headers

    assert sum(run_together([try_it] * 8)) == 1
    assert ConsoleSession.select().count() == 1


def test_a_role_that_ends_closes_the_console(desk: Open, world: World, clock: FrozenClock) -> None:
    staff = desk("staff")
    staff.page("/console/sessions")
    Role.update(ends_at=clock.now()).where(Role.member == world.staff).execute()

    assert staff.get("/console/sessions").status_code == 403


def test_a_member_without_a_role_is_told_on_the_phone(nobody: DeskBrowser, as_member: Phone, shown: list[str]) -> None:
    nobody.page("/console/sign-in")

    assert as_member.post(f"/staff/console-sign-ins/{code_of(shown[-1])}/confirm").status_code == 403


def test_a_link_from_the_command_line_works_once(world: World, nobody: DeskBrowser) -> None:
    code = make_sign_in_link(world.administrator.id)
    assert "登录这台电脑" in words(nobody.page(f"/console/first/{code}"))
    assert nobody.post_raw(f"/console/first/{code}").status_code == 303
    assert "周主任" in words(nobody.page("/console/sessions"))

    other = DeskBrowser(world.app)
    assert other.get(f"/console/first/{code}").status_code == 410
    assert other.post_raw(f"/console/first/{code}").status_code == 410


def test_a_link_cannot_be_followed_as_a_scan_nor_read_by_a_phone(world: World, as_staff: Phone) -> None:
    code = make_sign_in_link(world.administrator.id)

    assert as_staff.get(f"/staff/console-sign-ins/{code}").status_code == 404
    with pytest.raises(SignInOver):
        find_request(code)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/console/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/console//evil.example",
        "/api/v1/home",
        "/console/x\r\nSet-Cookie: a=b",
    ],
)
def test_signing_in_leads_nowhere_else(nobody: DeskBrowser, as_staff: Phone, shown: list[str], elsewhere: str) -> None:
    nobody.get("/console/sign-in", next=elsewhere)
    as_staff.post(f"/staff/console-sign-ins/{code_of(shown[-1])}/confirm")

    assert follow(nobody, next=elsewhere).headers["HX-Redirect"] == "/console/start"


def test_who_is_not_signed_in_comes_back_to_the_page_asked_for(nobody: DeskBrowser) -> None:
    assert nobody.get("/console/sessions", page="2").location == "/console/sign-in?next=/console/sessions?page%3D2"


def test_an_idle_console_locks_and_goes_on_after_a_scan(
    desk: Open, as_staff: Phone, shown: list[str], clock: FrozenClock
) -> None:
    staff = desk("staff")
    staff.page("/console/sessions")
    clock.advance(minutes=31)
    assert staff.get("/console/sessions").status_code == 302
    refused = staff.post("/console/view", headers={"HX-Request": "true"})
    assert refused.status_code == 401
    assert refused.headers["HX-Trigger"] == "console-locked"
    assert "不会丢失" in refused.text

    box = soup(staff.part("/console/sign-in/box", "box", unlock="1", next="/console/sessions"))
    asked = {field["name"]: field["value"] for field in box.select("form input")}
    assert asked == {"next": "/console/sessions", "unlock": "1"}
    assert 'name="unlock"' in follow(staff, **asked).text
    as_staff.post(f"/staff/console-sign-ins/{code_of(shown[-1])}/confirm")
    unlocked = follow(staff, **asked)
    assert '"console-unlocked"' in unlocked.headers["HX-Trigger"]
    assert "HX-Redirect" not in unlocked.headers
    staff.page("/console/sessions")
    assert ConsoleSession.select().where(ConsoleSession.member == staff.member).count() == 1


def test_somebody_else_who_unlocks_gets_a_page_of_their_own(
    desk: Open, as_administrator: Phone, shown: list[str], clock: FrozenClock
) -> None:
    staff = desk("staff")
    clock.advance(minutes=31)
    staff.get("/console/sign-in/box")
    as_administrator.post(f"/staff/console-sign-ins/{code_of(shown[-1])}/confirm")

    assert follow(staff, unlock="1", next="/console/sessions").headers["HX-Redirect"] == "/console/sessions"


def test_use_keeps_it_open_and_twelve_hours_end_it(desk: Open, clock: FrozenClock) -> None:
    staff = desk("staff")
    for _ in range(24):
        clock.advance(minutes=29)
        staff.page("/console/sessions")
    clock.advance(minutes=29)

    assert staff.get("/console/sessions").status_code == 302


def test_locking_by_hand_shows_nothing_more(desk: Open) -> None:
    staff = desk("staff")
    assert staff.post("/console/lock").status_code == 303

    assert staff.get("/console/sessions").status_code == 302


def test_signing_out_ends_the_session_and_takes_the_cookie(desk: Open) -> None:
    staff = desk("staff")
    answer = staff.post("/console/sign-out")

    assert f"{SESSION_COOKIE}=;" in answer.headers["Set-Cookie"]
    assert not ConsoleSession.select().exists()


@pytest.mark.parametrize("given", ["", "wrong", "中文"])
def test_a_change_without_the_sessions_token_is_refused(desk: Open, given: str) -> None:
    staff = desk("staff")

    assert staff.post_raw("/console/sign-out", csrf=given).status_code == 403
    assert ConsoleSession.select().exists()


def test_the_token_of_another_session_is_none(desk: Open) -> None:
    assert desk("staff").post_raw("/console/sign-out", csrf=desk("administrator").csrf).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
    ],
)
def test_a_change_that_another_site_asks_for_is_refused(desk: Open, headers: dict[str, str]) -> None:
    staff = desk("staff")

    assert staff.post("/console/sign-out", headers=headers).status_code == 403
    assert staff.post_raw("/console/sign-in/follow", headers=headers).status_code == 403


def test_an_invented_cookie_is_nobodys(nobody: DeskBrowser) -> None:
    nobody.client.set_cookie(SESSION_COOKIE, "chosen-by-somebody", secure=True, path="/")

    assert nobody.get("/console/sessions").status_code == 302


def test_signing_in_again_changes_the_token(desk: Open, as_staff: Phone, shown: list[str]) -> None:
    staff = desk("staff")
    before = staff.token
    staff.get("/console/sign-in/box")
    as_staff.post(f"/staff/console-sign-ins/{code_of(shown[-1])}/confirm")
    follow(staff)

    assert staff.client.get_cookie(SESSION_COOKIE, domain="localhost").value != before
    staff.client.set_cookie(SESSION_COOKIE, before, secure=True, path="/")
    assert staff.get("/console/sessions").status_code == 302


def test_every_page_says_what_it_may_load(desk: Open, nobody: DeskBrowser) -> None:
    for response in (
        desk("staff").get("/console/sessions"),
        nobody.get("/console/sign-in"),
        desk("staff").get("/console/nothing"),
    ):
        policy = dict(part.split(" ", 1) for part in response.headers["Content-Security-Policy"].split("; "))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_neither_code_nor_token_is_stored(nobody: DeskBrowser, as_staff: Phone, shown: list[str]) -> None:
    nobody.page("/console/sign-in")
    code = code_of(shown[-1])
    as_staff.post(f"/staff/console-sign-ins/{code}/confirm")
    follow(nobody)
    token = nobody.client.get_cookie(SESSION_COOKIE, domain="localhost").value
    kept = str([*SignInRequest.select().dicts(), *ConsoleSession.select().dicts(), *AuditEntry.select().dicts()])

    assert code not in kept
    assert token not in kept


def test_a_member_sees_and_ends_their_browsers_on_the_phone(desk: Open, as_staff: Phone) -> None:
    staff = desk("staff")
    (session,) = as_staff.get("/staff/console-sessions").get_json()["items"]
    assert session["browser"] == "Chrome / Windows"
    assert as_staff.delete(f"/staff/console-sessions/{session['id']}").status_code == 204

    assert staff.get("/console/sessions").status_code == 302
    assert as_staff.delete(f"/staff/console-sessions/{session['id']}").status_code == 404


def test_an_administrator_ends_browsers_in_scope_and_no_others(desk: Open, world: World) -> None:
    desk("staff")
    desk("foreign_staff")
    administrator = desk("administrator")
    page = administrator.page("/console/sessions")
    assert "赵云" in words(page)
    assert "外区干部" not in words(page)
    foreign = ConsoleSession.get(ConsoleSession.member == world.foreign_staff)
    staffs = ConsoleSession.get(ConsoleSession.member == world.staff)

    assert administrator.post(f"/console/sessions/{foreign.id}/end").status_code == 404
    assert "已退出这台设备" in words(administrator.after(administrator.post(f"/console/sessions/{staffs.id}/end")))
    assert "已退出这台设备" not in words(administrator.page("/console/sessions"))
    assert AuditEntry.select().where(AuditEntry.action == "end_console_session").count() == 1


def test_a_closed_account_ends_its_browsers(desk: Open, as_staff: Phone) -> None:
    staff = desk("staff")
    assert as_staff.delete("/me", {"confirm": "注销"}).status_code == 204

    assert staff.get("/console/sessions").status_code == 302


def test_the_switcher_narrows_what_pages_are_about_and_no_further_than_the_roles(desk: Open, world: World) -> None:
    staff = desk("staff")
    menu = words(staff.page("/console/organizations-menu"))
    assert "石桥商会" in menu
    assert "东湖区" not in menu
    assert staff.post("/console/view", organization_id=world.elsewhere.id).status_code == 404
    page = staff.after(staff.post("/console/view", organization_id=world.chamber.id, before="/console/sessions"))
    assert words(page.select_one(".switcher summary")) == "石桥商会"


def test_an_ended_link_is_cleared_away(world: World, clock: FrozenClock) -> None:
    from backend.desks.services import delete_what_is_over

    make_sign_in_link(world.administrator.id)
    assert delete_what_is_over() == 0
    clock.advance(hours=26)
    assert delete_what_is_over() == 1
