"""Finding members as one types: by name as written or spelt, initials, phone, or the organization they belong to."""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import re
from typing import NamedTuple

from backend.database import Statement, atomic, marks
from backend.encryption import keys
from backend.members.keys import key_of
from backend.members.models import PHONE_INDEX, PHONE_TAIL_INDEX, Member, MemberKey
from backend.members.phones import normalise_phone
from backend.members.pinyin import spelling_of, spellings
from backend.members.reach import Reach

# More than anybody reads through: who finds so many types one letter more.
MOST_FOUND = 2_000
_LAST_DIGITS = re.compile("[0-9]{4}")
_BEYOND = "\U0010ffff"
# A name has some keys that begin alike (jg, jianguo).
_KEYS_OF_ONE = 4


class Finds(NamedTuple):
    """Ids, the nearest first; `is_all` is False where there were more than were asked for."""

    ids: list[int]
    is_all: bool


def find_members(text: str, reach: Reach, most: int = MOST_FOUND) -> Finds:
    """Who of `reach` is meant by what was typed so far. At most three statements, short ones at any number of people.

    A whole number finds whoever has exactly this one, four digits also whoever's number ends so. Who offers this must
    count tries at whole numbers (`number_limit`): they would tell whose number it is.
    """
    if not reach.roots or not text.strip():
        return Finds([], True)
    phone = normalise_phone(text)
    if phone is not None:
        return _cut(_by_digest(PHONE_INDEX, phone, reach, most), most)
    found, is_all = _by_key(key_of(text), reach, most)
    if _LAST_DIGITS.fullmatch(text.strip()):
        found += _by_digest(PHONE_TAIL_INDEX, text.strip(), reach, most)
    if len(found) <= most:
        found += _by_organization(text.strip(), reach, most)
    return _cut(found, most, is_all=is_all)


def _cut(found: list[int], most: int, *, is_all: bool = True) -> Finds:
    ids = list(dict.fromkeys(found))
    return Finds(ids[:most], is_all and len(ids) <= most)


def _by_key(key: str, reach: Reach, most: int) -> tuple[list[int], bool]:
    if not key:
        return [], True
    has, parameters = reach.condition("k.member_id")
    statement = Statement(
        f"""SELECT k.member_id FROM member_key k WHERE k.key >= ? AND k.key < ? AND {has}
            ORDER BY k.key, k.member_id LIMIT ?"""
    )
    limit = (most + 1) * _KEYS_OF_ONE
    rows = statement.rows(key, key + _BEYOND, *parameters, limit)
    return [member_id for (member_id,) in rows], len(rows) < limit


def _by_digest(index: str, digits: str, reach: Reach, most: int) -> list[int]:
    column = "phone_index" if index == PHONE_INDEX else "phone_tail_index"
    digests = keys().blind_indexes(digits, index)
    has, parameters = reach.condition("m.id")
    # By the digest first: SQLite otherwise reads all members in their order where it thinks that few have a number.
    statement = Statement(
        f"""SELECT m.id FROM member m WHERE m.id IN (SELECT p.id FROM member p WHERE p.{column} IN ({marks(digests)}))
            AND m.state = 'active' AND {has} ORDER BY m.spelling, m.id LIMIT ?"""
    )
    return [member_id for (member_id,) in statement.rows(*digests, *parameters, most + 1)]


def _by_organization(text: str, reach: Reach, most: int) -> list[int]:
    """Members of organizations of this name; a single letter or character names none."""
    if len(text) < 2:
        return []
    roots = reach.roots
    statement = Statement(
        f"""SELECT ms.member_id FROM membership ms WHERE ms.organization_id IN (
              SELECT o.id FROM organization o JOIN organization_closure c ON c.descendant_id = o.id
              WHERE c.ancestor_id IN ({marks(roots)}) AND LOWER(o.name) LIKE ? ESCAPE '!')
            ORDER BY ms.organization_id, ms.member_id LIMIT ?"""
    )
    escaped = re.sub("([!%_])", r"!\1", text.lower())
    return [member_id for (member_id,) in statement.rows(*roots, f"%{escaped}%", most + 1)]


def alike_members(name: str, reach: Reach, most: int = 6) -> list[int]:
    """Who of `reach` has a name that is written or sounds the same: perhaps the same person."""
    written = key_of(name)
    sounds = {"".join(way) for way in spellings(written)} - {""}
    wanted = sorted({written, *sounds} - {""})
    if not wanted or not reach.roots:
        return []
    has, parameters = reach.condition("k.member_id")
    statement = Statement(
        f"""SELECT DISTINCT m.id, m.name FROM member_key k JOIN member m ON m.id = k.member_id
            WHERE k.key IN ({marks(wanted)}) AND {has} LIMIT 200"""
    )
    # 建国 is a key of 李建国 too.
    return [
        member_id
        for member_id, other in statement.rows(*wanted, *parameters)
        if sounds & {"".join(way) for way in spellings(key_of(other))} or key_of(other) == written
    ][:most]


# A transaction of some 30 ms on SQLite, where everybody else who writes waits.
_CHUNK = 150
_UNKEYED = Statement("SELECT id, name FROM member WHERE found_by <> name LIMIT ?")
_FOLLOW = Statement("UPDATE member SET spelling = ?, found_by = name WHERE id = ? AND name = ?")


def key_members() -> int:
    """Make the keys of members who have none, or those of an earlier name; returns how many. Twice does nothing twice.

    These are members of the time before there were keys, and those whom the version before adds while it still runs.
    """
    keyed = 0
    while rows := _UNKEYED.rows(_CHUNK):
        with atomic():
            # Whoever is renamed at this moment is found again the next time.
            names = {
                member_id: name for member_id, name in rows if _FOLLOW.run(spelling_of(name), member_id, name).rowcount
            }
            MemberKey.replace_for(names)
        keyed += len(names)
    return keyed


def forget_names(member_id: int) -> None:
    """Nobody finds this member by a name any more; the caller holds the transaction."""
    MemberKey.delete().where(MemberKey.member == member_id).execute()
    Member.update(spelling="", found_by=Member.name).where(Member.id == member_id).execute()
