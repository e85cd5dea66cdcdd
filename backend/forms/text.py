"""What a person typed, made comparable: invisible characters, blanks, full-width forms.

Spelled out rather than left to `str.strip()`, because Python and JavaScript disagree on what a blank is.
"""

import re

WHITESPACE = "\t\n\x0b\x0c\r \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"

# Control characters, zero-width spaces, direction marks (phones wrap a copied number in them) and halves of a
# surrogate pair (half an emoji): nobody can see them, and PostgreSQL refuses NUL and lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
_TO_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def cleaned(raw: str, *, multiline: bool = False) -> str:
    """`raw` less invisible characters and outer blanks; line ends are "\\n", a space if not `multiline`."""
    text = _INVISIBLE.sub("", raw).replace("\r\n", "\n").replace("\r", "\n")
    if not multiline:
        text = text.replace("\n", " ").replace("\t", " ")
    return text.strip(WHITESPACE)


def half_width(text: str) -> str:
    """Full-width ASCII (１２３ＡＢＣ：) as ASCII. Narrower than NFKC on purpose: ² is not the digit 2."""
    return text if text.isascii() else text.translate(_TO_HALF_WIDTH)
