"""Sections of the profile are configuration; a sensitive field is added by two deliberate acts."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from backend.forms.store import stored_form
from backend.profiles.definitions import define_section, ensure_default_sections
from backend.profiles.models import ProfileSection
from tests.console.access.settings import SENSITIVE
from tests.desk import soup, words
from tests.factories import make_role

NASTY = '"><script>alert(1)</script>'
URL = "/console/settings/sections"


@pytest.fixture
def whole(world, desk):
    """The browser of somebody who administers every organization there is."""
    ensure_default_sections()
    make_role(world.administrator, world.elsewhere, "administrator")
    return desk("administrator")


def section(key="basics"):
    return ProfileSection.get(ProfileSection.key == key)


def questions(key="basics"):
    return list(stored_form(section(key).form_id).definition.questions())


def test_sections_are_listed_in_their_order_and_moved(world, whole):
    def titles():
        return [words(one) for one in whole.page(URL).select("tbody td a.opens")]

    before = titles()
    whole.after(whole.post(f"{URL}/{section().id}/move", to="down"))

    assert titles() == [before[1], before[0], *before[2:]]
    assert (
        whole.post(
            f"{URL}/{ProfileSection.select().order_by(ProfileSection.position.desc()).get().id}/move", to="down"
        ).status_code
        == 303
    )


def test_what_an_administrator_sets_stays_after_an_upgrade(world, whole):
    form = {"title": "个人情况", "description": "方便联系", "freshness_days": "90", "visible_to": ["staff"]}

    whole.after(whole.post(f"{URL}/{section().id}", **form))
    ensure_default_sections()

    kept = section()
    assert (kept.title, kept.description, kept.freshness_days, kept.visible_to) == (
        "个人情况",
        "方便联系",
        90,
        ["staff"],
    )
    entry = AuditEntry.get(AuditEntry.action == "section.changed")
    assert entry.detail["after"]["freshness_days"] == 90


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"freshness_days": "3"}, {"freshness_days": "x"}, {"visible_to": ["everybody"]}]
)
def test_settings_that_cannot_be_meant_are_refused_and_kept_on_the_page(world, whole, wrong):
    form = {"title": NASTY[:28], "freshness_days": "90", "description": NASTY, **wrong}

    response = whole.post(f"{URL}/{section().id}", **form)

    assert response.status_code == 422
    assert soup(response).select_one("#description").text.strip() == NASTY
    assert section().freshness_days != 90


def test_a_section_is_added_for_an_organization(world, desk):
    ensure_default_sections()
    administrator = desk("administrator")
    form = {"title": "商会服务", "freshness_days": "180", "visible_to": ["staff"]}

    page = administrator.after(administrator.post(f"{URL}/new", organization_id=world.chamber.id, **form))

    made = ProfileSection.get(ProfileSection.title == "商会服务")
    assert made.organization_id == world.chamber.id
    assert "商会服务" in words(page.h1)
    assert administrator.post(f"{URL}/new", **form).status_code == 403


def test_a_sensitive_field_takes_two_acts(world, whole):
    url = f"{URL}/{section().id}/sensitive"
    first = {key: value for key, value in SENSITIVE.items() if key != "agreed"}

    shown = soup(whole.post(url, **first))
    assert "第 2 步" in words(shown.main)
    assert SENSITIVE["consent"] in shown.main.get_text()
    assert not section().consents
    assert whole.post(url, **first, agreed="生辰").status_code == 422
    assert not section().consents

    fields = {one["name"]: one["value"] for one in shown.select("main form input[type=hidden]")}
    whole.after(whole.post_raw(url, **fields, agreed="生日"))

    (made,) = [one for one in questions() if one.sensitive]
    assert (made.title, made.purpose, made.required) == ("生日", "生日当天送上祝福", False)
    assert section().consents == {made.key: SENSITIVE["consent"]}
    entry = AuditEntry.get(AuditEntry.action == "define_section")
    assert (entry.detail["sensitive"], entry.detail["consent"]) == ("生日", SENSITIVE["consent"])
    assert "生日当天送上祝福" in words(whole.page(f"{URL}/{section().id}").main)


@pytest.mark.parametrize(
    "wrong",
    [{"purpose": "要"}, {"consent": "同意"}, {"title": ""}, {"type": "single", "options": "男"}, {"type": "file"}],
)
def test_a_sensitive_field_needs_a_purpose_and_a_consent(world, whole, wrong):
    response = whole.post(f"{URL}/{section().id}/sensitive", **{**SENSITIVE, **wrong})

    assert response.status_code == 422
    assert not section().consents


def test_questions_are_built_and_taken_into_use_with_consents_kept(world, whole):
    whole.after(whole.post(f"{URL}/{section().id}/sensitive", **SENSITIVE))
    number = len(questions())
    url = f"{URL}/{section().id}/questions"
    part = stored_form(section().form_id).data["sections"][0]["key"]

    assert whole.post(url, do="add", kind="text", section=part, at="0").status_code == 303
    # Not in use yet; and until it is, nothing sensitive is added beside it.
    assert len(questions()) == number
    response = whole.post(f"{URL}/{section().id}/sensitive", **{**SENSITIVE, "title": "血型", "agreed": "血型"})
    assert response.status_code == 409
    assert whole.post(url, do="undo").status_code == 303
    assert (
        whole.post(f"{URL}/{section().id}/sensitive", **{**SENSITIVE, "title": "血型", "agreed": "血型"}).status_code
        == 303
    )

    assert len(section().consents) == 2


def test_a_question_becomes_only_what_a_section_may_ask(world, whole):
    url = f"{URL}/{section().id}/questions"
    made = whole.after(whole.post(url, do="add", kind="single")).select_one("#editor [name=name]")["value"]

    editor = whole.page(url, open=made).select_one("#editor")
    assert [words(one) for one in editor.select(".form-kinds button")] == ["多选"]
    page = whole.after(whole.post(url, do="save", name=made, title="领域", button="kind:ranking"))
    assert [words(one) for one in page.select(".form-kinds button")] == ["多选"]


def test_pages_take_few_statements(world, whole, count_statements):
    for number in range(5):
        question = {"key": f"q{number}", "type": "text", "title": "心愿"}
        definition = {"sections": [{"key": f"own{number}", "title": "心愿", "questions": [question]}]}
        define_section(f"own{number}", definition, organization_id=world.chamber.id, title=f"心愿{number}")
    for url in (
        URL,
        f"{URL}/{section().id}",
        f"{URL}/new",
        f"{URL}/{section().id}/sensitive",
        f"{URL}/{section().id}/questions",
    ):
        whole.get(url)
        with count_statements() as statements:
            assert whole.get(url).status_code == 200
        assert len(statements) <= 12, (url, len(statements))
