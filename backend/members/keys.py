"""What a member's name is found by: beginnings of it as written, as it sounds, and its initials.

A key is looked up by its beginning, so that each is found while it is being typed, on both engines by a plain index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from backend.members.names import comparable_name
from backend.members.pinyin import spellings, surname_length

MOST_CHARACTERS = 40
_MARKS = re.compile("[\u00b7'\u2019.,-]")
# Shorter ones would find every other member.
_SHORTEST_INITIALS = 2


def key_of(text: str) -> str:
    """What is typed, or a name as written, in the form keys have: no blanks, no dots, small letters, ü typed as v."""
    return _MARKS.sub("", comparable_name(text)).replace("ü", "v")[:MOST_CHARACTERS]


def keys_of(name: str) -> set[str]:
    """Every key of a name. 李建国: 李建国 建国 国, lijianguo jianguo, ljg jg, lijg."""
    written = key_of(name)
    keys = {written[start:] for start in range(len(written))}
    for syllables in spellings(written):
        for start in _starts(name, written):
            sounded = [one for one in syllables[start:] if one]
            keys.add("".join(sounded))
            if len(sounded) >= _SHORTEST_INITIALS:
                keys.add("".join(one[0] for one in sounded))
        surname = surname_length(written)
        if len(syllables) > surname + 1:
            keys.add("".join(syllables[:surname]) + "".join(one[:1] for one in syllables[surname:]))
    keys.discard("")
    return keys


def _starts(name: str, written: str) -> Iterator[int]:
    """Where somebody may begin to spell: at the surname, at the given name, after each dot of a minority name."""
    yield 0
    parts = comparable_name(name).split("\u00b7")
    if len(parts) == 1:
        surname = surname_length(written)
        if len(written) > surname:
            yield surname
        return
    start = 0
    for part in parts[:-1]:
        start += len(key_of(part))
        yield start
