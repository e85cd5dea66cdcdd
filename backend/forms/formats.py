"""Formats of text questions: each brings what was typed to its one written form, or says what is wrong."""

import re
import unicodedata
from collections.abc import Callable

from backend.forms.day import is_real_day
from backend.forms.text import WHITESPACE, half_width

# (text, today as ISO day) -> (text in its one form, message or None)
Format = Callable[[str, str], tuple[str, str | None]]

_DASHES_AND_BLANKS = re.compile(r"[ \u00a0()\u2010-\u2015\u2212-]")
_COUNTRY_CODE = re.compile(r"\A(?:\+|00)?86(?=1[0-9]{10}\Z)")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
_EMAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@" + _DOMAIN)
_URL = re.compile(
    r"[Hh][Tt][Tt][Pp][Ss]?://(?:[A-Za-z0-9\u4e00-\u9fff-]{1,63}\.)+[A-Za-z0-9\u4e00-\u9fff-]{2,63}(?::[0-9]{1,5})?"
    r"(?:[/?#][^\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff<>\"]*)?"
)
_ID_CARD = re.compile(r"[1-9][0-9]{16}[0-9Xx]")
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{10}")
_POSTCODE = re.compile(r"[0-9]{6}")

_MIDDLE_DOTS = re.compile("[\u2022\u2027\u2219\u22c5\u30fb]")
_BLANKS = re.compile(f"[{WHITESPACE}]+")
# Latin, Uyghur, Tibetan, Mongolian, kana, 〇, Han with its extensions (two whole planes: names keep rare
# characters), Hangul. Ranges, because Python and phones know different versions of Unicode.
_NAME = re.compile(
    "[A-Za-z\u00c0-\u024f\u0620-\u065f\u066e-\u06d3\u0f0b\u0f40-\u0fbc\u1820-\u18aa\u3007\u3041-\u30ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff\u00b7 .'-]{2,}"
)

_ID_CARD_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CARD_CHECKS = "10X98765432"
_CREDIT_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def _phone(text: str, _today: str) -> tuple[str, str | None]:
    digits = _COUNTRY_CODE.sub("", _DASHES_AND_BLANKS.sub("", half_width(text)), count=1)
    return digits, None if _MOBILE.fullmatch(digits) else "请填写 11 位手机号码"


def _email(text: str, _today: str) -> tuple[str, str | None]:
    address = half_width(text)
    user, _, domain = address.partition("@")
    if len(user) > 64 or len(address) > 254 or not _EMAIL.fullmatch(address):
        return address, "请填写完整的邮箱，例如 name@example.com"
    return f"{user}@{domain.lower()}", None


def _id_card(text: str, today: str) -> tuple[str, str | None]:
    """18 digits as in GB 11643-1999: a day of birth that exists and a check digit (ISO 7064 MOD 11-2)."""
    number = half_width(text).replace(" ", "")
    if not _ID_CARD.fullmatch(number):
        return number, "身份证号应为 18 位，请核对"
    number = number.upper()
    born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    if not is_real_day(int(number[6:10]), int(number[10:12]), int(number[12:14])) or born > today:
        return number, "身份证号里的出生日期不对，请核对"
    total = sum(weight * int(digit) for weight, digit in zip(_ID_CARD_WEIGHTS, number[:17], strict=True))
    return number, None if _ID_CARD_CHECKS[total % 11] == number[17] else "身份证号有误，请逐位核对"


def _credit_code(text: str, _today: str) -> tuple[str, str | None]:
    """18 characters as GB 32100-2015 has them, with its check character (MOD 31)."""
    code = half_width(text).replace(" ", "")
    if not _CREDIT_CODE.fullmatch(code):
        return code, "统一社会信用代码应为 18 位，不含字母 I、O、S、V、Z"
    code = code.upper()
    values = (_CREDIT_CODE_ALPHABET.index(character) for character in code[:17])
    total = sum(weight * value for weight, value in zip(_CREDIT_CODE_WEIGHTS, values, strict=True))
    is_right = _CREDIT_CODE_ALPHABET[(31 - total % 31) % 31] == code[17]
    return code, None if is_right else "统一社会信用代码有误，请逐位核对"


def _url(text: str, _today: str) -> tuple[str, str | None]:
    is_right = len(text) <= 500 and _URL.fullmatch(text)
    return text, None if is_right else "请填写以 http:// 或 https:// 开头的网址"


def _postcode(text: str, _today: str) -> tuple[str, str | None]:
    digits = half_width(text).replace(" ", "")
    return digits, None if _POSTCODE.fullmatch(digits) else "请填写 6 位邮政编码"


def _name(text: str, _today: str) -> tuple[str, str | None]:
    name = _MIDDLE_DOTS.sub("\u00b7", unicodedata.normalize("NFKC", text))
    name = _BLANKS.sub(" ", name).strip(" ")
    return name, None if _NAME.fullmatch(name) else "请填写真实姓名，至少两个字，不含数字和符号"


def _none(text: str, _today: str) -> tuple[str, str | None]:
    return text, None


FORMATS: dict[str, Format] = {
    "none": _none,
    "phone": _phone,
    "email": _email,
    "id_card": _id_card,
    "credit_code": _credit_code,
    "url": _url,
    "postcode": _postcode,
    "name": _name,
}
