"""The dashboard's pages and its big screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from backend import clock as backend_clock
from backend.console.dashboard.links import make_screen_link
from backend.dashboard.services import keep_figures
from tests.conftest import FrozenClock
from tests.desk import DeskBrowser, soup, words
from tests.factories import make_account, make_activity, make_member, make_organization
from tests.people import World

Open = Callable[..., DeskBrowser]


def test_it_shows_the_organization_at_which_the_role_is_held_and_what_is_below(desk: Open, world: World) -> None:
    keep_figures()
    page = desk("staff").page("/console/dashboard")

    assert words(page.h1) == "石桥街道 · 看板"
    shown = {words(one.dt): words(one.dd) for one in page.select(".figures > div")}
    assert shown["会员"] == "4 人"
    assert [words(row) for row in page.select(".below tbody th")] == ["石桥商会", "石桥读书会"]


def test_it_follows_the_switcher(desk: Open, world: World) -> None:
    keep_figures()
    staff = desk("staff")
    staff.post("/console/view", organization_id=world.chamber.id)

    assert words(staff.page("/console/dashboard").h1) == "石桥商会 · 看板"


def test_before_the_first_count_it_says_when_there_will_be_one(desk: Open) -> None:
    assert "还没有统计过" in words(desk("staff").page("/console/dashboard"))


def test_organizations_below_are_never_ranked(desk: Open, world: World) -> None:
    for name, size in (("甲分会", 1), ("乙分会", 5)):
        organization = make_organization(name, world.street)
        for _ in range(size):
            make_member(organization=organization)
    keep_figures()
    page = desk("staff").page("/console/dashboard")
    listed = desk("staff").page("/console/dashboard/organizations", sort="-members")

    names = [words(row) for row in page.select(".below tbody th")]
    assert names == sorted(names)
    assert [one.a for one in listed.select("th.number") if one.a] == []


def test_markup_in_a_name_stays_text(desk: Open, world: World) -> None:
    make_organization("</script><script>alert(1)</script>", world.street)
    keep_figures()
    page = desk("staff").page("/console/dashboard")

    assert "</script><script>alert(1)</script>" in words(page.select_one(".below"))


def test_the_page_takes_few_statements_however_many_are_below(
    desk: Open, world: World, count_statements: Callable[[], Any]
) -> None:
    for number in range(40):
        make_organization(f"分会 {number}", world.street)
    keep_figures()
    staff = desk("staff")
    with count_statements() as statements:
        staff.page("/console/dashboard")

    assert len(statements) <= 12


def test_the_screen_shows_sums_and_what_comes_without_signing_in(nobody: DeskBrowser, world: World) -> None:
    make_activity(world.chamber, title="端午<b>茶会</b>")
    keep_figures()
    url = make_screen_link(world.chamber.id, backend_clock.now())
    page = words(nobody.page(url))

    assert "石桥商会" in page
    assert "端午<b>茶会</b>" in page
    assert "王敏" not in page
    part = soup(nobody.part(url, "figures"))
    assert part.header is None
    assert len(part.select(".turn")) == 4


def test_a_screen_link_ends_and_cannot_be_altered(nobody: DeskBrowser, world: World, clock: FrozenClock) -> None:
    keep_figures()
    url = make_screen_link(world.chamber.id, backend_clock.now())
    altered = make_screen_link(world.district.id, backend_clock.now())[:40] + url[40:]
    assert nobody.get(altered).status_code == 404
    clock.advance(hours=12, seconds=1)

    assert "已失效" in nobody.get(url).text
    assert nobody.get(url).status_code == 404


def test_every_number_opens_the_list_behind_it(desk: Open, world: World) -> None:
    make_account(world.member)
    keep_figures()
    staff = desk("staff")
    page = staff.page("/console/dashboard")

    shown = {words(one.dt): (words(one.dd), one.dd.a) for one in page.select(".figures > div")}
    assert [name for name, (_, link) in shown.items() if link is None] == []
    for name in ("会员", "近 30 天活跃", "待办结建议", "其中超期"):
        number, link = shown[name]
        rows = staff.page(link["href"]).select("#list tbody tr")
        assert len(rows) == int(number.split()[0]), name
    for chart in ("activities", "cases"):
        assert len(page.select(f"#{chart} ~ details tbody th a")) == 13
