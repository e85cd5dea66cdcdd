"""The vectors are those of WeChat's own page on message push."""

import base64
import json

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from wechatpy.crypto import WeChatCrypto

from backend.wechat.push_crypto import decrypt, encrypt, sign

TOKEN = "AAAAA"
AES_KEY = "A" * 43
APPID = "wxba5fad812f8e6fb9"
ENCRYPTED = (
    "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVza"
    "zhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwK"
    "SqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="
)


@pytest.mark.parametrize(
    ("timestamp", "nonce", "signature"),
    [
        ("1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696"),
        ("1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
    ],
)
def test_signature(timestamp: str, nonce: str, signature: str):
    assert sign(TOKEN, timestamp, nonce) == signature


def test_msg_signature_covers_the_encrypted_text():
    expected = "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3"
    assert sign(TOKEN, "1714112445", "415670741", ENCRYPTED) == expected
    assert sign(TOKEN, "1714112445", "415670741", ENCRYPTED[:-1]) != expected


def test_decrypting_the_published_message():
    message = decrypt(ENCRYPTED, APPID, AES_KEY)
    assert len(message.encode()) == 167
    assert json.loads(message) == {
        "ToUserName": "gh_97417a04a28d",
        "FromUserName": "o9AgO5Kd5ggOC-bXrbNODIiE3bGY",
        "CreateTime": 1714112445,
        "MsgType": "event",
        "Event": "debug_demo",
        "debug_str": "hello world",
    }


def test_the_published_message_is_laid_out_as_described():
    """The page tells its random part, its length and its padding; the rest is the message and the appid."""
    key = base64.b64decode(AES_KEY + "=")
    decryptor = Cipher(AES(key), CBC(key[:16])).decryptor()
    plain = decryptor.update(base64.b64decode(ENCRYPTED)) + decryptor.finalize()
    assert plain[:16] == b"a8eedb185eb2fecf"
    assert int.from_bytes(plain[16:20], "big") == 167
    assert plain[20 + 167 : -19] == APPID.encode()
    assert plain[-19:] == bytes([19]) * 19


def test_encrypting_gives_the_published_texts():
    message = decrypt(ENCRYPTED, APPID, AES_KEY)
    assert encrypt(message, APPID, AES_KEY, prefix=b"a8eedb185eb2fecf") == ENCRYPTED
    reply = encrypt('{"demo_resp":"good luck"}', APPID, AES_KEY, prefix=b"707722b803182950")
    assert reply == "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="
    assert sign(TOKEN, "1713424427", "415670741", reply) == "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1"


@pytest.mark.parametrize("length", range(64))
def test_what_was_encrypted_can_be_decrypted_by_us_and_by_wechatpy(length: int):
    message = "联" * length
    sealed = encrypt(message, APPID, AES_KEY)
    assert decrypt(sealed, APPID, AES_KEY) == message
    crypto = WeChatCrypto(TOKEN, AES_KEY, APPID)
    body = f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    assert crypto.decrypt_message(body, sign(TOKEN, "1", "2", sealed), "1", "2") == message


@pytest.mark.parametrize("damaged", ["", "AAAA", ENCRYPTED[:-4], "x" * 44, ENCRYPTED[:64]])
def test_a_damaged_message_is_refused(damaged: str):
    with pytest.raises(ValueError):  # noqa: PT011 - base64 and padding complain in their own words
        decrypt(damaged, APPID, AES_KEY)


def test_a_message_for_another_mini_program_is_refused():
    with pytest.raises(ValueError, match="another appid"):
        decrypt(ENCRYPTED, "wx0000000000000000", AES_KEY)


def test_a_key_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError):  # noqa: PT011 - base64 may complain first
        encrypt("x", APPID, "A" * 42)
