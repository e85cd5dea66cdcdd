"""Signatures and encryption of WeChat's message push.

Source: developers.weixin.qq.com, 小程序消息推送 (服务端能力): SHA-1 over the sorted parts; AES-256-CBC with the
first 16 bytes of the key as IV and PKCS#7 padding to 32 bytes; 16 random bytes, the length, the
message, the appid.
"""

import base64
import hashlib
import secrets

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

_BLOCK = 32
_RANDOM = 16


def sign(*parts: str) -> str:
    """`signature` of token, timestamp and nonce; `msg_signature` with the encrypted text as a fourth part."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 - WeChat's protocol


def encrypt(message: str, appid: str, encoding_aes_key: str, prefix: bytes | None = None) -> str:
    """Return the `Encrypt` text; `prefix` replaces the 16 random bytes where a known result is wanted."""
    body = message.encode()
    plain = (prefix or secrets.token_hex(_RANDOM // 2).encode()) + len(body).to_bytes(4, "big") + body
    plain += appid.encode()
    padding = _BLOCK - len(plain) % _BLOCK
    encryptor = _cipher(encoding_aes_key).encryptor()
    sealed = encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def decrypt(encrypted: str, appid: str, encoding_aes_key: str) -> str:
    """Return the message. Raises ValueError if it is malformed or meant for another mini-program."""
    decryptor = _cipher(encoding_aes_key).decryptor()
    plain = decryptor.update(base64.b64decode(encrypted, validate=True)) + decryptor.finalize()
    padding = plain[-1] if plain else 0
    if not 1 <= padding <= _BLOCK or len(plain) < _RANDOM + 4 + padding:
        raise ValueError("bad padding")
    content = plain[_RANDOM:-padding]
    length = int.from_bytes(content[:4], "big")
    if content[4 + length :] != appid.encode():
        raise ValueError("meant for another appid")
    return content[4 : 4 + length].decode()


def _cipher(encoding_aes_key: str) -> Cipher[CBC]:
    key = base64.b64decode(encoding_aes_key + "=")
    if len(key) != 32:
        raise ValueError("EncodingAESKey must be 43 characters")
    return Cipher(AES(key), CBC(key[:16]))
