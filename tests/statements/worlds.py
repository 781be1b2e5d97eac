"""Facts as a book may give them, and the worlds that they allow.

Dates are drawn near each other, so that they meet, touch and fall on one day; every form
that an analyst may write is among them. In a world each date is one day.
"""

from calendar import monthrange
from collections.abc import Sequence

from hypothesis import strategies as st

from briefbook.statements.days import days_of
from briefbook.statements.positions import layer_days
from briefbook.syntax.dates import parse_date

PLAIN = st.sampled_from(
    [
        *(f"2023-08-{day}" for day in range(28, 32)),
        *("2023-09-01", "2023-09-02", "2023-08-30T14:00Z", "2023-08-30T23:30"),
        *("2023-07", "2023-08", "2023-09", "2023-08-XX", "2023-22", "2023-23"),
        *("2022", "2023", "2024", "2023-XX", "202X", "20XX"),
    ]
)
MARKS = st.sampled_from(["", "", "", "?", "~", "%"])


def mark(plain: str, sign: str) -> str:
    return plain if "T" in plain else f"{plain}{sign}"


SINGLE = st.builds(mark, PLAIN, MARKS)
ENDS = SINGLE.filter(lambda text: "T" not in text)


def order(pattern: str, one: str, other: str) -> str:
    first, last = sorted((one, other), key=lambda text: parse_date(text).earliest)
    return pattern.format(first, last)


INTERVALS = st.one_of(
    st.builds(order, st.just("{}/{}"), ENDS, ENDS),
    st.builds("../{}".format, ENDS),
    st.builds("{}/..".format, ENDS),
)


def is_readable(text: str) -> bool:
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


SETS = st.one_of(
    st.builds(order, st.just("[{}..{}]"), ENDS, ENDS),
    st.builds("[..{}]".format, ENDS),
    st.builds("[{}..]".format, ENDS),
).filter(is_readable)

DATES = st.one_of(SINGLE, SINGLE, INTERVALS, SETS)
"""A date in any form."""

MAYBE = st.one_of(st.just(""), DATES)
"""A date, or none."""

START, END = "2021-01-01", "2025-12-31"
"""What an open bound, or a date that is not given, reaches to in the worlds drawn."""


@st.composite
def day_in(draw: st.DrawFn, edtf: str) -> str:
    """Draw a day that a date may mean, the first and the last more often than others."""
    first, last = days_of(edtf)
    first, last = max(first, START), min(last, END)
    middle = st.sampled_from([first, last, *(d for d in NEAR if first <= d <= last)])
    return draw(st.one_of(st.just(first), st.just(last), middle))


NEAR = tuple(
    f"{year}-{month:02}-{day:02}"
    for year in (2022, 2023, 2024)
    for month in range(1, 13)
    for day in (1, 2, 15, monthrange(year, month)[1] - 1, monthrange(year, month)[1])
)


def list_latest(days: Sequence[str]) -> list[bool]:
    """Tell of each date whether it is in the first layer: then it may be the latest."""
    latest = next(layer_days(days), [])
    return [place in latest for place in range(len(days))]
