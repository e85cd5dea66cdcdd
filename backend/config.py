"""Configuration: config.toml plus environment variables for secrets, read once at start into one typed object."""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
import types
import typing
from operator import attrgetter
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from limits import parse_many


class ConfigError(Exception):
    """A key is unknown, missing or of the wrong type; the message names it."""


@dataclasses.dataclass(frozen=True)
class Server:
    base_url: str = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 8
    trusted_proxies: int = 0
    max_body_bytes: int = 1_000_000
    max_upload_bytes: int = 10_000_000
    min_version: str = "0.1.0"


@dataclasses.dataclass(frozen=True)
class Database:
    url: str = "sqlite:///var/lianyi.db"
    pool_size: int = 16


@dataclasses.dataclass(frozen=True)
class Association:
    name: str = "联谊"
    time_zone: str = "Asia/Shanghai"
    work_hours: str = "09:00-17:30"
    public_boards: bool = True


@dataclasses.dataclass(frozen=True)
class Security:
    keys_file: str = "var/keys.json"
    session_days: int = 30
    console_hours: int = 12
    console_idle_minutes: int = 30


@dataclasses.dataclass(frozen=True)
class Storage:
    folder: str = "var/media"


@dataclasses.dataclass(frozen=True)
class WeChat:
    appid: str = ""
    secret: str = ""
    base_url: str = "https://api.weixin.qq.com"
    connect_timeout_s: float = 3.0
    read_timeout_s: float = 5.0
    miniprogram_state: str = "formal"
    callback_token: str = dataclasses.field(default="", repr=False)
    callback_aes_key: str = dataclasses.field(default="", repr=False)
    templates: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True)
class Push:
    quiet_hours: str = "22:00-08:00"
    holiday_quiet_hours: str = "21:30-09:30"
    weekly_budget: int = 3
    digest_at: str = "08:30"
    sends_per_s: float = 500.0
    template_sends_per_s: float = 400.0


@dataclasses.dataclass(frozen=True)
class Retention:
    messages_days: int = 180


@dataclasses.dataclass(frozen=True)
class Backup:
    folder: str = ""


@dataclasses.dataclass(frozen=True)
class WeCom:
    base_url: str = "https://qyapi.weixin.qq.com"
    robots: dict[str, str] = dataclasses.field(default_factory=dict, repr=False)


@dataclasses.dataclass(frozen=True)
class Redis:
    url: str = ""


@dataclasses.dataclass(frozen=True)
class Limits:
    enabled: bool = True
    login: str = "600 per minute"
    guess: str = "30 per minute; 200 per day"


@dataclasses.dataclass(frozen=True)
class Jobs:
    deliveries_in_flight: int = 8
    outbox_poll_s: float = 1.0


@dataclasses.dataclass(frozen=True)
class Logging:
    level: str = "INFO"
    format: str = "json"


@dataclasses.dataclass(frozen=True)
class Demo:
    preview_dir: str = ""
    simulator_url: str = ""
    clock_file: str = ""


@dataclasses.dataclass(frozen=True)
class Config:
    """Everything the processes are told; one attribute per section of config.toml."""

    server: Server = dataclasses.field(default_factory=Server)
    database: Database = dataclasses.field(default_factory=Database)
    association: Association = dataclasses.field(default_factory=Association)
    security: Security = dataclasses.field(default_factory=Security)
    storage: Storage = dataclasses.field(default_factory=Storage)
    wechat: WeChat = dataclasses.field(default_factory=WeChat)
    push: Push = dataclasses.field(default_factory=Push)
    retention: Retention = dataclasses.field(default_factory=Retention)
    backup: Backup = dataclasses.field(default_factory=Backup)
    wecom: WeCom = dataclasses.field(default_factory=WeCom)
    redis: Redis = dataclasses.field(default_factory=Redis)
    limits: Limits = dataclasses.field(default_factory=Limits)
    jobs: Jobs = dataclasses.field(default_factory=Jobs)
    logging: Logging = dataclasses.field(default_factory=Logging)
    demo: Demo = dataclasses.field(default_factory=Demo)


