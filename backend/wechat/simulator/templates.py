"""The message templates of the simulated account, and the public library it can choose more from.

The template ids follow from what a template is made of, so that a configuration file can quote them;
`GET /_simulator/state` lists them.
"""

from dataclasses import dataclass

from backend.wechat.simulator.refusals import Refusal
from backend.wechat.simulator.users import derived_text

ONE_TIME = 2
LONG_TERM = 3

# The cap that third-party SDKs name; the present page gives no number.
MAX_PRIVATE_TEMPLATES = 25


@dataclass(frozen=True)
class Keyword:
    """One field: `kid` is its number in the library, `key` (thing1) its name in messages."""

    kid: int
    kind: str
    label: str
    example: str

    @property
    def key(self) -> str:
        return f"{self.kind}{self.kid}"


@dataclass(frozen=True)
class LibraryTemplate:
    """A title of the public library with the keywords one can choose from."""

    tid: str
    title: str
    type: int
    category_id: int
    keywords: tuple[Keyword, ...]


@dataclass(frozen=True)
class Template:
    """A private template: a title of the library with keywords in a chosen order."""

    template_id: str
    tid: str
    title: str
    type: int
    keywords: tuple[Keyword, ...]
    scene: str = ""

    @property
    def content(self) -> str:
        return "\n".join(f"{one.label}:{{{{{one.key}.DATA}}}}" for one in self.keywords)

    @property
    def example(self) -> str:
        return "\n".join(f"{one.label}:{one.example}" for one in self.keywords)


CATEGORIES = {612: "社区/街道服务", 616: "会员与活动"}


def _title(tid: int, title: str, *fields: tuple[str, str, str], type_: int = ONE_TIME) -> LibraryTemplate:
    keywords = tuple(Keyword(kid, *one) for kid, one in enumerate(fields, start=1))
    return LibraryTemplate(str(tid), title, type_, 612 if type_ == LONG_TERM else 616, keywords)


LIBRARY: dict[str, LibraryTemplate] = {
    one.tid: one
    for one in (
        _title(
            2101,
            "报名结果通知",
            ("thing", "活动名称", "民营企业家座谈会"),
            ("phrase", "报名结果", "报名成功"),
            ("time", "活动时间", "2026年12月1日 14:00"),
            ("thing", "活动地点", "商会大厦三楼会议室"),
            ("thing", "备注", "请提前十分钟到场签到"),
        ),
        _title(
            2102,
            "活动提醒",
            ("thing", "活动名称", "民营企业家座谈会"),
            ("time", "活动时间", "2026年12月1日 14:00"),
            ("thing", "活动地点", "商会大厦三楼会议室"),
            ("thing", "温馨提示", "请携带入场码"),
        ),
        _title(
            2103,
            "候补成功通知",
            ("thing", "活动名称", "民营企业家座谈会"),
            ("time", "活动时间", "2026年12月1日 14:00"),
            ("thing", "活动地点", "商会大厦三楼会议室"),
            ("thing", "备注", "有名额空出，您已转为正式报名"),
        ),
        _title(
            2104,
            "活动取消通知",
            ("thing", "活动名称", "民营企业家座谈会"),
            ("time", "活动时间", "2026年12月1日 14:00"),
            ("thing", "取消原因", "因天气原因取消"),
        ),
        _title(
            2105,
            "建议答复通知",
            ("thing", "建议标题", "增设法律咨询日"),
            ("thing", "答复单位", "街道商会"),
            ("time", "答复时间", "2026年12月1日 14:00"),
            ("thing", "答复摘要", "自下月起每周三开放"),
        ),
        _title(
            2106,
            "问卷填写提醒",
            ("thing", "问卷名称", "年度服务满意度调查"),
            ("time", "截止时间", "2026年12月1日 18:00"),
            ("thing", "温馨提示", "约需三分钟"),
        ),
        _title(
            2107,
            "活动变更通知",
            ("thing", "活动名称", "民营企业家座谈会"),
            ("time", "活动时间", "2026年12月1日 15:00"),
            ("thing", "活动地点", "商会大厦五楼报告厅"),
            ("thing", "变更说明", "时间推迟一小时"),
        ),
        _title(
            2108,
            "问卷结果反馈通知",
            ("thing", "问卷名称", "年度服务满意度调查"),
            ("thing", "反馈单位", "街道商会"),
            ("time", "反馈时间", "2026年12月1日 14:00"),
            ("thing", "反馈摘要", "下季度增设两场政策宣讲"),
        ),
        _title(
            2109,
            "待办超期提醒",
            ("thing", "事项名称", "增设法律咨询日"),
            ("thing", "当前环节", "等待交办"),
            ("time", "应办时间", "2026年12月1日 17:30"),
            ("thing", "温馨提示", "请尽快处理"),
        ),
        _title(
            2110,
            "活动邀请通知",
            ("thing", "活动名称", "停车难座谈会"),
            ("time", "活动时间", "2026年12月1日 14:00"),
            ("thing", "活动地点", "商会大厦三楼会议室"),
            ("thing", "邀请说明", "您参与过的话题要当面谈"),
        ),
        _title(
            2111,
            "资料更新提醒",
            ("thing", "资料名称", "企业信息"),
            ("time", "提醒时间", "2026年12月8日 10:00"),
            ("thing", "温馨提示", "还是这样的话，点一下确认"),
        ),
        _title(
            2112,
            "工作待办提醒",
            ("thing", "待办内容", "3 个报名待审核"),
            ("number", "待办数量", "5"),
            ("time", "提醒时间", "2026年12月1日 08:30"),
            ("thing", "备注", "最早的等了 2 天"),
        ),
        _title(
            3101,
            "事项办理进度通知",
            ("thing", "事项名称", "法律咨询预约"),
            ("phrase", "办理进度", "已受理"),
            ("date", "更新日期", "2026年12月1日"),
            type_=LONG_TERM,
        ),
    )
}


