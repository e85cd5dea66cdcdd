import pytest
import requests

from backend.wechat.client import MiniProgramClient
from backend.wechat.errors import CreditExhausted, OpenidRejected, PageRejected, TemplateRejected
from backend.wechat.simulator import SIMULATOR_APPID, Simulator
from backend.wechat.simulator.templates import TEMPLATES
from tests.wechat.conftest import GOOD_DATA, NOON, OTHER_APPID, SIGNUP, Control, MakeClient

CANCELLED = TEMPLATES["activity_cancelled"].template_id
REMINDER = TEMPLATES["activity_reminder"].template_id


@pytest.fixture
def subscriber(phone: Control, openid: str) -> str:
    """Someone with one credit for the signup result."""
    phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP])
    return openid


def long_term_template(wechat: Simulator, appid: str = SIMULATOR_APPID) -> str:
    return wechat.templates.add(appid, "3101", [1, 2, 3], "办理进度")


def test_a_message_arrives_with_its_labels_on_the_phone_it_was_sent_to(
    wx: MiniProgramClient, phone: Control, subscriber: str, base_url: str
):
    wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA, page="pages/activity/index?id=1", state="trial")
    url = f"{base_url}/_simulator/messages"
    (message,) = requests.get(url, params={"user_id": phone.user()}, timeout=5).json()["items"]
    assert message["title"] == "报名结果通知"
    assert message["fields"][1] == {"key": "phrase2", "label": "报名结果", "value": "报名成功"}
    assert message["page"] == "pages/activity/index?id=1"
    assert (message["miniprogram_state"], message["lang"], message["at_ms"]) == ("trial", "zh_CN", NOON)
    other = phone.user("李强")
    assert requests.get(url, params={"user_id": other}, timeout=5).json()["items"] == []


def test_each_acceptance_is_good_for_one_message(wx: MiniProgramClient, phone: Control, subscriber: str):
    phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP])
    for _ in range(2):
        wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA)
    with pytest.raises(CreditExhausted) as refused:
        wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA)
    assert refused.value.code == 43101
    assert refused.value.permanent


def test_a_credit_is_for_its_template_only(wx: MiniProgramClient, subscriber: str):
    data = {"thing1": "座谈会", "time2": "2026-12-01 14:00", "thing3": "天气原因"}
    with pytest.raises(CreditExhausted):
        wx.send_subscribe_message(subscriber, CANCELLED, data)


def test_a_refused_message_costs_no_credit(wx: MiniProgramClient, subscriber: str):
    with pytest.raises(TemplateRejected):
        wx.send_subscribe_message(subscriber, SIGNUP, {**GOOD_DATA, "phrase2": "approved"})
    wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA)


def test_who_says_no_gives_no_credit(wx: MiniProgramClient, phone: Control, openid: str):
    answer = phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP, REMINDER], answers={SIGNUP: "reject"})
    assert answer == {SIGNUP: "reject", REMINDER: "accept", "errMsg": "requestSubscribeMessage:ok"}
    with pytest.raises(CreditExhausted):
        wx.send_subscribe_message(openid, SIGNUP, GOOD_DATA)


def test_revoking_in_the_settings_takes_the_credits_and_answers_no_from_then_on(
    wx: MiniProgramClient, phone: Control, subscriber: str
):
    assert phone.post("revoke", user_id=phone.user()) == {"refused": [SIGNUP]}
    with pytest.raises(CreditExhausted):
        wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA)
    assert phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP])[SIGNUP] == "reject"


def test_a_choice_kept_for_always_wins_but_still_needs_a_call_per_message(
    wx: MiniProgramClient, phone: Control, openid: str
):
    user = phone.user()
    phone.post("subscribe", user_id=user, template_ids=[SIGNUP], always=True)
    again = phone.post("subscribe", user_id=user, template_ids=[SIGNUP], answers={SIGNUP: "reject"})
    assert again[SIGNUP] == "accept"
    for _ in range(2):
        wx.send_subscribe_message(openid, SIGNUP, GOOD_DATA)
    with pytest.raises(CreditExhausted):
        wx.send_subscribe_message(openid, SIGNUP, GOOD_DATA)


def test_a_long_term_acceptance_holds_until_it_is_revoked(
    wx: MiniProgramClient, phone: Control, wechat: Simulator, openid: str
):
    template = long_term_template(wechat)
    data = {"thing1": "法律咨询预约", "phrase2": "已受理", "date3": "2026年12月1日"}
    phone.post("subscribe", user_id=phone.user(), template_ids=[template])
    for _ in range(3):
        wx.send_subscribe_message(openid, template, data)
    phone.post("revoke", user_id=phone.user(), template_ids=[template])
    with pytest.raises(CreditExhausted):
        wx.send_subscribe_message(openid, template, data)


@pytest.mark.parametrize(
    ("ids", "more", "code"),
    [
        ([], {}, 10001),
        (["nothing"], {}, 20001),
        ([one.template_id for one in list(TEMPLATES.values())[:4]], {}, 20003),
    ],
)
def test_the_pop_up_refuses_in_the_codes_of_the_client(
    ids: list[str], more: dict[str, object], code: int, phone: Control
):
    answer = phone.post("subscribe", user_id=phone.user(), template_ids=ids, **more)
    assert answer["errCode"] == code
    assert str(answer["errMsg"]).startswith("requestSubscribeMessage:fail ")


