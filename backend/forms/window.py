"""Windows of time that open and close by the clock: signup, survey, check-in."""

from typing import Literal

WindowState = Literal["before", "open", "closed"]


def window_state(now_ms: int, opens_ms: int | None, closes_ms: int | None) -> WindowState:
    """Where `now_ms` stands; all in milliseconds UTC, None means no bound.

    The opening instant is inside, the closing one outside: a window until 18:00 refuses at 18:00:00.000.
    """
    if closes_ms is not None and now_ms >= closes_ms:
        return "closed"
    if opens_ms is not None and now_ms < opens_ms:
        return "before"
    return "open"
