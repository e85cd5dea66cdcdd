"""Does things as if it were so many days ago, for what a test cannot wait for.

Usage: earlier.py ACTS, a JSON list of [days, "module:function", arguments]. Ids come as strings, as the API gives them.
"""

import json
import sys
from importlib import import_module
from typing import Any

from backend import clock
from backend.app import start_process
from backend.config import load_config

DAY_MS = 86_400_000


def main() -> None:
    start_process(load_config())
    now = clock.now_ms()
    for days, name, arguments in json.loads(sys.argv[1]):
        _do(now - round(days * DAY_MS), name, arguments)


def _do(moment: int, name: str, arguments: dict[str, Any]) -> None:
    clock.use_source(lambda: moment)
    module, function = name.split(":")
    values = {key: int(value) if key.endswith("_id") else value for key, value in arguments.items()}
    getattr(import_module(module), function)(**values)


main()
