"""Passes and event codes as texts: what we signed is read back, anything else is not."""

from __future__ import annotations

import base64
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend import encryption
from backend.activities.passes import make_pass, read_pass
from backend.checkin.event_codes import (
    RECEIPT_MS,
    SLOT_MS,
    EventCodeExpired,
    EventCodeInvalid,
    issue_receipt,
    read_event_code,
    read_receipt,
    upcoming_slots,
)
from tests.conftest import KEYS

NOW = 1_776_924_120_000
OTHER_KEYS = encryption.KeyRing({purpose: {1: b"x" * 32} for purpose in encryption._PURPOSES})
ids = st.integers(0, 2**63 - 1)


@pytest.fixture(autouse=True, scope="module")
def keys():
    encryption.use_keys(KEYS)


@given(ids)
def test_pass_names_its_signup(signup_id):
    assert read_pass(make_pass(signup_id)) == signup_id


def test_pass_fits_the_small_alphanumeric_qr_code():
    text = make_pass(2**62)

    assert re.fullmatch(r"[A-Z0-9]{35}", text)


def test_pass_survives_blanks_and_lower_case():
    assert read_pass(f" {make_pass(7).lower()}\n") == 7


@given(ids, st.integers(0, 34), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_pass_with_any_character_changed_is_refused(signup_id, position, character):
    text = make_pass(signup_id)
    altered = text[:position] + character + text[position + 1 :]

    assert altered == text or read_pass(altered) is None


@given(st.text(max_size=80))
def test_arbitrary_text_is_no_pass(text):
    assert read_pass(text) is None


def test_pass_signed_with_another_key_is_refused():
    text = make_pass(7)
    encryption.use_keys(OTHER_KEYS)
    try:
        assert read_pass(text) is None
    finally:
        encryption.use_keys(KEYS)


def test_signature_for_another_purpose_is_no_pass():
    named = (7).to_bytes(8, "big")
    text = "LY1" + base64.b32encode(named + KEYS.sign(named, "event-code", 12)).decode()

    assert read_pass(text) is None


def test_slots_follow_one_another_and_cover_ten_minutes():
    slots = list(upcoming_slots(7, "https://example.org/", NOW))

    assert len(slots) == 20
    assert slots[0].starts_at <= NOW < slots[0].ends_at
    assert all(one.ends_at == other.starts_at for one, other in itertools.pairwise(slots))
    assert slots[-1].ends_at - slots[0].starts_at == 600_000
    assert len({slot.text for slot in slots}) == 20
    assert slots[0].text.startswith("https://example.org/e/")


def test_event_code_is_good_for_its_slot_and_one_more():
    slot = next(upcoming_slots(7, "https://example.org", NOW))

    for moment in (slot.starts_at, slot.ends_at - 1, slot.ends_at, slot.ends_at + SLOT_MS - 1):
        assert read_event_code(slot.text, moment) == (7, moment - slot.starts_at)
    for moment in (slot.starts_at - 1, slot.ends_at + SLOT_MS):
        with pytest.raises(EventCodeExpired):
            read_event_code(slot.text, moment)


def test_event_code_is_read_with_and_without_its_link():
    text = next(upcoming_slots(7, "https://example.org", NOW)).text

    assert read_event_code(text.rpartition("/")[2], NOW).activity_id == 7


@given(st.integers(0, 31), st.sampled_from("ABab01-_"))
def test_event_code_with_any_character_changed_is_refused(position, character):
    code = next(upcoming_slots(7, "https://example.org", NOW)).text.rpartition("/")[2]
    altered = code[:position] + character + code[position + 1 :]
    if altered != code:
        with pytest.raises(EventCodeInvalid):
            read_event_code(altered, NOW)


@given(st.text(max_size=80))
def test_arbitrary_text_is_neither_code_nor_receipt(text):
    for read in (read_event_code, read_receipt):
        with pytest.raises(EventCodeInvalid):
            read(text, NOW)


def test_receipt_lasts_ten_minutes_and_each_is_different():
    receipt, expires_at = issue_receipt(7, NOW)

    assert expires_at == NOW + RECEIPT_MS == NOW + 600_000
    assert read_receipt(receipt, NOW).activity_id == 7
    assert read_receipt(receipt, expires_at - 1).activity_id == 7
    for moment in (NOW - 1, expires_at):
        with pytest.raises(EventCodeExpired):
            read_receipt(receipt, moment)
    assert issue_receipt(7, NOW)[0] != receipt


def test_receipt_and_event_code_do_not_stand_in_for_each_other():
    receipt, _ = issue_receipt(7, NOW)
    code = next(upcoming_slots(7, "https://example.org", NOW)).text.rpartition("/")[2]

    with pytest.raises(EventCodeInvalid):
        read_event_code(receipt, NOW)
    with pytest.raises(EventCodeInvalid):
        read_receipt(code, NOW)
