"""The people the tests speak of, and where they belong."""

from __future__ import annotations

from functools import cached_property

from flask import Flask

from backend.members.models import Member
from tests.factories import make_account, make_member, make_organization, make_role, make_session
from tests.phone import Phone


class World:
    """district → street → chamber (the tests' own) and → library; elsewhere is a tree of its own.

    member, organizer: belong to the chamber. staff, auditor: hold their role at the street.
    administrator: at the district. stranger, foreign_staff: of the organization elsewhere. visitor: no member.
    planner: holds the role of organizer at the street (the person "organizer" is in charge of one activity); there
    only once a test speaks of them.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.district = make_organization("东湖区", kind="district", is_government=True)
        self.street = make_organization("石桥街道", self.district, kind="street", is_government=True)
        self.chamber = make_organization("石桥商会", self.street)
        self.library = make_organization("石桥读书会", self.street)
        self.elsewhere = make_organization("西山区商会")
        self.member = make_member("王敏", "19900000001", self.chamber)
        self.organizer = make_member("李建国", "19900000002", self.chamber)
        self.staff = make_member("赵云", "19900000004", self.street)
        self.administrator = make_member("周主任", "19900000005", self.district)
        self.auditor = make_member("吴审", "19900000006", self.street)
        self.stranger = make_member("陌生人", "19900000007", self.elsewhere)
        self.foreign_staff = make_member("外区干部", "19900000008", self.elsewhere)
        make_role(self.staff, self.street, "staff")
        make_role(self.administrator, self.district, "administrator")
        make_role(self.auditor, self.street, "auditor")
        make_role(self.foreign_staff, self.elsewhere, "administrator")
        self._phones: dict[str, Phone] = {}

    @cached_property
    def planner(self) -> Member:
        planner = make_member("郑策", "19900000009", self.street)
        make_role(planner, self.street, "organizer")
        return planner

    def phone(self, person: str) -> Phone:
        """The phone of one of the people above, logged in; "visitor" is tied to nobody."""
        if person not in self._phones:
            member: Member | None = None if person == "visitor" else getattr(self, person)
            self._phones[person] = self.phone_of(member)
        return self._phones[person]

    def phone_of(self, member: Member | None) -> Phone:
        """A logged-in phone of any member, or of a visitor."""
        account = make_account(member)
        member_id = member.id if member else None
        return Phone(self.app, make_session(account), member_id=member_id, account_id=account.id)
