"""Dates as people write them → EDTF, and the days that they mean.

Understood is level 0 of the Extended Date/Time Format (ISO 8601-2:2019, Library of
Congress), the useful part of level 1, and of level 2 the sets of which one day is meant,
besides everyday English such as "c. Aug 2023". Seasons are the meteorological ones of the
northern hemisphere, and a winter runs on into the next year: 2023-24 is December 2023 to
February 2024.
"""

import re
from calendar import monthrange
from typing import Literal, NamedTuple

from briefbook.base.problems import shorten

Precision = Literal[
    "time", "day", "month", "season", "year", "decade", "century", "interval", "set"
]
Days = tuple[str, str]
"""The first and the last day, both ISO"""

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"
OPEN = ".."


class Date(NamedTuple):
    """A date that may be vague: ``edtf`` is canonical, ``earliest``/``latest`` are ISO days.

    An interval lasts from one end to the other, a set means one day between its ends. An
    open end has ``FIRST_DAY`` or ``LAST_DAY``. Both are approximate or uncertain where one
    of their ends is.
    """

    edtf: str
    earliest: str
    latest: str
    approximate: bool = False
    uncertain: bool = False
    precision: Precision = "day"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
EXAMPLES = "write it like 2023, 2023-08, 2023-08-30, 2023-08~ or 2023-08-03/2023-08-05"

# Only these two are met on every date, so ready-made; the rest compile when met.
_CORE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)"
    r"(?:-(?P<day>[0-9]{2}|XX)(?:[T ](?P<time>[0-9:]+)(?P<zone>Z|[+-][0-9:]+)?)?)?)?"
)
_MARKS = re.compile(r" ?([?~%]{1,2})$")
_MEANING = {"~": (True, False), "?": (False, True), "%": (True, True)}
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
_ZONE = r"(?:[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)"
_OPEN_WORDS = {"", "open", "present", "now", "today", "ongoing", "unknown"}

_MONTH_CODES = {
    written: f"{number:02}"
    for number, name in enumerate(MONTHS, start=1)
    for written in (name.lower(), name[:3].lower())
} | {"sept": "09"}
_SEASON_CODES = {name: code for code, name in SEASONS.items()} | {"fall": "23"}
MONTH_NAMES, SEASON_NAMES = tuple(_MONTH_CODES), tuple(_SEASON_CODES)
"""The names that are understood, in small letters."""

_ABOUT = r"(?:c\.|ca\.|approx\.|~) ?|(?:c|ca|circa|about|around|approximately)(?: |(?=[0-9]))"
_PERHAPS = r"(?:perhaps|possibly|probably|maybe) "
_DAY_FIRST = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? (?P<month>[a-z]+)\.?,? (?P<year>[0-9]+)"
_MONTH_FIRST = r"(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})"
_MONTH_ONLY = r"(?P<month>[a-z]+)\.?,? (?P<year>[0-9]+)"
_DECADE = r"(?:the )?([0-9]{3})0s"
_NUMERIC = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
_NUMERIC_SHORT = r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}"
_YEAR_FIRST = r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})"
_YEAR_MONTH = r"([0-9]{4})[/.-](0?[1-9]|1[0-2])"
_MONTH_YEAR = r"(0?[1-9]|1[0-2])[/.-]([0-9]{4})"
_YEARS = r"([0-9]{4}) ?(?:-|to) ?([0-9]{4})"
_YEARS_SHORT = r"([0-9]{2})([0-9]{2})/([0-9]{2})"


# EDTF without marks of vagueness


def _parse_core(core: str) -> Date:
    """Return the date of EDTF without marks in upper case."""
    match = _CORE.fullmatch(core)
    if not match:
        raise ValueError(f"“{shorten(core, 40)}” is not a date that can be read; {EXAMPLES}")
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    _check_parts(year, month, day)
    _check_numbers(year, month, day)
    first, last, precision = _find_days(year, month, day)
    if not match["time"]:
        return Date(core, first, last, precision=precision)
    if precision != "day":
        raise ValueError(f"a time needs a day that is known; write the date alone: {core[:10]}")
    edtf = f"{last}T{_read_time(match['time'])}{_read_zone(match['zone'])}"
    return Date(edtf, first, last, precision="time")


