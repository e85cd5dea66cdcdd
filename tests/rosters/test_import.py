"""Importing a roster: what becomes of each row, and that it may be done again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from backend.members.models import Member
from backend.organizations.models import Organization
from backend.rosters.services import import_roster


def test_the_sample_roster_comes_out_as_it_was_made(sample_root: Organization, sample_file: Path) -> None:
    report = import_roster(sample_file, sample_root.id, dry_run=True)
    assert report["counts"] == {"new": 289, "match": 4, "changed": 0, "conflict": 4, "bad": 7}
    assert Member.select().count() == 0
    import time
    t = time.time()
    report = import_roster(sample_file, sample_root.id, dry_run=False)
    print("import", time.time() - t)
    assert report["counts"] == {"new": 289, "match": 4, "changed": 0, "conflict": 4, "bad": 7}
    report = import_roster(sample_file, sample_root.id, dry_run=False)
    assert report["counts"] == {"new": 0, "match": 293, "changed": 0, "conflict": 4, "bad": 7}
