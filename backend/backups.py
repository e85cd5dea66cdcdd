"""What is known of backups: `deploy/backup.py` notes each of its runs beside what it made."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

NOTE = "last-run.json"
# Every night, and two hours to spare.
LATE = timedelta(hours=26)


@dataclass(frozen=True)
class BackupState:
    """`state`: unknown (no folder configured) · unreadable · none · ok · late · failed.

    `made_at`, `name` and `size` (bytes) are of the newest backup; `fault` is why the last run made none.
    """

    state: str
    made_at: datetime | None = None
    name: str = ""
    size: int = 0
    fault: str = ""

    @property
    def age(self) -> timedelta | None:
        """How old the newest is."""
        return None if self.made_at is None else _now() - self.made_at


def note_run(folder: Path, made: Path | None, fault: str = "") -> None:
    """Write down what came of a run, for those who cannot read the journal. Keeps what the last good one made."""
    before = _read(folder)
    said: dict[str, Any] = {**before, "fault": fault, "ran_at": _now().isoformat(timespec="seconds")}
    if made is not None:
        said |= {"made_at": said["ran_at"], "name": made.name, "size": made.stat().st_size}
    part = folder / f".{NOTE}.part"
    part.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    # The backups are for their owner only; that there is one, the service may know.
    part.chmod(0o640)
    part.replace(folder / NOTE)


def backup_state(folder: str) -> BackupState:
    """How the newest backup in the configured folder is doing."""
    if not folder:
        return BackupState("unknown")
    try:
        said = json.loads((Path(folder) / NOTE).read_text(encoding="utf-8"))
        made_at = datetime.fromisoformat(said["made_at"]) if said.get("made_at") else None
        name, size, fault = str(said.get("name", "")), int(said.get("size", 0)), str(said.get("fault", ""))
    except FileNotFoundError:
        return BackupState("none")
    except (OSError, ValueError, TypeError, AttributeError):
        return BackupState("unreadable")
    if fault:
        return BackupState("failed", made_at, name, size, fault)
    if made_at is None:
        return BackupState("none")
    return BackupState("late" if _now() - made_at > LATE else "ok", made_at, name, size)


def _now() -> datetime:
    # The machine's own time, by which backups are made: the business clock may be a demo's.
    return datetime.now(UTC)


def _read(folder: Path) -> dict[str, Any]:
    try:
        said = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}
