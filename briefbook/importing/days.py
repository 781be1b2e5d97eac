"""Days as files and texts write them → ISO; what may be two days is none."""

import re
from datetime import date

from briefbook.syntax.dates import iso_date, parse_date
from briefbook.syntax.edtf import MONTHS

_GERMAN = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
           "Oktober", "November", "Dezember")  # fmt: skip
_NUMBERS = {
    name[:3].casefold(): rank
    for names in (_GERMAN, MONTHS)
    for rank, name in enumerate(names, 1)
} | {"maerz": 3}
_MONTH = r"(?P<month>[A-Za-zä]{3,9})\.?"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_FORMS = tuple(
    re.compile(rf"(?<![0-9A-Za-z]){form}")
    for form in (
        rf"{_YEAR}-(?P<number>[01][0-9])-(?P<day>[0-3][0-9])(?![0-9])",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}\s*年\s*(?P<number>[01]?[0-9])\s*月\s*(?P<day>[0-3]?[0-9])\s*日",
        rf"(?P<day>[0-3]?[0-9])\.\s?(?P<number>[01]?[0-9])\.\s?{_YEAR}",
        rf"(?P<first>[0-3]?[0-9])/(?P<second>[0-3]?[0-9])/{_YEAR}",
    )
)


def read_day(text: str) -> str:
    """Return the day, month or year that a field means, as ISO has it, or ""."""
    found = find_day(text)
    if found:
        return found
    try:
        return iso_date(parse_date(text))
    except ValueError:
        return ""


def find_day(text: str) -> str:
    """Return the first day with its year that stands in a text, "" if there is none."""
    found = [one for form in _FORMS for one in form.finditer(text[:2000])]
    days = (_make_day(one) for one in sorted(found, key=re.Match.start))
    return next(filter(None, days), "")


def strip_days(text: str) -> str:
    """Return a text without the days that stand in it."""
    for form in _FORMS:
        text = form.sub("", text)
    return text


def _make_day(found: re.Match[str]) -> str:
    parts = found.groupdict()
    if "first" in parts:
        return _order_day(int(parts["first"]), int(parts["second"]), int(parts["year"]))
    word = (parts.get("month") or "").casefold()
    number = int(parts.get("number") or 0) or _NUMBERS.get(word, _NUMBERS.get(word[:3], 0))
    return _join_day(int(parts["year"]), number, int(parts["day"]))


def _order_day(first: int, second: int, year: int) -> str:
    """Return the day of two numbers: one above 12 is no month; else it may be either."""
    if first > 12 or first == second:
        return _join_day(year, second, first)
    return _join_day(year, first, second) if second > 12 else ""


def _join_day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
