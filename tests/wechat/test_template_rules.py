import pytest

from backend.wechat.simulator.template_rules import is_acceptable

ACCEPTED = [
    ("thing", "二" * 20),
    ("thing", "Any mix, 任意！🙂"),
    ("number", "32"),
    ("number", "-1.5"),
    ("letter", "ABCdef"),
    ("symbol", "!@#"),
    ("character_string", "A-2026_11 22"),
    ("time", "15:01"),
    ("time", "15:01:59"),
    ("time", "2019年10月1日 15:01"),
    ("time", "2019-10-01 15:01"),
    ("time", "15:01~17:30"),
    ("time", "2019年10月1日 15:01~2019年10月1日 17:00"),
    ("date", "2019年10月1日"),
    ("date", "2019/10/1"),
    ("date", "2019.10.01 15:01"),
    ("date", "2019-10-01~2019-10-03"),
    ("amount", "¥100.50"),
    ("amount", "100元"),
    ("phone_number", "+86-0766-66888866"),
    ("car_number", "粤A8Z888挂"),
    ("name", "欧阳娜娜"),
    ("name", "Alexander von Humb."),
    ("phrase", "已报名"),
]

REFUSED = [
    ("thing", "二" * 21),
    ("thing", "两\n行"),
    ("number", "三"),
    ("number", "1" * 33),
    ("letter", "a1"),
    ("symbol", "!!!!!!"),
    ("character_string", "编号1"),
    ("character_string", "a" * 33),
    ("time", "2020年4月12日"),
    ("time", "25:00"),
    ("time", "15:01～17:30"),
    ("time", "1795320000000"),
    ("time", "2025-03-13~2025-03-14"),
    ("time", "2019-10/01 15:01"),
    ("date", "2019年13月1日"),
    ("date", "10月1日"),
    ("amount", "一百元"),
    ("phone_number", "1" * 18),
    ("car_number", "粤A8Z888888挂"),
    ("name", "这个名字有十一个汉字啊"),
    ("name", "a" * 21),
    ("phrase", "六个字的词语"),
    ("phrase", "OK"),
]


@pytest.mark.parametrize(("kind", "value"), ACCEPTED)
def test_a_field_takes_what_the_page_allows(kind: str, value: str):
    assert is_acceptable(kind, value)


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_a_field_refuses_what_the_servers_refuse(kind: str, value: str):
    assert not is_acceptable(kind, value)
