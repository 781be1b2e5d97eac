"""Dates: a reason in words, or a date that says the same when it is read again."""

from briefbook.statements.date_words import say_date, short_date
from briefbook.syntax.dates import (
    certain_days,
    meets,
    parse_date,
    possible_days,
    recency_key,
    sort_key,
    year,
)

SEEDS = (
    *("2023-08-30", "2023-08", "2023", "c. Aug 2023", "2023-08-30T14:05+08:00", "202X"),
    *("2023-08/2023-09", "../2023", "2023/..", "2023-21", "Spring 2023", "30 August 2023?"),
    *("[2023-03-01..2023-03-31]", "[..2023-08~]", "[2019..]"),
    *("1920s", "August 30, 2023", "2023~/2024%", "03/04/2023", "20230830", "late 2023"),
)
WORDS = (
    *("/", "..", "[", "]", "c. ", "~", "?", "%", "T", "+08:00", "Z", "X", "Aug", "before "),
    *("-00", "s"),
)


def examine(text: str) -> None:
    """Read a date, and say it in words."""
    try:
        date = parse_date(text)
    except ValueError:
        return
    assert parse_date(date.edtf) == date
    assert date.earliest <= date.latest
    assert sort_key(date) <= (date.latest, date.latest)
    assert recency_key(date) <= (date.latest, date.latest)
    first, last = possible_days(date)
    assert first <= date.earliest <= date.latest <= last
    assert all((say_date(date), say_date(date, "de"), short_date(date)))
    assert meets(date, date)
    assert year(date).isdigit()
    certain = certain_days(date)
    assert certain is None or date.earliest <= certain[0] <= certain[1] <= date.latest
