"""WeChat's categories of what it would not pass, in words (msg_sec_check v2 and wxa_media_check, `label`)."""

from __future__ import annotations

_LABELS = {
    10001: "广告",
    20001: "时政内容",
    20002: "色情内容",
    20003: "辱骂内容",
    20006: "违法犯罪",
    20008: "欺诈",
    20012: "低俗内容",
    20013: "侵犯版权",
    21000: "其他风险",
}


def why_words(label: int | None, error_code: int | None) -> str:
    """Why a person must look: what WeChat took it for, or that it did not say."""
    if label in _LABELS:
        return f"微信怀疑是{_LABELS[label]}"
    if error_code is not None:
        return f"微信没能检查（错误码 {error_code}）"
    return "微信没有给出结论"
