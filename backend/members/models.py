"""People: a member exists from the roster on, whether or not a WeChat account is tied to it yet."""

from __future__ import annotations

from datetime import datetime

import peewee

from backend import clock
from backend.database import PublicModel, TimestampField
from backend.encryption import keys

PHONE_INDEX = "phone"
PHONE_TAIL_INDEX = "phone-tail"


def mask_phone(phone: str) -> str:
    """First three and last two digits, as WeChat's security guide asks: 138******00."""
    return f"{phone[:3]}{'*' * max(0, len(phone) - 5)}{phone[-2:]}"


def mask_name(name: str) -> str:
    """The first character and one star: 王*. Shown before a person has proved who they are."""
    return f"{name[:1]}*"


class Member(PublicModel):
    """One person. The phone is encrypted; two keyed digests allow exact look-up by number and by its last 4."""

    merged_into_id: int | None

    name = peewee.TextField(index=True)
    phone_sealed = peewee.TextField(null=True)
    phone_index = peewee.TextField(null=True, index=True)
    phone_tail_index = peewee.TextField(null=True, index=True)
    # When WeChat gave the number with the member's consent, which they may withdraw there; null for one that the
    # association knew by itself.
    phone_from_wechat_at = TimestampField(null=True)
    state = peewee.TextField(default="active")  # active | deleted | merged (the person goes on as `merged_into`)
    source = peewee.TextField(default="roster")  # roster | invitation | application | staff
    created_at = TimestampField(default=clock.now)
    updated_at = TimestampField(default=clock.now)
    deleted_at = TimestampField(null=True)
    merged_into = peewee.ForeignKeyField("self", null=True, on_delete="SET NULL", backref="merged")

    def set_phone(self, phone: str | None, *, from_wechat_at: datetime | None = None) -> None:
        """Seal a normalised 11-digit number, or remove it. Does not save. The id must be set already."""
        self.phone_from_wechat_at = None if phone is None else from_wechat_at
        if phone is None:
            self.phone_sealed = self.phone_index = self.phone_tail_index = None
            return
        self.phone_sealed = keys().encrypt(phone, f"member:{self.id}:phone")
        self.phone_index = keys().blind_index(phone, PHONE_INDEX)
        self.phone_tail_index = keys().blind_index(phone[-4:], PHONE_TAIL_INDEX)

    @property
    def phone(self) -> str | None:
        """The plain number. Every place that shows it to somebody else writes the audit trail first."""
        return self.phone_sealed and keys().decrypt(self.phone_sealed, f"member:{self.id}:phone")

    @property
    def phone_masked(self) -> str | None:
        """The number as lists show it."""
        phone = self.phone
        return None if phone is None else mask_phone(phone)
