"""The files themselves, in the folder `storage.folder`: named by id, 256 folders, written whole or not at all."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from pathlib import Path

from backend.media.models import Media

_folder = Path("var/media")
# A file without a row is at first one whose row is about to be written.
_ORPHAN_AFTER_S = 3600
_PART = ".part"


def use_folder(path: str) -> None:
    """Keep files in this folder; called once at start."""
    global _folder
    _folder = Path(path)


def path_of(media_id: int) -> Path:
    """Where the bytes of one picture or file lie."""
    return _folder / f"{media_id & 0xFF:02x}" / str(media_id)


def cache_path(kind: str, name: str) -> Path:
    """Where something that can be made again is kept; not part of a backup."""
    return _folder / kind / name


def write_file(path: Path, content: bytes) -> None:
    """Write so that whoever opens the path sees all of it or nothing, after a power cut too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART}")
    try:
        with open(part, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def delete_file(media_id: int) -> None:
    """Remove the bytes; that they are gone already is as good."""
    path_of(media_id).unlink(missing_ok=True)


def delete_orphans() -> int:
    """Remove what a killed process left behind: half-written files, and files whose row is gone; returns how many."""
    removed = 0
    for shard in sorted(_folder.glob("[0-9a-f][0-9a-f]")):
        old = [path for path in shard.iterdir() if _is_old(path, _ORPHAN_AFTER_S)]
        ids = [int(path.name) for path in old if path.name.isdigit()]
        known = {str(row.id) for row in Media.select(Media.id).where(Media.id << ids)}
        for path in old:
            if path.name not in known:
                path.unlink(missing_ok=True)
                removed += 1
    return removed


def delete_old_cache(kind: str, older_than_s: int) -> int:
    """Remove cached files nobody has written or asked for this long; returns how many."""
    folder = _folder / kind
    old = [path for path in folder.iterdir() if _is_old(path, older_than_s)] if folder.is_dir() else []
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _is_old(path: Path, age_s: int) -> bool:
    # The file system's own time: the business clock may be a test's.
    with suppress(FileNotFoundError):
        return path.stat().st_mtime < time.time() - age_s
    return False
