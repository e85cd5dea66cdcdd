"""Everything the simulator knows, in memory behind one lock."""

import re
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from backend.wechat.simulator.clock import RateLimit, SimulatedClock
from backend.wechat.simulator.faults import Faults
from backend.wechat.simulator.login import Codes, Sessions
from backend.wechat.simulator.messages import Messages
from backend.wechat.simulator.push import Push
from backend.wechat.simulator.refusals import Refusal
from backend.wechat.simulator.security import WordLists
from backend.wechat.simulator.templates import PrivateTemplates
from backend.wechat.simulator.tokens import AccessTokens
from backend.wechat.simulator.users import Phones, TestPhone
from backend.wechat.simulator.webhook import GroupRobots

SIMULATOR_APPID = "wx5100000000000001"
# Has the form of a real one, and opens nothing but a simulator.
SIMULATOR_SECRET = "0" * 32

_PAGE = re.compile(r"[A-Za-z0-9_\-]+(?:/[A-Za-z0-9_\-]+)+")
_TOO_FAST = "api minute-quota reach limit mustslower retry next minute"


@dataclass(frozen=True)
class SimulatedApp:
    """A mini-program. `is_bound` ties it to an Open Platform account, which is what unionids come from."""

    appid: str
    secret: str = field(repr=False)
    is_bound: bool = False
    is_personal: bool = False


class Simulator:
    """The state of one simulated WeChat. Whoever reads or changes it holds `lock`.

    `pages` are the pages of the published mini-program; None takes any well-formed path for published.
    `is_released` False is a program nobody has published yet.
    """

    def __init__(self, clock: SimulatedClock | None = None, apps: Iterable[SimulatedApp] = ()) -> None:
        self.lock = threading.RLock()
        self.clock = clock or SimulatedClock()
        known = tuple(apps) or (SimulatedApp(SIMULATOR_APPID, SIMULATOR_SECRET),)
        self.apps = {app.appid: app for app in known}
        self.default_appid = known[0].appid
        self.faults = Faults()
        self.reset()

    def reset(self) -> None:
        """Forget everything but the mini-programs; time is real again."""
        clock = self.clock
        clock.reset()
        self.faults.clear()
        self.calls: Counter[str] = Counter()
        self.phones = Phones(clock)
        self.tokens = AccessTokens(clock)
        self.login_codes = Codes(clock)
        self.phone_codes = Codes(clock)
        self.sessions = Sessions(clock)
        self.templates = PrivateTemplates()
        self.messages = Messages(clock)
        self.words = WordLists()
        self.checked_media: set[str] = set()
        self.push = Push(clock, self.default_appid, "gh_51a7e0000001")
        self.robots = GroupRobots(clock)
        self.pages: set[str] | None = None
        self.is_released = True
        self.limits = {
            "msg_sec_check": RateLimit(clock, 4000, 44991, _TOO_FAST),
            "media_check_async": RateLimit(clock, 2000, 44991, _TOO_FAST),
            "getwxacodeunlimit": RateLimit(clock, 5000, 45009, "reach max api minute quota limit"),
        }

    def app_of_token(self, token: str | None) -> str:
        return self.tokens.appid_of(token)

    def check_credentials(self, appid: str, secret: str) -> None:
        if not appid:
            raise Refusal(41002, "appid missing")
        if not secret:
            raise Refusal(41004, "appsecret missing")
        app = self.apps.get(appid)
        if app is None:
            raise Refusal(40013, "invalid appid")
        if app.secret != secret:
            raise Refusal(40125, "invalid appsecret")

    def check_openid(self, appid: str, openid: str) -> TestPhone:
        """Return the person, or refuse an openid this mini-program has never been given."""
        owner = self.phones.owner(openid)
        if owner is None or owner[0] != appid:
            raise Refusal(40003, "invalid openid")
        return owner[1]

    def has_page(self, page: str) -> bool:
        """Whether the published mini-program has this page (no leading slash, no query)."""
        if not self.is_released or not _PAGE.fullmatch(page):
            return False
        return self.pages is None or page in self.pages

    def check_page(self, page: str) -> None:
        if not self.has_page(page):
            raise Refusal(41030, "invalid page")
