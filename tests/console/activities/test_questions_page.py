"""The questions asked at signup, built on a page of their own."""

from __future__ import annotations

import pytest

from backend.activities.models import Activity
from backend.forms.models import Form
from backend.forms.store import save_version, stored_form
from tests.desk import words
from tests.factories import make_activity, make_signup

ONE = {"sections": [{"key": "main", "title": "报名信息", "questions": [
    {"key": "people", "type": "number", "title": "来几人"}]}]}  # fmt: skip


def url(activity):
    return f"/console/activities/{activity.id}/questions"


def add(browser, activity, kind, title):
    """Adds a question and gives it a title, as two buttons do."""
    editor = browser.after(browser.post(url(activity), do="add", kind=kind)).select_one("#editor")
    form = {}
    for field in editor.select("input, textarea, select"):
        if field.get("name") in (None, "csrf", "title") or field.get("type") in ("checkbox", "radio"):
            continue
        chosen = field.select_one("option[selected]") or field.select_one("option") if field.name == "select" else None
        form.setdefault(field["name"], []).append(chosen["value"] if chosen else field.get("value", field.text))
    browser.after(browser.post(url(activity), **{**form, "do": "save", "title": title}))


def titles(activity):
    form_id = Activity.get_by_id(activity.id).form_id
    return None if form_id is None else [one.title for one in stored_form(form_id).definition.questions()]


@pytest.fixture
def draft(world):
    return make_activity(world.chamber, state="draft")


def test_questions_of_a_draft_do_not_count_before_all_of_them_can_be_asked(desk, world, draft):
    staff = desk("staff")
    staff.post(url(draft), do="add", kind="rating")
    assert titles(draft) is None
    add(staff, draft, "text", "想了解什么")

    assert titles(draft) is None  # the first one still has no title
    assert len(staff.page(url(draft)).select("li.form-card")) == 2


def test_the_plan_shows_what_is_asked_and_leads_to_where_it_is_written(desk, world, draft):
    staff = desk("staff")
    add(staff, draft, "text", "想了解什么")

    page = staff.page(f"/console/activities/{draft.id}/plan")
    assert [words(one) for one in page.select(".asked li")] == ["想了解什么"]
    assert "报名时要填 1 项" in words(page.select_one(".plan-phone"))
    assert page.select_one(".asked-build a")["href"] == url(draft)
    assert staff.page("/console/activities/new").select(".asked-build") == []


def test_of_a_draft_only_the_version_that_would_be_asked_is_kept(desk, world, draft):
    for number in range(3):
        definition = {**ONE, "sections": [{**ONE["sections"][0], "title": f"第{number}次"}]}
        Activity.update(form=save_version(f"activity:{draft.id}", definition)).where(Activity.id == draft.id).execute()
    staff = desk("staff")

    add(staff, draft, "rating", "打几分")

    assert Form.select().where(Form.key == f"activity:{draft.id}").count() == 1
    assert titles(draft) == ["来几人", "打几分"]


def test_what_is_written_on_a_published_activity_waits_until_it_is_adopted(desk, world):
    activity = make_activity(world.chamber)
    form = save_version(f"activity:{activity.id}", ONE)
    Activity.update(form=form).where(Activity.id == activity.id).execute()
    make_signup(activity, world.member, answers={"people": 2}, form=form)
    staff = desk("staff")

    add(staff, activity, "rating", "打几分")
    assert titles(activity) == ["来几人"]
    staff.after(staff.post(url(activity), do="use"))
    assert titles(activity) == ["来几人", "打几分"]
    # What was answered before stays readable.
    assert stored_form(form.id).definition.keys == {"people"}


def test_all_questions_can_be_dropped_until_somebody_answered(desk, world, draft):
    Activity.update(form=save_version(f"activity:{draft.id}", ONE)).where(Activity.id == draft.id).execute()
    staff = desk("staff")
    staff.after(staff.post(f"{url(draft)}/drop"))
    assert titles(draft) is None

    Activity.update(form=save_version(f"activity:{draft.id}", ONE)).where(Activity.id == draft.id).execute()
    make_signup(draft, world.member)
    assert staff.post(f"{url(draft)}/drop").status_code == 409
    assert titles(draft) == ["来几人"]


def test_files_are_not_offered(desk, world, draft):
    kinds = {one["value"] for one in desk("staff").page(url(draft)).select("button.kind")}

    assert "single" in kinds
    assert not {"file", "photo"} & kinds


def test_the_page_costs_few_statements(desk, world, draft, count_statements):
    Activity.update(form=save_version(f"activity:{draft.id}", ONE)).where(Activity.id == draft.id).execute()
    staff = desk("staff")
    staff.post(url(draft), do="add", kind="rating")
    with count_statements() as statements:
        staff.page(url(draft))
    assert len(statements) <= 12, statements