def test_the_pop_up_wants_a_tap_one_kind_of_template_and_the_main_switch(phone: Control, wechat: Simulator):
    user = phone.user()
    without_tap = phone.post("subscribe", user_id=user, template_ids=[SIGNUP], tap=False)
    assert without_tap == {"errMsg": "requestSubscribeMessage:fail can only be invoked by user TAP gesture."}
    mixed = phone.post("subscribe", user_id=user, template_ids=[SIGNUP, long_term_template(wechat)])
    assert mixed["errCode"] == 20002
    phone.post("main-switch", user_id=user, on=False)
    assert phone.post("subscribe", user_id=user, template_ids=[SIGNUP])["errCode"] == 20004


def test_what_is_fixed_is_told_and_can_be_turned_off_and_on(phone: Control, base_url: str):
    user = phone.user()

    def fixed() -> object:
        return requests.get(f"{base_url}/_simulator/subscriptions?user_id={user}", timeout=5).json()

    assert fixed() == {"main_switch": True, "always": {}}
    phone.post("subscribe", user_id=user, template_ids=[SIGNUP], always=True)
    assert fixed() == {"main_switch": True, "always": {SIGNUP: "accept"}}
    phone.post("revoke", user_id=user, template_ids=[SIGNUP])
    assert fixed() == {"main_switch": True, "always": {SIGNUP: "reject"}}
    phone.post("allow", user_id=user, template_ids=[SIGNUP])
    assert phone.post("subscribe", user_id=user, template_ids=[SIGNUP])[SIGNUP] == "accept"


def test_templates_of_the_same_title_are_filtered(phone: Control, wechat: Simulator):
    twin = wechat.templates.add(SIMULATOR_APPID, "2101", [1, 2], "另一组字段")
    answer = phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP, twin])
    assert (answer[SIGNUP], answer[twin]) == ("accept", "filter")


def test_the_main_switch_stops_messages_already_allowed(wx: MiniProgramClient, phone: Control, subscriber: str):
    phone.post("main-switch", user_id=phone.user(), on=False)
    with pytest.raises(CreditExhausted):
        wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"thing1": "二十一个字" * 4 + "多"}, "data.thing1.value invalid"),
        ({"phrase2": "报名成功了吗"}, "data.phrase2.value invalid"),
        ({"phrase2": "OK"}, "data.phrase2.value invalid"),
        ({"time3": "2026年12月1日"}, "data.time3.value invalid"),
        ({"time3": ""}, "data.time3.value is empty"),
        ({"thing4": None}, "data.thing4.value is empty"),
        ({"thing6": "多余"}, "data.thing6.value invalid"),
        ({"thing1": "", "phrase2": "x"}, "data.thing1.value is empty"),
    ],
)
def test_a_message_that_does_not_fit_names_one_field(
    change: dict[str, str], complaint: str, wx: MiniProgramClient, subscriber: str
):
    with pytest.raises(TemplateRejected) as refused:
        wx.send_subscribe_message(subscriber, SIGNUP, {**GOOD_DATA, **change})
    assert refused.value.code == 47003
    assert refused.value.message.startswith(f"argument invalid! {complaint} rid: ")


def test_a_missing_key_is_an_empty_field(wx: MiniProgramClient, subscriber: str):
    data = {key: value for key, value in GOOD_DATA.items() if key != "thing5"}
    with pytest.raises(TemplateRejected, match=r"data\.thing5\.value is empty"):
        wx.send_subscribe_message(subscriber, SIGNUP, data)


@pytest.mark.parametrize(("state", "lang"), [("beta", "zh_CN"), ("formal", "fr_FR")])
def test_an_unknown_state_or_language_is_refused(state: str, lang: str, wx: MiniProgramClient, subscriber: str):
    with pytest.raises(TemplateRejected):
        wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA, state=state, lang=lang)


def test_a_listed_word_is_refused(wx: MiniProgramClient, subscriber: str):
    with pytest.raises(TemplateRejected) as refused:
        wx.send_subscribe_message(subscriber, SIGNUP, {**GOOD_DATA, "thing5": "报名即可返利"})
    assert refused.value.code == 45168


def test_an_unknown_template_is_refused(wx: MiniProgramClient, subscriber: str):
    with pytest.raises(TemplateRejected) as refused:
        wx.send_subscribe_message(subscriber, "x" * 43, GOOD_DATA)
    assert refused.value.code == 40037


def test_an_openid_of_another_mini_program_is_refused(wx: MiniProgramClient, make_client: MakeClient, phone: Control):
    other = make_client(appid=OTHER_APPID, secret="1" * 32)
    foreign = other.code_to_session(phone.login_code(phone.user(), appid=OTHER_APPID)).openid
    for openid in ("", "o" * 28, foreign):
        with pytest.raises(OpenidRejected) as refused:
            wx.send_subscribe_message(openid, SIGNUP, GOOD_DATA)
        assert refused.value.code == 40003


@pytest.mark.parametrize("page", ["/pages/home/index", "pages/nowhere/index", "https://example.com"])
def test_a_page_that_was_not_published_is_refused(page: str, wx: MiniProgramClient, phone: Control, subscriber: str):
    phone.post("settings", pages=["pages/home/index"])
    with pytest.raises(PageRejected) as refused:
        wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA, page=page)
    assert refused.value.code == 41030
    wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA, page="pages/home/index?tab=1")


def test_a_message_id_comes_only_where_the_account_gives_one(wx: MiniProgramClient, phone: Control, subscriber: str):
    phone.post("subscribe", user_id=phone.user(), template_ids=[SIGNUP])
    assert wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA) is None
    phone.post("settings", answers_with_msgid=True)
    message_id = wx.send_subscribe_message(subscriber, SIGNUP, GOOD_DATA)
    assert message_id is not None
    assert int(message_id) > 2**53
