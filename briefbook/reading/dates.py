"""Dates as people write them, as EDTF, as days, and as words for readers.

Understood is level 0 of the Extended Date/Time Format (ISO 8601-2:2019, Library of
Congress) and the useful part of level 1, besides everyday English such as "c. Aug 2023".
Every date has a canonical EDTF text, an earliest and a latest day. Seasons are the
meteorological ones of the northern hemisphere, and a winter runs on into the next year:
2023-24 is December 2023 to February 2024. Days are ISO text, so that they sort as they
stand, keep in plain facts and need no time zone.
"""

import re
from calendar import monthrange
from datetime import date as calendar_date
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal, NamedTuple

Precision = Literal["time", "day", "month", "season", "year", "decade", "century", "interval"]
Days = tuple[str, str]

FIRST_DAY = "0001-01-01"
LAST_DAY = "9999-12-31"
OPEN = ".."


class Date(NamedTuple):
    """A date that may be vague: ``edtf`` is canonical, ``earliest``/``latest`` are ISO days.

    An open end of an interval has ``FIRST_DAY`` or ``LAST_DAY``. An interval is
    approximate or uncertain where one of its ends is.
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
MONTH_CODES = {
    written: f"{number:02}"
    for number, name in enumerate(MONTHS, start=1)
    for written in (name.lower(), name[:3].lower())
} | {"sept": "09"}
SEASON_CODES = {name: code for code, name in SEASONS.items()} | {"fall": "23"}
MEANING = {"~": (True, False), "?": (False, True), "%": (True, True)}
OPEN_WORDS = {"", "open", "present", "now", "today", "ongoing", "unknown"}
HYPHENS = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"}

ABOUT = r"(?:c\.|ca\.|approx\.|~) ?|(?:c|ca|circa|about|around|approximately)(?: |(?=[0-9]))"
PERHAPS = r"(?:perhaps|possibly|probably|maybe) "
# Only canonical dates are matched by ready-made patterns; the rest compile when met.
MARKS = re.compile(r" ?([?~%]{1,2})$")
CORE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)"
    r"(?:-(?P<day>[0-9]{2}|XX)(?:[T ](?P<time>[0-9:]+)(?P<zone>Z|[+-][0-9:]+)?)?)?)?"
)
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?"
ZONE = r"(?:[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)"
DAY_FIRST = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)? (?P<month>[a-z]+)\.?,? (?P<year>[0-9]+)"
MONTH_FIRST = r"(?P<month>[a-z]+)\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})"
MONTH_ONLY = r"(?P<month>[a-z]+)\.?,? (?P<year>[0-9]+)"
DECADE = r"(?:the )?([0-9]{3})0s"

NUMERIC = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
NUMERIC_SHORT = r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}"
YEAR_FIRST = r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})"
YEAR_MONTH = r"([0-9]{4})[/.-](0?[1-9]|1[0-2])"
MONTH_YEAR = r"(0?[1-9]|1[0-2])[/.-]([0-9]{4})"
YEARS = r"([0-9]{4}) ?(?:-|to) ?([0-9]{4})"
YEARS_SHORT = r"([0-9]{2})([0-9]{2})/([0-9]{2})"

EXAMPLES = "write it like 2023, 2023-08, 2023-08-30, 2023-08~ or 2023-08-03/2023-08-05"


# Reading


@lru_cache(maxsize=16384)
def parse_date(text: str) -> Date:
    """Return the date that ``text`` means, or raise ``ValueError`` with the reason in words.

    The reason is plain English and ends with a cure where one can be told. Upper and
    lower case, dashes of any kind and spaces around the date make no difference.
    """
    tidy = " ".join(text.translate(HYPHENS).split())
    if not tidy:
        raise ValueError(f"there is no date here; {EXAMPLES}")
    try:
        return parse_interval(tidy) if "/" in tidy else parse_single(tidy)
    except ValueError:
        refuse_other_notations(tidy)
        raise


def refuse_other_notations(text: str) -> None:
    """Raise ``ValueError``, with the cure, for digits in an order that this is not."""
    if re.fullmatch(NUMERIC_SHORT, text):
        raise ValueError(f"“{text}” could be several dates; {EXAMPLES}")
    reading = read_elsewise(text)
    if reading:
        raise ValueError(f"“{text}” {say_readings(reading)}")


def read_elsewise(text: str) -> tuple[str, ...]:
    """Return what a date in some other notation may mean, in EDTF, the likeliest first."""
    if match := re.fullmatch(NUMERIC, text):
        day, month, year = match.groups()
        return real_dates((year, month, day), (year, day, month))
    if (match := re.fullmatch(YEAR_FIRST, text)) and not CORE.fullmatch(text):
        return real_dates(tuple(part for part in match.groups() if part))
    if (match := re.fullmatch(YEAR_MONTH, text)) and not CORE.fullmatch(text):
        return real_dates(match.groups())
    if match := re.fullmatch(MONTH_YEAR, text):
        return real_dates(match.groups()[::-1])
    return read_years(text)


def read_years(text: str) -> tuple[str, ...]:
    """Return the interval that 2019-2023 or 2019/23 means, in EDTF."""
    if match := re.fullmatch(YEARS, text):
        return ("/".join(match.groups()),)
    match = re.fullmatch(YEARS_SHORT, text)
    return (f"{match[1]}{match[2]}/{match[1]}{match[3]}",) if match else ()


def real_dates(*readings: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the readings (year, month, day) that are in the calendar, as EDTF."""
    texts = ("-".join(part.zfill(2) for part in reading) for reading in readings)
    return tuple(dict.fromkeys(text for text in texts if is_real(text)))


