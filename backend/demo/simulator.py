"""The stand-in for WeChat on the demo's clock: what arrives on a phone arrives at the demo's time."""

from __future__ import annotations

from pathlib import Path

from flask import Flask

from backend.demo.clock import follow_clock_file
from backend.wechat import simulator


def create_simulator(clock_file: str) -> Flask:
    """The simulator's application, in a process of its own."""
    follow_clock_file(Path(clock_file))
    return simulator.create_simulator()
