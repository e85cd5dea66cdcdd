import pytest
import requests

from backend.wechat.client import MiniProgramClient
from backend.wechat.errors import PhoneCodeInvalid
from tests.wechat.conftest import OTHER_APPID, Clock, Control


def phone_code(phone: Control, **more: object) -> str:
    return str(phone.post("phone-code", user_id=phone.user(), **more)["code"])


def test_a_phone_code_gives_the_number_without_its_country_code(wx: MiniProgramClient, phone: Control):
    number = wx.get_phone_number(phone_code(phone))
    assert (number.pure_number, number.country_code) == ("13800138000", "86")
    assert "13800138000" not in repr(number)


def test_a_phone_code_is_good_once(wx: MiniProgramClient, phone: Control):
    code = phone_code(phone)
    wx.get_phone_number(code)
    with pytest.raises(PhoneCodeInvalid) as refused:
        wx.get_phone_number(code)
    assert refused.value.code == 40029
    assert "invalid code hint: [" in refused.value.message


def test_a_phone_code_lives_five_minutes(wx: MiniProgramClient, phone: Control, clock: Clock):
    code = phone_code(phone)
    clock.advance(300)
    with pytest.raises(PhoneCodeInvalid):
        wx.get_phone_number(code)


def test_a_login_code_is_no_phone_code(wx: MiniProgramClient, phone: Control):
    code = phone.login_code(phone.user())
    with pytest.raises(PhoneCodeInvalid):
        wx.get_phone_number(code)
    assert wx.code_to_session(code).openid


def test_a_phone_code_of_another_mini_program_is_refused(wx: MiniProgramClient, phone: Control):
    with pytest.raises(PhoneCodeInvalid):
        wx.get_phone_number(phone_code(phone, appid=OTHER_APPID))


def test_an_openid_given_with_the_code_must_be_its_owners(
    wx: MiniProgramClient, phone: Control, base_url: str, openid: str
):
    url = f"{base_url}/wxa/business/getuserphonenumber?access_token={wx.access_token}"
    code = phone_code(phone)
    wrong = requests.post(url, json={"code": code, "openid": "o-of-somebody-else"}, timeout=5).json()
    right = requests.post(url, json={"code": code, "openid": openid}, timeout=5).json()
    assert (wrong["errcode"], right["errcode"]) == (40003, 0)


def test_a_phone_without_a_number_gives_no_code(phone: Control):
    user = phone.user("无号码", "")
    answer = requests.post(phone.base + "phone-code", json={"user_id": user}, timeout=5)
    assert answer.status_code == 400


def test_the_number_can_change_and_the_person_stays(wx: MiniProgramClient, phone: Control):
    before = phone.user("王敏", "13800138000")
    after = phone.user("王敏", "13900139000")
    code = str(phone.post("phone-code", user_id=after)["code"])
    assert before == after
    assert wx.get_phone_number(code).pure_number == "13900139000"
