"""The place, day and agency before the first words of a report: "LONDON, 3 May (Agency) — "."""

import re

_DASH = r"\s*(?:--|[-–—―])\s+"
_PLACE = (
    r"[A-ZÄÖÜÀ-Þ][\w.’'ß-]*(?:[ ,]+(?:[A-ZÄÖÜÀ-Þ0-9][\w.’'ß-]*|de|of|am|an|der|la|upon)){0,5},?"
)
_AGENCY = r"\s*\((?P<agency>[A-Za-zÄÖÜäöü][\w ./&-]{1,24})\)"
_CAPITALS = r"[A-ZÄÖÜÀ-Þ]{3,}[A-ZÄÖÜÀ-Þ ’'.-]*(?:, ?[A-Z][\w. ]{1,24}){0,3}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_PLACE}{_AGENCY}{_DASH}",
        rf"{_CAPITALS}{_DASH}",
        r"[A-ZÄÖÜ][\wäöüß.-]+(?: [A-ZÄÖÜ][\wäöüß.-]+)?\s+[–—]\s+(?=[A-ZÄÖÜ„“»])",
        r"(?P<agency>[\u4e00-\u9fff]{2,6}?)[\u4e00-\u9fff]{2,6}\d{1,2}月\d{1,2}日[电電讯訊](?:（[^（）]{1,40}）)?\s*",
    )
)


def split_dateline(text: str) -> tuple[str, str]:
    """Return the dateline that a paragraph begins with, "" if none, and the rest."""
    for form in _FORMS:
        found = form.match(text)
        if found and len(text) - found.end() > 40:
            return found[0].strip(), text[found.end() :]
    return "", text


def find_agency(dateline: str) -> str:
    """Return the agency that a dateline names, "" if none."""
    found = re.search(r"\(([^()]+)\)", dateline)
    return found[1] if found else ""