# Secrets and what differs between two processes of one machine may come from the environment.
ENVIRONMENT = {
    "LIANYI_WECHAT_SECRET": ("wechat", "secret"),
    "LIANYI_WECHAT_BASE_URL": ("wechat", "base_url"),
    "LIANYI_WECHAT_CALLBACK_TOKEN": ("wechat", "callback_token"),
    "LIANYI_WECHAT_CALLBACK_AES_KEY": ("wechat", "callback_aes_key"),
    "LIANYI_WECOM_BASE_URL": ("wecom", "base_url"),
    "LIANYI_WECOM_ROBOTS": ("wecom", "robots"),
    "LIANYI_MEDIA_DIR": ("storage", "folder"),
    "LIANYI_DATABASE_URL": ("database", "url"),
    "LIANYI_REDIS_URL": ("redis", "url"),
    "LIANYI_KEYS_FILE": ("security", "keys_file"),
    "LIANYI_PORT": ("server", "port"),
    "LIANYI_BASE_URL": ("server", "base_url"),
    "LIANYI_PREVIEW_DIR": ("demo", "preview_dir"),
    "LIANYI_SIMULATOR_URL": ("demo", "simulator_url"),
    "LIANYI_DEMO_CLOCK": ("demo", "clock_file"),
}


_process_config: Config | None = None


def use_config(config: Config) -> None:
    """Make this the configuration of the jobs process, for its timers, which are handed nothing."""
    global _process_config
    _process_config = config


def process_config() -> Config:
    """The configuration this jobs process was started with."""
    if _process_config is None:
        raise RuntimeError("no jobs process: call use_config() first")
    return _process_config


def load_config(path: Path | None = None, environment: typing.Mapping[str, str] = os.environ) -> Config:
    """Read `path` (default: $LIANYI_CONFIG, else config.toml) and the environment; raise ConfigError by key."""
    path = path or Path(environment.get("LIANYI_CONFIG", "config.toml"))
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; copy config.example.toml") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    for variable, (section, key) in ENVIRONMENT.items():
        if variable in environment:
            values = raw.setdefault(section, {})
            if isinstance(values, dict):  # anything else is refused below, by name
                values[key] = environment[variable]
    return parse_config(raw)


def parse_config(raw: dict[str, Any]) -> Config:
    """Turn nested tables into a Config; raise ConfigError naming the first wrong key."""
    sections = {field.name: field for field in dataclasses.fields(Config)}
    for name in raw:
        if name not in sections:
            raise ConfigError(f"[{name}]: unknown section")
    hints = typing.get_type_hints(Config)
    config = Config(**{name: _section(hints[name], name, raw.get(name, {})) for name in sections})
    check(config)
    return config


def _section(kind: Any, section: str, values: Any) -> Any:
    if not isinstance(values, dict):
        raise ConfigError(f"[{section}]: must be a table")
    hints = typing.get_type_hints(kind)
    for key in values:
        if key not in hints:
            raise ConfigError(f"{section}.{key}: unknown key")
    return kind(**{key: _value(hints[key], f"{section}.{key}", value) for key, value in values.items()})


def _value(kind: Any, name: str, value: Any) -> Any:
    if isinstance(kind, types.GenericAlias):
        if isinstance(value, str):  # from the environment: name=value;name=value
            pairs = [pair.split("=", 1) for pair in value.split(";") if pair.strip()]
            if any(len(pair) != 2 for pair in pairs):  # what was given may be a secret
                raise ConfigError(f"{name}: must be like name=value;name=value")
            return {key.strip(): given.strip() for key, given in pairs}
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise ConfigError(f"{name}: must be a table of texts")
        return dict(value)
    if kind in (int, float) and isinstance(value, str):  # from the environment
        try:
            return kind(value)
        except ValueError:
            raise ConfigError(f"{name}: must be a number, got {value!r}") from None
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ConfigError(f"{name}: must be {kind.__name__}, got {value!r}")
    return value


