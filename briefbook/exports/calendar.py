"""``data/timeline.ics``: the dated events as a calendar (RFC 5545).

Nothing of it is of the clock: the stamp of an event is the first of its own days.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from briefbook.exports.book import find_base, read_names, read_records
from briefbook.exports.records import say_text
from briefbook.index.ledger import EditionView
from briefbook.statements.date_words import say_date
from briefbook.syntax.dates import certain_days, has_open_start, move_day, parse_date
from briefbook.syntax.edtf import LAST_DAY

WIDTH = 75
"""Bytes of a line."""

NOBODY = "briefbook.invalid"
"""Whose events they are where the site has no address."""

STATUS = {"planned": "TENTATIVE", "promised": "TENTATIVE", "cancelled": "CANCELLED"}
ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Property = tuple[str, str]


def write_calendar(view: EditionView) -> str:
    """Return the calendar of all events whose date tells on what days they may have been."""
    base, names = find_base(view), read_names(view)
    dated = (one for one in read_records("events", view) if _has_days(one.get("date", "")))
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Briefbook//Timeline//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", escape(view.one("config", "title"))),
        *(line for one in dated for line in _list_properties(one, base, names)),
        ("END", "VCALENDAR"),
    ]
    return "".join(fold_line(f"{name}:{value}") for name, value in lines)


def _list_properties(
    one: Mapping[str, Any], base: str, names: Mapping[str, str]
) -> Iterator[Property]:
    status = one.get("status", "happened")
    texts = {
        "SUMMARY": f"{one['name']}{_doubt(one['date'], status)}",
        "DESCRIPTION": say_text(one.get("summary", ""), names),
        "LOCATION": one.get("place", ""),
        "CATEGORIES": one.get("type", ""),
    }
    yield "BEGIN", "VEVENT"
    yield "UID", f"{one['id']}@{urlsplit(base).hostname or NOBODY}"
    yield from _list_days(one["date"])
    yield from ((name, escape(text)) for name, text in texts.items() if text)
    yield "STATUS", STATUS.get(status, "CONFIRMED")
    yield "TRANSP", "TRANSPARENT"
    yield from ((("URL", f"{base}{one['address']}"),) if base else ())
    yield "END", "VEVENT"


def _list_days(edtf: str) -> Iterator[Property]:
    """Yield the days of an event, of what still lasts the first; the end is the day after."""
    date = parse_date(edtf)
    first = date.earliest.replace("-", "")
    last = date.earliest if date.latest == LAST_DAY else date.latest
    yield "DTSTAMP", f"{first}T000000Z"
    yield "DTSTART;VALUE=DATE", first
    if last != LAST_DAY:
        yield "DTEND;VALUE=DATE", move_day(last, 1).replace("-", "")


def _has_days(edtf: str) -> bool:
    """Tell whether a date has a place in a calendar.

    What was by some day, or no earlier than some day, may have been on any other: a calendar
    would show it on the very day that is not known.
    """
    date = parse_date(edtf) if edtf else None
    if date is None or has_open_start(date):
        return False
    return date.precision != "set" or date.latest != LAST_DAY


def _doubt(edtf: str, status: str) -> str:
    date = parse_date(edtf)
    is_certain = certain_days(date) == (date.earliest, date.latest)
    words = (
        *(() if is_certain else (f"date uncertain: {say_date(edtf)}",)),
        *((status,) if status != "happened" else ()),
    )
    return f" ({', '.join(words)})" if words else ""


def escape(text: str) -> str:
    """Return a text as a value: nothing in it begins another property."""
    return CONTROL.sub("", text).translate(ESCAPES)


def fold_line(line: str) -> str:
    """Return a line in pieces of 75 bytes at most, no character cut."""
    pieces, room, size = [""], WIDTH, 0
    for char in line:
        width = len(char.encode())
        if size + width > room:
            pieces.append("")
            room, size = WIDTH - 1, 0
        pieces[-1] += char
        size += width
    return "\r\n ".join(pieces) + "\r\n"
