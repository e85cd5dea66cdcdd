"""Taking one's data along, and leaving: composed of what each feature's `privacy.py` knows.

A feature that keeps anything about people has a `privacy.py` with two functions. `personal_data` tells everything
it holds about one person, as JSON values under names of its own. `erase` removes what identifies them, and may
refuse with a DomainError; both take the member's id (None for a visitor) and the account's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, cast

from backend import clock, features
from backend.accounts.models import Account
from backend.audit.services import record
from backend.database import Statement, atomic
from backend.members.models import Member


class _Keeper(Protocol):
    def personal_data(self, member_id: int | None, account_id: int) -> dict[str, Any]: ...

    def erase(self, member_id: int | None, account_id: int) -> None: ...


def _keepers() -> Iterator[_Keeper]:
    for module in features.modules("privacy"):
        yield cast(_Keeper, module)


def export_data(member_id: int | None, account_id: int) -> dict[str, Any]:
    """Everything the service holds about one person, by kind; no kind is there twice."""
    data: dict[str, Any] = {}
    for keeper in _keepers():
        data |= keeper.personal_data(member_id, account_id)
    rest = [_of_merged(one, account_id, data) for one in _merged_into(member_id)]
    return data | ({"merged_records": rest} if rest else {})


def _merged_into(member_id: int | None) -> list[int]:
    """The records that staff have merged into this one: what did not move is held under them."""
    if member_id is None:
        return []
    return [one.id for one in Member.select(Member.id).where(Member.merged_into == member_id).order_by(Member.id)]


def _of_merged(member_id: int, account_id: int, known: dict[str, Any]) -> dict[str, Any]:
    """What a merged record still holds, the account's own data left out."""
    data: dict[str, Any] = {}
    for keeper in _keepers():
        data |= keeper.personal_data(member_id, account_id)
    return {kind: value for kind, value in data.items() if value and known.get(kind) != value}


# Whoever deletes the same account at the same time waits here, and then finds that it is gone.
_HOLD_ACCOUNT = Statement("UPDATE account SET seen_at = seen_at WHERE id = ? RETURNING member_id")
_CLOSE_MEMBER = Statement("UPDATE member SET state = 'deleted', deleted_at = ? WHERE id = ? AND state = 'active'")


def delete_account(member_id: int | None, account_id: int, *, by: str = "member") -> None:
    """Erase who the person is, everywhere, in one transaction; what they took part in stays counted.

    `by` is the actor for the audit trail: member, or wechat where the WeChat account itself is gone. Doing it again
    changes nothing. Raises what a feature refuses with (LeavesNoAdministrator).
    """
    with atomic():
        held = _HOLD_ACCOUNT.rows(account_id)
        if not held:
            return
        if held[0][0] is not None:
            # Staff may have merged the record into another since the request began: that is who leaves.
            member_id = held[0][0]
        if member_id is not None:
            # First of all, so that nothing new is written about a member who is leaving.
            _CLOSE_MEMBER.run(clock.now_ms(), member_id)
        for person in (member_id, *_merged_into(member_id)):
            for keeper in _keepers():
                keeper.erase(person, account_id)
        Account.delete().where(Account.id == account_id).execute()
        record(
            action="delete_account",
            actor_kind=by,
            actor_id=member_id if by == "member" else None,
            subject_kind="account" if member_id is None else "member",
            subject_id=account_id if member_id is None else member_id,
        )
