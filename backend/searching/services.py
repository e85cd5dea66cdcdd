"""The index: written with the text it is of, in the same transaction.

A subject is known by its id alone, since ids are unique across tables (see database.new_id).
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from backend import clock
from backend.database import Statement, is_postgresql
from backend.searching.terms import telling_terms, terms_of

_PUT_SQLITE = Statement("INSERT INTO search_entry (rowid, terms) VALUES (?, ?)")
_DROP_SQLITE = Statement("DELETE FROM search_entry WHERE rowid = ?")
_PUT_POSTGRESQL = Statement(
    """INSERT INTO search_entry (subject_id, terms) VALUES (?, ?)
       ON CONFLICT (subject_id) DO UPDATE SET terms = excluded.terms"""
)
_DROP_POSTGRESQL = Statement("DELETE FROM search_entry WHERE subject_id = ?")


# Sharing one pair of characters is chance.
_LEAST_SHARED = 2
_MOST_LOOKED_AT = 400
_ASKED_EVERY_MS = 600_000


class Match(NamedTuple):
    """Part of a statement that finds subjects: `subquery` gives a column `subject_id`."""

    subquery: str
    parameters: tuple[object, ...]


def index_text(subject_id: int, texts: Iterable[str]) -> None:
    """Find the subject by these texts from now on, and by no others."""
    terms = terms_of("\n".join(texts))
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
        return Match("SELECT e.subject_id FROM search_entry e WHERE e.terms @> ?", (terms,))
    return Match("SELECT e.rowid AS subject_id FROM search_entry e WHERE e.terms MATCH ?", (_all_of(terms),))


def resembling(text: str, most: int) -> Match | None:
    """Up to `most` subjects that share the most telling terms with `text`, most alike first.

    Only the rarest terms are looked up, as many as lead to about `_MOST_LOOKED_AT` subjects: the work stays the same
    however many subjects there are.
    """
    terms = telling_terms(text)
    if len(terms) < 2:
        return None
    rarest = _rarest(terms)
    if is_postgresql():
        # Asking each array for each term costs a tenth of taking the arrays apart.
        shared = " + ".join(["CAST(e.terms @> ARRAY[CAST(? AS TEXT)] AS INTEGER)"] * len(rarest))
        return Match(
            f"""SELECT l.subject_id FROM (
                  SELECT e.subject_id, {shared} AS shared FROM search_entry e WHERE e.terms && ?) l
                WHERE l.shared >= {_LEAST_SHARED} ORDER BY l.shared DESC, l.subject_id DESC LIMIT {int(most)}""",
            (*rarest, rarest),
        )
    return Match(
        f"""SELECT e.rowid AS subject_id FROM search_entry e WHERE e.terms MATCH ?
            ORDER BY e.rank LIMIT {int(most)}""",
        (" OR ".join(_quoted(term) for term in rarest),),
    )


def _rarest(terms: list[str]) -> list[str]:
    """The terms that the fewest subjects have, until they lead to enough of them."""
    documents = _documents_postgresql() if is_postgresql() else _documents_sqlite(terms)
    chosen: list[str] = []
    looked_at = 0.0
    for term in sorted(terms, key=lambda term: documents.get(term, 0)):
        if len(chosen) >= _LEAST_SHARED and looked_at + documents.get(term, 0) > _MOST_LOOKED_AT:
            break
        looked_at += documents.get(term, 0)
        chosen.append(term)
    return chosen


def _documents_sqlite(terms: list[str]) -> dict[str, float]:
    """How many subjects have each term, from FTS5's own vocabulary."""
    places = ", ".join("?" * len(terms))
    return dict(Statement(f"SELECT term, doc FROM search_vocabulary WHERE term IN ({places})").rows(*terms))


# PostgreSQL keeps the frequencies of the commonest elements; what is not among them is rare.
_FREQUENCIES = Statement(
    """SELECT CAST(s.most_common_elems AS TEXT), s.most_common_elem_freqs, c.reltuples
       FROM pg_stats s JOIN pg_class c ON c.oid = CAST('search_entry' AS regclass)
       WHERE s.schemaname = current_schema() AND s.tablename = 'search_entry' AND s.attname = 'terms'"""
)
_known: tuple[int, dict[str, float]] = (0, {})


def _documents_postgresql() -> dict[str, float]:
    """About how many subjects have each of the commonest terms; asked again every ten minutes."""
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
    return _known[1]


def _all_of(terms: list[str]) -> str:
    return " AND ".join(_quoted(term) for term in terms)


def _quoted(term: str) -> str:
    # Terms hold letters and digits only, so nothing of FTS5's language can be in them.
    return f'"{term}"'
