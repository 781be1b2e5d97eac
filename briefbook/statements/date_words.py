"""Dates in words, as readers see them: in full for sentences, short for tables."""

import re
from typing import NamedTuple

from briefbook.syntax.dates import as_date, parse_date, sort_key, split_ends
from briefbook.syntax.edtf import MONTHS, SEASONS, Date


class Wording(NamedTuple):
    """How vagueness is put into words, whether months are cut short, and what comes first."""

    about: str
    uncertain: str
    uncertain_end: str
    some_time: str
    one_day: str
    no_earlier: str
    brief: bool = False
    month_first: bool = False


LONG = Wording(
    "about {}",
    "{}, uncertain",
    "{} (uncertain)",
    "some time in {}",
    "some time {}",
    "no earlier than {}",
)
SHORT = Wording("c. {}", "{}?", "{}?", "{}", "some time {}", "{} or later", brief=True)
WORDINGS = {"en-us": LONG._replace(month_first=True)}


def say_date(date: Date | str, language: str = "en") -> str:
    """Return a date in words: "about August 2023", "3–5 March 2023", "since 2019".

    ``language`` is a BCP 47 tag. ``en-US`` puts the month first; all others have the day
    first, in English, as the pages' own words are.
    """
    return _say_in_style(as_date(date), WORDINGS.get(language.lower(), LONG))


def short_date(date: Date | str) -> str:
    """Return a date for tables and labels: "c. Aug 2023", "3–5 Mar 2023", "30 Aug 2023?"."""
    return _say_in_style(as_date(date), SHORT)


def say_span(edtf: str) -> str:
    """Return when something was, from a plain date or an interval of two.

    "on 3 March 2023", "in 2023", "from March to August 2023".
    """
    first, _, last = edtf.partition("/")
    if last:
        return _say_span(parse_date(first), parse_date(last), LONG)
    return f"{'on' if len(edtf) == 10 else 'in'} {say_date(edtf)}"


def _say_in_style(date: Date, wording: Wording) -> str:
    if date.precision == "set":
        return _say_set(date, wording)
    if date.precision == "interval":
        return _say_interval(date, wording)
    return _say_single(date, wording)


def _say_single(date: Date, wording: Wording, within: bool = False) -> str:
    base = _say_base(date, wording, within or date.approximate)
    uncertain = wording.uncertain_end if within else wording.uncertain
    unspecified = "XX" in date.edtf and date.precision in ("month", "year")
    about = wording.about.format(base) if date.approximate else base
    placed = wording.some_time.format(base) if unspecified and not date.approximate else about
    return uncertain.format(placed) if date.uncertain else placed


def _say_base(date: Date, wording: Wording, within: bool = False) -> str:
    """Return the plain words of a date, whatever its vagueness."""
    number, month, day = date.earliest.split("-")
    name, plain_year = MONTHS[int(month) - 1], number.lstrip("0")
    named = name[:3] if wording.brief else name
    if date.precision in ("day", "time"):
        day_first = f"{int(day)} {named} {plain_year}"
        on_day = f"{named} {int(day)}, {plain_year}" if wording.month_first else day_first
        return on_day if date.precision == "day" else f"{on_day}, {_say_time(date)}"
    article = "the " if within and not wording.brief else ""
    words = {
        "century": f"{plain_year}–{date.latest[:4].lstrip('0')}",
        "decade": f"{article}{plain_year}s",
        "year": plain_year,
        "season": _say_season(date),
        "month": f"{named} {plain_year}",
    }
    return words[date.precision]


def _say_season(date: Date) -> str:
    """Return a season in words; a winter bears both of its years."""
    name = SEASONS.get(date.edtf[5:7], "")
    first = date.earliest[:4].lstrip("0")
    second = date.latest[2:4] if date.latest[2:4] != "00" else date.latest[:4]
    return f"{name} {first}–{second}" if name == "winter" else f"{name} {first}"


def _say_time(date: Date) -> str:
    """Return the time of day with its zone: "14:00 UTC", "14:00 UTC+1"."""
    time = date.edtf[11:]
    clock = re.split(r"[Z+-]", time)[0]
    zone = time[len(clock) :]
    hours = re.sub(r"^([+-])0?", r"\1", zone.removesuffix(":00"))
    return clock if not zone else f"{clock} UTC{hours.removeprefix('Z')}"


def _say_interval(date: Date, wording: Wording) -> str:
    start, end = split_ends(date)
    if start and end:
        return _say_between(start, end, wording)
    if start:
        return f"since {_say_single(start, wording, within=True)}"
    return _say_bound(end, wording)


def _say_bound(end: Date | None, wording: Wording) -> str:
    """Return in words what has an open start: no more is known than by when it was."""
    return f"by {_say_single(end, wording, within=True)}" if end else ""


def _say_set(date: Date, wording: Wording) -> str:
    start, end = split_ends(date)
    if not start:
        return _say_bound(end, wording)
    if not end:
        return wording.no_earlier.format(_say_single(start, wording, within=True))
    whole = _find_whole(date, start, end)
    if whole:
        return wording.some_time.format(_say_single(whole, wording, within=True))
    return wording.one_day.format(_say_span(start, end, wording))


def _find_whole(date: Date, start: Date, end: Date) -> Date | None:
    """Return the month or year of which a set has all the days, or None."""
    if date.approximate or date.uncertain:
        return None
    wholes = (start.earliest[:7], start.earliest[:4])
    days = (start.earliest, end.latest)
    return next((parse_date(one) for one in wholes if sort_key(one) == days), None)


def _say_span(start: Date, end: Date, wording: Wording) -> str:
    """Return the span of a set: "from 3 to 5 March 2023", "3–5 Mar 2023"."""
    between = _say_between(start, end, wording)
    if wording.brief or between.startswith("from "):
        return between
    return f"from {between.replace(' – ', '–').replace('–', ' to ')}"


def _say_between(start: Date, end: Date, wording: Wording) -> str:
    """Return an interval between two dates: "3–5 March 2023", "from about 2019 to 2021"."""
    if start.edtf == end.edtf:
        return _say_single(start, wording)
    if _is_plain(start) and _is_plain(end) and start.precision == end.precision:
        return _say_range(start, end, wording)
    first, last = _say_single(start, wording, True), _say_single(end, wording, True)
    return f"from {first} to {last}"


def _is_plain(date: Date) -> bool:
    return date.precision in ("day", "month", "year") and date.edtf[-1] not in "?~%X"


def _say_range(start: Date, end: Date, wording: Wording) -> str:
    """Return two plain dates of one precision as a range, without repeating year or month."""
    first, last = _say_base(start, wording), _say_base(end, wording)
    if start.precision == "year":
        return f"{first}–{last}"
    if start.edtf[:4] != end.edtf[:4]:
        return f"{first} – {last}"
    return _say_within_year(start, end, first.rsplit(" ", 1)[0].rstrip(","), last)


def _say_within_year(start: Date, end: Date, first: str, last: str) -> str:
    """Return a range of months or days of one year, of which ``first`` does not bear it."""
    if start.precision == "month":
        return f"{first}–{last}"
    if start.edtf[:7] != end.edtf[:7]:
        return f"{first} – {last}"
    day = first.split(maxsplit=1)[0]
    return f"{day}–{last}" if day.isdigit() else f"{first}–{last.split(' ', 1)[1]}"
