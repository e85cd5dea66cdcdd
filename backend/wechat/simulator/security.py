"""Content checks by word list.

Source: developers.weixin.qq.com, msgSecCheck and mediaCheckAsync, version 2.
"""

import secrets
from dataclasses import dataclass, field
from typing import Any

from backend.wechat.simulator.refusals import Refusal

MAX_TEXT = 2500
SCENES = (1, 2, 3, 4)
NORMAL = 100


VERDICTS = ("pass", "review", "risky")
_OTHER = 21000


def _risky_words() -> dict[str, int]:
    return {"赌博": 20006, "办假证": 20008, "刷单返现": 20008, "裸聊": 20002}


def _review_words() -> dict[str, int]:
    return {"加我微信": 10001, "低价代购": 10001, "骗子": 20003}


@dataclass
class WordLists:
    """Words that decide a verdict, each with its label. The same words judge the file names of media."""

    risky: dict[str, int] = field(default_factory=_risky_words)
    review: dict[str, int] = field(default_factory=_review_words)
    # What becomes of media whose name holds none of the words.
    media_verdict: str = "pass"

    def judge(self, text: str) -> tuple[str, int, str]:
        """Return suggest (pass, review, risky), label and the word that decided."""
        for suggest, words in (("risky", self.risky), ("review", self.review)):
            for word, label in words.items():
                if word in text:
                    return suggest, label, word
        return "pass", NORMAL, ""


def check_scene(body: dict[str, Any]) -> None:
    """Refuse anything but version 2 and one of the four scenes."""
    if body.get("version") != 2:
        raise Refusal(40097, "invalid args")
    if body.get("scene") not in SCENES:
        raise Refusal(40129, "invalid scene")


def verdict(words: WordLists, text: str) -> dict[str, Any]:
    """Return the `result` and `detail` members for a text."""
    suggest, label, word = words.judge(text)
    detail: dict[str, Any] = {
        "strategy": "keyword" if word else "content_model",
        "errcode": 0,
        "suggest": suggest,
        "label": label,
    }
    detail.update({"keyword": word, "level": 90} if word else {"prob": 90})
    return {"result": {"suggest": suggest, "label": label}, "detail": [detail]}


def new_trace_id() -> str:
    return f"{secrets.token_hex(4)}-{secrets.token_hex(8)}-{secrets.token_hex(4)}"


def media_verdict(words: WordLists, url: str) -> dict[str, Any]:
    """Return the `result` and `detail` members for a file: by the words in its address, else as is switched."""
    found = verdict(words, url)
    if found["result"]["suggest"] != "pass" or words.media_verdict == "pass":
        return found
    result = {"suggest": words.media_verdict, "label": _OTHER}
    return {"result": result, "detail": [{"strategy": "content_model", "errcode": 0, "prob": 90, **result}]}
