"""Encryption at rest, blind indexes and signatures, from keys that live outside the database and its backups.

A key file holds versioned keys for three purposes. New values use the highest version; older versions go on
decrypting and matching until they are rotated out. Phone numbers are few enough to enumerate, so an index
without its key would be no protection: the keys are the protection.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_PURPOSES = ("encryption", "index", "signing")
_NONCE_BYTES = 12


class KeyFileError(Exception):
    """The key file is missing, unreadable or incomplete; the message names the file and the fault."""


class DecryptionError(Exception):
    """A value was altered, moved to another record, or encrypted under a key that is gone."""


class KeyRing:
    """The keys of one installation: `{purpose: {version: 32 bytes}}`."""

    def __init__(self, keys: dict[str, dict[int, bytes]]) -> None:
        self._keys = keys
        self._current = {purpose: max(versions) for purpose, versions in keys.items()}
        # Building a cipher object costs more than using it.
        self._ciphers = {version: AESGCM(key) for version, key in keys["encryption"].items()}

    def encrypt(self, plaintext: str, bound_to: str) -> str:
        """Encrypt for one record. `bound_to` (say "member:42:phone") must be given again to decrypt."""
        version = self._current["encryption"]
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._ciphers[version].encrypt(nonce, plaintext.encode(), bound_to.encode())
        return f"{version}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def decrypt(self, sealed: str, bound_to: str) -> str:
        """Return the plaintext, or raise DecryptionError."""
        version, _, encoded = sealed.partition(".")
        try:
            raw = base64.urlsafe_b64decode(encoded)
            cipher = self._ciphers[int(version)]
            return cipher.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], bound_to.encode()).decode()
        except (InvalidTag, KeyError, ValueError) as error:
            raise DecryptionError(f"cannot decrypt a value bound to {bound_to}") from error

    def blind_index(self, value: str, purpose: str) -> str:
        """A keyed digest to store beside the encrypted value, so that an exact match can be looked up."""
        return self._index(self._current["index"], value, purpose)

    def blind_indexes(self, value: str, purpose: str) -> list[str]:
        """The digest under every key version: what a look-up must try while keys are being rotated."""
        return [self._index(version, value, purpose) for version in self._keys["index"]]

    def _index(self, version: int, value: str, purpose: str) -> str:
        digest = hmac.digest(self._keys["index"][version], f"{purpose}\0{value}".encode(), hashlib.sha256)
        return f"{version}.{digest.hex()[:40]}"

    def sign(self, message: bytes, purpose: str, length: int = 12) -> bytes:
        """A MAC of `length` bytes (at least 8, that is 64 bits) under the current signing key."""
        return self._mac(self._current["signing"], message, purpose, length)

    def is_signed(self, message: bytes, signature: bytes, purpose: str) -> bool:
        """Whether any signing key made this signature; compared in constant time."""
        return len(signature) >= 8 and any(
            hmac.compare_digest(self._mac(version, message, purpose, len(signature)), signature)
            for version in self._keys["signing"]
        )

    def derive(self, purpose: str) -> KeyRing:
        """A ring of its own for one purpose: its keys follow from these and cannot be traced back to them."""
        return _derived(self, purpose)

    def derived_keys(self, purpose: str) -> dict[str, dict[int, bytes]]:
        """The keys of that ring."""
        message = b"derive\0" + purpose.encode()
        return {
            kind: {version: hmac.digest(key, message, hashlib.sha256) for version, key in versions.items()}
            for kind, versions in self._keys.items()
        }

    def _mac(self, version: int, message: bytes, purpose: str, length: int) -> bytes:
        key = self._keys["signing"][version]
        return hmac.digest(key, purpose.encode() + b"\0" + message, hashlib.sha256)[:length]


@lru_cache(maxsize=256)
def _derived(ring: KeyRing, purpose: str) -> KeyRing:
    return KeyRing(ring.derived_keys(purpose))


def create_key_file(path: Path) -> bool:
    """Write a key file with fresh random keys, readable by its owner only. False if there is one already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {p: {"1": base64.b64encode(secrets.token_bytes(32)).decode()} for p in _PURPOSES}
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w") as file:
        json.dump(content, file, indent=2)
    return True


def load_key_file(path: Path) -> KeyRing:
    """Read a key file: JSON `{"encryption": {"1": base64 of 32 bytes}, "index": …, "signing": …}`."""
    try:
        content = json.loads(path.read_text())
        keys = {p: {int(v): base64.b64decode(k) for v, k in content[p].items()} for p in _PURPOSES}
    except FileNotFoundError:
        raise KeyFileError(f"{path}: no such key file; make one with `lianyi create-keys`") from None
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise KeyFileError(f"{path}: not a key file ({error})") from error
    if any(len(key) != 32 for versions in keys.values() for key in versions.values()):
        raise KeyFileError(f"{path}: every key must be 32 bytes long")
    if not all(keys.values()):
        raise KeyFileError(f"{path}: each of {', '.join(_PURPOSES)} needs a key")
    return KeyRing(keys)


_ring: KeyRing | None = None


def use_keys(ring: KeyRing) -> None:
    """Make these the keys of the process; called once at start."""
    global _ring
    _ring = ring


def keys() -> KeyRing:
    """The keys of the process."""
    if _ring is None:
        raise RuntimeError("keys are not loaded: call use_keys() at start")
    return _ring
