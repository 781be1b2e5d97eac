"""Dates in EDTF, without marks of vagueness, and the days that they mean.

Understood is level 0 of the Extended Date/Time Format (ISO 8601-2:2019, Library of
Congress), the useful part of level 1, and of level 2 the sets of which one day is meant.
Seasons are the meteorological ones of the
northern hemisphere, and a winter runs on into the next year: 2023-24 is December 2023 to
February 2024.
"""

import re
from calendar import monthrange
from typing import Literal, NamedTuple

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

# Only canonical dates are matched by a ready-made pattern; the rest compile when met.
CORE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)"
    r"(?:-(?P<day>[0-9]{2}|XX)(?:[T ](?P<time>[0-9:]+)(?P<zone>Z|[+-][0-9:]+)?)?)?)?"
)
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
ZONE = r"(?:[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)"

EXAMPLES = "write it like 2023, 2023-08, 2023-08-30, 2023-08~ or 2023-08-03/2023-08-05"


def parse_core(core: str) -> Date:
    """Return the date of EDTF without marks in upper case, or raise ``ValueError``."""
    match = CORE.fullmatch(core)
    if not match:
        raise ValueError(f"“{clip(core)}” is not a date that can be read; {EXAMPLES}")
    year, month, day = match["year"], match["month"], match["day"]
    check_parts(year, month or "", day or "")
    first, last, precision = find_days(year, month or "", day or "")
    if match["time"]:
        if precision != "day":
            raise ValueError(
                f"a time needs a day that is known; write the date alone: {core[:10]}"
            )
        return Date(
            f"{last}T{read_time(match['time'])}{read_zone(match['zone'])}",
            first,
            last,
            precision="time",
        )
    return Date(core, first, last, precision=precision)


def check_parts(year: str, month: str, day: str) -> None:
    """Raise ``ValueError`` for parts that do not exist or do not go together."""
    if int(year.replace("X", "0")) == 0:
        raise ValueError("years run from 0001 to 9999")
    if "X" in year and month:
        raise ValueError(f"a month needs a whole year; write {year}")
    if month == "XX" and day not in ("", "XX"):
        raise ValueError(f"a day needs a month; write {year}-XX")
    if month in SEASONS and day:
        raise ValueError(f"a season has no days; write {year}-{month}")
    check_month(month)
    check_day(year, month, day)


def check_month(month: str) -> None:
    """Raise ``ValueError`` for a number that is neither a month nor a season."""
    if month not in ("", "XX", *SEASONS) and not 1 <= int(month) <= 12:
        raise ValueError(
            f"there is no month {month}; months run from 01 to 12, seasons from 21 to 24"
        )


def check_day(year: str, month: str, day: str) -> None:
    """Raise ``ValueError`` for a day that its month does not have."""
    if day in ("", "XX"):
        return
    length = monthrange(int(year), int(month))[1]
    if not 1 <= int(day) <= length:
        named = f"{MONTHS[int(month) - 1]} {year}"
        raise ValueError(f"{named} has {length} days, so there is no day {int(day)}")


def find_days(year: str, month: str, day: str) -> tuple[str, str, Precision]:
    """Return the first and last day of a date whose parts are known to be right."""
    if "X" in year:
        span: Precision = "century" if year.endswith("XX") else "decade"
        return f"{year.replace('X', '0')}-01-01", f"{year.replace('X', '9')}-12-31", span
    if month in ("", "XX"):
        return f"{year}-01-01", f"{year}-12-31", "year"
    if month in SEASONS:
        return *find_season(year, month), "season"
    if day in ("", "XX"):
        return f"{year}-{month}-01", end_of_month(int(year), int(month)), "month"
    return f"{year}-{month}-{day}", f"{year}-{month}-{day}", "day"


def find_season(year: str, season: str) -> Days:
    """Return the first and last day of a season; a winter ends in February of the next year."""
    first = 3 * (int(season) - 20)
    if season != "24":
        return f"{year}-{first:02}-01", end_of_month(int(year), first + 2)
    return f"{year}-12-01", LAST_DAY if year == "9999" else end_of_month(int(year) + 1, 2)


def end_of_month(year: int, month: int) -> str:
    """Return the last day of a month."""
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]}"


def read_time(text: str) -> str:
    """Return a time of day without idle seconds, or raise ``ValueError``."""
    if not re.fullmatch(CLOCK, text):
        raise ValueError(f"there is no time {clip(text)}; times run from 00:00 to 23:59")
    return text[:5] if text.endswith(":00") else text


def read_zone(text: str | None) -> str:
    """Return ``Z``, an offset such as ``+01:00``, or nothing; or raise ``ValueError``."""
    if not text or text == "Z":
        return text or ""
    if not re.fullmatch(ZONE, text):
        raise ValueError(f"“{clip(text)}” is no time zone; write Z for UTC, or +01:00")
    whole = text if ":" in text else f"{text}:00"
    return "Z" if whole[1:] == "00:00" else whole


def clip(text: str) -> str:
    """Return the beginning of ``text``, short enough to be quoted in a reason."""
    return text if len(text) <= 40 else f"{text[:39]}…"
