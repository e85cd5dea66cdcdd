"""Telling versions of a definition apart: one in use is never edited, a changed one is a new version."""

import hashlib
import json


def definition_hash(data: object) -> str:
    """SHA-256 in hex of a definition's JSON; the order of keys and the blanks between them don't count."""
    canonical = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
