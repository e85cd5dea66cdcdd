"""Covers, attachments and photos of activities: who uploads, who sees what."""

from __future__ import annotations

import io
from typing import Any

import pytest

from backend.activities.models import Activity
from backend.audit.models import AuditEntry
from backend.media.models import Media, MediaCheck
from backend.media.services import PENDING_A_DAY, UPLOADS_A_DAY
from backend.media.store import path_of
from tests.factories import make_activity, make_media, make_member, make_organizer, make_signup
from tests.media import files
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together


@pytest.fixture
def activity(world: World, clock: Any) -> Activity:
    """The member has checked in, the organizer organizes."""
    activity = make_activity(world.chamber)
    make_signup(activity, world.member, checked_in_at=clock.now())
    make_organizer(activity, world.organizer)
    return activity


def upload(
    phone: Phone, activity: Activity, content: bytes | None = None, ref: str = "reference-1", **more: Any
) -> Any:
    file = (io.BytesIO(files.picture() if content is None else content), "现场.jpg")
    data = {"file": file, "client_ref": ref, **more}
    return phone.post(f"/activities/{activity.id}/photos", data=data, content_type="multipart/form-data")


def attach(phone: Phone, activity: Activity, purpose: str, content: bytes, name: str = "议程.pdf", **more: Any) -> Any:
    data = {"file": (io.BytesIO(content), name), "purpose": purpose, **more}
    return phone.post(f"/staff/activities/{activity.id}/media", data=data, content_type="multipart/form-data")


def photos(phone: Phone, activity: Activity) -> list[dict[str, Any]]:
    return list(phone.get(f"/activities/{activity.id}").json["photos"])


def test_a_members_photo_is_theirs_alone_until_it_is_clear(
    as_member: Phone, as_organizer: Phone, as_staff: Phone, activity: Activity
) -> None:
    answer = upload(as_member, activity, caption="合影")
    assert answer.status_code == 201
    photo = answer.json
    assert (photo["state"], photo["caption"], photo["is_mine"]) == ("pending", "合影", True)
    assert (photo["width"], photo["height"]) == (640, 480)
    assert [one["id"] for one in photos(as_member, activity)] == [photo["id"]]
    assert as_member.get(photo["url"]).status_code == 200
    assert photos(as_organizer, activity) == []

    assert as_staff.post(f"/staff/media/{photo['id']}/clear").json["state"] == "clear"

    (seen,) = photos(as_organizer, activity)
    assert (seen["state"], seen["is_mine"]) == ("clear", False)
    assert as_organizer.get(seen["url"]).mimetype == "image/jpeg"

    as_staff.post(f"/staff/media/{photo['id']}/block")
    assert photos(as_organizer, activity) == photos(as_member, activity) == []
    assert as_organizer.get(seen["url"]).status_code == 404


def test_the_same_upload_again_is_the_same_photo(as_member: Phone, activity: Activity) -> None:
    first, again = upload(as_member, activity), upload(as_member, activity)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json["id"] == again.json["id"]
    assert Media.select().count() == MediaCheck.select().count() == 1


def test_the_same_upload_at_the_same_moment_is_one_photo(as_member: Phone, activity: Activity) -> None:
    content = files.picture()

    answers = run_together([lambda: upload(as_member, activity, content)] * 4)

    assert sorted(answer.status_code for answer in answers) == [200, 200, 200, 201]
    assert len({answer.json["id"] for answer in answers}) == 1
    (media,) = Media.select()
    assert [path.name for path in path_of(media.id).parent.parent.glob("*/*")] == [str(media.id)]


def test_a_reference_used_elsewhere_is_no_repeat(
    as_member: Phone, activity: Activity, world: World, clock: Any
) -> None:
    other = make_activity(world.chamber)
    make_signup(other, world.member, checked_in_at=clock.now())
    upload(as_member, activity)

    answer = upload(as_member, other)

    assert (answer.status_code, answer.json["code"]) == (409, "client_ref_used")


def test_who_was_not_there_uploads_nothing(
    as_organizer: Phone, as_staff: Phone, as_auditor: Phone, as_stranger: Phone, world: World, activity: Activity
) -> None:
    absent = world.phone_of(make_member(organization=world.chamber))
    answer = upload(absent, activity)
    assert (answer.status_code, answer.json["code"]) == (403, "photos_after_checkin")
    assert upload(as_auditor, activity).status_code == 403
    assert upload(as_stranger, activity).status_code == 404
    assert upload(as_organizer, activity).json["state"] == "pending"
    assert upload(as_staff, activity).json["state"] == "clear"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"ref": "short"}, "client_ref"), ({"caption": "长" * 101}, "caption"), ({"ref": "a\0bcdefgh"}, "client_ref")],
)
def test_bad_input_names_the_field(as_member: Phone, activity: Activity, change: dict[str, Any], field: str) -> None:
    answer = upload(as_member, activity, **change)
    assert answer.status_code == 422
    assert field in answer.json["errors"]


