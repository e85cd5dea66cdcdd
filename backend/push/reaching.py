"""How many of some people a message would reach, before it is sent: one set query for any number of them.

It goes by what dispatch goes by (the account, what is muted, the credits that may be used, the weekly budget), and says
what is true at this moment: whoever gives or spends a credit meanwhile changes it.
"""

# ruff: noqa: S608 (the texts are put together here from constants; values are always parameters)
from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from backend import clock
from backend.config import Config
from backend.database import Statement
from backend.push.deciding import Defer, Facts, Settle, decide
from backend.push.kinds import Kind, kind_of
from backend.push.mapping import MappedTemplate, mapped_templates
from backend.push.pauses import is_paused
from backend.push.quiet import QuietHours
from backend.push.recipients import Announcement, People
from backend.settings.services import in_force

# Counts of those who must not be told apart are rounded down to so many, as results of surveys advance.
COARSE = 5
_WEEK_MS = timedelta(days=7) // timedelta(milliseconds=1)
# Messages whose people are counted by one statement; more would be more than an engine takes.
_AT_ONCE = 25

_USABLE = """SELECT count(*) FROM subscription_grant g WHERE g.account_id = a.id AND g.template_id = ?
    AND g.state = 'open' AND (g.held_until IS NULL OR g.held_until <= ? OR g.subject = ?)"""
_SPENT = """SELECT count(*) FROM subscription_grant g WHERE g.account_id = a.id AND g.template_id = ?
    AND g.subject = ? AND g.state = 'spent'"""
# way: 0 by WeChat, 1 in the inbox (2: because of the weekly budget), 3 by no way at all.
_WAYS = f"""SELECT m.id, m.name, CASE WHEN a.id IS NULL THEN 3
      WHEN EXISTS (SELECT 1 FROM push_mute p WHERE p.member_id = m.id AND p.about = ?) THEN 1
      WHEN NOT EXISTS (SELECT 1 FROM subscription s WHERE s.account_id = a.id AND s.template_id = ? AND s.is_long_term)
        AND ({_USABLE}) = 0 THEN 1
      WHEN ? = 1 AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.account_id = a.id AND s.template_id = ?
        AND s.is_long_term) AND ({_USABLE}) + ({_SPENT}) < 2 THEN 1
      WHEN ? = 1 AND (SELECT count(*) FROM delivery d WHERE d.member_id = m.id AND d.is_counted AND d.sent_at > ?) >= ?
        THEN 2
      ELSE 0 END AS way
    FROM member m LEFT JOIN account a ON a.member_id = m.id
    WHERE m.state = 'active' AND m.id IN ({{people}})"""
_COUNT = "SELECT way, count(*) FROM ({ways}) ways GROUP BY way"
_PAGE = "SELECT id, name, way FROM ({ways}) ways ORDER BY name, id LIMIT ? OFFSET ?"
WAYS = {0: "wechat", 1: "inbox", 2: "inbox", 3: "unreachable"}


class Reach(NamedTuple):
    """How many `people` there are, and by which way each is reached. `over_budget`: of `inbox`, those who could have
    got it by WeChat, but have had this week's share."""

    people: int
    wechat: int
    inbox: int
    unreachable: int
    over_budget: int = 0

    def in_fives(self) -> Reach:
        """Rounded down, each by itself: nothing under five shows, and no difference gives it away."""
        return Reach(*(number - number % COARSE for number in self))


@dataclass(frozen=True, slots=True)
class Forecast:
    """`goes_at`: when it would leave; None where it would not. `words`: all of it in one line; `notes`: what staff
    should know of it."""

    reach: Reach
    goes_at: datetime | None
    words: str
    notes: tuple[str, ...] = ()