def is_real(core: str) -> bool:
    """Tell whether a date in EDTF without marks is in the calendar."""
    try:
        return bool(parse_core(core))
    except ValueError:
        return False


def say_readings(readings: tuple[str, ...]) -> str:
    """Return what the digits may mean and how to write it instead."""
    if len(readings) == 1:
        return f"is not how dates are written here; write {readings[0]}"
    first, second = (say_date(reading) for reading in readings)
    return f"may be {first} or {second}; write {readings[0]} or {readings[1]}"


def parse_interval(text: str) -> Date:
    """Return the date of ``start/end``, one of which may be ``..``, or raise ``ValueError``."""
    ends = text.split("/")
    if len(ends) != 2:
        raise ValueError(f"an interval has two ends, a start and an end; {EXAMPLES}")
    start, end = (parse_end(end.strip(), text) for end in ends)
    if start.edtf == end.edtf == OPEN:
        raise ValueError(
            "an interval needs a date at one end at least; write 2019/.. or ../2023"
        )
    return join_ends(start, end)


def parse_end(text: str, interval: str) -> Date:
    """Return the date of one end of ``interval``, or raise ``ValueError``."""
    if text == OPEN:
        return Date(OPEN, FIRST_DAY, LAST_DAY)
    if text.lower() in OPEN_WORDS:
        raise ValueError(f"an open end is written as two dots; write {mark_open(interval)}")
    end = parse_single(text)
    if end.precision == "time":
        raise ValueError(
            f"an interval runs from day to day; write {end.earliest} without a time"
        )
    return end


def mark_open(interval: str) -> str:
    """Return an interval with two dots for each end that words call open."""
    ends = (end.strip() for end in interval.split("/"))
    return "/".join(OPEN if end.lower() in OPEN_WORDS else clip(end) for end in ends)


def join_ends(start: Date, end: Date) -> Date:
    """Return the interval between two dates, or raise ``ValueError`` if it runs backwards."""
    if OPEN not in (start.edtf, end.edtf) and start.earliest > end.latest:
        raise ValueError(f"it ends before it starts; write {end.edtf}/{start.edtf}")
    return Date(
        f"{start.edtf}/{end.edtf}",
        start.earliest,
        end.latest,
        start.approximate or end.approximate,
        start.uncertain or end.uncertain,
        "interval",
    )


