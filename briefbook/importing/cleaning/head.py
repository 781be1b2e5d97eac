"""What stands above an article: who wrote it, when it was published, the name of the page."""

import re
from collections.abc import Iterator, Sequence

from briefbook.importing.days import find_day, strip_days
from briefbook.importing.document import TextBlock

_FAR = 14
"""Blocks from the top in which the head of a text may be."""

_LONGEST = 160
_BESIDE = 16
"""Letters that may stand beside a day: that of the week, a place."""

_BYLINE = re.compile(
    r"(?i)(?:by|von|par|por)\s+(?P<names>[^\W\d].{2,100}?)"
    r"(?:,\s*(?:the )?[\w ]*(?:correspondent|reporter|editor|staff|writer)\w*)?\.?"
)
_ROLE = re.compile(r"(?i)(?:[\w-]+ ){0,4}(?:correspondent|reporter|editor|redakteur(?:in)?)")
_STAMP = re.compile(
    r"(?i)(?:published|updated|last (?:updated|modified)|issued|posted|stand|veröffentlicht|"
    r"来源|發布|发布|date)\b.{0,80}|.{0,40}(?:来源|來源|記者|记者).{0,60}"
)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?|Uhr|GMT|UTC|[A-Z]{2,4})?")
_PLACES = re.compile(
    r"\[(?:House|Senate|[\w ]* Journal .{0,80}|Pages? .{0,40})\]"
    r"|From the .{0,90} Online .{0,90}"
)
STAMPS = ("the day of publication", "where it was printed")
"""Reasons of what was dropped that tells when a text was published."""

_ENDED = re.compile(r"[.!?:。！？：][\"”’»“」』)\]]*$")


def find_head(blocks: Sequence[TextBlock]) -> Iterator[tuple[int, str]]:
    """Yield the lines above the first paragraph that say who wrote the text, and when."""
    for rank, block in enumerate(blocks[:_FAR]):
        if _is_prose(block.text):
            return
        if reason := _name_line(block.text):
            yield rank, reason


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST or (len(text) > 80 and bool(_ENDED.search(text)))


def _name_line(text: str) -> str:
    if _BYLINE.fullmatch(text) or _ROLE.fullmatch(text):
        return "a byline"
    is_labelled = _STAMP.fullmatch(text) and (find_day(text) or ":" in text or "：" in text)
    if is_labelled or is_stamp(text):
        return STAMPS[0]
    return STAMPS[1] if _PLACES.fullmatch(text) else ""


def is_stamp(text: str) -> bool:
    """Tell whether a line is hardly more than a day, or a day and a time."""
    bare = re.sub(r"[\W\d_]+", "", strip_days(_CLOCK.sub("", text)))
    return bool(find_day(text)) and len(bare) <= _BESIDE


def read_byline(text: str) -> tuple[str, ...]:
    """Return the names of a line that says who wrote a text, () if it is none."""
    found = _BYLINE.fullmatch(text)
    if not found:
        return ()
    parts = re.split(r"\s*(?:,|\band\b|\bund\b|&)\s*", found["names"])
    return tuple(one for rank, one in enumerate(parts) if _is_name(one, rank))


def _is_name(text: str, rank: int) -> bool:
    """Tell whether a part of such a line names somebody: a single word may be a place."""
    words = text.split()
    return (
        bool(re.match(r"[^\W\d_]", text)) and len(words) < 6 and (rank == 0 or len(words) > 1)
    )
