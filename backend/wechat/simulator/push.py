"""Delivery of events to the mini-program's callback address, in the background as WeChat does it."""

import json
import queue
import secrets
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests

from backend.wechat.push_crypto import encrypt, sign
from backend.wechat.simulator.clock import SECOND_MS, SimulatedClock
from backend.wechat.simulator.push_events import (
    Event,
    change_event,
    media_event,
    popup_event,
    sent_event,
    write_event,
    write_xml,
)
from backend.wechat.simulator.security import WordLists

MODES = ("plain", "compatible", "safe")
FORMATS = ("json", "xml")
ATTEMPTS = 3


@dataclass(frozen=True)
class Callback:
    """What is set in WeChat's console under 消息推送. `timeout` is how long an answer may take, in seconds."""

    url: str
    token: str = field(repr=False)
    encoding_aes_key: str = field(default="", repr=False)
    mode: str = "safe"
    format: str = "json"
    timeout: float = 5.0

    def __post_init__(self) -> None:
        if self.mode not in MODES or self.format not in FORMATS:
            raise ValueError(f"mode must be one of {', '.join(MODES)}, format one of {', '.join(FORMATS)}")
        if self.mode != "plain":
            encrypt("", "", self.encoding_aes_key)

    def query(self, seconds: int, **more: str) -> dict[str, str]:
        """The signed part of every request to the callback."""
        timestamp, nonce = str(seconds), str(secrets.randbelow(10**9))
        return {
            "signature": sign(self.token, timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            **more,
        }


class Push:
    """Queues events and delivers them one after the other, each up to three times."""

    def __init__(self, clock: SimulatedClock, appid: str, original_id: str) -> None:
        self._clock = clock
        self._appid = appid
        self._original_id = original_id
        self._jobs: queue.Queue[Callable[[], None]] = queue.Queue()
        self._worker: threading.Thread | None = None
        self._lock = threading.Lock()
        self.callback: Callback | None = None
        self.log: list[dict[str, Any]] = []

    def connect(self, callback: Callback) -> bool:
        """Check the address as the console does (echostr must come back) and use it if it passes."""
        echo = secrets.token_hex(10)
        query = callback.query(self._clock() // SECOND_MS, echostr=echo)
        try:
            answer = requests.get(callback.url, params=query, timeout=callback.timeout)
        except requests.RequestException:
            return False
        if answer.status_code != 200 or answer.text != echo:
            return False
        self.callback = callback
        return True

    def popup_answered(self, openid: str, answers: Mapping[str, str]) -> None:
        self.enqueue(popup_event(openid, answers))

    def refused_in_settings(self, openid: str, template_ids: list[str]) -> None:
        self.enqueue(change_event(openid, template_ids))

    def message_sent(self, openid: str, template_id: str, message_id: str) -> None:
        self.enqueue(sent_event(openid, template_id, message_id))

    def media_checked(self, openid: str, url: str, trace_id: str, words: WordLists) -> None:
        """Fetch the file in the background, then push the verdict."""

        def fetch_and_push() -> None:
            reached = _can_fetch(url)
            event = media_event(openid, self._appid, trace_id, words, url if reached else None)
            self._deliver(event)

        self._run_later(fetch_and_push)

    def enqueue(self, event: Event) -> None:
        if self.callback is not None:
            self._run_later(lambda: self._deliver(event))

    def flush(self) -> None:
        """Wait until everything queued has been delivered or given up."""
        self._jobs.join()

    def _run_later(self, job: Callable[[], None]) -> None:
        with self._lock:
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="wechat-push", daemon=True)
                self._worker.start()
        self._jobs.put(job)

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            try:
                job()
            finally:
                self._jobs.task_done()

    def _deliver(self, event: Event) -> None:
        callback = self.callback
        if callback is None:
            return
        query, body = self.request_for(callback, event)
        content_type = "application/json" if callback.format == "json" else "text/xml"
        status: int | None = None
        attempt = 0
        while attempt < ATTEMPTS and status != 200:
            attempt += 1
            try:
                answer = requests.post(
                    callback.url,
                    params=query,
                    data=body.encode(),
                    headers={"Content-Type": content_type},
                    timeout=callback.timeout,
                )
                status = answer.status_code
            except requests.RequestException:
                status = None
        self.log.append({"event": event.name, "attempts": attempt, "status": status})

    def request_for(self, callback: Callback, event: Event) -> tuple[dict[str, str], str]:
        """Return the query and the body of the POST that carries an event."""
        seconds = self._clock() // SECOND_MS
        written = write_event(event, self._original_id, seconds, callback.format)
        query = callback.query(seconds, openid=event.openid)
        if callback.mode == "plain":
            return query, written
        sealed = encrypt(written, self._appid, callback.encoding_aes_key)
        query["encrypt_type"] = "aes"
        query["msg_signature"] = sign(callback.token, query["timestamp"], query["nonce"], sealed)
        if callback.mode == "safe":
            envelope = {"ToUserName": self._original_id, "Encrypt": sealed}
            return query, write_xml({"xml": envelope}) if callback.format == "xml" else json.dumps(envelope)
        if callback.format == "xml":
            return query, written.removesuffix("</xml>") + write_xml({"Encrypt": sealed}) + "</xml>"
        return query, json.dumps({**json.loads(written), "Encrypt": sealed}, ensure_ascii=False)


def _can_fetch(url: str) -> bool:
    try:
        with requests.get(url, timeout=5, stream=True) as answer:
            return answer.status_code == 200
    except requests.RequestException:
        return False