def parse_single(text: str) -> Date:
    """Return the date of anything but an interval, or raise ``ValueError``."""
    bare, approximate, uncertain = take_marks(text.lower())
    date = parse_core(bare.upper()) if CORE.fullmatch(bare.upper()) else parse_words(bare)
    mark = next(
        (mark for mark, means in MEANING.items() if means == (approximate, uncertain)), ""
    )
    if mark and date.precision == "time":
        raise ValueError(f"a time cannot be vague; write the day alone: {date.earliest}{mark}")
    return date._replace(edtf=date.edtf + mark, approximate=approximate, uncertain=uncertain)


def take_marks(text: str) -> tuple[str, bool, bool]:
    """Return a date without its signs of vagueness; is it approximate; is it uncertain."""
    core, about, perhaps = take_adverbs(text)
    match = MARKS.search(core)
    if not match:
        return core, about, perhaps
    approximate, uncertain = zip(*(MEANING[mark] for mark in match[1]), strict=True)
    return core[: match.start()], about or any(approximate), perhaps or any(uncertain)


def take_adverbs(text: str) -> tuple[str, bool, bool]:
    """Return a date without "perhaps" and "about" before it, and whether each was there."""
    if text[:1].isdigit():
        return text, False, False
    sure = re.sub(f"^{PERHAPS}", "", text)
    core = re.sub(f"^(?:{ABOUT})", "", sure)
    return core, core != sure, sure != text


def parse_words(text: str) -> Date:
    """Return the date of everyday English in lower case, or raise ``ValueError``."""
    if match := re.fullmatch(DECADE, text):
        return parse_decade(match[1])
    for form in (DAY_FIRST, MONTH_FIRST, MONTH_ONLY):
        if match := re.fullmatch(form, text):
            return parse_core(spell_edtf(**match.groupdict()))
    raise ValueError(f"“{clip(text)}” is not a date that can be read; {EXAMPLES}")


def parse_decade(digits: str) -> Date:
    """Return the decade of "2020s", or raise ``ValueError`` where a century may be meant."""
    if digits.endswith("0"):
        raise ValueError(
            f"“{digits}0s” may be ten years or a hundred; write {digits}X or {digits[:2]}XX"
        )
    return parse_core(f"{digits}X")


def spell_edtf(year: str, month: str, day: str = "") -> str:
    """Return the EDTF of a year, a month's or season's name and a day, all as written."""
    if len(year) != 4:
        raise ValueError(f"the year “{clip(year)}” is incomplete; write it with four digits")
    if month in SEASON_CODES and not day:
        return f"{year}-{SEASON_CODES[month]}"
    if month not in MONTH_CODES:
        raise ValueError(say_unknown_month(month))
    return "-".join(filter(None, (year, MONTH_CODES[month], day.zfill(2) if day else "")))


def say_unknown_month(word: str) -> str:
    """Return the reason why ``word`` is no month, with the nearest one."""
    near = get_close_matches(word[:20], [*MONTH_CODES, *SEASON_CODES], n=1)
    code = MONTH_CODES.get(near[0]) if near else None
    meant = MONTHS[int(code) - 1] if code else near[0] if near else ""
    return f"“{clip(word)}” is not a month; " + (
        f"did you mean {meant}?" if meant else EXAMPLES
    )


def clip(text: str) -> str:
    """Return the beginning of ``text``, short enough to be quoted in a reason."""
    return text if len(text) <= 40 else f"{text[:39]}…"


# From EDTF without marks to days


def parse_core(core: str) -> Date:
    """Return the date of EDTF without marks in upper case, or raise ``ValueError``."""
    match = CORE.fullmatch(core)
    if not match:
        raise ValueError(f"“{clip(core)}” is not a date that can be read; {EXAMPLES}")
    year, month, day = match["year"], match["month"], match["day"]
    check_parts(year, month or "", day or "")
    first, last, precision = find_days(year, month or "", day or "")
    if match["time"]:
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


# Days and order


def as_date(date: Date | str) -> Date:
    """Return the date of EDTF text, and a date as it is."""
    return date if isinstance(date, Date) else parse_date(date)


