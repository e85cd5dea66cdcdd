"""What every command does before its own work, and how it says what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from backend import migrations
from backend.app import start_process
from backend.cases.kind_files import KindError
from backend.config import Config, ConfigError, load_config
from backend.encryption import KeyFileError
from backend.errors import DomainError


def configured() -> Config:
    """The configuration. Raises ClickException."""
    try:
        return load_config()
    except ConfigError as error:
        raise click.ClickException(f"configuration: {error}") from None


def started() -> Config:
    """Configured, with the keys loaded and the database named."""
    config = configured()
    try:
        start_process(config)
    except KeyFileError as error:
        raise click.ClickException(f"security.keys_file: {error}") from None
    except KindError as error:
        raise click.ClickException(f"cases/kinds: {error}") from None
    return config


def ready() -> Config:
    """Configured, and on a database of the present schema."""
    config = started()
    try:
        missing = migrations.missing()
    except Exception as error:
        raise click.ClickException(f"database.url: {error}") from None
    if missing:
        raise click.ClickException(f"database: not migrated yet: {', '.join(missing)}; run `lianyi migrate`")
    return config


def in_words(command: Callable[..., Any]) -> Callable[..., Any]:
    """Say a refusal as the operator can read it, without a traceback."""

    @wraps(command)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except DomainError as error:
            reasons = [f"{field}: {text}" for field, texts in error.errors.items() for text in texts]
            raise click.ClickException("; ".join(reasons) or error.message) from None

    return wrapper
