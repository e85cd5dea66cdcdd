"""The board of suggestions and the search for similar ones, with as many suggestions as a district has in years.

Timed inside this process, one call after another: what counts is how long the database takes to find, not how many
find at once.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

from flask import Flask

from backend import clock
from backend.cases.models import Case
from backend.cases.support import heat_of
from backend.database import atomic, db, is_postgresql, new_id
from backend.organizations.models import Organization
from backend.searching.services import index_text
from scripts.benchmarks.benches import Call
from scripts.benchmarks.measure import counted, send
from scripts.benchmarks.world import Person, World, insert_rows, make_people

SUGGESTIONS = 100_000
SIMILAR, BOARD = "similar_search", "board"
NAMES = (SIMILAR, BOARD)
AIMS = {SIMILAR: {"p99_ms": 100.0, "statements": 6.0}, BOARD: {"statements": 6.0}}

_CALLS = 100
_AUTHORS = 200
_DAY_MS = 86_400_000
_CHUNK = 1_000


def _words(text: str) -> list[str]:
    return text.split()


_WHERE = _words(
    "石桥街道 人民广场 地铁二号线 创业大厦 老城区菜市场 滨江公园 体育中心 科技园区 火车站北广场 图书馆 社区食堂 "
    "医院门口 实验小学 幼儿园 养老服务站 高架桥下 停车场 商会大楼 物流园 河边步道 政务大厅 文化馆 邻里中心 老旧小区"
)
_WHAT = _words(
    "公交车班次 路灯 人行道地砖 垃圾分类桶 停车位 电动车充电桩 无障碍坡道 公共厕所 健身器材 绿化带 红绿灯时长 "
    "快递柜 消防通道 噪音扰民 排水井盖 宽带网络 宠物管理 共享单车 老人助餐 孩子托管 用工招聘 贷款手续 税务辅导 "
    "展会信息 培训课程 志愿服务 法律咨询 篮球场地 夜间照明 电梯加装"
)
_WRONG = _words(
    "太少了 经常损坏 没有人管 晚上看不清 下雨就积水 排队时间太长 老人不方便 存在安全隐患 收费不透明 位置不合理 "
    "维修不及时 通知不到位 流程复杂 周末不开放 高峰期拥堵 信息更新慢 覆盖不到企业 缺少遮阳避雨的地方"
)
_WISH = _words(
    "希望尽快增加 建议安排专人巡查 请协调有关部门处理 能否延长开放时间 建议公布联系电话 希望增设指示牌 "
    "建议每月征求一次意见 请研究一下可行的办法 希望年内解决 建议和周边企业共建共享 可以先试点再推广 请给一个答复"
)
# Names of roads and firms: what is told apart by rare characters.
_RARE = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 3_000, 3))


def sentence(dice: random.Random) -> tuple[str, str]:
    """A title and a text like those people write."""
    where, what, wrong = dice.choice(_WHERE), dice.choice(_WHAT), dice.choice(_WRONG)
    road = "".join(dice.choices(_RARE, k=2)) + "路"
    title = f"{where}{what}{wrong}"
    text = (
        f"我住在{road}附近，{where}的{what}{wrong}，{dice.choice(_WHAT)}也{dice.choice(_WRONG)}。"
        f"{dice.choice(_WISH)}，{dice.choice(_WISH)}。{dice.randint(1, 99)}号楼的住户都有同感。"
    )
    return title, text


def fill_board(organization: Organization, authors: list[Person], count: int) -> None:
    """So many suggestions that others see, a third of them answered, each in the index."""
    dice, now = random.Random(count), clock.now_ms()
    for start in range(0, count, _CHUNK):
        rows = [_row(dice, organization, authors, now) for _ in range(min(_CHUNK, count - start))]
        with atomic():
            insert_rows(Case, rows)
            for row in rows:
                index_text(row["id"], [row["title"], row["text"]])
    if is_postgresql():
        # Autovacuum would do it within minutes: what was just written waits outside the index of terms until then.
        db.execute_sql("VACUUM ANALYZE")


def _row(dice: random.Random, organization: Organization, authors: list[Person], now: int) -> dict[str, object]:
    title, text = sentence(dice)
    created_at = now - dice.randint(0, 1_000 * _DAY_MS)
    endorsements = int(dice.paretovariate(1.2)) - 1
    is_answered = dice.random() < 1 / 3
    return {
        "id": new_id(),
        "kind": "suggestion",
        "organization": organization.id,
        "category": dice.choice(("community", "enterprise", "activity")),
        "title": title,
        "text": text,
        "author": dice.choice(authors).member_id,
        "state": "answered" if is_answered else "received",
        "public_state": "shown",
        "outcome": "adopted" if is_answered else "",
        "answered_at": created_at + _DAY_MS if is_answered else None,
        "endorsements": endorsements,
        "heat": heat_of(created_at, endorsements),
        "moved_at": created_at,
        "created_at": created_at,
        "client_ref": f"bench-{new_id()}",
    }


def run_suggestions(world: World, app: Flask, count: int = SUGGESTIONS) -> dict[str, dict[str, float]]:
    """The figures of both, on a board of so many."""
    people = make_people(world.at_home, min(_AUTHORS, count))
    fill_board(world.at_home, people, count)
    token, dice = people[0].token, random.Random(7)
    return {
        SIMILAR: _figures(app, token, lambda: _similar(dice)) | {"suggestions": count},
        BOARD: _figures(app, token, _board(dice)) | {"suggestions": count},
    }


def _similar(dice: random.Random) -> str:
    title, text = sentence(dice)
    return f"/api/v1/suggestions/similar?text={quote(dice.choice((title, text)))}"


def _board(dice: random.Random) -> Callable[[], str]:
    def pages() -> Iterator[str]:
        while True:
            for view in ("hot", "new", "answered"):
                yield f"/api/v1/suggestions?view={view}"
                yield f"/api/v1/suggestions?view={view}&page={dice.randint(2, 20)}"
                yield f"/api/v1/suggestions?view={view}&category=enterprise"
                yield f"/api/v1/suggestions?view={view}&q={quote(dice.choice(_WHAT))}"

    return pages().__next__


def _figures(app: Flask, token: str, next_path: Callable[[], str]) -> dict[str, float]:
    """Each call timed; the statements are those of the call that ran most."""
    times, most = [], 0
    send(app, Call("GET", next_path(), token))
    for _ in range(_CALLS):
        call = Call("GET", next_path(), token)
        began = time.perf_counter()
        _, statements = counted(app, call)
        times.append((time.perf_counter() - began) * 1000)
        most = max(most, statements)
    times.sort()
    return {
        "p50_ms": round(times[len(times) // 2], 1),
        "p99_ms": round(times[int(len(times) * 0.99) - 1], 1),
        "statements": most,
    }


def line(name: str, figures: dict[str, float]) -> str:
    """What came of it, beside the aims."""
    words = []
    for key, value in figures.items():
        aim = AIMS[name].get(key)
        words.append(f"{key} {value:g}" + (f" (<={aim:g}) {'ok' if value <= aim else 'MISSED'}" if aim else ""))
    return f"{name}: {', '.join(words)}"