def sort_key(date: Date | str) -> Days:
    """Return (earliest, latest): the order of timelines."""
    dated = as_date(date)
    return dated.earliest, dated.latest


def meets(one: Date | str, other: Date | str) -> bool:
    """Tell whether two dates have a day in common."""
    first, second = as_date(one), as_date(other)
    return first.earliest <= second.latest and second.earliest <= first.latest


def year(date: Date | str) -> str:
    """Return the year that a date is filed under, four digits.

    It is the earliest one; for an interval with an open start the one it ends in, since
    nothing else is known.
    """
    dated = as_date(date)
    return (dated.latest if dated.edtf.startswith(OPEN) else dated.earliest)[:4]


def certain_days(date: Date | str) -> Days | None:
    """Return the first and last day of the part that is certain, or None where nothing is.

    An exact day is certain; a qualified or coarser date is somewhere within its days, so
    none of them is. Between two ends the days are certain, without those of a vague end:
    2023-03/2023-08-05 is certain from 1 April. Of an open interval only the exact day at
    its one end is, since how far it reaches is not known.
    """
    dated = as_date(date)
    if dated.precision != "interval":
        return (dated.earliest, dated.latest) if is_exact(dated) else None
    start, end = split_interval(dated)
    if not start or not end:
        known = start or end
        return certain_days(known) if known else None
    return certain_between(start, end)


def is_exact(date: Date) -> bool:
    """Tell whether a date is one day beyond doubt."""
    vague = date.approximate or date.uncertain
    return date.precision in ("day", "time") and not vague


def split_interval(date: Date) -> tuple[Date | None, Date | None]:
    """Return the two ends of an interval, None for an open one."""
    start, end = (None if end == OPEN else parse_date(end) for end in date.edtf.split("/"))
    return start, end


def certain_between(start: Date, end: Date) -> Days | None:
    """Return the certain days of an interval whose ends are both known."""
    first = start.earliest if is_exact(start) else move_day(start.latest, 1)
    last = end.latest if is_exact(end) else move_day(end.earliest, -1)
    if first <= last:
        return first, last
    exact = next((known for known in (start, end) if is_exact(known)), None)
    return certain_days(exact) if exact else None


def move_day(day: str, by: int) -> str:
    """Return the day that many days later, kept within the calendar."""
    number = calendar_date.fromisoformat(day).toordinal() + by
    kept = min(max(number, 1), calendar_date.max.toordinal())
    return calendar_date.fromordinal(kept).isoformat()


# Words for readers


class Wording(NamedTuple):
    """How vagueness is put into words, whether months are cut short, and what comes first."""

    about: str
    uncertain: str
    uncertain_end: str
    some_time: str
    brief: bool = False
    month_first: bool = False


LONG = Wording("about {}", "{}, uncertain", "{} (uncertain)", "some time in {}")
SHORT = Wording("c. {}", "{}?", "{}?", "{}", brief=True)
WORDINGS = {"en-us": LONG._replace(month_first=True)}


def say_date(date: Date | str, language: str = "en") -> str:
    """Return a date in words: "about August 2023", "3–5 March 2023", "since 2019".

    ``language`` is a BCP 47 tag. ``en-US`` puts the month first; all others have the day
    first, in English, as the pages' own words are.
    """
    return say(as_date(date), WORDINGS.get(language.lower(), LONG))


def short_date(date: Date | str) -> str:
    """Return a date for tables and labels: "c. Aug 2023", "3–5 Mar 2023", "30 Aug 2023?"."""
    return say(as_date(date), SHORT)


def say(date: Date, wording: Wording) -> str:
    """Return a date in words of the given style."""
    if date.precision == "interval":
        return say_interval(date, wording)
    return say_single(date, wording)


def say_single(date: Date, wording: Wording, within: bool = False) -> str:
    """Return anything but an interval in words, to stand alone or ``within`` a phrase."""
    base = say_base(date, wording, within or date.approximate)
    uncertain = wording.uncertain_end if within else wording.uncertain
    unspecified = "XX" in date.edtf and date.precision in ("month", "year")
    about = wording.about.format(base) if date.approximate else base
    placed = wording.some_time.format(base) if unspecified and not date.approximate else about
    return uncertain.format(placed) if date.uncertain else placed


