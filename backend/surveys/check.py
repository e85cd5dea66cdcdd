"""The check before publishing: what would go wrong, told with the number of the question."""

from __future__ import annotations

from typing import Any

from backend.forms import Definition, Question
from backend.forms.conditions import OTHER
from backend.forms.remarks import Remark, remarks_on
from backend.surveys.models import Survey, SurveyQuota


def check_survey(survey: Survey, definition: dict[str, Any], quotas: list[SurveyQuota], meant: int) -> list[Remark]:
    """Everything to be said of a survey before it goes out to `meant` people."""
    return check_plan(survey, meant) + check_questions(survey, definition, quotas, meant)


def check_questions(
    survey: Survey, definition: dict[str, Any], quotas: list[SurveyQuota], meant: int | None = None
) -> list[Remark]:
    """What is to be said of the questions alone; without `meant` nothing of whether there are places enough."""
    remarks, parsed = remarks_on(definition)
    if parsed is None:
        return remarks
    numbers = {question.key: number for number, question in enumerate(parsed.questions(), 1)}
    if survey.is_anonymous:
        remarks += _about_anonymity(parsed, numbers)
    return remarks + _about_options(survey, parsed, numbers, quotas, meant)


def check_plan(survey: Survey, meant: int) -> list[Remark]:
    """What is to be said of audience, times and limits."""
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
    survey: Survey, definition: Definition, numbers: dict[str, int], quotas: list[SurveyQuota], meant: int | None
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
        is_every = question.type == "single" and len(by_option) == len(_options(question))
        if is_every and meant is not None and places < meant:
            words = f"第 {numbers[key]} 题各选项名额共 {places} 个，少于受众 {meant} 人。"
            remarks.append(Remark("warning", words, numbers[key], key))
    return remarks


def _options(question: Question) -> dict[str, str]:
    if question.type not in ("single", "multiple"):
        return {}
    return {option.value: option.label for option in question.options} | ({OTHER: "其他"} if question.other else {})
