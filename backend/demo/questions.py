"""The demo's surveys: one to fill in, an anonymous one under way, and one whose results were told."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from backend import clock
from backend.demo.people import People
from backend.forms import Question
from backend.forms.store import stored_form
from backend.surveys import planning
from backend.surveys.counts import fold_due
from backend.surveys.mixing import mix_due
from backend.surveys.models import Survey
from backend.surveys.reminders import tell_closing_note
from backend.surveys.submitting import submit
from backend.surveys.templates import all_templates

_WORDS = (
    "活动通知能早两天就好了",
    "政策解读希望多举例子",
    "走访很实在，希望坚持",
    "希望多组织同行业交流",
    "停车不方便",
    "停车不方便！",
    "办事效率比去年高",
)
_NOTE = "选周六上午的会员最多，下月起的沙龙都改在周六上午。大家提到的停车问题，已和隔壁商场谈好会员两小时免费。"


def seed_surveys(people: People) -> None:
    """Ask and answer once."""
    if Survey.select().exists():
        return
    chance = random.Random(20260423)  # noqa: S311 - the same demo each time
    now = clock.now()
    _ask(people, "satisfaction", "2026 年会员满意度调查", now + timedelta(days=6), 38, chance)
    _ask(people, "fees_and_service", "会费与服务意见", now + timedelta(days=3), 27, chance)
    voted = _ask(people, "date_vote", "沙龙放在什么时间", now + timedelta(days=1), 41, chance, has_member=True)
    mix_due()
    # Answered while it was open, closed since.
    Survey.update(closes_at=now - timedelta(minutes=1)).where(Survey.id == voted).execute()
    tell_closing_note(voted, people.administrator_id, _NOTE)
    fold_due()


def _ask(
    people: People,
    template: str,
    title: str,
    closes_at: Any,
    answers: int,
    chance: random.Random,
    *,
    has_member: bool = False,
) -> int:
    ready = all_templates()[template]
    values = {
        "organization_id": people.chamber_id,
        "title": title,
        "introduction": ready.description,
        "template": template,
        "definition": ready.data,
        "is_anonymous": ready.is_anonymous,
        "is_editable": True,
        "results_for": "respondents",
        "opens_at": clock.now() - timedelta(days=4),
        "closes_at": closes_at,
        "audience": {},
        "quota": None,
        "option_quotas": [],
        "client_ref": f"demo:{template}",
    }
    survey, _ = planning.draft_survey(people.administrator_id, values)
    planning.publish_survey(survey.id, people.administrator_id)
    form = stored_form(survey.form_id)
    questions = list(form.definition.questions())
    asked = [*([people.member_id] if has_member else []), *people.guests][:answers]
    for member_id in asked:
        submit(survey.id, member_id, _answers(questions, chance), form.version)
    return int(survey.id)


def _answers(questions: list[Question], chance: random.Random) -> dict[str, Any]:
    """Plausible ones: mostly content, some not, few words. What logic hides is dropped by the rules."""
    found = {question.key: _answer(question, chance) for question in questions}
    return {key: answer for key, answer in found.items() if answer is not None}


def _answer(question: Question, chance: random.Random) -> Any:
    options = [option.value for option in question.options]
    match question.type:
        case "single":
            return _leaning(options, chance)
        case "multiple":
            most = min(question.max_choices or 3, len(options), 3)
            chosen = set(chance.sample(options, chance.randint(max(question.min_choices, 1), most)))
            return [value for value in options if value in chosen]
        case "rating":
            return chance.choice([5, 5, 4, 4, 4, 3, 2])
        case "scale":
            return chance.choice([10, 10, 9, 9, 8, 8, 7, 6, 5, 3])
        case "number":
            return chance.choice([1, 2, 3])
        case "matrix":
            columns = [column.value for column in question.columns]
            return {row.value: _leaning(columns, chance) for row in question.rows}
        case "ranking":
            return chance.sample(options, question.top)
        case "text":
            return chance.choice(_WORDS) if question.required or chance.random() < 0.5 else None
    return None


def _leaning(values: list[str], chance: random.Random) -> str:
    """The first ones more often than the last."""
    return chance.choices(values, weights=range(len(values) + 1, 1, -1))[0]
