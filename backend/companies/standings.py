"""Terms, states and dues of companies and of single members; recorded by staff, with before and after in the trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import peewee

from backend import clock
from backend.audit.services import record
from backend.companies.errors import StandingChanged
from backend.companies.models import Company, Dues, Standing
from backend.companies.services import check_period, require_managed
from backend.database import atomic, in_chunks, new_id
from backend.errors import InvalidInput, NotFound
from backend.scope import Scope

STATES = ("active", "suspended", "left")
_FIRST_YEAR, _MOST_AMOUNT = 1950, 10**12


class Renewed(NamedTuple):
    """A standing whose last day was set, and what it was before (ISO day or None)."""

    standing_id: int
    before: str | None


def open_standing(
    organization_id: int, member_id: int, staff_id: int, scope: Scope, starts_on: str | None, ends_on: str | None
) -> Standing:
    """Record the membership of a single member; the one there is already, if there is. Raises InvalidInput."""
    check_period(starts_on, ends_on)
    with atomic():
        require_managed(member_id, scope, "member_id")
        there = Standing.get_or_none(Standing.organization == organization_id, Standing.member == member_id)
        if there is not None:
            found: Standing = there
            return found
        term = {"starts_on": starts_on, "ends_on": ends_on}
        standing: Standing = Standing.create(id=new_id(), organization=organization_id, member=member_id, **term)
        _note(standing, staff_id, "standing.created", after=term)
    return standing


def set_term(standing: Standing, staff_id: int, starts_on: str | None, ends_on: str | None) -> None:
    """Set first and last day; the same again changes nothing. Raises InvalidInput, NotFound."""
    check_period(starts_on, ends_on)
    _change(standing.id, staff_id, "standing.term", {"starts_on": starts_on, "ends_on": ends_on})


def set_state(standing: Standing, staff_id: int, state: str) -> None:
    """active, suspended or left. Raises InvalidInput, NotFound."""
    if state not in STATES:
        raise InvalidInput(errors={"state": ["请选择会籍状态。"]})
    _change(standing.id, staff_id, "standing.state", {"state": state})


def _change(standing_id: int, staff_id: int, action: str, values: Mapping[str, Any]) -> bool:
    with atomic():
        held = _hold(standing_id)
        before = {name: getattr(held, name) for name in values}
        if before == values:
            return False
        Standing.update(**values, updated_at=clock.now()).where(Standing.id == standing_id).execute()
        _note(held, staff_id, action, before=before, after=values)
    return True


def _hold(standing_id: int) -> Standing:
    """The standing, held until the transaction ends. Raises NotFound."""
    if not Standing.update(updated_at=Standing.updated_at).where(Standing.id == standing_id).execute():
        raise NotFound
    standing: Standing = Standing.get_by_id(standing_id)
    return standing


def renew(standing_ids: Iterable[int], covered: Any, staff_id: int, ends_on: str) -> list[Renewed]:
    """Set the last day of several standings, those whose organization is in `covered`, a sub-select.

    Returns those that changed, so that it can be taken back; who has left or joins later stays out.
    Raises InvalidInput.
    """
    if date.fromisoformat(ends_on) < clock.business_today():
        raise InvalidInput(errors={"ends_on": ["续期的到期日不能早于今天。"]})
    renewed: list[Renewed] = []
    for some in in_chunks(sorted(set(standing_ids))):
        with atomic():
            rows = Standing.select().where(
                Standing.id << list(some),
                Standing.organization << covered,
                Standing.state != "left",
                Standing.starts_on.is_null() | (Standing.starts_on <= ends_on),
            )
            for standing in list(rows.order_by(Standing.id)):
                if _change(standing.id, staff_id, "standing.term", {"ends_on": ends_on}):
                    renewed.append(Renewed(standing.id, standing.ends_on))
    return renewed


def take_back(renewed: Sequence[Renewed], covered: Any, staff_id: int, ends_on: str) -> int:
    """Give standings the last day they had before they were renewed to `ends_on`; returns how many.

    One that somebody has set to another day since stays as it is. Raises StandingChanged if all were.
    """
    before = {one.standing_id: one.before for one in renewed}
    with atomic():
        rows = Standing.select().where(
            Standing.id << list(before), Standing.organization << covered, Standing.ends_on == ends_on
        )
        changed = sum(_change(one.id, staff_id, "standing.term", {"ends_on": before[one.id]}) for one in list(rows))
    if not changed:
        raise StandingChanged
    return changed


def record_dues(standing: Standing, staff_id: int, *, year: int, amount: int, paid_on: str, note: str = "") -> Dues:
    """Write down what was paid for a year (`amount` in fen); for the same year, in place of what was there.

    Raises InvalidInput, NotFound.
    """
    errors: dict[str, list[str]] = {}
    if not _FIRST_YEAR <= year <= clock.business_today().year + 5:
        errors["year"] = ["请填写正确的年度。"]
    if not 0 < amount < _MOST_AMOUNT:
        errors["amount"] = ["请填写大于 0 的金额。"]
    if paid_on > clock.business_today().isoformat():
        errors["paid_on"] = ["缴纳日期不能晚于今天。"]
    if errors:
        raise InvalidInput(errors=errors)
    values = {"amount": amount, "paid_on": paid_on, "note": note}
    with atomic():
        held = _hold(standing.id)
        there = Dues.get_or_none(Dues.standing == held.id, Dues.year == year)
        before = None if there is None else {"amount": there.amount, "paid_on": there.paid_on}
        if there is None:
            there = Dues.create(id=new_id(), standing=held.id, year=year, recorded_by=staff_id, **values)
        else:
            Dues.update(**values, recorded_by=staff_id, recorded_at=clock.now()).where(Dues.id == there.id).execute()
        after = {"amount": amount, "paid_on": paid_on}
        if before != after:
            _note(held, staff_id, "dues.recorded", detail={"year": year}, before=before, after=after)
    found: Dues = Dues.get_by_id(there.id)
    return found


def remove_dues(standing: Standing, staff_id: int, year: int) -> None:
    """Take a wrong line out; repeating it does nothing."""
    with atomic():
        held = _hold(standing.id)
        there = Dues.get_or_none(Dues.standing == held.id, Dues.year == year)
        if there is None:
            return
        there.delete_instance()
        before = {"amount": there.amount, "paid_on": there.paid_on}
        _note(held, staff_id, "dues.removed", detail={"year": year}, before=before)


def missing_dues(year: int) -> Any:
    """The condition that a standing that counts has no dues recorded for a year."""
    paid = Dues.select().where(Dues.standing == Standing.id, Dues.year == year)
    return (Standing.state == "active") & ~peewee.fn.EXISTS(paid)


def _note(standing: Standing, staff_id: int, action: str, **more: Any) -> None:
    is_company = standing.company_id is not None
    record(
        action=action,
        # Where people look for it: with the company, or with the member.
        subject_kind="company" if is_company else "standing",
        subject_id=standing.company_id if is_company else standing.id,
        actor_id=staff_id,
        about_member_id=standing.member_id,
        organization_id=standing.organization_id,
        **more,
    )


def standing_of(company: Company) -> Standing:
    """The one a company has from its first day."""
    standing: Standing = Standing.get(Standing.company == company.id)
    return standing
