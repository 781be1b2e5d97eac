"""Dates in digits as they are not written here: refused, with what they may mean."""

import re

from briefbook.syntax.dates.edtf import CORE, EXAMPLES, MONTHS, parse_core

NUMERIC = r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"
NUMERIC_SHORT = r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}"
YEAR_FIRST = r"([0-9]{4})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})"
YEAR_MONTH = r"([0-9]{4})[/.-](0?[1-9]|1[0-2])"
MONTH_YEAR = r"(0?[1-9]|1[0-2])[/.-]([0-9]{4})"
YEARS = r"([0-9]{4}) ?(?:-|to) ?([0-9]{4})"
YEARS_SHORT = r"([0-9]{2})([0-9]{2})/([0-9]{2})"


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
