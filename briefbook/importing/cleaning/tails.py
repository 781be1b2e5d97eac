"""What stands below an article: the latest headlines, and whatever else may be read."""

import re
from collections.abc import Iterator, Sequence

from briefbook.importing.document import TextBlock

_FORMS = (
    r"latest (?:headlines|news|stories)|today's headlines|top (?:stories|headlines)",
    r"more (?:from|on|in|stories|headlines|news)\b.{0,60}|read next|what to read next",
    r"related(?: (?:stories|articles|topics|content|links|news))?|associated links",
    r"most (?:read|popular|viewed)|trending(?: now)?|recommended(?: for you)?|don't miss",
    r"you (?:may|might) also like|mehr zum thema|weitere (?:artikel|meldungen|themen)",
    r"meistgelesen|das könnte sie auch.{0,40}",
    r"相关(?:新闻|阅读|报道|链接)|相關(?:新聞|閱讀)|延伸閱讀|推荐阅读|热门新闻",
)
_HEADS = re.compile(rf"(?i)(?:the )?(?:{'|'.join(_FORMS)})\s*[:：]?")
_PROSE = 160
"""Characters from which on a block below such a head is a paragraph of the article."""

_SENTENCES = re.compile(r"[.!?。！？][\"”’»」』]*(?:\s|$)")


def find_tail(blocks: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
    """Yield the heads of lists of other articles with what stands in the lists.

    A list ends where a paragraph stands: a page may have one in the midst of its text.
    """
    is_listing = False
    for rank, block in enumerate(blocks):
        if _HEADS.fullmatch(block.text):
            is_listing = True
        elif _is_paragraph(block.text):
            is_listing = False
        if is_listing:
            yield rank, "other articles"


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PROSE or (len(text) >= _PROSE / 2 and bool(_SENTENCES.search(text)))
