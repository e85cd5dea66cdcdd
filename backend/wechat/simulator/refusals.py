"""How the simulated WeChat says no."""

import secrets


class Refusal(Exception):
    """A business error: HTTP 200 with `errcode` and `errmsg`, and any `extra` members beside them."""

    def __init__(self, errcode: int, errmsg: str, **extra: object) -> None:
        super().__init__(errcode, errmsg)
        self.errcode = errcode
        self.errmsg = errmsg
        self.extra = extra


def invalid_token() -> Refusal:
    """The text accounts really receive."""
    return Refusal(
        40001,
        "invalid credential, access_token is invalid or not latest, could get access_token by "
        "getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r",
    )


def request_id(now_ms: int) -> str:
    """Three groups of eight hex digits, the first of which is the time in seconds."""
    return f"{now_ms // 1000:08x}-{secrets.token_hex(4)}-{secrets.token_hex(4)}"
