"""The index: written with the text it is of, in the same transaction.

A subject is known by its id alone, since ids are unique across tables (see database.new_id).
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from backend import clock
from backend.database import Statement, is_postgresql, rows_of
from backend.searching.terms import indexed_terms, telling_terms, terms_of

_PUT_SQLITE = Statement("INSERT INTO search_entry (rowid, terms) VALUES (?, ?)")
_DROP_SQLITE = Statement("DELETE FROM search_entry WHERE rowid = ?")
_PUT_POSTGRESQL = Statement(
    """INSERT INTO search_entry (subject_id, terms) VALUES (?, ?)
       ON CONFLICT (subject_id) DO UPDATE SET terms = excluded.terms"""
)
_DROP_POSTGRESQL = Statement("DELETE FROM search_entry WHERE subject_id = ?")


# Sharing one pair of characters is chance.
_LEAST_SHARED = 2
_MOST_LOOKED_AT = 2_000
_ASKED_EVERY_MS = 600_000


class Match(NamedTuple):
    """Part of a statement that finds subjects: `subquery` gives a column `subject_id`."""

    subquery: str
    parameters: tuple[object, ...]


def index_text(subject_id: int, texts: Iterable[str]) -> None:
    """Find the subject by these texts from now on, and by no others."""
    terms = indexed_terms("\n".join(texts))
    if is_postgresql():
        _PUT_POSTGRESQL.run(subject_id, terms)
    else:
        _DROP_SQLITE.run(subject_id)
        _PUT_SQLITE.run(subject_id, " ".join(terms))


def forget_text(subject_id: int) -> None:
    """Find the subject no more."""
    (_DROP_POSTGRESQL if is_postgresql() else _DROP_SQLITE).run(subject_id)


def matching(query: str) -> Match | None:
    """Subjects that contain all of what is looked for; None if there is nothing to look for."""
    terms = terms_of(query)[:50]
    if not terms:
        return None
    if is_postgresql():
        # OFFSET 0 has PostgreSQL find these first, through the index. It thinks little of comparing arrays, and would
        # rather go through everything else and look for each whether its text has the terms: half a second.
        found = "SELECT e.subject_id FROM search_entry e WHERE e.terms @> ? OFFSET 0"
        return Match(f"SELECT f.subject_id FROM ({found}) f", (terms,))
    return Match("SELECT e.rowid AS subject_id FROM search_entry e WHERE e.terms MATCH ?", (_all_of(terms),))


def resembling(text: str, most: int) -> Match | None:
    """Up to `most` subjects that share the most telling terms with `text`, most alike first; rare terms count more.

    Only the rarest terms are looked up, as many as lead to about `_MOST_LOOKED_AT` subjects: the work stays the same
    however many subjects there are.
    """
    terms = telling_terms(text)
    if len(terms) < _LEAST_SHARED:
        return None
    rarest = _rarest(terms)
    if is_postgresql():
        one = "SELECT e.subject_id, {:.4f} AS weight FROM search_entry e WHERE e.terms @> ARRAY[CAST(? AS TEXT)]"
        looked_for = list(rarest)
    else:
        one = "SELECT e.rowid AS subject_id, {:.4f} AS weight FROM search_entry e WHERE e.terms MATCH ?"
        looked_for = [_quoted(term) for term in rarest]
    shared = " UNION ALL ".join(one.format(1 / (1 + math.log1p(documents))) for documents in rarest.values())
    return Match(
        f"""SELECT l.subject_id FROM ({shared}) l GROUP BY l.subject_id HAVING count(*) >= {_LEAST_SHARED}
            ORDER BY sum(l.weight) DESC, l.subject_id DESC LIMIT {int(most)}""",
        tuple(looked_for),
    )


def _rarest(terms: list[str]) -> dict[str, float]:
    """The terms that the fewest subjects have, until they lead to enough of them, each with how many have it."""
    documents = _documents_postgresql(terms) if is_postgresql() else _documents_sqlite(terms)
    chosen: dict[str, float] = {}
    looked_at = 0.0
    for term in sorted(terms, key=lambda term: documents.get(term, 0)):
        count = documents.get(term, 0)
        if len(chosen) >= _LEAST_SHARED and looked_at + count > _MOST_LOOKED_AT:
            break
        looked_at += count
        chosen[term] = count
    return chosen


def _documents_sqlite(terms: list[str]) -> dict[str, float]:
    """How many subjects have each term, from FTS5's own vocabulary."""
    return dict(rows_of("SELECT term, doc FROM search_vocabulary WHERE term IN ({})", terms))


# PostgreSQL keeps the frequencies of the commonest elements; what is not among them is rare.
_FREQUENCIES = Statement(
    """SELECT CAST(s.most_common_elems AS TEXT), s.most_common_elem_freqs, c.reltuples
       FROM pg_stats s JOIN pg_class c ON c.oid = CAST('search_entry' AS regclass)
       WHERE s.schemaname = current_schema() AND s.tablename = 'search_entry' AND s.attname = 'terms'"""
)
_known: tuple[int, dict[str, float]] = (0, {})


def _documents_postgresql(terms: list[str]) -> dict[str, float]:
    """About how many subjects have each term; the commonest are asked for again every ten minutes."""
    global _known
    if clock.now_ms() > _known[0]:
        row = _FREQUENCIES.row()
        found: dict[str, float] = {}
        if row is not None and row[0]:
            # "{term,term}": terms hold letters and digits only, so nothing in it is quoted. Three more frequencies
            # than elements: least, most, and that of NULL.
            elements = row[0].strip("{}").split(",")
            found = {term: share * row[2] for term, share in zip(elements, row[1], strict=False)}
        _known = (clock.now_ms() + _ASKED_EVERY_MS, found)
    # What is not among the commonest may be nearly as common as the last of them.
    rest = min(_known[1].values(), default=0) / 2
    return {term: _known[1].get(term, rest) for term in terms}


def _all_of(terms: list[str]) -> str:
    return " AND ".join(_quoted(term) for term in terms)


def _quoted(term: str) -> str:
    # Terms hold letters and digits only, so nothing of FTS5's language can be in them.
    return f'"{term}"'