def _check_parts(year: str, month: str, day: str) -> None:
    if int(year.replace("X", "0")) == 0:
        raise ValueError("years run from 0001 to 9999")
    if "X" in year and month:
        raise ValueError(f"a month needs a whole year; write {year}")
    if month == "XX" and day not in ("", "XX"):
        raise ValueError(f"a day needs a month; write {year}-XX")
    if month in SEASONS and day:
        raise ValueError(f"a season has no days; write {year}-{month}")


def _check_numbers(year: str, month: str, day: str) -> None:
    if month not in ("", "XX", *SEASONS) and not 1 <= int(month) <= 12:
        raise ValueError(
            f"there is no month {month}; months run from 01 to 12, seasons from 21 to 24"
        )
    if day in ("", "XX"):
        return
    length = monthrange(int(year), int(month))[1]
    if not 1 <= int(day) <= length:
        named = f"{MONTHS[int(month) - 1]} {year}"
        raise ValueError(f"{named} has {length} days, so there is no day {int(day)}")


def _find_days(year: str, month: str, day: str) -> tuple[str, str, Precision]:
    """Return the first and last day of a date whose parts are known to be right."""
    if "X" in year:
        span: Precision = "century" if year.endswith("XX") else "decade"
        return f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31", span
    if month in ("", "XX"):
        return f"{year}-01-01", f"{year}-12-31", "year"
    if month in SEASONS:
        return *_find_season(year, month), "season"
    if day in ("", "XX"):
        return f"{year}-{month}-01", end_of_month(int(year), int(month)), "month"
    return f"{year}-{month}-{day}", f"{year}-{month}-{day}", "day"


def _find_season(year: str, season: str) -> Days:
    first = 3 * (int(season) - 20)
    if season != "24":
        return f"{year}-{first:02}-01", end_of_month(int(year), first + 2)
    return f"{year}-12-01", LAST_DAY if year == "9999" else end_of_month(int(year) + 1, 2)


def end_of_month(year: int, month: int) -> str:
    """Return the last day of a month."""
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]}"


def _read_time(text: str) -> str:
    """Return a time of day without idle seconds."""
    if not re.fullmatch(_CLOCK, text):
        raise ValueError(f"there is no time {shorten(text, 40)}; times run from 00:00 to 23:59")
    return text[:5] if text.endswith(":00") else text


def _read_zone(text: str | None) -> str:
    """Return ``Z``, an offset such as ``+01:00``, or nothing."""
    if not text or text == "Z":
        return text or ""
    if not re.fullmatch(_ZONE, text):
        raise ValueError(f"“{shorten(text, 40)}” is no time zone; write Z for UTC, or +01:00")
    whole = text if ":" in text else f"{text}:00"
    return "Z" if whole[1:] == "00:00" else whole


# One date, with its marks of vagueness, or in everyday English


def parse_single(text: str) -> Date:
    """Return the date of anything but an interval or a set, or raise ``ValueError``."""
    bare, approximate, uncertain = _take_marks(text.lower())
    core = bare.upper()
    date = _parse_core(core) if _CORE.fullmatch(core) else _parse_words(bare)
    vagueness = approximate, uncertain
    mark = next((mark for mark, means in _MEANING.items() if means == vagueness), "")
    if mark and date.precision == "time":
        raise ValueError(f"a time cannot be vague; write the day alone: {date.earliest}{mark}")
    return date._replace(edtf=date.edtf + mark, approximate=approximate, uncertain=uncertain)


def _take_marks(text: str) -> tuple[str, bool, bool]:
    """Return a date without its signs of vagueness; is it approximate; is it uncertain."""
    core, about, perhaps = _take_adverbs(text)
    match = _MARKS.search(core)
    if not match:
        return core, about, perhaps
    approximate, uncertain = zip(*(_MEANING[mark] for mark in match[1]), strict=True)
    return core[: match.start()], about or any(approximate), perhaps or any(uncertain)


