"""Forms and answers made up at random: every type, operator and kind of mistake, near enough to right to matter."""

from __future__ import annotations

import copy
import random
from datetime import date, timedelta
from typing import Any

TODAY = date(2026, 11, 22)
TYPES = ("single", "multiple", "rating", "scale", "text", "number", "date", "matrix", "ranking", "file")
# Some are names that every JavaScript object has.
KEYS = ("a", "b", "c", "d", "e", "f", "g", "h", "constructor", "valueof", "q_1", "q2", "x9", "tostring", "prototype")
VALUES = ("x", "y", "z", "1", "constructor", "toString", "A-b_c", "2", "w")
WORDS = (
    "是", "否", "石桥", "😀", "😀😀", "𠮷", "👨‍👩‍👧‍👦", "é", "e\u0301", "ＡＢ１", "０", "0", "1.50", "x", "other",
    "2026-05-01", "石\u200b桥", "　石桥 ", "石\r\n桥", "a\tb", "\u202a是\u202c", "\ud83d", "是\ude00", "", " 　",
    "null", "<b>", "=1+1", "长" * 30, "13800138000", "+86 138-0013-8000", "a@b.cn", "11010519491231002X",
    "https://例子.中国/路", "100000", "王·敏", "true",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2, 3, 5, 10, 11, 2.5, 0.1, 0.3, -0.5, 1.25, 99.99, 1e-4, 1000, 12345.6789, 99_999_999_999, -7)
WILD_NUMBERS = (1e-5, 0.1 + 0.2, 1e11, 1e300, -0.0, 10**400, 2**53 + 1, 5e-324, 100.00001, 1.0000000000000002)
OPERATORS = {
    "single": ("eq", "ne", "in", "not_in"),
    "text": ("eq", "ne", "in", "not_in"),
    "number": ("eq", "ne", "in", "not_in", "gt", "gte", "lt", "lte"),
    "rating": ("eq", "ne", "in", "not_in", "gt", "gte", "lt", "lte"),
    "scale": ("eq", "ne", "in", "not_in", "gt", "gte", "lt", "lte"),
    "date": ("eq", "ne", "in", "not_in", "gt", "gte", "lt", "lte"),
    "multiple": ("contains",),
    "ranking": ("contains",),
    "matrix": (),
    "file": (),
}
FORMATS = ("none", "phone", "email", "id_card", "credit_code", "url", "postcode", "name")


