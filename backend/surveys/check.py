"""The check before publishing: what would go wrong, told with the number of the question."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from backend.forms import Definition, DefinitionError, Finding, Question, parse_definition, unreachable
from backend.forms.conditions import OTHER
from backend.surveys.check_words import problem_in_words
from backend.surveys.models import Survey, SurveyQuota

# How the form engine speaks of a question.
_KEY = re.compile(r"题目 ([a-z][a-z0-9_]*) ?")


class Remark(NamedTuple):
    """One thing found; `level` "error" keeps a survey from being published."""

    level: str
    message: str
    number: int | None = None
    question: str | None = None


def check_survey(survey: Survey, definition: dict[str, Any], quotas: list[SurveyQuota], meant: int) -> list[Remark]:
    """Everything to be said of a survey before it goes out to `meant` people."""
    remarks = _about_plan(survey, meant)
    try:
        parsed = parse_definition(definition)
    except DefinitionError as error:
        return remarks + [_as_remark(definition, path, message) for path, message in error.problems]
    numbers = {question.key: number for number, question in enumerate(parsed.questions(), 1)}
    remarks += [_in_words(finding, parsed, numbers) for finding in unreachable(parsed)]
    if survey.is_anonymous:
        remarks += _about_anonymity(parsed, numbers)
    return remarks + _about_options(survey, parsed, numbers, quotas, meant)


def _in_words(finding: Finding, definition: Definition, numbers: dict[str, int]) -> Remark:
    """What the form engine found, with numbers and titles where it has keys."""
    key = None if finding.where == "section" else finding.key.partition("/")[0]
    number = None if key is None else numbers[key]
    match finding.where:
        case "section":
            titles = {section.key: section.title for section in definition.sections}
            subject = f"“{titles[finding.key]}”这一部分"
        case "row":
            subject = f"第 {number} 题的“{_row_label(definition, finding.key)}”一行"
        case _:
            subject = f"第 {number} 题"
    reason = _KEY.sub(lambda found: f"第 {numbers.get(found[1], found[1])} 题", finding.reason)
    match finding.kind:
        case "never":
            return Remark("error", f"{subject}永远不会出现：{reason}。", number, key)
        case "dead_value":
            return Remark("error", f"{subject}：{reason}。", number, key)
    return Remark("warning", f"{subject}：{reason}。", number, key)


def _row_label(definition: Definition, key: str) -> str:
    question, _, value = key.partition("/")
    rows = (row for one in definition.questions() if one.key == question for row in one.rows)
    return next(row.label for row in rows if row.value == value)


def _as_remark(definition: dict[str, Any], path: str, message: str) -> Remark:
    words, number = problem_in_words(definition, path, message)
    return Remark("error", words, number)


def _about_plan(survey: Survey, meant: int) -> list[Remark]:
    remarks = []
    if survey.closes_at <= survey.opens_at:
        remarks.append(Remark("error", "截止时间要晚于开始时间。"))
    if not meant:
        remarks.append(Remark("error", "受众里一个人也没有，请换一个范围。"))
    if survey.quota is not None and survey.quota < meant:
        remarks.append(Remark("warning", f"名额 {survey.quota} 份，少于受众 {meant} 人，先到先得。"))
    if survey.is_anonymous and meant < 5:
        remarks.append(Remark("warning", f"受众只有 {meant} 人：匿名问卷不足 5 份答卷时，答卷会销毁，看不到结果。"))
    return remarks


def _about_anonymity(definition: Definition, numbers: dict[str, int]) -> list[Remark]:
    remarks = []
    for question in definition.questions():
        number = numbers[question.key]
        if question.type == "file":
            words = f"第 {number} 题要上传文件：文件会暴露是谁交的，匿名问卷不能有。"
            remarks.append(Remark("error", words, number, question.key))
        if question.sensitive:
            words = f"第 {number} 题是敏感信息，只能在会员资料中经单独同意后填写。"
            remarks.append(Remark("error", words, number, question.key))
        if question.type == "text" and question.format != "none":
            words = f"第 {number} 题要填能认出本人的内容，匿名问卷不能有。"
            remarks.append(Remark("error", words, number, question.key))
        elif question.type == "text" or question.other:
            words = f"第 {number} 题要写文字：请提醒大家不要写出姓名和单位。"
            remarks.append(Remark("warning", words, number, question.key))
    return remarks


def _about_options(
    survey: Survey, definition: Definition, numbers: dict[str, int], quotas: list[SurveyQuota], meant: int
) -> list[Remark]:
    if quotas and survey.is_anonymous:
        return [Remark("error", "匿名问卷不能按选项限名额：余量的变化会透露每个人选了什么。")]
    questions = {question.key: question for question in definition.questions()}
    remarks = []
    limits: dict[str, dict[str, int]] = {}
    for quota in quotas:
        number, question = numbers.get(quota.question), questions.get(quota.question)
        if question is None or quota.option not in _options(question):
            words = f"名额写在了“{quota.question}”的“{quota.option}”上，问卷里没有这个选项。"
            remarks.append(Remark("error", words, number, quota.question))
            continue
        limits.setdefault(quota.question, {})[quota.option] = quota.most
        if not quota.most:
            label = _options(question)[quota.option]
            words = f"第 {number} 题的“{label}”名额是 0，没有人能选。"
            remarks.append(Remark("error", words, number, quota.question))
    for key, by_option in limits.items():
        question, places = questions[key], sum(by_option.values())
        if question.type == "single" and len(by_option) == len(_options(question)) and places < meant:
            words = f"第 {numbers[key]} 题各选项名额共 {places} 个，少于受众 {meant} 人。"
            remarks.append(Remark("warning", words, numbers[key], key))
    return remarks


def _options(question: Question) -> dict[str, str]:
    if question.type not in ("single", "multiple"):
        return {}
    return {option.value: option.label for option in question.options} | ({OTHER: "其他"} if question.other else {})
