"""How names sound: what people type on a Latin keyboard to find somebody.

Surnames are often read unlike the same character elsewhere (单 shan, 仇 qiu, 区 ou); some given names can be read in
two ways, and whoever looks for them knows one. A name therefore has a spelling it is sorted by, and others.
"""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from functools import cache, lru_cache


def _table(pairs: str) -> dict[str, tuple[str, ...]]:
    return {word: tuple(readings.split("/")) for word, readings in (pair.split(":") for pair in pairs.split())}


# Where a surname of one character is read unlike the character by itself; the usual reading first.
_SURNAMES = _table(
    "单:shan/dan 仇:qiu/chou 解:xie/jie 曾:zeng/ceng 区:ou/qu 查:zha/cha 朴:piao/pu 盖:ge/gai 缪:miao/mou "
    "乐:yue/le 覃:qin/tan 翟:zhai/di 员:yun/yuan 种:chong/zhong 折:she/zhe 秘:bi/mi 洗:xian/xi 召:shao/zhao "
    "句:gou/ju 繁:po/fan 黑:he/hei 费:fei/bi 谌:chen/shen 柏:bai/bo 隗:wei/kui 佴:nai 宓:mi/fu 薄:bo 能:nai/neng "
    "重:chong/zhong 郗:xi/chi 郇:xun/huan 牟:mou/mu 行:xing/hang 适:kuo/shi 莘:shen/xin 尉:wei/yu 宿:su/xiu "
    "乜:nie/mie 炅:gui/jiong 会:gui/hui 都:du/dou 参:shen/can 藏:zang/cang 祭:zhai/ji 卜:bu"
)
# Surnames of two characters, read one after the other.
_DOUBLE_SURNAMES = _table(
    "尉迟:yu/chi 长孙:zhang/sun 万俟:mo/qi 澹台:tan/tai 令狐:ling/hu 单于:chan/yu 乐正:yue/zheng 子车:zi/ju "
    "宰父:zai/fu 亓官:qi/guan 欧阳:ou/yang 夏侯:xia/hou 皇甫:huang/fu 司马:si/ma 诸葛:zhu/ge 上官:shang/guan "
    "东方:dong/fang 闻人:wen/ren 公孙:gong/sun 慕容:mu/rong 宇文:yu/wen 司徒:si/tu 轩辕:xuan/yuan 端木:duan/mu "
    "百里:bai/li 东郭:dong/guo 南宫:nan/gong 呼延:hu/yan 独孤:du/gu 濮阳:pu/yang 太史:tai/shi 申屠:shen/tu "
    "淳于:chun/yu 太叔:tai/shu 仲孙:zhong/sun 钟离:zhong/li 鲜于:xian/yu 闾丘:lv/qiu 司空:si/kong 公冶:gong/ye "
    "宗政:zong/zheng 拓跋:tuo/ba 谷梁:gu/liang 段干:duan/gan 羊舌:yang/she 梁丘:liang/qiu 左丘:zuo/qiu "
    "东门:dong/men 西门:xi/men 南门:nan/men 第五:di/wu 赫连:he/lian 公西:gong/xi 漆雕:qi/diao 巫马:wu/ma "
    "颛孙:zhuan/sun 司寇:si/kou 哥舒:ge/shu 纳兰:na/lan 呼和:hu/he 爱新:ai/xin 叶赫:ye/he 完颜:wan/yan"
)
# Characters of given names that are read in more than one way, or otherwise than the dictionary has it.
_GIVEN = _table(
    "乐:le/yue 行:xing/hang 茜:qian/xi 朝:chao/zhao 长:chang/zhang 重:chong/zhong 单:dan/shan 曾:zeng/ceng "
    "盛:sheng/cheng 藏:zang/cang 晟:sheng/cheng 栖:qi/xi 莘:xin/shen 参:can/shen 柏:bai/bo 伽:jia/qie 娜:na/nuo "
    "阿:a/e 率:shuai/lv 都:du/dou 尉:wei/yu 校:xiao/jiao 解:jie/xie 颉:jie/xie 省:sheng/xing 蔚:wei/yu 仔:zi/zai "
    "炅:jiong/gui 纶:lun/guan 骑:qi/ji 拓:tuo/ta 洗:xi/xian 调:diao/tiao 卜:bu/bo 佛:fo 谌:chen/shen 翟:zhai/di "
    "缪:miao/mou 沓:ta 隗:wei/kui 薄:bo 降:jiang/xiang"
)
_MOST_SPELLINGS = 8
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")


@cache
def _dictionary() -> dict[int, str]:
    # Without its phrases, which tell names nothing, it takes a quarter of the memory: 13 MB, loaded by the process
    # that first meets a name.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.constants import PINYIN_DICT

    return PINYIN_DICT


@lru_cache(maxsize=8_000)
def _usual(character: str) -> str:
    """The usual reading of one character without its tone (ü is v); what is no Chinese character is its own reading."""
    readings = _dictionary().get(ord(character))
    if readings is None:
        plain = unicodedata.normalize("NFKD", character).casefold()
        return "".join(one for one in plain if one.isascii() and one.isalnum())
    marked = unicodedata.normalize("NFD", readings.partition(",")[0])
    return unicodedata.normalize("NFC", _TONES.sub("", marked)).replace("ü", "v").replace("ê", "e")


def readings_of(name: str) -> list[tuple[str, ...]]:
    """For each character the ways it may be read, the usual one first; "" for one nobody knows a reading of."""
    if name[:2] in _DOUBLE_SURNAMES and len(name) > 2:
        surname: list[tuple[str, ...]] = [(one,) for one in _DOUBLE_SURNAMES[name[:2]]]
    else:
        first = name[:1]
        surname = [_with_u(_SURNAMES.get(first) or (_usual(first),))] if first else []
    given = [_with_u(_GIVEN.get(one) or (_usual(one),)) for one in name[len(surname) :]]
    return surname + given


def surname_length(name: str) -> int:
    """How many characters of a name are the surname."""
    return 2 if name[:2] in _DOUBLE_SURNAMES and len(name) > 2 else 1


def _with_u(readings: tuple[str, ...]) -> tuple[str, ...]:
    """ü is typed as v, and by those who do not know that, as u."""
    return (*readings, *(one.replace("v", "u") for one in readings if one[:2] in ("lv", "nv")))


def spellings(name: str) -> list[tuple[str, ...]]:
    """The ways a name may be read, syllable by syllable, the usual one first; at most eight."""
    combined = itertools.product(*readings_of(name))
    return list(itertools.islice(combined, _MOST_SPELLINGS))


def spelling_of(name: str) -> str:
    """What lists sort a name by: its usual reading, then the characters, so that namesakes in sound stand apart."""
    syllables = (readings[0] for readings in readings_of(name))
    return f"{' '.join(one for one in syllables if one)} {name}".strip()