class Maker:
    """Makes one form after another from a source of chance; `wild` are JSON values of no particular shape."""

    def __init__(self, dice: random.Random, wild: list[Any]) -> None:
        self.dice = dice
        self.wild = [*wild, None, True, False, [], {}, *WILD_NUMBERS]

    def is_so(self, chance: float) -> bool:
        return self.dice.random() < chance

    def form(self) -> dict[str, Any]:
        """A definition, right if nothing unlucky happened."""
        keys = self.dice.sample(KEYS, self.dice.randint(2, 8))
        asked: list[dict[str, Any]] = []
        sections: list[dict[str, Any]] = []
        while keys:
            section: dict[str, Any] = {"key": f"s{len(sections)}", "title": "部分", "questions": []}
            if asked and self.is_so(0.3):
                section["show_if"] = self.condition(asked, 1)
            for _ in range(self.dice.randint(1, 4)):
                if keys:
                    question = self.question(keys.pop(), asked)
                    section["questions"].append(question)
                    asked.append(question)
            sections.append(section)
        return {"sections": sections}

    def question(self, key: str, asked: list[dict[str, Any]]) -> dict[str, Any]:
        kind = self.dice.choice(TYPES)
        question = {"key": key, "type": kind, "title": self.dice.choice(("题目", "第 1 题 😀", " 题 "))}
        if self.is_so(0.3):
            question["required"] = self.is_so(0.8)
        question |= getattr(self, f"own_of_{kind}", dict)()
        if kind == "matrix" and asked:
            for row in question["rows"]:
                if self.is_so(0.5):
                    row["show_if"] = self.condition(asked, 1)
        if asked and self.is_so(0.5):
            question["show_if"] = self.condition(asked, 1)
        return question

    def options(self, most: int = 5) -> list[dict[str, Any]]:
        return [
            {"value": value, "label": f"“{value}”"} for value in self.dice.sample(VALUES, self.dice.randint(1, most))
        ]

    def own_of_single(self) -> dict[str, Any]:
        return {"options": self.options(), "other": self.is_so(0.4)}

    def own_of_multiple(self) -> dict[str, Any]:
        own: dict[str, Any] = {"options": self.options(), "other": self.is_so(0.4)}
        if self.is_so(0.4):
            own["max_choices"] = self.dice.randint(1, len(own["options"]))
        if self.is_so(0.4):
            own["min_choices"] = self.dice.randint(0, own.get("max_choices", len(own["options"])))
        return own

    def own_of_ranking(self) -> dict[str, Any]:
        options = self.options()
        return {"options": options} | ({"top": self.dice.randint(1, len(options))} if self.is_so(0.5) else {})

    def own_of_rating(self) -> dict[str, Any]:
        return {"max": self.dice.randint(2, 10)} if self.is_so(0.5) else {}

    def own_of_scale(self) -> dict[str, Any]:
        low = self.dice.randint(-5, 3)
        return {"min": low, "max": low + self.dice.randint(1, 10)} if self.is_so(0.6) else {}

    def own_of_text(self) -> dict[str, Any]:
        if self.is_so(0.3):
            return {"format": self.dice.choice(FORMATS)}
        least = self.dice.randint(0, 3)
        return {"multiline": self.is_so(0.4), "min_length": least, "max_length": least + self.dice.randint(1, 20)}

    def own_of_number(self) -> dict[str, Any]:
        own: dict[str, Any] = {"decimals": self.dice.randint(0, 4), "unit": self.dice.choice(("", "元"))}
        if self.is_so(0.5):
            own["min"] = self.dice.randint(-10, 5)
        if self.is_so(0.5):
            own["max"] = self.dice.randint(5, 100_000)
        return own

    def own_of_date(self) -> dict[str, Any]:
        own = {
            "min": self.dice.choice(("2026-01-01", "today", "today-30")),
            "max": self.dice.choice(("today+30", "2026-12-31")),
        }
        return {name: limit for name, limit in own.items() if self.is_so(0.5)}

    def own_of_matrix(self) -> dict[str, Any]:
        rows: list[dict[str, Any]] = self.options(4)
        for row in rows:
            if self.is_so(0.3):
                row["required"] = self.is_so(0.5)
        return {"rows": rows, "columns": self.options(4)}

    def own_of_file(self) -> dict[str, Any]:
        return {"most": self.dice.randint(1, 3), "accept": self.dice.choice(("photo", "any"))}

    def condition(self, asked: list[dict[str, Any]], depth: int) -> dict[str, Any]:
        chance = self.dice.random()
        if depth < 4 and chance < 0.3:
            parts = [self.condition(asked, depth + 1) for _ in range(self.dice.randint(1, 3))]
            return {self.dice.choice(("all", "any")): parts}
        if depth < 5 and chance < 0.45:
            return {"not": self.condition(asked, depth + 1)}
        return self.comparison(self.dice.choice(asked))

    def comparison(self, question: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {"question": question["key"]}
        operators, scalars = OPERATORS[question["type"]], self.scalars(question)
        if question["type"] == "matrix" and self.is_so(0.7):
            found["row"] = self.dice.choice(question["rows"])["value"]
            operators = OPERATORS["single"]
        if not operators or self.is_so(0.2):
            return found | {"op": self.dice.choice(("answered", "not_answered"))}
        op = self.dice.choice(operators)
        value: Any = self.dice.choice(scalars)
        if op in ("in", "not_in"):
            value = self.dice.choices(scalars, k=self.dice.randint(1, 3))
        return found | {"op": op, "value": value}

    def scalars(self, question: dict[str, Any]) -> list[Any]:
        """Values a condition may compare with, most of them possible answers."""
        match question["type"]:
            case "single" | "multiple" | "ranking":
                return [*(option["value"] for option in question["options"]), "other", "nope"]
            case "matrix":
                return [*(column["value"] for column in question["columns"]), "nope"]
            case "rating" | "scale":
                return [*range(-2, 8), 2.5]
            case "number":
                return [*NUMBERS]
            case "date":
                return [self.day(), self.day(), "2026-11-22"]
        return [word for word in WORDS if not any("\ud800" <= sign <= "\udfff" for sign in word)]

    def day(self) -> str:
        return (TODAY + timedelta(days=self.dice.randint(-40, 40))).isoformat()

    def answers(self, form: dict[str, Any]) -> Any:
        """Answers to a form: right, nearly right, wild and missing ones, also to what will be hidden."""
        if self.is_so(0.02):
            return self.dice.choice(self.wild)
        found: dict[str, Any] = {}
        for section in form["sections"]:
            for question in section["questions"]:
                if self.is_so(0.8):
                    found[question["key"]] = self.answer(question)
        if self.is_so(0.05):
            found[self.dice.choice((*KEYS, "unknown", "__proto__", "未知", ""))] = "x"
        return found

    def answer(self, question: dict[str, Any]) -> Any:
        chance = self.dice.random()
        if chance < 0.08:
            return self.dice.choice(self.wild)
        if chance < 0.13:
            return self.right(
                {
                    "type": self.dice.choice(TYPES),
                    **self.own_of_number(),
                    **self.own_of_matrix(),
                    "options": self.options(),
                }
            )
        return self.right(question)

    def right(self, question: dict[str, Any]) -> Any:
        """An answer of the type's shape: mostly right, sometimes beyond its limits or written in another way."""
        match question["type"]:
            case "single":
                return self.choice(question)
            case "multiple":
                return [self.choice(question) for _ in range(self.dice.randint(0, 4))]
            case "ranking":
                values = [option["value"] for option in question["options"]]
                top = question.get("top", len(values)) if self.is_so(0.7) else self.dice.randint(0, len(values))
                ranked = self.dice.sample(values, top)
                return [*ranked, self.dice.choice((*values, "nope"))] if self.is_so(0.1) else ranked
            case "rating" | "scale":
                return self.written(self.dice.randint(-1, 7))
            case "number":
                return self.written(self.dice.choice(NUMBERS))
            case "date":
                year, month, day = self.day().split("-")
                ways = ("{}-{}-{}", "{}/{}/{}", "{}年{}月{}日", "{}{}{}", " {}. {} .{}")
                text = self.dice.choice(ways).format(year, month, day if self.is_so(0.95) else "32")
                return self.full_width(text) if self.is_so(0.1) else text
            case "matrix":
                columns = [column["value"] for column in question["columns"]]
                rows = [row["value"] for row in question["rows"] if self.is_so(0.75)]
                cells: dict[str, Any] = {row: self.dice.choice(columns) for row in rows}
                if self.is_so(0.15):
                    cells[self.dice.choice((*VALUES, "__proto__"))] = self.dice.choice((*columns, "", None, "nope", 1))
                return dict(self.dice.sample(list(cells.items()), len(cells)))
            case "file":
                ids = ("1", "25", "9223372036854775807", "7" * 19)
                chosen = self.dice.sample(ids, self.dice.randint(0, 3))
                return [*chosen, self.dice.choice((*ids, "0", "012", 5))] if self.is_so(0.2) else chosen
        return self.dice.choice(WORDS)

    def choice(self, question: dict[str, Any]) -> Any:
        if self.is_so(0.2):
            text = self.dice.choice(WORDS)
            return self.dice.choice(("other", {"value": "other", "text": text}, {"value": "other"}, {"value": text}))
        return self.dice.choice(question["options"])["value"]

    def written(self, number: float) -> Any:
        """A number as JSON has it, or as people type it."""
        if self.is_so(0.6):
            return number
        text = f"{number:,}" if self.is_so(0.3) else f"{number}"
        return (
            self.full_width(text) if self.is_so(0.3) else self.dice.choice((text, f" {text} ", f"+{text}", f"{text}.0"))
        )

    @staticmethod
    def full_width(text: str) -> str:
        return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)

    def damaged(self, form: dict[str, Any]) -> Any:
        """The same form with one or two of its parts replaced, taken away or put twice."""
        form = copy.deepcopy(form)
        for _ in range(self.dice.randint(1, 2)):
            node: Any = form
            while isinstance(node, dict | list) and node:
                place = self.dice.choice(list(node) if isinstance(node, dict) else range(len(node)))
                if isinstance(node[place], dict | list) and node[place] and self.is_so(0.85):
                    node = node[place]
                    continue
                self.damage(node, place)
                break
        return form

    def damage(self, node: Any, place: Any) -> None:
        match self.dice.randint(0, 4):
            case 0:
                node.pop(place)
            case 1 if isinstance(node, list):
                node.append(copy.deepcopy(node[place]))
            case 1:
                node[self.dice.choice(("row", "value", "show_if", "most", "min", "nonsense", "坏"))] = self.dice.choice(
                    self.wild
                )
            case 2:
                node[place] = self.dice.choice((*KEYS, *VALUES, *WORDS))
            case _:
                node[place] = self.dice.choice(self.wild)
