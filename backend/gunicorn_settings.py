"""Gunicorn's settings, from the same configuration as everything else."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from typing import Any

from backend.config import load_config

_server = load_config().server

bind = f"{_server.host}:{_server.port}"
workers = _server.workers
worker_class = "gthread"
threads = _server.threads
# A phone on a hall's Wi-Fi keeps its connection while it polls a live view.
keepalive = 15
timeout = 30
graceful_timeout = 20
# Nothing here is steered through a socket, and two servers of one machine would fight for it.
control_socket_disable = True
# Long-lived workers are replaced now and then, not all at once.
max_requests = 100_000
max_requests_jitter = 10_000
# Heartbeat files on a disk can stall a worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108

if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="lianyi-metrics-")
    _own_metrics = True
else:
    _own_metrics = False


def post_worker_init(_worker: Any) -> None:
    """Take what a worker has loaded out of the garbage collector's sight.

    It stays for good, and each full collection would walk through it (some 50 ms, in the middle of somebody's
    request). A request leaves a handful of cycles, so the young may also wait a little longer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)


def child_exit(_server: Any, worker: Any) -> None:
    """Forget the gauges of a worker that is gone."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def on_exit(_server: Any) -> None:
    """Remove the metrics folder this process made."""
    if _own_metrics:
        shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
