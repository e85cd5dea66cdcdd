import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from backend.wechat.client import MiniProgramClient
from backend.wechat.errors import AccessTokenRejected, WeChatError, WeChatUnavailable
from backend.wechat.simulator import SIMULATOR_SECRET, Simulator
from backend.wechat.tokens import MemoryTokenStore
from tests.wechat.conftest import Clock, Control, MakeClient


def fetches(wechat: Simulator) -> tuple[int, int]:
    """Requests for a stable token in all, and how many of them forced a new one."""
    return wechat.tokens.fetches["stable_token"], wechat.tokens.fetches["forced"]


def test_one_token_serves_many_calls(wx: MiniProgramClient, wechat: Simulator):
    for _ in range(5):
        wx.list_templates()
    assert fetches(wechat) == (1, 0)
    assert wechat.calls["/cgi-bin/token"] == 0


def test_clients_sharing_a_store_share_the_token(make_client: MakeClient, wechat: Simulator):
    store = MemoryTokenStore()
    make_client(store).list_templates()
    make_client(store).list_templates()
    assert fetches(wechat) == (1, 0)


def test_the_token_is_renewed_before_it_ends(wx: MiniProgramClient, wechat: Simulator, clock: Clock):
    first = wx.access_token
    clock.advance(7200 - 241)
    assert wx.access_token == first
    clock.advance(2)
    assert wx.access_token != first
    wx.list_templates()
    assert fetches(wechat) == (2, 0)


def test_eight_threads_without_a_token_fetch_it_once(wx: MiniProgramClient, wechat: Simulator):
    start = threading.Barrier(8)

    def call(_: int) -> int:
        start.wait()
        return len(wx.list_templates())

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(call, range(8)))) == 1
    assert fetches(wechat) == (1, 0)


def test_eight_threads_with_a_dead_token_force_it_once(wx: MiniProgramClient, wechat: Simulator):
    wx.list_templates()
    wechat.tokens.kill_all()
    start = threading.Barrier(8)

    def call(_: int) -> int:
        start.wait()
        return len(wx.list_templates())

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(call, range(8)))) == 1
    assert fetches(wechat) == (3, 1)


def test_a_token_displaced_meanwhile_is_replaced_without_force(make_client: MakeClient, wechat: Simulator):
    store = MemoryTokenStore()
    wx = make_client(store)
    wx.list_templates()
    store.put("some token of yesterday", 2**60)
    assert wx.list_templates()
    assert fetches(wechat) == (2, 0)


def test_a_dead_token_that_stays_the_same_is_forced_once_and_the_call_succeeds(
    wx: MiniProgramClient, wechat: Simulator
):
    old = wx.access_token
    wechat.tokens.kill_all()
    assert wx.list_templates()
    assert wx.access_token != old
    assert fetches(wechat) == (3, 1)
    assert wechat.calls["/wxaapi/newtmpl/gettemplate"] == 2


def test_a_storm_of_rejected_tokens_costs_few_fetches(
    wx: MiniProgramClient, wechat: Simulator, phone: Control, clock: Clock
):
    phone.post("faults", kind="dead_token")
    for _ in range(50):
        with pytest.raises(AccessTokenRejected):
            wx.list_templates()
    # One to begin with, one that brought the same token and one forced; then one more before giving up.
    assert fetches(wechat) == (4, 1)
    # The first call is tried twice, with the old token and the forced one; all others once.
    assert wechat.calls["/wxaapi/newtmpl/gettemplate"] == 51
    clock.advance(6)
    with pytest.raises(AccessTokenRejected):
        wx.list_templates()
    assert fetches(wechat) == (5, 1)


def test_a_day_of_rejected_tokens_forces_at_most_twenty(
    wx: MiniProgramClient, wechat: Simulator, phone: Control, clock: Clock
):
    phone.post("faults", kind="dead_token")
    for _ in range(40):
        clock.advance(60)
        with pytest.raises(AccessTokenRejected):
            wx.list_templates()
    assert fetches(wechat)[1] == 20
    assert wechat.calls["/cgi-bin/stable_token"] == fetches(wechat)[0]


def test_calls_recover_by_themselves_when_tokens_are_accepted_again(wx: MiniProgramClient, phone: Control):
    phone.post("faults", kind="dead_token", times=3)
    for _ in range(2):
        with pytest.raises(AccessTokenRejected):
            wx.list_templates()
    assert wx.list_templates()


def test_two_processes_never_force_within_thirty_seconds(make_client: MakeClient, wechat: Simulator, clock: Clock):
    store = MemoryTokenStore()
    first, second = make_client(store), make_client(store)
    first.list_templates()
    wechat.tokens.kill_all()
    first.list_templates()
    wechat.tokens.kill_all()
    clock.advance(29)
    with pytest.raises(AccessTokenRejected) as refused:
        second.list_templates()
    assert not refused.value.permanent
    assert fetches(wechat)[1] == 1
    clock.advance(6)
    assert second.list_templates()
    assert fetches(wechat)[1] == 2


def test_the_loser_of_the_race_to_force_uses_what_the_winner_stored(make_client: MakeClient, wechat: Simulator):
    class LosingStore(MemoryTokenStore):
        """The other process stores its new token exactly while this one is refused the force."""

        def try_force_refresh(self, now_ms: int) -> bool:
            winner.fetch_forced()
            return False

    class Winner:
        def fetch_forced(self) -> None:
            token, _ = wechat.tokens.fetch_stable(wechat.default_appid, force=True)
            store.put(token, 2**60)

    winner = Winner()
    store = LosingStore()
    wx = make_client(store)
    wx.list_templates()
    wechat.tokens.kill_all()
    assert wx.list_templates()


def test_wechatpys_own_endpoints_go_to_the_same_host_under_the_same_rules(
    wx: MiniProgramClient, wechat: Simulator, openid: str
):
    wx.list_templates()
    wechat.tokens.kill_all()
    with pytest.raises(WeChatError) as refused:
        wx.wxa.send_subscribe_message(openid, "no template", {})
    assert refused.value.code == 40037
    assert fetches(wechat)[1] == 1


def test_a_url_of_another_host_is_not_called(wx: MiniProgramClient):
    with pytest.raises(ValueError, match=r"api\.weixin\.qq\.com"):
        wx.get("https://example.com/")


def test_no_token_and_no_secret_in_messages_logs_or_causes(
    make_client: MakeClient, phone: Control, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    wx = make_client(read_timeout=0.2)
    token = wx.access_token
    phone.post("faults", kind="errcode", errcode=48001, errmsg=f"no {SIMULATOR_SECRET} {token}", times=1)
    raised = []
    with pytest.raises(WeChatError) as refused:
        wx.list_templates()
    raised.append(refused.value)
    phone.post("faults", kind="timeout", seconds=5)
    for call in (wx.list_templates, lambda: wx.code_to_session("0code")):
        with pytest.raises(WeChatUnavailable) as unreachable:
            call()
        raised.append(unreachable.value)
        assert "ReadTimeout" in str(unreachable.value)
    for error in raised:
        assert error.__context__ is None
        assert error.__cause__ is None
    told = caplog.text + "".join(f"{error!r} {error}" for error in raised)
    assert SIMULATOR_SECRET not in told
    assert token not in told
