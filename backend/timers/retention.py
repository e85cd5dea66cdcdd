"""What is erased after a while, told beside the timer that erases it: for whoever must know what goes tonight.

A feature that erases by age has `retentions` in its `jobs.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from backend import features
from backend.config import Config
from backend.database import db


@dataclass(frozen=True)
class Retention:
    """One kind of data. `kept` says in words for how long; `going` selects what is old enough at a moment, by the same
    condition that erases it. `setting`: the key an administrator changes the time by."""

    name: str
    label: str
    kept: str
    going: Callable[[Config, datetime], Any]
    setting: str = ""


def all_retentions() -> list[Retention]:
    """Every one of every feature's jobs.py."""
    return list(chain.from_iterable(getattr(module, "retentions", ()) for module in features.modules("jobs")))


def count_going(config: Config, at: datetime) -> dict[str, int]:
    """How much of each will be old enough at a moment, by name: one statement for all of them."""
    texts, values = [], []
    for one in all_retentions():
        text, given = one.going(config, at).sql()
        texts.append(f"SELECT '{one.name}', count(*) FROM ({text}) AS going")  # noqa: S608 - names of ours
        values += given
    return {name: int(number) for name, number in db.execute_sql(" UNION ALL ".join(texts), values).fetchall()}
