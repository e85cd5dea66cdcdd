"""WeChat's server API for one mini-program: an endpoint a method, in the words of WeChat's own pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import requests

from backend.wechat.answers import (
    LoginSession,
    MessageTemplate,
    PhoneNumber,
    PublicKeyword,
    PublicTemplate,
    TextVerdict,
)
from backend.wechat.errors import (
    LIBRARY_ERRORS,
    PHONE_ERRORS,
    TEXT_CHECK_ERRORS,
    TemplateExists,
    WeChatUnavailable,
)
from backend.wechat.transport import OFFICIAL_BASE_URL, WeChatTransport, text_in

__all__ = [
    "OFFICIAL_BASE_URL",
    "LoginSession",
    "MessageTemplate",
    "MiniProgramClient",
    "PhoneNumber",
    "PublicKeyword",
    "PublicTemplate",
    "TextVerdict",
]


class MiniProgramClient(WeChatTransport):
    """What this service asks of WeChat for one mini-program."""

    def code_to_session(self, js_code: str) -> LoginSession:
        """Exchange a wx.login code (one use, 5 minutes). Raises LoginCodeInvalid, AccountBlocked, …"""
        answer = self._call_without_token(
            "get",
            "/sns/jscode2session",
            params={
                "appid": self.appid,
                "secret": self.secret,
                "js_code": js_code,
                "grant_type": "authorization_code",
            },
        )
        return LoginSession(
            openid=text_in(answer, "openid"),
            session_key=text_in(answer, "session_key"),
            unionid=answer.get("unionid") or None,
        )

    def get_phone_number(self, code: str) -> PhoneNumber:
        """Exchange the code of the phone-number button (one use, 5 minutes; each success costs money).

        Raises PhoneCodeInvalid.
        """
        answer = self._call("post", "/wxa/business/getuserphonenumber", {"code": code}, PHONE_ERRORS)
        info = answer.get("phone_info")
        if not isinstance(info, dict):
            raise WeChatUnavailable(None, "answer without phone_info")
        return PhoneNumber(text_in(info, "purePhoneNumber"), text_in(info, "countryCode"))

    def send_subscribe_message(
        self,
        openid: str,
        template_id: str,
        data: Mapping[str, str],
        page: str | None = None,
        state: str = "formal",
        lang: str = "zh_CN",
    ) -> str | None:
        """Send one subscription message; `data` maps each of the template's keys to its text.

        `state` (formal, trial, developer) decides which version of the mini-program a tap opens. Returns the
        message id where WeChat gives one. Raises CreditExhausted, TemplateRejected, OpenidRejected, …
        """
        body = {
            "touser": openid,
            "template_id": template_id,
            "data": {key: {"value": value} for key, value in data.items()},
            "miniprogram_state": state,
            "lang": lang,
        }
        if page:
            body["page"] = page
        answer = self._call("post", "/cgi-bin/message/subscribe/send", body)
        return str(answer["msgid"]) if "msgid" in answer else None

    def check_text(
        self,
        content: str,
        openid: str,
        scene: int,
        *,
        title: str | None = None,
        nickname: str | None = None,
        signature: str | None = None,
    ) -> TextVerdict:
        """Have WeChat judge at most 2500 characters written by `openid` (msg_sec_check version 2).

        `scene` is 1 profile, 2 comment, 3 forum or 4 social log. Raises VisitExpired if the author has
        not opened the mini-program in the last two hours.
        """
        body: dict[str, Any] = {"version": 2, "content": content, "openid": openid, "scene": scene}
        optional = {"title": title, "nickname": nickname, "signature": signature}
        body.update({name: value for name, value in optional.items() if value})
        answer = self._call("post", "/wxa/msg_sec_check", body, TEXT_CHECK_ERRORS)
        result = answer.get("result")
        if not isinstance(result, dict):
            # errcode 0 only means "checked"; without a verdict nothing may count as harmless.
            raise WeChatUnavailable(None, "answer without a verdict")
        return TextVerdict(
            suggest=text_in(result, "suggest"),
            label=int(result.get("label", 0)),
            trace_id=str(answer.get("trace_id", "")),
        )

    def check_picture(self, url: str, openid: str, scene: int) -> str:
        """Have WeChat fetch and judge a picture uploaded by `openid` (media_check_async version 2).

        Returns the trace id under which the verdict is pushed, within 30 minutes. The same URL is refused a second
        time. `scene` as for `check_text`. Raises VisitExpired.
        """
        body = {"media_url": url, "media_type": 2, "version": 2, "scene": scene, "openid": openid}
        return text_in(self._call("post", "/wxa/media_check_async", body, TEXT_CHECK_ERRORS), "trace_id")

    def get_wxacode_unlimited(
        self,
        scene: str,
        page: str | None = None,
        check_path: bool = True,
        env_version: str = "release",
        *,
        width: int = 430,
        is_hyaline: bool = False,
    ) -> bytes:
        """Return the image of a mini-program code: JPEG, or PNG with `is_hyaline` (transparent background).

        `scene` is at most 32 of the characters WeChat allows; `page` has no leading slash and no query;
        `width` is 280 to 1280 pixels. Raises CodeArgumentRejected or PageRejected.
        """
        body: dict[str, Any] = {
            "scene": scene,
            "check_path": check_path,
            "env_version": env_version,
            "width": width,
            "is_hyaline": is_hyaline,
        }
        if page:
            body["page"] = page
        answer = self._attempt_twice("post", "/wxa/getwxacodeunlimit", data=body)
        image = answer.content if isinstance(answer, requests.Response) else b""
        if not image.startswith((b"\xff\xd8\xff", b"\x89PNG")):
            raise WeChatUnavailable(None, "answer is not an image")
        return bytes(image)

    def list_templates(self) -> list[MessageTemplate]:
        """Return the message templates this mini-program has chosen in WeChat's console."""
        answer = self._look_up("/wxaapi/newtmpl/gettemplate")
        return [MessageTemplate.from_answer(item) for item in answer.get("data", [])]

    def list_categories(self) -> dict[int, str]:
        """Return the mini-program's service categories by id: what the library offers depends on them."""
        answer = self._look_up("/wxaapi/newtmpl/getcategory")
        return {int(item["id"]): str(item["name"]) for item in answer.get("data", [])}

    def list_public_templates(
        self, category_ids: Iterable[int], start: int = 0, limit: int = 30
    ) -> tuple[int, list[PublicTemplate]]:
        """Return how many titles the library has for these categories, and at most 30 of them from `start` on."""
        ids = ",".join(str(one) for one in category_ids)
        answer = self._look_up("/wxaapi/newtmpl/getpubtemplatetitles", ids=ids, start=start, limit=limit)
        found = [
            PublicTemplate(str(item["tid"]), str(item["title"]), item.get("type") == 3)
            for item in answer.get("data", [])
        ]
        return int(answer.get("count", len(found))), found

    def list_template_keywords(self, tid: str) -> list[PublicKeyword]:
        """Return the fields that a title of the library offers. Raises TemplateUnknown."""
        answer = self._look_up("/wxaapi/newtmpl/getpubtemplatekeywords", tid=tid)
        return [
            PublicKeyword(int(item["kid"]), str(item["name"]), str(item.get("rule", "")))
            for item in answer.get("data", [])
        ]

    def add_template(self, tid: str, kids: Sequence[int], scene: str) -> str:
        """Choose a title of the library with 2 to 5 of its keywords, in this order; returns the template's id.

        `scene` says what for, in at most 15 characters. What was chosen before is returned as it is. Raises
        TooManyTemplates, TemplateUnknown.
        """
        body = {"tid": tid, "kidList": list(kids), "sceneDesc": scene}
        try:
            answer = self._call("post", "/wxaapi/newtmpl/addtemplate", body, LIBRARY_ERRORS)
        except TemplateExists as there_already:
            if not there_already.template_id:
                raise
            return there_already.template_id
        return text_in(answer, "priTmplId")

    def _look_up(self, path: str, **params: object) -> dict[str, Any]:
        """Ask an endpoint of the template library."""
        answer = self._attempt_twice("get", path, LIBRARY_ERRORS, params=params)
        if not isinstance(answer, dict):
            raise WeChatUnavailable(None, "answer is not JSON")
        return answer
