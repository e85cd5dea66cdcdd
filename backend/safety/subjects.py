"""What can be judged or complained about: each feature says in a `subjects.py` how its texts are read and hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from backend import features


@dataclass(frozen=True)
class SubjectView:
    """A text as staff see it in a queue."""

    title: str
    text: str
    author_name: str
    author_id: int | None
    organization_id: int
    target: str  # a mini-program path
    photo_url: str | None = None


@dataclass(frozen=True)
class Subject:
    """One kind of text. `decide` shows it to others or hides it, with a reason its author reads."""

    kind: str
    load: Callable[[Iterable[int]], Mapping[int, SubjectView]]
    decide: Callable[[int, bool, str, int | None], None]
    # Whether this member can see it, and so complain about it.
    is_visible: Callable[[int, int], bool]


@cache
def subjects() -> dict[str, Subject]:
    """Every kind by its name."""
    return {
        subject.kind: subject for module in features.modules("subjects") for subject in getattr(module, "SUBJECTS", ())
    }


def view_of(kind: str, subject_id: int) -> SubjectView | None:
    """One text, or None if it is gone."""
    return subjects()[kind].load([subject_id]).get(subject_id)


def views_of(named: Iterable[tuple[str, int]]) -> dict[tuple[str, int], SubjectView]:
    """Several texts by kind and id, without those that are gone: a statement or two for each kind among them."""
    ids: dict[str, list[int]] = {}
    for kind, subject_id in named:
        ids.setdefault(kind, []).append(subject_id)
    return {(kind, one): view for kind, wanted in ids.items() for one, view in subjects()[kind].load(wanted).items()}
