"""Refusals about surveys, named for the situation the person is in."""

from __future__ import annotations

from backend.errors import DomainError, InvalidInput


class SurveySoon(DomainError):
    status, code, message = 409, "survey_soon", "问卷还没有开始。"


class SurveyClosed(DomainError):
    status, code, message = 409, "survey_closed", "问卷已截止。"


class SurveyFull(DomainError):
    status, code, message = 409, "survey_full", "名额已满，感谢您的关注。"


class OptionFull(DomainError):
    """Somebody else chose the last one; `errors` names the question."""

    status, code, message = 409, "option_full", "有的选项刚刚满了，请换一项。"


class AlreadyAnswered(DomainError):
    status, code, message = 409, "already_answered", "您已提交过这份问卷，提交后不能修改。"


class FormOutdated(DomainError):
    """The version is none of this survey's."""

    status, code, message = 409, "form_outdated", "问卷已经更新，请刷新后重新填写。"


class InvalidAnswers(InvalidInput):
    code, message = "invalid_answers", "有几题需要修改，请按提示检查。"


class NoFilesHere(DomainError):
    status, code, message = 409, "no_files_here", "这份问卷不收照片和文件。"


class SurveyAnonymous(DomainError):
    status, code, message = 409, "survey_anonymous", "匿名问卷没有逐份的答卷，只有汇总结果。"


class SurveyUnfit(DomainError):
    """The publishing check found errors; `errors` lists them in words."""

    status, code, message = 409, "survey_unfit", "问卷还不能发布，请先改好检查出的问题。"


class SurveyNotDraft(DomainError):
    status, code, message = 409, "survey_not_draft", "问卷已经发布，这一项不能再改。"


class SurveyCancelled(DomainError):
    status, code, message = 409, "survey_cancelled", "问卷已取消。"
