"""The demo's topics: one open, with votes, and one whose results were told."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from backend import clock
from backend.demo.people import People
from backend.topics import services
from backend.topics.models import Statement, Topic

_OPEN = (
    "停车难怎么办",
    "办活动、来办事，车停哪里？先说观点，再找办法。",
    (
        "晚上和周末开放单位内部车位",
        "和旁边商场谈会员停车优惠",
        "多办线上活动，少跑一趟",
        "活动通知里写清楚附近停车场",
        "统一安排接驳车",
    ),
)
_TOLD = (
    "沙龙多办主题小班，还是少办大场",
    "每季度预算有限，两种办法选哪种。",
    ("小班更能聊深", "大场能认识更多人", "一季度一次大场，其余小班"),
)
_SUMMARY = "赞成“一季度一次大场，其余小班”的最多。下季度起按这个办法排。"


def seed_topics(people: People) -> None:
    """Ask and vote once."""
    if Topic.select().exists():
        return
    chance = random.Random(7)  # noqa: S311 - the same demo each time
    now = clock.now()
    _ask(people, _OPEN, now + timedelta(days=2), 24, chance)
    told = _ask(people, _TOLD, now + timedelta(days=1), 17, chance)
    Topic.update(closes_at=now - timedelta(hours=3)).where(Topic.id == told.id).execute()
    services.publish_results(told, people.administrator_id, _SUMMARY)


def _ask(people: People, what: tuple[str, str, Any], closes_at: Any, voters: int, chance: random.Random) -> Topic:
    title, text, statements = what
    values = {
        "organization_id": people.chamber_id,
        "title": title,
        "text": text,
        "opens_at": clock.now() - timedelta(days=5),
        "closes_at": closes_at,
        "statements": list(statements),
        "client_ref": f"demo:{title}",
    }
    topic, _ = services.draft_topic(people.administrator_id, values)
    services.publish_topic(topic, people.administrator_id)
    rows = list(Statement.select().where(Statement.topic == topic).order_by(Statement.id))
    for member_id in people.guests[:voters]:
        for place, row in enumerate(rows):
            said = chance.choices(("agree", "disagree", "pass"), weights=(4 + place, 3, 2))[0]
            services.vote(topic.id, row.id, member_id, said)
    return topic
