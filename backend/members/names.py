"""People's names: one written form to store, and one form to compare by."""

from __future__ import annotations

import hmac
import re
import unicodedata

from backend.errors import InvalidInput
from backend.forms.text import cleaned

# Minority names are written with whichever dot the input method offers: 买买提·艾力, 买买提•艾力, 买买提・艾力.
_MIDDLE_DOTS = re.compile("[\u2022\u2027\u2219\u22c5\u2e31\u30fb]")
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\U00020000-\U0003ffff"
# A plain stop between two Han characters is a middle dot too; in "J. Smith" it is not.
_HAN_STOP = re.compile(f"(?<=[{_HAN}]) ?\\. ?(?=[{_HAN}])")
_DOT_BLANKS = re.compile(" ?\u00b7 ?")
# 王　敏: blanks that only justify a column of two- and three-character names.
_HAN_BLANKS = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")
# Cn: rare characters newer than the Unicode that Python knows; Co: those a local font put into the private use area.
_LETTERS = {"Lo", "Lu", "Ll", "Lt", "Lm", "Nl", "Co", "Cn"}
_BLANKS = re.compile(r"\s+")
_JOINERS = re.compile("[\u200c\u200d]")


def tidy_name(text: str) -> str:
    """A name in the form it is stored in: compatibility forms and middle dots unified, rare characters kept."""
    name = _JOINERS.sub("", cleaned(unicodedata.normalize("NFKC", text)))
    name = _BLANKS.sub(" ", _MIDDLE_DOTS.sub("\u00b7", name))
    name = _DOT_BLANKS.sub("\u00b7", _HAN_STOP.sub("\u00b7", name))
    return _HAN_BLANKS.sub("", name).strip()


def required_name(text: str) -> str:
    """A tidied name of which something is left; raises InvalidInput for dots, marks and invisible characters alone."""
    name = tidy_name(text)
    if not any(unicodedata.category(character) in _LETTERS for character in name):
        raise InvalidInput(errors={"name": ["请填写姓名。"]})
    return name


def comparable_name(text: str) -> str:
    """What two spellings of one name share: blanks and case do not count."""
    return tidy_name(text).replace(" ", "").casefold()


def is_same_name(one: str, other: str) -> bool:
    """Whether two spellings name the same person; takes as long for a near miss as for a far one."""
    return hmac.compare_digest(comparable_name(one).encode(), comparable_name(other).encode())
