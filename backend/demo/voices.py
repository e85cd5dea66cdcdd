"""The demo's suggestions, at every stage of their life. The clock is set back while they are written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from backend import clock
from backend.cases import services as cases
from backend.cases.models import Case
from backend.cases.services import NewCase
from backend.demo.people import People
from backend.safety.checks import queue_text
from backend.safety.models import TextCheck
from backend.suggestions.subjects import KIND, view


@dataclass(frozen=True)
class _Said:
    title: str
    text: str
    category: str
    days_ago: float
    endorsements: int = 0
    place: str = ""
    is_name_hidden: bool = False


_BUS = _Said(
    "增设园区夜间公交",
    "产业园晚上八点以后没有公交，加班的员工只能打车。希望延长 36 路末班车，或开通到地铁站的接驳车。",
    "community",
    9,
    31,
    "石桥产业园东门",
)
_LAMP = _Said(
    "文化路路灯修一修", "文化路 18 号到 40 号的路灯坏了六盏，晚上散会出来看不清台阶。", "community", 34, 12, "文化路"
)
_TAX = _Said(
    "每月办一次税务咨询日",
    "小微企业没有专职会计，希望每月有一天请税务师在商会坐班，带着问题来就能问。",
    "service",
    16,
    18,
)
_PARKING = _Said(
    "办活动时统一安排停车",
    "每次活动都找不到车位，能不能提前和旁边商场谈好会员停车？",
    "service",
    21,
    9,
    "石桥街道办事中心",
)
_CROSSING = _Said("园区东门画一条斑马线", "东门对面就是公交站，过马路很危险。", "community", 6, 4, "石桥产业园东门")
_SHUTTLE = _Said("晚上开一班到地铁站的车", "加班到九点，园区出来没有车。", "community", 5, 3)
_LIBRARY = _Said("商会里设一个图书角", "大家捐一些书，等人的时候可以看看。", "work", 27, 2)
_FEE = _Said("会费收支每季度公布一次", "希望像活动报告那样，每季度把收支贴出来。", "work", 2, 15, is_name_hidden=True)
_LIFT = _Said("老写字楼加装无障碍坡道", "来访的客人里有坐轮椅的，门口三级台阶上不来。", "community", 12, 7, "石桥大厦")
_NEW = _Said("培训课能不能录下来", "出差赶不上，想回看。", "service", 0.3, 1)
_UNSURE = _Said("建一个会员互助群", "大家可以加我微信，互相介绍业务。", "service", 0.2)


def seed_suggestions(people: People) -> None:
    """Write them once."""
    if Case.select().exists():
        return
    staff = people.administrator_id
    authors = iter(people.guests[5:])
    bus = _write(people, next(authors), _BUS)
    with _ago(8):
        cases.assign(bus, staff, staff, note="请对接公交公司")
    with _ago(7):
        cases.start(bus, staff)
        cases.note(bus, staff, "公交公司王经理：需要客流数据，已请园区统计。")
    _answered_and_liked(people, next(authors))
    tax = _write(people, people.member_id, _TAX)
    with _ago(14):
        cases.assign(tax, staff, staff)
        cases.start(tax, staff)
    with _ago(1.2):
        promised = (clock.business_today() + timedelta(days=10)).isoformat()
        cases.reply(
            tax,
            staff,
            "下月起每月第二个周三下午，税务师在商会二楼坐班，不用预约。首次为 10 天后。",
            "adopted",
            promised,
        )
    _reopened(people, next(authors))
    crossing = _write(people, next(authors), _CROSSING)
    with _ago(5):
        cases.assign(crossing, staff, people.organizer_id)
    shuttle = _write(people, next(authors), _SHUTTLE)
    with _ago(4):
        cases.merge(shuttle, staff, bus, "都是园区夜间出行")
    library = _write(people, next(authors), _LIBRARY)
    with _ago(24):
        cases.decline(library, staff, "商会场地年底要搬迁，现在不宜添置书架。搬好以后欢迎再提。")
    _write(people, next(authors), _FEE)
    lift = _write(people, next(authors), _LIFT)
    with _ago(10):
        cases.assign(lift, staff, staff)
        cases.start(lift, staff)
    with _ago(3):
        cases.pause(lift, staff, "等物业公司召开业主会，预计两周")
    _write(people, people.member_id, _NEW)
    _waiting_for_a_look(people, next(authors))


def _answered_and_liked(people: People, author: int) -> None:
    staff = people.administrator_id
    lamp = _write(people, author, _LAMP)
    with _ago(33):
        cases.assign(lamp, staff, people.organizer_id)
        cases.start(lamp, staff)
    with _ago(28):
        cases.reply(lamp, staff, "已联系路灯管理所，六盏灯昨晚全部修好，并把这段路列入每月巡查。", "adopted")
    with _ago(27):
        cases.rate(lamp, author, 5, "第二天就亮了，谢谢！")


def _reopened(people: People, author: int) -> None:
    staff = people.administrator_id
    parking = _write(people, author, _PARKING)
    with _ago(20):
        cases.assign(parking, staff, staff)
    with _ago(15):
        cases.reply(parking, staff, "周边车位紧张，建议绿色出行。", "explained")
    with _ago(14):
        cases.rate(parking, author, 2, "没有回答能不能和商场谈")
    with _ago(13.5):
        cases.reopen(parking, author, "请说明有没有和商场谈过，结果怎样。")


def _waiting_for_a_look(people: People, author: int) -> None:
    """WeChat would be unsure of it: a person has to look."""
    unsure = _write(people, author, _UNSURE, is_shown=False)
    with _ago(_UNSURE.days_ago):
        queue_text(KIND, unsure, view(Case.get_by_id(unsure), ""))
    TextCheck.update(state="staff").where(TextCheck.subject_id == unsure).execute()


def _write(people: People, author: int, said: _Said, *, is_shown: bool = True) -> int:
    with _ago(said.days_ago):
        new = NewCase(
            KIND,
            people.chamber_id,
            author,
            said.category,
            said.title,
            said.text,
            client_ref=f"demo:{said.title}",
            place=said.place,
            is_name_hidden=said.is_name_hidden,
        )
        case = cases.open_case(new)[0]
        if is_shown:
            cases.set_public_state(case.id, "shown")
        for member_id in [one for one in people.guests if one != author][: said.endorsements]:
            cases.endorse(case.id, member_id)
    return int(case.id)


@contextmanager
def _ago(days: float) -> Iterator[None]:
    """What is done in here was done so many days ago."""
    moment = clock.now_ms() - round(days * 86_400_000)
    before = clock.use_source(lambda: moment)
    try:
        yield
    finally:
        clock.use_source(before)