class Reacher:
    """What is to be known for any number of forecasts: the templates and the quiet hours, looked up once."""

    def __init__(self, config: Config) -> None:
        self._config = config = in_force(config)
        self._templates = mapped_templates(config)
        self._quiet = QuietHours.of(config.push)

    def reach(self, kind: str, subject: str, people: People) -> Reach:
        """The counts, by one statement."""
        text, parameters = self._ways(kind_of(kind), subject, people)
        return _reach(Counter(dict(Statement(_COUNT.format(ways=text)).rows(*parameters))))

    def reaches(self, wanted: Sequence[tuple[str, str, People]]) -> list[Reach]:
        """The counts of several messages (kind, subject, people), in their order: a statement for each few of them."""
        found: list[Counter[int]] = [Counter() for _ in wanted]
        for first in range(0, len(wanted), _AT_ONCE):
            texts, parameters = [], []
            for number, one in enumerate(wanted[first : first + _AT_ONCE], start=first):
                text, values = self._ways(kind_of(one[0]), one[1], one[2])
                texts.append(f"SELECT {number} AS line, way, count(*) FROM ({text}) ways GROUP BY way")
                parameters += values
            for number, way, count in Statement(" UNION ALL ".join(texts)).rows(*parameters):
                found[number][way] = count
        return [_reach(by_way) for by_way in found]

    def page(self, kind: str, subject: str, people: People, page: int, page_size: int) -> list[tuple[int, str, str]]:
        """Some of these people by name: (id, name, way)."""
        text, parameters = self._ways(kind_of(kind), subject, people)
        rows = Statement(_PAGE.format(ways=text)).rows(*parameters, page_size, (page - 1) * page_size)
        return [(member_id, name, WAYS[way]) for member_id, name, way in rows]

    def _ways(self, kind: Kind, subject: str, people: People) -> tuple[str, list[object]]:
        template = self._template(kind)
        # Where there is no template, nobody has a credit for it.
        template_id = template.template_id if template else ""
        now = clock.now_ms()
        usable = (template_id, now, subject)
        parameters: list[object] = [kind.about, template_id, *usable]
        parameters += [int(kind.is_extra), template_id, *usable, template_id, subject]
        parameters += [int(not kind.is_urgent), now - _WEEK_MS, self._config.push.weekly_budget]
        return _WAYS.format(people=people.text), [*parameters, *people.parameters]

    def _template(self, kind: Kind) -> MappedTemplate | None:
        return self._templates.get(kind.template)

    def leaves_at(self, kind: str, due_at: datetime, expires_at: datetime | None) -> datetime | None:
        """When a message due then goes out by WeChat, quiet hours taken into account; None if it is of no use by then.

        Whoever can be reached at all is reached at the same time, so one stands for all of them.
        """
        anybody = Facts(
            kind=kind_of(kind),
            subject="",
            now=due_at,
            expires_at=expires_at,
            account_id=0,
            template_id="any",
            is_long_term=True,
            quiet_until=self._quiet.until(due_at),
        )
        match decide(anybody):
            case Defer(until):
                return until
            case Settle():
                return None
        return due_at

    def forecast(self, announced: Announcement) -> Forecast:
        """What telling this now would come to."""
        reach = self.reach(announced.kind, announced.subject, announced.people)
        now = clock.now()
        goes_at = self.leaves_at(announced.kind, now, announced.expires_at)
        if announced.is_secret:
            reach = reach.in_fives()
        if not announced.is_sent:
            return Forecast(reach, None, _words_of(announced, reach), ("发布本身不发消息，打开小程序就能看到。",))
        return Forecast(reach, goes_at, _words_of(announced, reach), tuple(self._notes(announced, reach, now, goes_at)))

    def _notes(self, announced: Announcement, reach: Reach, now: datetime, goes_at: datetime | None) -> list[str]:
        template = self._template(kind_of(announced.kind))
        notes = []
        if is_paused(announced.kind, announced.organization_id):
            notes.append("这类消息已暂停，恢复后才会发出。")
        if template is None:
            notes.append("还没有配置这类消息的微信模板，只进站内消息。")
        elif template.is_stopped:
            notes.append("这类消息的微信模板有误，修好后才会发出。")
        if announced.expires_at is not None and announced.expires_at <= now:
            notes.append("已经过了时间，不会再发微信。")
        elif goes_at is None:
            notes.append("现在是免打扰时间，到早上已来不及，只进站内消息。")
        elif goes_at > now:
            notes.append(f"现在是免打扰时间，{_morning(goes_at, now)}发出。")
        if reach.over_budget:
            notes.append(f"其中 {reach.over_budget} 人本周已收满 {self._config.push.weekly_budget} 条，只进站内消息。")
        return notes


def _reach(by_way: Counter[int]) -> Reach:
    wechat, inbox, full, nobody = (by_way[way] for way in range(4))
    return Reach(wechat + inbox + full + nobody, wechat, inbox + full, nobody, full)


def _morning(at: datetime, now: datetime) -> str:
    there, here = clock.in_business_zone(at), clock.in_business_zone(now)
    days = (there.date() - here.date()).days
    word = {0: "今早", 1: "明早"}.get(days, f"{there.month}月{there.day}日")
    return f"{word} {there.hour}:{there:%M} "


def _words_of(announced: Announcement, reach: Reach) -> str:
    if announced.is_secret:
        people, wechat, inbox, nobody = (number or f"不足 {COARSE}" for number in reach[:4])
        return f"约 {people} 人还没填：微信可达 {wechat}，企业微信/站内 {inbox}，不可达 {nobody}"
    ways = f"微信可达 {reach.wechat}，企业微信/站内 {reach.inbox}，不可达 {reach.unreachable}"
    if not announced.is_sent:
        return f"{reach.people} 人能看到：{ways}"
    return f"{reach.people} 人：{ways}"