def _take_adverbs(text: str) -> tuple[str, bool, bool]:
    """Return a date without "perhaps" and "about" before it, and whether each was there."""
    if text[:1].isdigit():
        return text, False, False
    sure = re.sub(f"^{_PERHAPS}", "", text)
    core = re.sub(f"^(?:{_ABOUT})", "", sure)
    return core, core != sure, sure != text


def _parse_words(text: str) -> Date:
    """Return the date of everyday English in lower case."""
    if match := re.fullmatch(_DECADE, text):
        return _parse_decade(match[1])
    for form in (_DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY):
        if match := re.fullmatch(form, text):
            return _parse_core(_spell_edtf(**match.groupdict()))
    raise ValueError(f"“{shorten(text, 40)}” is not a date that can be read; {EXAMPLES}")


def _parse_decade(digits: str) -> Date:
    """Return the decade of "2020s"; "2000s" may be a century."""
    if digits.endswith("0"):
        raise ValueError(
            f"“{digits}0s” may be ten years or a hundred; write {digits}X or {digits[:2]}XX"
        )
    return _parse_core(f"{digits}X")


def _spell_edtf(year: str, month: str, day: str = "") -> str:
    """Return the EDTF of a year, a month's or season's name and a day, all as written."""
    if len(year) != 4:
        raise ValueError(
            f"the year “{shorten(year, 40)}” is incomplete; write it with four digits"
        )
    if month in _SEASON_CODES and not day:
        return f"{year}-{_SEASON_CODES[month]}"
    if month not in _MONTH_CODES:
        raise ValueError(_say_unknown_month(month))
    return "-".join(filter(None, (year, _MONTH_CODES[month], day.zfill(2) if day else "")))


def _say_unknown_month(word: str) -> str:
    # Most runs meet no such word, and need not wait for this import.
    from difflib import get_close_matches

    near = get_close_matches(word[:20], [*_MONTH_CODES, *_SEASON_CODES], n=1)
    code = _MONTH_CODES.get(near[0]) if near else None
    meant = MONTHS[int(code) - 1] if code else near[0] if near else ""
    return f"“{shorten(word, 40)}” is not a month; " + (
        f"did you mean {meant}?" if meant else EXAMPLES
    )


# Intervals and sets


def parse_interval(text: str) -> Date:
    """Return the date of ``start/end``, one of which may be ``..``, or raise ``ValueError``."""
    ends = [end.strip() for end in text.split("/")]
    if "[" in text:
        raise ValueError("an interval runs between two dates; write it without brackets")
    if len(ends) != 2:
        raise ValueError(f"an interval has two ends, a start and an end; {EXAMPLES}")
    marked = "/".join(OPEN if end.lower() in _OPEN_WORDS else shorten(end, 40) for end in ends)
    cure = f"an open end is written as two dots; write {marked}"
    start, end = (_parse_end(end, OPEN, "an interval", cure) for end in ends)
    if start.edtf == end.edtf == OPEN:
        raise ValueError(
            "an interval needs a date at one end at least; write 2019/.. or ../2023"
        )
    _check_order(start, end, f"{end.edtf}/{start.edtf}")
    return _join_ends(f"{start.edtf}/{end.edtf}", start, end, "interval")


def parse_set(text: str) -> Date:
    """Return the date of ``[first..last]``, one of which may lack, or raise ``ValueError``."""
    inner = text.removeprefix("[").removesuffix("]").strip()
    first, dots, last = (part.strip() for part in inner.partition(OPEN))
    _check_set(inner, dots)
    cure = "in brackets an open end is left out; write "
    start = _parse_end(first, "", "a set", cure + shorten(f"[..{last}]", 40))
    end = _parse_end(last, "", "a set", cure + shorten(f"[{first}..]", 40))
    if start.edtf == end.edtf == OPEN:
        raise ValueError("a set needs a date at one end at least; write [2019..] or [..2023]")
    _check_order(start, end, f"[{end.edtf}..{start.edtf}]")
    _check_several_days(start, end)
    edtf = "[{}..{}]".format(*("" if one.edtf == OPEN else one.edtf for one in (start, end)))
    if text[0] != "[" or text[-1] != "]":
        raise ValueError(f"one day within a span stands in square brackets; write {edtf}")
    return _join_ends(edtf, start, end, "set")