def test_what_is_no_picture_is_refused_and_leaves_nothing(as_member: Phone, activity: Activity) -> None:
    answer = upload(as_member, activity, b"<html>")

    assert (answer.status_code, answer.json["code"]) == (422, "picture_unreadable")
    assert upload(as_member, activity, b"\xff\xd8\xff" + b"0" * 11_000_000).status_code == 413
    assert Media.select().count() == 0


def test_so_many_may_wait_a_day(as_member: Phone, activity: Activity, world: World, clock: Any) -> None:
    for _ in range(PENDING_A_DAY):
        make_media(activity, world.member)

    answer = upload(as_member, activity)
    assert (answer.status_code, answer.json["code"]) == (429, "too_many_photos")
    left = Media.select().where(Media.state == "pending").count()
    assert left == PENDING_A_DAY

    clock.advance(days=1)
    assert upload(as_member, activity).status_code == 201


def test_what_was_checked_counts_too_in_the_end(as_member: Phone, activity: Activity, world: World) -> None:
    for _ in range(UPLOADS_A_DAY):
        make_media(activity, world.member, state="clear")

    assert upload(as_member, activity).status_code == 429


def test_i_delete_my_own_photo_file_and_all(as_member: Phone, as_organizer: Phone, activity: Activity) -> None:
    photo = upload(as_member, activity).json
    assert as_organizer.delete(f"/photos/{photo['id']}").status_code == 404
    assert path_of(int(photo["id"])).exists()

    assert as_member.delete(f"/photos/{photo['id']}").status_code == 204

    assert not path_of(int(photo["id"])).exists()
    assert as_member.delete(f"/photos/{photo['id']}").status_code == 404
    assert as_member.get(photo["url"]).status_code == 404


def test_a_new_cover_takes_the_place_of_the_old(as_staff: Phone, as_member: Phone, activity: Activity) -> None:
    assert as_member.get("/activities").json["items"][0]["cover"] is None
    first = attach(as_staff, activity, "cover", files.picture()).json

    second = attach(as_staff, activity, "cover", files.picture(size=(1200, 800))).json

    for body in (as_member.get(f"/activities/{activity.id}").json, as_member.get("/home").json["next_activity"]):
        assert (body["cover"]["width"], body["cover"]["height"]) == (1200, 800)
    card = as_member.get("/activities").json["items"][0]
    assert as_member.get(card["cover"]["url"]).status_code == 200
    assert not path_of(int(first["id"])).exists()
    assert as_staff.delete(f"/staff/media/{second['id']}").status_code == 204
    assert as_member.get(f"/activities/{activity.id}").json["cover"] is None
    actions = [entry.action for entry in AuditEntry.select().order_by(AuditEntry.id)]
    assert actions == ["media.added", "media.added", "media.deleted"]


def test_attachments_are_there_to_download(as_staff: Phone, as_member: Phone, activity: Activity) -> None:
    answer = attach(as_staff, activity, "attachment", files.PDF, "../会议 议程.pdf", client_ref="reference-2")
    assert (answer.status_code, answer.json["state"], answer.json["waits_for"]) == (201, "clear", None)
    assert attach(as_staff, activity, "attachment", files.PDF, client_ref="reference-2").status_code == 200

    (file,) = as_member.get(f"/activities/{activity.id}").json["attachments"]

    assert (file["name"], file["size"], file["mime"]) == ("会议 议程.pdf", len(files.PDF), "application/pdf")
    got = as_member.get(file["url"])
    assert (got.data, got.headers["X-Content-Type-Options"]) == (files.PDF, "nosniff")
    assert got.headers["Content-Disposition"].startswith("attachment")


def test_there_are_at_most_ten_attachments(as_staff: Phone, world: World, activity: Activity) -> None:
    for _ in range(10):
        make_media(activity, world.staff, "attachment", state="clear")

    answer = attach(as_staff, activity, "attachment", files.PDF)
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_attachments")


def test_the_queue_shows_who_waits_for_staff_first_and_only_in_scope(
    as_staff: Phone, as_auditor: Phone, as_foreign_staff: Phone, world: World, activity: Activity
) -> None:
    with_wechat, with_staff = make_media(activity, world.member), make_media(activity, world.organizer)
    MediaCheck.update(state="staff").where(MediaCheck.media == with_staff).execute()
    make_media(activity, world.member, state="clear")
    make_media(make_activity(world.elsewhere), world.stranger)

    items = as_staff.get("/staff/media?state=pending").json["items"]

    assert [(item["id"], item["waits_for"]) for item in items] == [
        (str(with_staff.id), "staff"),
        (str(with_wechat.id), "wechat"),
    ]
    assert items[0]["uploaded_by"]["name"] == "李建国"
    assert items[0]["activity"]["title"] == activity.title
    assert as_staff.get(items[0]["url"]).status_code == 200
    assert as_auditor.get("/staff/media").json["total"] == 2
    assert as_foreign_staff.get("/staff/media").json["total"] == 1
    assert as_auditor.post(f"/staff/media/{with_staff.id}/clear").status_code == 403
    assert as_foreign_staff.post(f"/staff/media/{with_staff.id}/clear").status_code == 404
    assert as_staff.get("/staff/media?state=odd").status_code == 422


