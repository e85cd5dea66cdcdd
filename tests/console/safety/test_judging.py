"""Staff see what they judge, and decide about what they have seen."""

from __future__ import annotations

import pytest

from backend.audit.models import AuditEntry
from backend.cases.models import Case
from backend.media.checks import keep_verdict
from backend.media.models import Media, MediaCheck
from backend.safety.checks import digest_of
from backend.safety.models import Complaint, TextCheck
from backend.suggestions.subjects import load
from tests.desk import soup, words
from tests.factories import make_activity, make_case, make_media, make_member

NASTY = '"><script>alert(1)</script>'


def waiting(organization, author, **fields):
    """A suggestion that WeChat was not sure of."""
    label = fields.pop("label", None)
    case = make_case(organization, author, **fields)
    return TextCheck.create(
        subject_kind="suggestion",
        subject_id=case.id,
        organization=organization,
        digest=digest_of(load([case.id])[case.id]),
        author=author,
        state="staff",
        label=label,
    )


def test_texts_show_their_words_and_why_they_are_here(world, desk):
    waiting(world.chamber, world.member, title="路灯不亮", text="三号楼前的路灯不亮。", label=20003)
    waiting(world.elsewhere, world.stranger, title="外区的建议")

    (card,) = desk("staff").page("/console/safety/").select("[data-card]")

    assert "三号楼前的路灯不亮。" in words(card)
    assert "微信怀疑是辱骂内容" in words(card)
    assert "王敏" in words(card)


def test_several_are_passed_at_once_and_blocked_with_a_reason(world, desk):
    checks = [waiting(world.chamber, world.member, title=f"建议{number}") for number in range(3)]
    staff = desk("staff")
    digests = {f"digest-{one.id}": one.digest for one in checks}

    page = staff.after(
        staff.post("/console/safety/texts", ids=[one.id for one in checks[:2]], verdict="clear", **digests)
    )
    assert "已通过 2 项" in words(page.select_one("#toasts"))
    assert staff.post("/console/safety/texts", ids=checks[2].id, verdict="block", **digests).status_code == 422
    staff.after(staff.post("/console/safety/texts", ids=checks[2].id, verdict="block", reason="含有广告", **digests))

    assert [one.state for one in TextCheck.select().order_by(TextCheck.id)] == ["passed", "passed", "blocked"]
    assert Case.get_by_id(checks[2].subject_id).public_state == "blocked"
    entry = AuditEntry.get(AuditEntry.action == "text.blocked")
    assert (entry.actor_id, entry.reason) == (world.staff.id, "含有广告")


def test_words_that_changed_meanwhile_are_not_judged(world, desk):
    check = waiting(world.chamber, world.member)
    other = waiting(world.chamber, world.member, title="另一条")
    staff = desk("staff")
    form = {"verdict": "clear", f"digest-{check.id}": "0" * 64, f"digest-{other.id}": other.digest}

    assert staff.post("/console/safety/texts", ids=check.id, **form).status_code == 409
    page = staff.after(staff.post("/console/safety/texts", ids=[check.id, other.id], **form))

    assert "已通过 1 项。1 项刚刚被修改或处理过" in words(page.select_one("#toasts"))
    assert TextCheck.get_by_id(check.id).state == "staff"


def test_what_is_public_is_patrolled_and_taken_away(world, desk):
    check = waiting(world.chamber, world.member, title="已经公开的")
    TextCheck.update(state="passed").execute()
    staff = desk("staff")
    assert staff.page("/console/safety/").select("[data-card]") == []

    (card,) = staff.page("/console/safety/", state="passed").select("[data-card]")
    digest = card.select_one(f"input[name=digest-{check.id}]")["value"]
    form = {f"digest-{check.id}": digest, "query": "state=passed"}
    staff.after(staff.post("/console/safety/texts", ids=check.id, verdict="block", reason="泄露隐私", **form))

    assert Case.get_by_id(check.subject_id).public_state == "blocked"


