"""A hundred thousand suggestions: how long a member waits for those like what they type, and for a page of the board.

Asked inside this process, one after the other: it is the wait of one person that is promised.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from urllib.parse import quote

from flask import Flask

from backend import clock
from backend.cases.models import Case
from backend.cases.support import heat_of
from backend.database import atomic, db, is_postgresql, new_id
from backend.searching.services import index_text
from scripts.benchmarks.benches import Call
from scripts.benchmarks.measure import send, statements_of
from scripts.benchmarks.world import Person, World, insert_rows, make_people

SIMILAR, BOARD = "similar_search", "board"
NAMES = (SIMILAR, BOARD)
SUGGESTIONS = 100_000
AIMS = {SIMILAR: {"p99_ms": 100.0}, BOARD: {"p99_ms": 100.0, "statements": 6.0}}
_CALLS = 300
_MINUTE_MS = 60_000
_AT_ONCE = 5_000
_WHERE = (
    *(
        "东门路",
        "石桥小区",
        "湖滨公园",
        "地铁三号线",
        "人民医院",
        "创业大厦",
        "菜市场",
        "实验小学",
        "科技园北区",
        "老码头",
    ),
    *("会员之家", "二号楼", "南广场", "政务大厅", "幸福里", "滨江步道", "物流园", "会展中心", "社区食堂", "青年公寓"),
)
_WHEN = ("晚上八点以后", "早高峰", "周末", "雨天", "每逢年底", "最近两个月", "中午", "放学时间", "节假日", "夏天")
_WHAT = (
    *(
        "公交车",
        "路灯",
        "停车位",
        "垃圾清运",
        "电动车充电桩",
        "无障碍坡道",
        "融资担保",
        "报税流程",
        "招聘信息",
        "法律咨询",
    ),
    *(
        "培训课程",
        "活动场地",
        "共享雨伞",
        "宽带资费",
        "食堂菜价",
        "噪音扰民",
        "绿化修剪",
        "快递柜",
        "消防通道",
        "跨境结算",
    ),
    *(
        "知识产权申报",
        "用工合同",
        "电梯维修",
        "公共厕所",
        "儿童游乐设施",
        "健身器材",
        "会费缴纳",
        "企业走访",
        "人才公寓",
        "供水压力",
    ),
)
_HOW = (
    *(
        "太少，等很久",
        "经常坏，没有人修",
        "价格偏高",
        "排队时间长",
        "没有标识，找不到",
        "占道严重",
        "手续复杂",
        "通知不及时",
    ),
    *(
        "不够用",
        "无人管理",
        "信息不公开",
        "开放时间短",
        "存在安全隐患",
        "反复投诉没有结果",
        "覆盖不到小微企业",
        "说明看不懂",
    ),
)
_WISH = (
    "希望增加班次",
    "建议延长时间",
    "盼望尽快修好",
    "能否公示标准",
    "希望开通网上办理",
    "建议设专人负责",
    "希望定期回访",
)
_STATES = ("received", "assigned", "in_progress", "answered", "closed", "closed", "closed", "declined")


def _sentence(dice: random.Random) -> str:
    number = dice.randint(1, 999)
    return f"{dice.choice(_WHERE)}{number}号附近{dice.choice(_WHEN)}{dice.choice(_WHAT)}{dice.choice(_HOW)}"


def prepare(world: World, count: int = SUGGESTIONS) -> Person:
    """So many suggestions in every state, a minute apart, and somebody who sees them all."""
    dice = random.Random(4)
    people = make_people(world.at_home, 200)
    began = clock.now_ms() - count * _MINUTE_MS
    for start in range(0, count, _AT_ONCE):
        rows = [_row(dice, world, people, began, number) for number in range(start, min(count, start + _AT_ONCE))]
        with atomic():
            insert_rows(Case, rows)
            for row in rows:
                index_text(row["id"], [row["title"], row["text"], row["place"]])
    if is_postgresql():
        db.execute_sql("ANALYZE")
    return people[0]


def _row(dice: random.Random, world: World, people: list[Person], began: int, number: int) -> dict[str, object]:
    created_at, endorsements = began + number * _MINUTE_MS, int(dice.paretovariate(1.2)) - 1
    state = dice.choice(_STATES)
    is_answered = state in ("answered", "closed")
    return {
        "id": new_id(),
        "kind": "suggestion",
        "organization": world.at_home.id,
        "category": "community",
        "title": f"{dice.choice(_WHERE)}{dice.choice(_WHAT)}{dice.choice(_HOW)[:4]}",
        "text": f"{_sentence(dice)}。{dice.choice(_WISH)}，{_sentence(dice)}，{dice.choice(_WISH)}。",
        "place": dice.choice(_WHERE),
        "author": dice.choice(people).member_id,
        "state": state,
        "public_state": "shown",
        "outcome": "explained" if is_answered else "",
        "answered_at": clock.from_ms(created_at + _MINUTE_MS) if is_answered else None,
        "endorsements": endorsements,
        "heat": heat_of(created_at, endorsements),
        "client_ref": f"bench-{number}",
        "created_at": clock.from_ms(created_at),
    }


def run(app: Flask, person: Person) -> dict[str, dict[str, float]]:
    """Figures of both: milliseconds and statements of one request."""
    dice = random.Random(5)
    views = ("hot", "new", "answered", "hot&category=community", f"hot&q={quote('路灯')}", "hot&page=3")

    def typed() -> str:
        return f"/api/v1/suggestions/similar?text={quote(_sentence(dice)[: dice.randint(6, 30)])}"

    return {
        SIMILAR: _measure(app, person, typed),
        BOARD: _measure(app, person, lambda: f"/api/v1/suggestions?view={dice.choice(views)}"),
    }


def _measure(app: Flask, person: Person, path: Callable[[], str]) -> dict[str, float]:
    statements, times = 0, []
    for number in range(_CALLS + 10):
        call = Call("GET", path(), person.token)
        began = time.perf_counter()
        send(app, call)
        if number >= 10:  # the first ones warm up caches
            times.append((time.perf_counter() - began) * 1000)
        if number % 50 == 0:
            with statements_of() as seen:
                send(app, call)
            statements = max(statements, len(seen))
    times.sort()
    return {
        "p50_ms": round(times[len(times) // 2], 1),
        "p99_ms": round(times[len(times) * 99 // 100], 1),
        "statements": statements,
    }


def line(name: str, figures: dict[str, float]) -> str:
    """What came of it, beside the aims."""
    words = []
    for key, value in figures.items():
        aim = AIMS[name].get(key)
        words.append(f"{key} {value:g}" + (f" (<={aim:g}) {'ok' if value <= aim else 'MISSED'}" if aim else ""))
    return f"{name}: {', '.join(words)}"
