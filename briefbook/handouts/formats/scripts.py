"""Scripts as office suites tell them apart: Western, East Asian, and complex ones."""

from typing import Literal, NamedTuple


class Script(NamedTuple):
    """How words of a language are marked: the attribute of ``w:lang``, its value, and a font.

    The font is one of Word's; where it is lacking, office suites choose another that has
    the characters.
    """

    field: Literal["eastAsia", "bidi"]
    language: str
    font: str
    is_leftward: bool = False


CHINESE = Script("eastAsia", "zh-CN", "SimSun")
ARABIC = Script("bidi", "ar-SA", "Times New Roman", is_leftward=True)
SCRIPTS = {
    "zh": CHINESE,
    "ja": Script("eastAsia", "ja-JP", "MS Mincho"),
    "ko": Script("eastAsia", "ko-KR", "Batang"),
    "bo": Script("bidi", "bo-CN", "Microsoft Himalaya"),
    "ar": ARABIC,
    "fa": Script("bidi", "fa-IR", "Times New Roman", is_leftward=True),
    "ug": Script("bidi", "ug-CN", "Microsoft Uighur", is_leftward=True),
    "ur": Script("bidi", "ur-PK", "Times New Roman", is_leftward=True),
    "he": Script("bidi", "he-IL", "Times New Roman", is_leftward=True),
}
"""The languages that are not simply Western, by the first part of their tags (BCP 47)."""


def find_script(language: str) -> Script | None:
    """Return the script of a language, None if it is Western."""
    return SCRIPTS.get(language.partition("-")[0].lower())
