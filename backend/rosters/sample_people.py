"""Three hundred people who do not exist, over a district that does not exist. The same ones every time."""

from __future__ import annotations

import random
from dataclasses import dataclass

SEED = 20_260_420
PEOPLE = 300


@dataclass(frozen=True)
class Node:
    """An organization of the sample tree and what is below it."""

    name: str
    kind: str
    children: tuple[Node, ...] = ()


# Two associations share a name on purpose: only the street tells them apart.
SAMPLE_TREE = Node(
    "云溪区",
    "district",
    (
        Node(
            "石桥街道",
            "street",
            (
                Node("石桥商会", "association"),
                Node("青年创业者联谊会", "association"),
                Node("石桥志愿者协会", "association"),
            ),
        ),
        Node(
            "柳浦街道",
            "street",
            (
                Node("柳浦商会", "association"),
                Node("青年创业者联谊会", "association"),
                Node("柳浦校友会", "association"),
            ),
        ),
        Node(
            "望江街道",
            "street",
            (Node("望江商会", "association"), Node("望江女企业家协会", "association")),
        ),
    ),
)


@dataclass
class SamplePerson:
    """One person as they should come out of the import."""

    name: str
    phone: str
    street: str
    association: str
    company: str
    position: str


# The people of the demo: a member, an organizer, and the visitor who joins by phone match.
KNOWN_PEOPLE = (
    SamplePerson("王敏", "19900000001", "石桥街道", "石桥商会", "云溪恒泰精密机械有限公司", "总经理"),
    SamplePerson("李建国", "19900000002", "石桥街道", "石桥商会", "云溪石桥物流有限公司", "董事长"),
    SamplePerson("陈晓", "19900000003", "石桥街道", "石桥商会", "云溪青禾软件有限公司", "技术总监"),
)
_UNUSUAL_NAMES = ("阿依古丽·买买提", "欧阳静怡", "司马长风", "扎西·多吉", "王𬸚", "陈赟", "诸葛明远", "刘㛃")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章苏潘葛范彭鲁韦马苗方俞任袁柳"
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂玲红燕志建文华慧巧美琴兰凤洁梅琳素云莲真环雪荣爱妹香月莺"
_PLACES = ("云溪", "石桥", "柳浦", "望江", "东屏", "南圩")
_BRANDS = ("恒泰", "青禾", "众诚", "宏远", "瑞丰", "同舟", "嘉禾", "启明", "安顺", "汇川", "正和", "锦程")
_TRADES = ("机械", "软件", "物流", "餐饮管理", "建筑工程", "纺织", "文化传媒", "农业科技", "医疗器械", "贸易")
_POSITIONS = ("总经理", "副总经理", "董事长", "财务负责人", "办公室主任", "销售总监", "厂长", "合伙人", "行政主管")


def sample_people() -> list[SamplePerson]:
    """Everybody, grouped by street and association as a roster lists them; the known people come first."""
    source = random.Random(SEED)  # noqa: S311  # the same people every time; nothing secret
    homes = [(street.name, one.name) for street in SAMPLE_TREE.children for one in street.children]
    names = _names(source, PEOPLE - len(KNOWN_PEOPLE))
    people = list(KNOWN_PEOPLE)
    for number, name in enumerate(names):
        street, association = homes[number * len(homes) // len(names)]
        company = f"{source.choice(_PLACES)}{source.choice(_BRANDS)}{source.choice(_TRADES)}有限公司"
        # 199 0000 xxxx: as far from numbers in use as the 11 digits of a mobile allow.
        people.append(
            SamplePerson(name, f"1990000{1001 + number}", street, association, company, source.choice(_POSITIONS))
        )
    return people


def _names(source: random.Random, count: int) -> list[str]:
    chosen = dict.fromkeys(_UNUSUAL_NAMES)
    taken = {person.name for person in KNOWN_PEOPLE}
    while len(chosen) < count:
        given = source.choice(_GIVEN) + (source.choice(_GIVEN) if source.random() < 0.7 else "")
        name = source.choice(_SURNAMES) + given
        if name not in taken:
            chosen[name] = None
    found = list(chosen)
    source.shuffle(found)
    return found
