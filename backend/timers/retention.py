"""What is erased after a while, told beside the timer that erases it: for whoever must know what goes tonight.

A feature that erases by age has `retentions` in its `jobs.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from backend import features
from backend.config import Config


@dataclass(frozen=True)
class Retention:
    """One kind of data. `kept` says in words for how long; `going` counts what a moment finds old enough, by the same
    condition that erases it. `setting`: the key an administrator changes the time by."""

    name: str
    label: str
    kept: str
    going: Callable[[Config, datetime], int]
    setting: str = ""


def all_retentions() -> list[Retention]:
    """Every one of every feature's jobs.py."""
    return list(chain.from_iterable(getattr(module, "retentions", ()) for module in features.modules("jobs")))
