"""What WeChat's servers answer when they refuse, sorted by what the caller can do about it.

`ERRORS` is the only place where an errcode gets its meaning. The codes and their meanings are those of
the API pages on developers.weixin.qq.com (generic codes, code2Session, getPhoneNumber, subscribe send,
msgSecCheck) and, where a page is silent, of what accounts really receive.
"""


class WeChatError(Exception):
    """A call to WeChat failed.

    `code` is WeChat's errcode, or None when no answer could be read (time-out, refused connection, HTTP 5xx).
    `message` is safe to log: it never holds a token, a secret, a session key or a URL.
    `permanent` says that the very same request can never succeed, however long one waits. It is False for
    a fault of the account's settings: once the operator has corrected them the request goes through.
    """

    permanent = False

    def __init__(self, code: int | None, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message if self.code is None else f"{self.code} {self.message}"


class WeChatUnavailable(WeChatError):
    """WeChat cannot be reached or is busy; the same call may succeed later."""


class AnswerLost(WeChatUnavailable):
    """The request went out and no answer came back: WeChat may have done what was asked."""


class QuotaReached(WeChatUnavailable):
    """Too many calls in this second, minute or day."""


class ConcurrentSend(WeChatUnavailable):
    """Another message to the same person was being sent at the same moment."""


class AccessTokenRejected(WeChatError):
    """The access token is dead and could not be replaced just now."""


class AccountMisconfigured(WeChatError):
    """The account's settings stand in the way: secret, IP list, missing permission, frozen account."""


class SubscribingBanned(AccountMisconfigured):
    """WeChat has banned the template, or subscribe messages altogether, until the operator settles it there."""


class RequestRejected(WeChatError):
    """WeChat calls the request malformed; repeating it cannot help."""

    permanent = True


class LoginCodeInvalid(RequestRejected):
    """The code of wx.login is unknown, older than 5 minutes, of another mini-program, or used before."""


class PhoneCodeInvalid(RequestRejected):
    """The code of the phone-number button is unknown, too old, used before, or really a login code."""


class AccountBlocked(RequestRejected):
    """WeChat bars this person from logging in."""


class OpenidRejected(RequestRejected):
    """The openid does not exist in this mini-program."""


class CreditExhausted(RequestRejected):
    """The person has no subscription left for this template, or refused it."""


class TemplateRejected(RequestRejected):
    """The message does not fit its template, or the template does not exist; the message names the field."""


class TemplateUnknown(TemplateRejected):
    """The template does not exist (any more): no message of it can be sent."""


class PageRejected(RequestRejected):
    """The page does not exist in the published mini-program."""


class CodeArgumentRejected(RequestRejected):
    """A mini-program code was asked for with a scene, size or version that is not allowed."""


class RobotRejected(RequestRejected):
    """WeCom knows no group robot by this key, or there is none configured: nothing can be said in that group."""


class TemplateExists(RequestRejected):
    """These keywords of this title were chosen before; `template_id` is that template's."""

    template_id = ""


class TooManyTemplates(RequestRejected):
    """The mini-program has no room for another template: one must be deleted in the console first."""


class VisitExpired(RequestRejected):
    """The person has not opened the mini-program in the last two hours, so their text cannot be checked."""


ERRORS: dict[int, type[WeChatError]] = {
    -1: WeChatUnavailable,
    40001: AccessTokenRejected,
    40002: AccountMisconfigured,
    40003: OpenidRejected,
    40013: AccountMisconfigured,
    40014: AccessTokenRejected,
    40029: LoginCodeInvalid,
    40037: TemplateUnknown,
    # Of a group robot: the message is too long or malformed.
    40058: RequestRejected,
    40097: CodeArgumentRejected,
    40125: AccountMisconfigured,
    40129: CodeArgumentRejected,
    40163: LoginCodeInvalid,
    40164: AccountMisconfigured,
    40169: CodeArgumentRejected,
    40226: AccountBlocked,
    40243: AccountMisconfigured,
    41001: AccessTokenRejected,
    41002: AccountMisconfigured,
    41004: AccountMisconfigured,
    41008: LoginCodeInvalid,
    41030: PageRejected,
    42001: AccessTokenRejected,
    43002: RequestRejected,
    43101: CreditExhausted,
    43104: OpenidRejected,
    43107: SubscribingBanned,
    43108: ConcurrentSend,
    44002: RequestRejected,
    44990: QuotaReached,
    44991: QuotaReached,
    44993: QuotaReached,
    45009: QuotaReached,
    45011: QuotaReached,
    45168: TemplateRejected,
    47001: RequestRejected,
    47003: TemplateRejected,
    48001: AccountMisconfigured,
    50004: AccountMisconfigured,
    50007: AccountMisconfigured,
    61010: VisitExpired,
    85096: CodeArgumentRejected,
    89503: AccountMisconfigured,
    89506: AccountMisconfigured,
    89507: AccountMisconfigured,
    93000: RobotRejected,
}

# getuserphonenumber answers with codes that mean something else at login.
PHONE_ERRORS: dict[int, type[WeChatError]] = {
    40013: PhoneCodeInvalid,
    40029: PhoneCodeInvalid,
    40163: PhoneCodeInvalid,
}

# msg_sec_check uses the code of a bad mini-program-code scene for a bad scene of its own.
TEXT_CHECK_ERRORS: dict[int, type[WeChatError]] = {40129: RequestRejected}

# Looking into the library of message templates and choosing from it.
LIBRARY_ERRORS: dict[int, type[WeChatError]] = {
    20001: WeChatUnavailable,
    200001: AccountMisconfigured,
    200002: RequestRejected,
    200011: AccountMisconfigured,
    200012: TooManyTemplates,
    200013: TemplateUnknown,
    200014: TemplateUnknown,
    200016: RequestRejected,
    200017: RequestRejected,
    200018: RequestRejected,
    200019: RequestRejected,
    200020: RequestRejected,
    200021: RequestRejected,
    200022: TemplateExists,
    200100: AccountMisconfigured,
}


def error_for(code: int | None, message: str, special: dict[int, type[WeChatError]] | None = None) -> WeChatError:
    """Return the exception for an errcode; `special` holds meanings that only one endpoint gives to a code.

    A code nobody has classified becomes a plain `WeChatError`, which is not permanent: callers limit
    their attempts, and a message lost to a new code cannot be brought back.
    """
    if code is None:
        return WeChatUnavailable(None, message)
    return ((special or {}).get(code) or ERRORS.get(code, WeChatError))(code, message)