# What would otherwise come out only when it is first used, far from the start.
_AT_LEAST: dict[str, float] = {
    "server.workers": 1,
    "server.threads": 1,
    "server.trusted_proxies": 0,
    "server.max_body_bytes": 1,
    "server.max_upload_bytes": 1,
    "database.pool_size": 1,
    "security.session_days": 1,
    "security.console_hours": 1,
    "security.console_idle_minutes": 1,
    "wechat.connect_timeout_s": 0.1,
    "wechat.read_timeout_s": 0.1,
    "jobs.deliveries_in_flight": 1,
    "jobs.outbox_poll_s": 0.1,
    "push.weekly_budget": 0,
    "push.sends_per_s": 1,
    "retention.messages_days": 30,
    "push.template_sends_per_s": 1,
}
_STARTS_WITH = {
    "database.url": ("sqlite:///", "postgresql://", "postgres://"),
    "server.base_url": ("http://", "https://"),
    "wechat.base_url": ("http://", "https://"),
    "wecom.base_url": ("http://", "https://"),
    "redis.url": ("redis://", "rediss://", "unix://"),
}
_CLOCK = r"(?:[01]\d|2[0-3]):[0-5]\d"
# As WeChat's console takes them.
_SHAPED = {
    "storage.folder": (r".+", "the path of a folder"),
    "association.work_hours": (f"{_CLOCK}-{_CLOCK}", "like 09:00-17:30"),
    "push.quiet_hours": (f"({_CLOCK}-{_CLOCK})?", "like 22:00-08:00, or empty"),
    "push.holiday_quiet_hours": (f"({_CLOCK}-{_CLOCK})?", "like 21:30-09:30, or empty"),
    "push.digest_at": (_CLOCK, "like 08:30"),
    "wechat.callback_token": (r"(?:[A-Za-z0-9]{3,32})?", "3 to 32 letters and digits, or empty"),
    "wechat.callback_aes_key": (r"(?:[A-Za-z0-9]{43})?", "43 letters and digits, or empty"),
}
_ONE_OF = {
    "wechat.miniprogram_state": ("formal", "trial", "developer"),
    "logging.level": ("DEBUG", "INFO", "WARNING", "ERROR"),
    "logging.format": ("json", "text"),
}


def check(config: Config) -> None:
    """Raise ConfigError naming the first key whose value cannot be meant."""
    try:
        ZoneInfo(config.association.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise ConfigError(f"association.time_zone: no such zone {config.association.time_zone!r}") from None
    if not 1 <= config.server.port <= 65_535:
        raise ConfigError("server.port: must be between 1 and 65535")
    for name, least in _AT_LEAST.items():
        if attrgetter(name)(config) < least:
            raise ConfigError(f"{name}: must be at least {least}")
    for name, starts in _STARTS_WITH.items():
        given = attrgetter(name)(config)
        if not given.startswith(starts) and (given or name != "redis.url"):
            raise ConfigError(f"{name}: must start with {' or '.join(starts)}")
    for name, words in _ONE_OF.items():
        if attrgetter(name)(config) not in words:
            raise ConfigError(f"{name}: must be {' or '.join(words)}")
    _check_texts(config)


def _check_texts(config: Config) -> None:
    for name, key in config.wecom.robots.items():
        # The key alone, as it stands behind ?key= of the robot's address. It is a secret: what was given is not shown.
        if re.fullmatch(r"[A-Za-z0-9-]{8,64}", key) is None:
            raise ConfigError(f"wecom.robots.{name}: must be the key at the end of the robot's address, nothing else")
    for name, (shape, description) in _SHAPED.items():
        if re.fullmatch(shape, attrgetter(name)(config)) is None:
            raise ConfigError(f"{name}: must be {description}")
    opens, _, closes = config.association.work_hours.partition("-")
    if opens >= closes:
        raise ConfigError("association.work_hours: must end after it begins")
    for name in ("push.quiet_hours", "push.holiday_quiet_hours"):
        begins, _, ends = attrgetter(name)(config).partition("-")
        if begins and begins <= ends:
            raise ConfigError(f"{name}: must begin in the evening and end in the morning")
    for name in ("limits.login", "limits.guess"):
        try:
            parse_many(attrgetter(name)(config))
        except ValueError:
            raise ConfigError(f"{name}: must read like '60 per minute; 200 per day'") from None
