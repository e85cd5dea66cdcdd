"""The phone reports what the member allowed."""

from __future__ import annotations

import pytest

from backend.push.models import SubscriptionGrant
from tests.racing import run_together


@pytest.fixture
def template(config):
    return config.wechat.templates["signup_result"]


def report(phone, template, answer="accept", ref="report-0001"):
    return phone.post("/subscriptions", {"results": {template: answer}, "client_ref": ref})


def test_one_acceptance_is_one_credit(as_member, template):
    response = report(as_member, template)

    assert (response.status_code, response.json) == (200, {"credits": {template: 1}})


def test_acceptances_add_up(as_member, template):
    report(as_member, template, ref="report-0001")

    assert report(as_member, template, ref="report-0002").json == {"credits": {template: 2}}


def test_repeated_report_counts_once(as_member, template):
    report(as_member, template)

    assert report(as_member, template).json == {"credits": {template: 1}}


def test_same_reference_of_another_person_is_another_report(as_member, as_organizer, template):
    report(as_member, template)

    assert report(as_organizer, template).json == {"credits": {template: 1}}


@pytest.mark.parametrize("answer", ["reject", "ban", "filter"])
def test_refusal_gives_no_credit_and_takes_none(as_member, template, answer):
    report(as_member, template, ref="report-0001")

    assert report(as_member, template, answer, "report-0002").json == {"credits": {template: 1}}


def test_visitor_can_report_too(as_visitor, template):
    assert report(as_visitor, template).status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"results": {}, "client_ref": "report-0001"}, "results"),
        ({"results": {"no-such-template": "accept"}, "client_ref": "report-0001"}, "results"),
        ({"results": {"x": "perhaps"}, "client_ref": "report-0001"}, "results.x.value"),
        ({"results": {"x": "accept"}}, "client_ref"),
        ({"results": {"x": "accept"}, "client_ref": "report-0001", "more": 1}, "more"),
    ],
)
def test_bad_report_names_the_field(as_member, body, field):
    response = as_member.post("/subscriptions", body)

    assert response.status_code == 422
    assert list(response.json["errors"]) == [field]
    assert SubscriptionGrant.select().count() == 0


def test_reports_at_once_lose_no_credit(as_member, template):
    answers = run_together(
        [lambda ref=f"report-{number:04}": report(as_member, template, ref=ref) for number in range(20)]
    )

    assert {answer.status_code for answer in answers} == {200}
    assert SubscriptionGrant.select().count() == 20