def say_base(date: Date, wording: Wording, within: bool = False) -> str:
    """Return the plain words of a date, whatever its vagueness."""
    number, month, day = date.earliest.split("-")
    plain_year = number.lstrip("0")
    named = name_month(month, wording)
    on_day = say_day(int(day), named, plain_year, wording)
    article = "the " if within and not wording.brief else ""
    words = {
        "century": f"{plain_year}–{date.latest[:4].lstrip('0')}",
        "decade": f"{article}{plain_year}s",
        "year": plain_year,
        "season": say_season(date),
        "month": f"{named} {plain_year}",
        "day": on_day,
        "time": f"{on_day}, {say_time(date)}",
    }
    return words[date.precision]


def say_day(day: int, month: str, year: str, wording: Wording) -> str:
    """Return an exact day in words."""
    return f"{month} {day}, {year}" if wording.month_first else f"{day} {month} {year}"


def name_month(month: str, wording: Wording) -> str:
    """Return the name of month 01 to 12."""
    name = MONTHS[int(month) - 1]
    return name[:3] if wording.brief else name


def say_season(date: Date) -> str:
    """Return a season in words; a winter bears both of its years."""
    name = SEASONS.get(date.edtf[5:7], "")
    first = date.earliest[:4].lstrip("0")
    second = date.latest[2:4] if date.latest[2:4] != "00" else date.latest[:4]
    return f"{name} {first}–{second}" if name == "winter" else f"{name} {first}"


def say_time(date: Date) -> str:
    """Return the time of day with its zone: "14:00 UTC", "14:00 UTC+1"."""
    time = date.edtf[11:]
    clock = re.split(r"[Z+-]", time)[0]
    zone = time[len(clock) :]
    hours = re.sub(r"^([+-])0?", r"\1", zone.removesuffix(":00"))
    return clock if not zone else f"{clock} UTC{hours.removeprefix('Z')}"


def say_interval(date: Date, wording: Wording) -> str:
    """Return an interval in words, as short as it can be understood."""
    start, end = split_interval(date)
    if start and end:
        return say_between(start, end, wording)
    known = start or end
    opened = "since" if start else "until"
    return f"{opened} {say_single(known, wording, within=True)}" if known else ""


def say_between(start: Date, end: Date, wording: Wording) -> str:
    """Return an interval between two dates: "3–5 March 2023", "from about 2019 to 2021"."""
    if start.edtf == end.edtf:
        return say_single(start, wording)
    if is_plain(start) and is_plain(end) and start.precision == end.precision:
        return say_range(start, end, wording)
    first, last = say_single(start, wording, True), say_single(end, wording, True)
    return f"from {first} to {last}"


def is_plain(date: Date) -> bool:
    """Tell whether a date can stand in a range such as 3–5 March without more words."""
    return date.precision in ("day", "month", "year") and date.edtf[-1] not in "?~%X"


def say_range(start: Date, end: Date, wording: Wording) -> str:
    """Return two plain dates of one precision as a range, without repeating year or month."""
    first, last = say_base(start, wording), say_base(end, wording)
    if start.precision == "year":
        return f"{first}–{last}"
    if start.edtf[:4] != end.edtf[:4]:
        return f"{first} – {last}"
    return say_within_year(start, end, first.rsplit(" ", 1)[0].rstrip(","), last)


def say_within_year(start: Date, end: Date, first: str, last: str) -> str:
    """Return a range of months or days of one year, of which ``first`` does not bear it."""
    if start.precision == "month":
        return f"{first}–{last}"
    if start.edtf[:7] != end.edtf[:7]:
        return f"{first} – {last}"
    day = first.split(maxsplit=1)[0]
    return f"{day}–{last}" if day.isdigit() else f"{first}–{last.split(' ', 1)[1]}"