def _parse_end(text: str, blank: str, named: str, cure: str) -> Date:
    """Return one end of what is ``named``: open where it is ``blank``.

    ``cure`` is said of an end that words call open.
    """
    if text == blank:
        return Date(OPEN, FIRST_DAY, LAST_DAY)
    if text.lower() in _OPEN_WORDS:
        raise ValueError(cure)
    end = parse_single(text)
    if end.precision == "time":
        raise ValueError(f"{named} runs from day to day; write {end.earliest} without a time")
    return end


def _check_order(start: Date, end: Date, turned: str) -> None:
    if OPEN not in (start.edtf, end.edtf) and start.earliest > end.latest:
        raise ValueError(f"it ends before it starts; write {turned}")


def _join_ends(edtf: str, start: Date, end: Date, precision: Precision) -> Date:
    return Date(
        edtf,
        start.earliest,
        end.latest,
        start.approximate or end.approximate,
        start.uncertain or end.uncertain,
        precision,
    )


def _check_set(inner: str, dots: str) -> None:
    """Raise ``ValueError`` for brackets around something other than a first and a last day."""
    if "," in inner:
        raise ValueError(
            "a list of days cannot be read; write the first and the last one, with two dots"
            " between: [2023-03-01..2023-03-31]"
        )
    if "/" in inner:
        ends = shorten("..".join(end.strip(" .") for end in inner.split("/", 1)), 40)
        raise ValueError(f"in brackets stand two dots between the ends; write [{ends}]")
    if not dots and inner:
        raise ValueError(f"a set of one date is that date; write {parse_single(inner).edtf}")


def _check_several_days(start: Date, end: Date) -> None:
    if start.edtf == end.edtf:
        raise ValueError(f"a set of one date is that date; write {start.edtf}")
    if start.earliest == end.latest:
        raise ValueError(f"a set of one day is that day; write {start.earliest}")


# Digits in other orders


def refuse_other_notations(text: str) -> None:
    """Raise ``ValueError``, with the cure, for digits in an order that this is not."""
    if re.fullmatch(_NUMERIC_SHORT, text):
        raise ValueError(f"“{text}” could be several dates; {EXAMPLES}")
    if readings := _read_otherwise(text):
        raise ValueError(f"“{text}” {_say_readings(readings)}")


def _read_otherwise(text: str) -> tuple[str, ...]:
    """Return what a date in some other notation may mean, in EDTF, the likeliest first."""
    if match := re.fullmatch(_NUMERIC, text):
        day, month, year = match.groups()
        return _pick_real((year, month, day), (year, day, month))
    for form in (_YEAR_FIRST, _YEAR_MONTH):
        if (match := re.fullmatch(form, text)) and not _CORE.fullmatch(text):
            return _pick_real(tuple(part for part in match.groups() if part))
    if match := re.fullmatch(_MONTH_YEAR, text):
        return _pick_real(match.groups()[::-1])
    return _read_years(text)


def _read_years(text: str) -> tuple[str, ...]:
    """Return the interval that 2019-2023 or 2019/23 means, in EDTF."""
    if match := re.fullmatch(_YEARS, text):
        return ("/".join(match.groups()),)
    match = re.fullmatch(_YEARS_SHORT, text)
    return (f"{match[1]}{match[2]}/{match[1]}{match[3]}",) if match else ()


def _pick_real(*readings: tuple[str, ...]) -> tuple[str, ...]:
    texts = ("-".join(part.zfill(2) for part in reading) for reading in readings)
    return tuple(dict.fromkeys(text for text in texts if _is_real(text)))


def _is_real(core: str) -> bool:
    try:
        return bool(_parse_core(core))
    except ValueError:
        return False


def _say_readings(readings: tuple[str, ...]) -> str:
    if len(readings) == 1:
        return f"is not how dates are written here; write {readings[0]}"
    first, second = map(_say_day, readings)
    return f"may be {first} or {second}; write {readings[0]} or {readings[1]}"


def _say_day(day: str) -> str:
    """Return an ISO day in words: "3 August 2023"."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year.lstrip('0')}"
