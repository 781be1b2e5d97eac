"""Dates as people write them: EDTF with its marks, intervals, sets, and everyday English."""

import re

from briefbook.syntax.edtf import (
    CORE,
    EXAMPLES,
    FIRST_DAY,
    LAST_DAY,
    MONTHS,
    OPEN,
    SEASONS,
    Date,
    Precision,
    clip,
    parse_core,
)

MONTH_CODES = {
    written: f"{number:02}"
    for number, name in enumerate(MONTHS, start=1)
    for written in (name.lower(), name[:3].lower())
} | {"sept": "09"}
SEASON_CODES = {name: code for code, name in SEASONS.items()} | {"fall": "23"}
MEANING = {"~": (True, False), "?": (False, True), "%": (True, True)}
OPEN_WORDS = {"", "open", "present", "now", "today", "ongoing", "unknown"}

ABOUT = r"(?:c\.|ca\.|approx\.|~) ?|(?:c|ca|circa|about|around|approximately)(?: |(?=[0-9]))"
PERHAPS = r"(?:perhaps|possibly|probably|maybe) "
# On every date, so ready-made; the rest compile when met.
MARKS = re.compile(r" ?([?~%]{1,2})$")
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


def parse_interval(text: str) -> Date:
    """Return the date of ``start/end``, one of which may be ``..``, or raise ``ValueError``."""
    ends = text.split("/")
    if "[" in text:
        raise ValueError("an interval runs between two dates; write it without brackets")
    if len(ends) != 2:
        raise ValueError(f"an interval has two ends, a start and an end; {EXAMPLES}")
    start, end = (parse_end(end.strip(), text) for end in ends)
    if start.edtf == end.edtf == OPEN:
        raise ValueError(
            "an interval needs a date at one end at least; write 2019/.. or ../2023"
        )
    check_order(start, end, f"{end.edtf}/{start.edtf}")
    return join_ends(f"{start.edtf}/{end.edtf}", start, end)


def parse_end(text: str, interval: str) -> Date:
    """Return the date of one end of ``interval``, or raise ``ValueError``."""
    if text == OPEN:
        return Date(OPEN, FIRST_DAY, LAST_DAY)
    if text.lower() in OPEN_WORDS:
        raise ValueError(f"an open end is written as two dots; write {mark_open(interval)}")
    return parse_whole_days(text, "an interval")


def parse_whole_days(text: str, named: str) -> Date:
    """Return the date of one end of what is ``named``, or raise ``ValueError`` for a time."""
    end = parse_single(text)
    if end.precision == "time":
        raise ValueError(f"{named} runs from day to day; write {end.earliest} without a time")
    return end


def mark_open(interval: str) -> str:
    """Return an interval with two dots for each end that words call open."""
    ends = (end.strip() for end in interval.split("/"))
    return "/".join(OPEN if end.lower() in OPEN_WORDS else clip(end) for end in ends)


def check_order(start: Date, end: Date, turned: str) -> None:
    """Raise ``ValueError`` for ends that stand the wrong way round."""
    if OPEN not in (start.edtf, end.edtf) and start.earliest > end.latest:
        raise ValueError(f"it ends before it starts; write {turned}")


def join_ends(edtf: str, start: Date, end: Date, precision: Precision = "interval") -> Date:
    """Return what reaches from one date to another."""
    return Date(
        edtf,
        start.earliest,
        end.latest,
        start.approximate or end.approximate,
        start.uncertain or end.uncertain,
        precision,
    )


def parse_set(text: str) -> Date:
    """Return the date of ``[first..last]``, one of which may lack, or raise ``ValueError``."""
    inner = text.removeprefix("[").removesuffix("]").strip()
    first, dots, last = (part.strip() for part in inner.partition(OPEN))
    check_set(inner, dots)
    start, end = parse_set_end(first, f"[..{last}]"), parse_set_end(last, f"[{first}..]")
    if start.edtf == end.edtf == OPEN:
        raise ValueError("a set needs a date at one end at least; write [2019..] or [..2023]")
    check_order(start, end, f"[{end.edtf}..{start.edtf}]")
    check_single_day(start, end)
    edtf = "[{}..{}]".format(*("" if one.edtf == OPEN else one.edtf for one in (start, end)))
    if text[0] != "[" or text[-1] != "]":
        raise ValueError(f"one day within a span stands in square brackets; write {edtf}")
    return join_ends(edtf, start, end, "set")


def check_set(inner: str, dots: str) -> None:
    """Raise ``ValueError`` for brackets around something other than a first and a last day."""
    if "," in inner:
        raise ValueError(
            "a list of days cannot be read; write the first and the last one, with two dots"
            " between: [2023-03-01..2023-03-31]"
        )
    if "/" in inner:
        ends = clip("..".join(end.strip(" .") for end in inner.split("/", 1)))
        raise ValueError(f"in brackets stand two dots between the ends; write [{ends}]")
    if not dots and inner:
        raise ValueError(f"a set of one date is that date; write {parse_single(inner).edtf}")


def parse_set_end(text: str, opened: str) -> Date:
    """Return the date of one end of a set, which without it is ``opened``."""
    if not text:
        return Date(OPEN, FIRST_DAY, LAST_DAY)
    if text.lower() in OPEN_WORDS:
        raise ValueError(f"in brackets an open end is left out; write {clip(opened)}")
    return parse_whole_days(text, "a set")


def check_single_day(start: Date, end: Date) -> None:
    """Raise ``ValueError`` for ends that leave a single date."""
    if start.edtf == end.edtf:
        raise ValueError(f"a set of one date is that date; write {start.edtf}")
    if start.earliest == end.latest:
        raise ValueError(f"a set of one day is that day; write {start.earliest}")


def parse_single(text: str) -> Date:
    """Return the date of anything but an interval or a set, or raise ``ValueError``."""
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
    # Most runs meet no such word, and need not wait for this import.
    from difflib import get_close_matches

    near = get_close_matches(word[:20], [*MONTH_CODES, *SEASON_CODES], n=1)
    code = MONTH_CODES.get(near[0]) if near else None
    meant = MONTHS[int(code) - 1] if code else near[0] if near else ""
    return f"“{clip(word)}” is not a month; " + (
        f"did you mean {meant}?" if meant else EXAMPLES
    )


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
    first, second = map(say_day, readings)
    return f"may be {first} or {second}; write {readings[0]} or {readings[1]}"


def say_day(day: str) -> str:
    """Return an ISO day in words: "3 August 2023"."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year.lstrip('0')}"
