"""What check-in adds to the first screen: the pass of the day. (Its tasks come with those of activities.)"""

from __future__ import annotations

from typing import Any

from backend import clock
from backend.activities.payloads import pass_payload
from backend.checkin.queries import find_pass_of_day


def today_pass(member_id: int) -> dict[str, Any] | None:
    """The pass to show at the door today, as `PassSchema` shows it; None if there is no approved activity today."""
    midnight = clock.to_ms(clock.business_day(clock.business_today())[1])
    row = find_pass_of_day(member_id, clock.now_ms(), midnight)
    return row and pass_payload(row)
