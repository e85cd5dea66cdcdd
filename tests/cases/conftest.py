"""A case somebody brought forward, and what staff did with it."""

from __future__ import annotations

from typing import Any

from backend.cases import services
from backend.cases.models import Case, CaseStep
from backend.cases.services import NewCase
from tests.people import World


def bring_forward(world: World, author: Any = None, state: str = "shown", **fields: Any) -> Case:
    """A case of the chamber that others see."""
    author = author or world.member
    values = {"title": "增设夜间公交", "text": "晚上八点以后没有车。", "category": "community", **fields}
    kind, organization = values.pop("kind", "suggestion"), values.pop("organization", world.chamber)
    new = NewCase(kind, organization.id, author.id, client_ref=values.pop("client_ref", "one"), **values)
    case = services.open_case(new)[0]
    return services.set_public_state(case.id, state)


def kinds(case: Case) -> list[str]:
    """The steps of a case, in order."""
    return [row.kind for row in CaseStep.select().where(CaseStep.case == case.id).order_by(CaseStep.number)]


def answered(world: World, case: Case, outcome: str = "adopted", promised_on: str | None = None) -> Case:
    return services.reply(case.id, world.staff.id, "下月起增开。", outcome, promised_on)
