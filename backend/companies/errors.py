"""What stands in the way with companies, in words."""

from __future__ import annotations

from backend.errors import DomainError


class CompanyNameTaken(DomainError):
    status, code, message = 409, "company_name_taken", "该组织中已有同名单位，请核对是否重复录入。"


class CreditCodeTaken(DomainError):
    status, code, message = 409, "credit_code_taken", "该组织中已有单位使用这个统一社会信用代码。"


class NotRepresentative(DomainError):
    """A delegate acts for a representative, nobody else."""

    status, code, message = 409, "not_representative", "被代办人不是这个单位的现任代表，请先添加代表。"


class StandingChanged(DomainError):
    """Somebody set another term meanwhile: what was done before cannot be taken back."""

    status, code, message = 409, "standing_changed", "会籍已被其他人修改，没有撤销。"


class NotDelegate(DomainError):
    """The caller may not act for this member."""

    status, code, message = 403, "not_delegate", "您没有代这位会员办理的授权，请联系协会工作人员。"


class OnlyInPerson(DomainError):
    """Anonymous answers are one's own."""

    status, code, message = 409, "only_in_person", "匿名问卷只能由本人填写，不能代填。"