def test_a_photo_is_large_and_says_what_wechat_took_it_for(world, desk):
    photo = make_media(make_activity(world.chamber), world.member, state="pending", caption="合影")
    make_media(make_activity(world.chamber), world.member, state="pending", caption="还在等微信")
    Media.update(trace_id="trace").where(Media.id == photo.id).execute()
    keep_verdict("trace", 0, "review", 20002)
    staff = desk("staff")

    (card,) = staff.page("/console/safety/photos").select("[data-card]")
    assert "微信怀疑是色情内容" in words(card)
    assert "合影" in words(card)
    assert staff.client.get(card.img["src"]).status_code == 200

    staff.after(staff.post("/console/safety/photos", ids=photo.id, verdict="block", reason="不宜公开"))
    assert Media.get_by_id(photo.id).state == "blocked"
    assert AuditEntry.get(AuditEntry.action == "media.blocked").reason == "不宜公开"
    assert MediaCheck.get(MediaCheck.media == photo.id).state == "done"
    # A link that has gone astray shows nothing to others.
    (card,) = staff.page("/console/safety/photos", state="blocked").select("[data-card]")
    staff.after(staff.post("/console/safety/photos", ids=photo.id, verdict="clear"))
    assert Media.get_by_id(photo.id).state == "clear"


def test_complaints_are_decided_with_all_that_say_the_same(world, desk):
    case = make_case(world.chamber, world.member)
    same = {"subject_kind": "suggestion", "subject_id": case.id, "organization": world.chamber}
    first = Complaint.create(**same, member=world.organizer, reason="abuse", text="骂人")
    Complaint.create(**same, member=world.staff, reason="false")
    staff = desk("staff")

    (card,) = staff.page("/console/safety/complaints").select("[data-card]")
    assert "2 人举报辱骂攻击：骂人" in words(card)
    staff.after(staff.post("/console/safety/complaints", ids=first.id, verdict="block", reason="言语不当"))

    assert {one.state for one in Complaint.select()} == {"upheld"}
    assert Case.get_by_id(case.id).public_state == "blocked"
    # A colleague had the page open and decides otherwise.
    response = staff.post("/console/safety/complaints", ids=first.id, verdict="clear")
    assert (response.status_code, "已经处理过" in response.text) == (409, True)


@pytest.mark.parametrize(
    "form", [{"verdict": "clear"}, {"ids": "1", "verdict": "delete"}, {"ids": "x", "verdict": "clear"}]
)
def test_a_form_that_says_nothing_is_refused(world, desk, form):
    assert desk("staff").post("/console/safety/texts", **form).status_code == 422


def test_texts_and_names_are_text(world, desk):
    author = make_member(NASTY, organization=world.chamber)
    waiting(world.chamber, author, title=NASTY, text=NASTY)
    photo = make_media(make_activity(world.chamber, title=NASTY), author, state="pending", caption=NASTY)
    MediaCheck.update(state="staff").where(MediaCheck.media == photo).execute()
    Complaint.create(
        subject_kind="activity_photo",
        subject_id=photo.id,
        organization=world.chamber,
        member=author,
        reason="other",
        text=NASTY,
    )
    for path in ("", "photos", "complaints"):
        response = desk("staff").get(f"/console/safety/{path}")
        assert "<script>alert" not in response.text
        assert len(soup(response).select("[data-card]")) == 1


def test_pages_take_few_statements(world, desk, count_statements):
    for number in range(6):
        check = waiting(world.chamber, world.member, title=f"建议{number}")
        photo = make_media(make_activity(world.chamber), world.member, state="pending")
        MediaCheck.update(state="staff").where(MediaCheck.media == photo).execute()
        for kind, subject in (("suggestion", check.subject_id), ("activity_photo", photo.id)):
            Complaint.create(
                subject_kind=kind, subject_id=subject, organization=world.chamber, member=world.staff, reason="other"
            )
    staff = desk("staff")
    for path in ("", "photos", "complaints"):
        with count_statements() as statements:
            assert staff.get(f"/console/safety/{path}").status_code == 200
        assert len(statements) <= 12, (path, len(statements))