def test_deciding_twice_is_one_entry_in_the_audit_trail(as_staff: Phone, world: World, activity: Activity) -> None:
    photo = make_media(activity, world.member)
    for _ in range(2):
        assert as_staff.post(f"/staff/media/{photo.id}/block").json["state"] == "blocked"

    (entry,) = AuditEntry.select()
    assert (entry.action, entry.actor_id, entry.about_member_id) == ("media.blocked", world.staff.id, world.member.id)
    assert entry.organization_id == world.chamber.id
    assert MediaCheck.get().state == "done"


@pytest.mark.parametrize("path", ["/staff/media", "/activities"])
def test_lists_take_as_many_statements_whatever_their_length(
    as_staff: Phone, world: World, activity: Activity, count_statements: Any, path: str
) -> None:
    counts = []
    for _ in range(2):
        with count_statements() as statements:
            as_staff.get(path)
        counts.append(len(statements))
        for _ in range(8):
            other = make_activity(world.chamber)
            make_media(other, world.staff, "cover", state="clear")
            make_media(activity, world.member)
    assert counts[0] == counts[1]


def complain(phone: Phone, media: Media, **more: Any) -> Any:
    body = {"subject_kind": "activity_photo", "subject_id": str(media.id), "reason": "privacy", **more}
    return phone.post("/complaints", json=body)


def test_a_photo_complained_of_comes_to_staff_with_the_photo_itself(
    as_organizer: Phone, as_staff: Phone, world: World, activity: Activity
) -> None:
    photo = make_media(activity, world.member, state="clear", caption="合影")

    assert [complain(as_organizer, photo, text="拍到了孩子").status_code for _ in range(2)] == [201, 200]

    (waiting,) = as_staff.get("/staff/complaints").json["items"]
    assert waiting["title"] == f"活动照片：{activity.title}"
    told = [waiting[key] for key in ("text", "author_name", "reason_word", "words", "complaints")]
    assert told == ["合影", world.member.name, "泄露隐私", "拍到了孩子", 1]
    assert waiting["target"] == f"/pages/activity/index?id={activity.id}"
    assert as_staff.get(waiting["photo_url"]).status_code == 200


def test_a_complaint_upheld_takes_the_photo_away_and_one_dismissed_leaves_it(
    as_organizer: Phone, as_staff: Phone, world: World, activity: Activity
) -> None:
    bad, good = (make_media(activity, world.member, state="clear") for _ in range(2))
    for photo in (bad, good):
        complain(as_organizer, photo)
    upheld, dismissed = (one["id"] for one in as_staff.get("/staff/complaints").json["items"])

    as_staff.post(f"/staff/complaints/{upheld}/decide", json={"is_upheld": True, "note": "拍到了孩子"})
    as_staff.post(f"/staff/complaints/{dismissed}/decide", json={"is_upheld": False})

    assert [one["id"] for one in photos(as_organizer, activity)] == [str(good.id)]
    (entry,) = AuditEntry.select().where(AuditEntry.action == "media.blocked")
    assert (entry.actor_id, entry.about_member_id, entry.reason) == (world.staff.id, world.member.id, "拍到了孩子")
    assert as_staff.get("/staff/complaints").json["total"] == 0


def test_nobody_complains_of_a_photo_they_cannot_see(
    as_organizer: Phone, as_stranger: Phone, world: World, activity: Activity
) -> None:
    hidden = make_media(activity, world.member, state="pending")
    cover = make_media(activity, world.staff, purpose="cover", state="clear")
    shown = make_media(activity, world.member, state="clear")

    assert [complain(as_organizer, one).status_code for one in (hidden, cover)] == [404, 404]
    assert complain(as_stranger, shown).status_code == 404


def test_a_photo_taken_back_meanwhile_is_said_to_be_gone(
    as_member: Phone, as_organizer: Phone, as_staff: Phone, world: World, activity: Activity
) -> None:
    photo = make_media(activity, world.member, state="clear")
    complain(as_organizer, photo)
    as_member.delete(f"/photos/{photo.id}")

    (waiting,) = as_staff.get("/staff/complaints").json["items"]

    assert (waiting["title"], waiting["photo_url"]) == ("内容已删除", None)
    answer = as_staff.post(f"/staff/complaints/{waiting['id']}/decide", json={"is_upheld": True, "note": "已删"})
    assert answer.status_code == 200