def private_template(tid: str, kids: list[int], scene: str = "") -> Template:
    """Build the private template of these keywords in this order. Raises KeyError for a wrong tid or kid."""
    source = LIBRARY[tid]
    by_kid = {one.kid: one for one in source.keywords}
    template_id = derived_text("template", tid, *(str(kid) for kid in kids))
    return Template(template_id, tid, source.title, source.type, tuple(by_kid[kid] for kid in kids), scene)


# What the simulated account has chosen, by the names the application uses for them.
TEMPLATES: dict[str, Template] = {
    "signup_result": private_template("2101", [1, 2, 3, 4, 5], "报名后告知结果"),
    "activity_reminder": private_template("2102", [1, 2, 3, 4], "活动开始前提醒"),
    "waitlist_promoted": private_template("2103", [1, 2, 3, 4], "候补转为报名"),
    "activity_cancelled": private_template("2104", [1, 2, 3], "活动取消"),
    "activity_changed": private_template("2107", [1, 2, 3, 4], "活动时间地点变更"),
    "suggestion_answered": private_template("2105", [1, 2, 3, 4], "建议有了答复"),
    "survey_reminder": private_template("2106", [1, 2, 3], "问卷即将截止"),
    "survey_note": private_template("2108", [1, 2, 3, 4], "问卷有了结果"),
    "case_overdue": private_template("2109", [1, 2, 3, 4], "事项超期"),
    "activity_invitation": private_template("2110", [1, 2, 3, 4], "受邀参加活动"),
    "profile_reminder": private_template("2111", [1, 2, 3], "资料待更新"),
    "staff_digest": private_template("2112", [1, 2, 3, 4], "工作摘要"),
}


class PrivateTemplates:
    """The templates each mini-program has chosen."""

    def __init__(self) -> None:
        self._chosen: dict[str, dict[str, Template]] = {}
        self.cap = MAX_PRIVATE_TEMPLATES

    def of(self, appid: str) -> dict[str, Template]:
        """Return the mini-program's templates by id; every one starts with `TEMPLATES`."""
        seed = {one.template_id: one for one in TEMPLATES.values()}
        return self._chosen.setdefault(appid, seed)

    def add(self, appid: str, tid: str, kids: object, scene: object) -> str:
        """Choose a template and return its id; refuses what newtmpl/addtemplate refuses."""
        if tid not in LIBRARY:
            raise Refusal(200014, "tid is not exist")
        known = {one.kid for one in LIBRARY[tid].keywords}
        if not isinstance(kids, list) or not 2 <= len(kids) <= 5:
            raise Refusal(200020, "invalid kid list")
        if any(not isinstance(kid, int) or kid not in known or kids.count(kid) > 1 for kid in kids):
            raise Refusal(200020, "invalid kid list")
        if not isinstance(scene, str) or not 1 <= len(scene) <= 15:
            raise Refusal(200021, "invalid scene desc")
        template = private_template(tid, kids, scene)
        chosen = self.of(appid)
        if template.template_id in chosen:
            raise Refusal(200022, "template has added already", priTmplId=template.template_id)
        if len(chosen) >= self.cap:
            raise Refusal(200012, "too many private templates")
        chosen[template.template_id] = template
        return template.template_id

    def delete(self, appid: str, template_id: str) -> None:
        if self.of(appid).pop(template_id, None) is None:
            raise Refusal(200014, "invalid template id")
