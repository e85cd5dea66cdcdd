"""What the form builder must know of the thing whose questions it builds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backend.console.forms.editing import KINDS, Json
from backend.errors import DomainError
from backend.forms.drafts import Draft
from backend.forms.remarks import Remark, remarks_on

EMPTY: Json = {"sections": []}


class NothingToUse(DomainError):
    status, code, message = 409, "nothing_to_use", "这里的修改随改随用，不需要再采用。"


@dataclass(frozen=True)
class Subject:
    """Whose questions these are. `key` and `form_id`: the form and its version in use; `definition` of that version.

    `can_write`: whether the reader may change it at all; `locked`: why nobody may change it now, empty if one may.
    `is_live`: people are asked already, so changes wait until they are taken into use.
    """

    key: str
    form_id: int | None
    definition: Json
    title: str
    can_write: bool
    locked: str = ""
    is_live: bool = False
    steps: Sequence[tuple[str, str]] = ()
    introduction: str = ""
    record: Any = None

    @property
    def can_change(self) -> bool:
        return self.can_write and not self.locked


class Builder(ABC):
    """How questions of one kind of thing are built; see the package's docstring."""

    noun = "表单"
    kinds: Sequence[str] = tuple(KINDS)
    has_sections = True
    has_sensitive = False
    template = "forms/builder.html"

    @abstractmethod
    def open(self, *, to_write: bool, **where: int) -> Subject:
        """The subject; raises NotFound and Forbidden. With `to_write` its row is held until the transaction ends."""

    def kept(self, subject: Subject, draft: Draft, staff_id: int) -> int | None:
        """Called after each change, within its transaction; the id of the version it is now in use as, or None."""
        return None

    def use(self, subject: Subject, draft: Draft, staff_id: int) -> int:
        """Take the draft into use; the id of the new version. Raises DomainError."""
        raise NothingToUse

    def remarks(self, subject: Subject, definition: Json) -> list[Remark]:
        """What the check says of a definition."""
        return remarks_on(definition)[0]

    def known_from(self, subject: Subject) -> Sequence[tuple[str, str]]:
        """Questions of the profile whose answers can be taken instead of asking: pairs of name and words."""
        return ()

    def context(self, subject: Subject) -> dict[str, Any]:
        """More values for the template."""
        return {}
