"""Dates as readers see them."""

from functools import lru_cache

from briefbook.render.page import Data
from briefbook.statements.date_words import say_date, short_date
from briefbook.syntax.dates import parse_date, recency_key, sort_key


@lru_cache(maxsize=1 << 14)
def show_day(edtf: str) -> Data | None:
    """Return ``{words, edtf, from, to}`` of a date, or None where there is none."""
    if not edtf:
        return None
    date = parse_date(edtf)
    return {"words": say_day(edtf), "edtf": edtf, "from": date.earliest, "to": date.latest}


@lru_cache(maxsize=1 << 14)
def say_day(edtf: str) -> str:
    """Return a date in words."""
    return say_date(edtf)


@lru_cache(maxsize=1 << 14)
def show_short_day(edtf: str) -> Data | None:
    """Return what ``show_day`` does, in few words, for tables."""
    shown = show_day(edtf)
    return shown and {**shown, "words": say_short_day(edtf)}


@lru_cache(maxsize=1 << 14)
def say_short_day(edtf: str) -> str:
    """Return a date in few words."""
    return short_date(edtf)


@lru_cache(maxsize=1 << 14)
def day_key(edtf: str) -> tuple[str, str]:
    """Return what orders dates from the first on; what has no date comes first."""
    return sort_key(parse_date(edtf)) if edtf else ("", "")


@lru_cache(maxsize=1 << 14)
def latest_key(edtf: str) -> tuple[str, str]:
    """Return what orders dates to the newest; what has no date is the oldest."""
    return recency_key(edtf) if edtf else ("", "")
