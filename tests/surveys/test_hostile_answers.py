"""Answers nobody should send: each is refused in words or harmless, and nothing of it is kept."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
from PIL import Image

from backend.media.models import Media
from backend.media.store import path_of
from backend.surveys import submitting
from backend.surveys.errors import InvalidAnswers, SurveyFull
from backend.surveys.models import HeldResponse, Survey, SurveyResponse
from tests.factories import invite, make_survey
from tests.people import World
from tests.phone import Phone
from tests.racing import run_together


def hand_in(phone: Phone, survey: Survey, answers: Any, version: Any = 1) -> Any:
    return phone.put(f"/surveys/{survey.id}/response", {"answers": answers, "form_version": version})


def picture() -> io.BytesIO:
    content = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(content, "JPEG")
    content.seek(0)
    return content


def upload(phone: Phone, survey: Survey, ref: str = "one", question: str = "photo") -> Any:
    data = {"file": (picture(), "现场.jpg"), "question": question, "client_ref": ref}
    return phone.post(f"/surveys/{survey.id}/files", data=data, content_type="multipart/form-data")


@pytest.fixture
def survey(world: World) -> Survey:
    survey = make_survey(world.chamber)
    invite(survey, world.member, world.organizer)
    return survey


PHOTOS: dict[str, Any] = {
    "sections": [
        {
            "key": "s",
            "title": "现场",
            "questions": [
                {"key": "photo", "type": "file", "title": "照片", "most": 2, "required": True},
                {"key": "plan", "type": "file", "title": "方案", "accept": "any"},
                {"key": "why", "type": "text", "title": "说明"},
            ],
        }
    ]
}


@pytest.fixture
def survey_with_files(world: World) -> Survey:
    """One that asks for photos and a file."""
    survey = make_survey(world.chamber, PHOTOS)
    invite(survey, world.member, world.organizer)
    return survey


def test_ten_megabytes_are_refused_unread(survey: Survey, as_member: Phone) -> None:
    refused = hand_in(as_member, survey, {"day": "sat", "why": "长" * 3_500_000})
    assert refused.status_code == 413
    assert SurveyResponse.select().count() == 0


@pytest.mark.parametrize("is_anonymous", [False, True])
@pytest.mark.parametrize(
    "answers",
    [
        [],
        "sat",
        None,
        {"day": ["sat"]},
        {"day": {"value": "sat"}},
        {"day": {"value": "other", "text": "别的"}},
        {"day": "sat", "stars": True},
        {"day": "sat", "stars": 3.5},
        {"day": "sat", "stars": 10**400},
        {"day": "sat", "why": 5},
        {"day": "sat", "why": "长" * 2001},
        {"day": "sat", "why": {"$ne": ""}},
        {"day": "sat", "__proto__": "x"},
        {"day": "sat\u0000"},
        {str(number): "x" for number in range(5000)},
    ],
)
def test_what_is_no_answer_is_refused(world: World, as_member: Phone, is_anonymous: bool, answers: Any) -> None:
    survey = make_survey(world.chamber, is_anonymous=is_anonymous)
    invite(survey, world.member)
    refused = hand_in(as_member, survey, answers)
    assert refused.status_code == 422, refused.text
    assert SurveyResponse.select().count() == HeldResponse.select().count() == 0
    assert Survey.get().accepted == 0


@pytest.mark.parametrize("version", [0, -1, 10**30, "1", 1.5, None, True])
def test_a_version_that_is_none_is_refused(survey: Survey, as_member: Phone, version: Any) -> None:
    assert hand_in(as_member, survey, {"day": "sat"}, version).status_code in (409, 422)
    assert SurveyResponse.select().count() == 0


def test_the_version_of_another_survey_is_no_version_of_this(world: World, survey: Survey, as_member: Phone) -> None:
    refused = hand_in(as_member, survey, {"day": "sat"}, 2)
    assert (refused.status_code, refused.json["code"]) == (409, "form_outdated")


def test_markup_and_emoji_come_back_as_they_were_typed(survey: Survey, as_member: Phone) -> None:
    text = "👨‍👩‍👧‍👦 <script>alert(1)</script> =cmd|' /C calc'!A0 {{7*7}} '; DROP TABLE survey;--"
    assert hand_in(as_member, survey, {"day": "sat", "why": text}).status_code == 200
    assert as_member.get(f"/surveys/{survey.id}").json["answers"]["why"] == text


def test_a_file_of_mine_can_be_named_and_nobody_elses(
    survey_with_files: Survey, world: World, as_member: Phone, as_organizer: Phone
) -> None:
    survey = survey_with_files
    first = upload(as_member, survey)
    assert first.status_code == 201, first.text
    assert (upload(as_member, survey).status_code, Media.select().count()) == (200, 1)
    mine = first.json["id"]
    assert hand_in(as_member, survey, {"photo": [mine]}).status_code == 200
    assert SurveyResponse.get().answers == {"photo": [mine]}
    shown = as_member.get(f"/surveys/{survey.id}").json
    assert (shown["answers"], [one["id"] for one in shown["files"]]) == ({"photo": [mine]}, [mine])
    assert as_organizer.get(f"/surveys/{survey.id}").json["files"] == []
    assert_refused(hand_in(as_organizer, survey, {"photo": [mine]}))
    other = make_survey(world.chamber, PHOTOS)
    invite(other, world.member)
    assert_refused(hand_in(as_member, other, {"photo": [mine]}))
    assert SurveyResponse.select().count() == 1
    assert as_organizer.delete(f"/surveys/{survey.id}/files/{mine}").status_code == 404
    assert as_member.delete(f"/surveys/{survey.id}/files/{mine}").status_code == 204
    assert as_member.delete(f"/surveys/{survey.id}/files/{mine}").status_code == 404


def assert_refused(answer: Any) -> None:
    assert (answer.status_code, answer.json["errors"]) == (422, {"photo": ["有的文件没有传上来，请重新上传"]})


@pytest.mark.parametrize("made_up", ["1", "9223372036854775807", "9" * 19, "0", "-1", "1.0", 1, None, "' OR 1=1"])
def test_an_id_that_is_made_up_is_refused(survey_with_files: Survey, as_member: Phone, made_up: Any) -> None:
    mine = upload(as_member, survey_with_files).json["id"]
    assert_refused(hand_in(as_member, survey_with_files, {"photo": [made_up]}))
    assert_refused(hand_in(as_member, survey_with_files, {"photo": [mine, made_up]}))
    assert SurveyResponse.select().count() == 0


def test_the_questions_say_how_many_files_and_of_which_kind(survey_with_files: Survey, as_member: Phone) -> None:
    survey = survey_with_files
    ids = [upload(as_member, survey, ref).json["id"] for ref in ("one", "two", "three")]
    assert hand_in(as_member, survey, {}).json["errors"] == {"photo": ["请上传"]}
    assert hand_in(as_member, survey, {"photo": ids}).json["errors"] == {"photo": ["最多上传 2 张，现在有 3 张"]}
    twice = hand_in(as_member, survey, {"photo": [ids[0], ids[0]]}).json["errors"]
    assert twice == {"photo": ["同一个文件不能交两次"]}
    assert upload_text(as_member, survey, "photo").json["code"] == "picture_unreadable"
    plan = upload_text(as_member, survey, "plan")
    assert (plan.status_code, plan.json["name"], plan.json["width"]) == (201, "方案.pdf", None)
    assert hand_in(as_member, survey, {"photo": ids[:2], "plan": [plan.json["id"]]}).status_code == 200


def upload_text(phone: Phone, survey: Survey, question: str, **more: str) -> Any:
    content = io.BytesIO(b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n")
    data = {"file": (content, "方案.pdf"), "question": question, "client_ref": "plan", **more}
    return phone.post(f"/surveys/{survey.id}/files", data=data, content_type="multipart/form-data")


def test_a_file_keeps_the_name_it_had_in_the_chat(survey_with_files: Survey, as_member: Phone) -> None:
    plan = upload_text(as_member, survey_with_files, "plan", name="../../场地 平面图.exe.pdf")
    assert (plan.status_code, plan.json["name"]) == (201, "场地 平面图.pdf")
    refused = upload_text(as_member, survey_with_files, "plan", name="长" * 201)
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["name"])


def test_what_was_left_out_of_the_answers_is_deleted(
    survey_with_files: Survey, world: World, as_member: Phone, as_organizer: Phone
) -> None:
    survey = survey_with_files
    kept, left = (int(upload(as_member, survey, ref).json["id"]) for ref in ("one", "two"))
    elsewhere = make_survey(world.chamber, PHOTOS)
    invite(elsewhere, world.member)
    others = [int(upload(as_organizer, survey).json["id"]), int(upload(as_member, elsewhere, "three").json["id"])]
    assert hand_in(as_member, survey, {"photo": [str(kept)], "plan": ["1"]}).status_code == 422
    assert Media.select().count() == 4, "nothing is deleted by answers that are refused"
    assert hand_in(as_member, survey, {"photo": [str(kept)]}).status_code == 200
    assert {media.id for media in Media.select()} == {kept, *others}
    assert not path_of(left).exists()
    later = int(upload(as_member, survey, "four").json["id"])
    assert hand_in(as_member, survey, {"photo": [str(later)]}).status_code == 200
    assert {media.id for media in Media.select()} == {later, *others}


def test_answers_that_are_refused_at_the_very_end_delete_nothing(
    survey_with_files: Survey, world: World, as_member: Phone, as_organizer: Phone
) -> None:
    survey = survey_with_files
    Survey.update(quota=1).where(Survey.id == survey.id).execute()
    first = upload(as_organizer, survey).json["id"]
    kept, left = (upload(as_member, survey, ref).json["id"] for ref in ("one", "two"))
    shown = submitting.view_survey(survey.id, world.member.id)
    assert hand_in(as_organizer, survey, {"photo": [first]}).status_code == 200
    # There was still a place when this one looked.
    with pytest.raises(SurveyFull), patch.object(submitting, "view_survey", return_value=shown):
        submitting.submit(survey.id, world.member.id, {"photo": [kept]}, 1)
    assert Media.get_or_none(Media.id == int(left)) is not None
    assert path_of(int(left)).exists()


def test_two_phones_of_one_member_leave_answers_whose_files_are_there(
    survey_with_files: Survey, world: World, as_member: Phone
) -> None:
    survey = survey_with_files

    def answer(media_id: str) -> None:
        with suppress(InvalidAnswers):
            submitting.submit(survey.id, world.member.id, {"photo": [media_id]}, 1)

    for number in range(12):
        ids = [upload(as_member, survey, f"{number}-{which}").json["id"] for which in ("one", "two")]
        run_together([partial(answer, media_id) for media_id in ids])
        named = SurveyResponse.get().answers["photo"]
        assert [media.id for media in Media.select()] == [int(one) for one in named]


def test_staff_see_the_files_themselves_their_names_and_how_many_answered(
    survey_with_files: Survey, as_member: Phone, as_staff: Phone, client: Any, count_statements: Any
) -> None:
    survey = survey_with_files
    ids = [upload(as_member, survey, ref).json["id"] for ref in ("one", "two")]
    plan = upload_text(as_member, survey, "plan").json["id"]
    hand_in(as_member, survey, {"photo": ids, "plan": [plan]})
    path = f"/staff/surveys/{survey.id}/responses"
    as_staff.get(path)
    with count_statements() as statements:
        first, second = as_staff.get(path).json["items"][0]["answers"]
    assert len(statements) <= 8
    assert (first["text"], [file["id"] for file in first["files"]]) == ("2 张照片", ids)
    assert (second["text"], [file["name"] for file in second["files"]]) == ("1 个文件", ["方案.pdf"])
    # Nothing checked them yet, and nobody else sees them: staff do, whatever the verdict will be.
    Media.update(state="blocked").execute()
    assert client.get(first["files"][0]["url"]).data.startswith(b"\xff\xd8\xff")
    results = as_staff.get(f"/staff/surveys/{survey.id}/results").json["questions"]
    assert [(one["chart"], one["answered"]) for one in results] == [("files", 1), ("files", 1), ("texts", 0)]
    response = as_staff.get(f"{path}.xlsx")
    head, row = openpyxl.load_workbook(io.BytesIO(response.get_data()))["答卷"].iter_rows(values_only=True)
    response.close()
    assert dict(zip(head[4:], row[4:], strict=True)) == {
        "1. 照片": "现场.jpg、现场.jpg",
        "2. 方案": "方案.pdf",
        "3. 说明": None,
    }
    assert as_staff.get(f"{path}?question=photo").json["total"] == 1
    assert as_staff.get(f"{path}?question=why").json["total"] == 0
    as_member.delete(f"/surveys/{survey.id}/files/{plan}")
    assert as_staff.get(path).json["items"][0]["answers"][1]["files"] == []


@pytest.mark.parametrize("asked", ["%", "_hoto", 'why":"', "PHOTO", "photo%", "", "\\"])
def test_answers_to_one_question_are_found_by_its_key_alone(
    survey_with_files: Survey, as_member: Phone, as_staff: Phone, asked: str
) -> None:
    mine = upload(as_member, survey_with_files).json["id"]
    hand_in(as_member, survey_with_files, {"photo": [mine], "why": '"plan":"_" \\"plan":'})
    path = f"/staff/surveys/{survey_with_files.id}/responses"
    refused = as_staff.get(path, query_string={"question": asked})
    assert (refused.status_code, refused.json["errors"]) == (422, {"question": ["问卷里没有这一题。"]})
    assert as_staff.get(path, query_string={"question": "plan"}).json["total"] == 0
    assert as_staff.get(path, query_string={"question": "why"}).json["total"] == 1


def test_nothing_is_uploaded_where_it_is_not_asked_for(world: World, survey: Survey, as_member: Phone) -> None:
    assert upload(as_member, survey).json["code"] == "no_files_here"
    assert Media.select().count() == 0


def test_nothing_is_uploaded_out_of_time_nor_by_others(
    world: World, survey_with_files: Survey, as_member: Phone, as_stranger: Phone, clock: Any
) -> None:
    survey = survey_with_files
    anonymous = make_survey(world.chamber, PHOTOS, is_anonymous=True)
    invite(anonymous, world.member)
    assert upload(as_member, anonymous).json["code"] == "no_files_here"
    assert upload(as_member, survey, question="why").json["code"] == "no_files_here"
    assert upload(as_stranger, survey).status_code == 404
    clock.advance(days=8)
    assert upload(as_member, survey).json["code"] == "survey_closed"
    Survey.update(opens_at=clock.now() + timedelta(days=1), closes_at=clock.now() + timedelta(days=2)).execute()
    assert upload(as_member, survey).json["code"] == "survey_soon"
    assert Media.select().count() == 0


def test_one_member_cannot_fill_the_disk(survey_with_files: Survey, as_member: Phone) -> None:
    statuses = {upload(as_member, survey_with_files, ref=f"ref{number}").status_code for number in range(60)}
    assert statuses == {201, 429}
    assert Media.select().count() < 60


def test_leaving_takes_the_files_along(survey_with_files: Survey, as_member: Phone) -> None:
    media_id = int(upload(as_member, survey_with_files).json["id"])
    assert path_of(media_id).exists()
    assert as_member.delete("/me", {"confirm": "注销"}).status_code == 204
    assert Media.select().count() == 0
    assert not path_of(media_id).exists()
