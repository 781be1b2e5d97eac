"""Makes entries of timelines for tests."""

from hypothesis import strategies as st

from briefbook.charts.marks import TimelineEntry
from briefbook.statements.date_words import say_date
from briefbook.syntax.dates import certain_days, parse_date


def make_entry(
    label: str, edtf: str, status: str = "happened", href: str = "e.html"
) -> TimelineEntry:
    date = parse_date(edtf)
    days = (date.earliest, date.latest, certain_days(date))
    return TimelineEntry(label, href, *days, "visit", status, say_date(date))


SAMPLE = (
    make_entry("Report of an office", "2022"),
    make_entry("Visit to an island", "2023-03"),
    make_entry("Talks in a capital", "2023-08-30"),
    make_entry("Committee reports", "2023-08-30"),
    make_entry("Minister speaks on air", "2023-08-30"),
    make_entry("Ministry replies", "2023-08-30~"),
)

BUSY_YEAR = tuple(
    make_entry(f"Event {i} of a busy year", f"2023-{1 + i * 12 // 100:02}-{1 + i * 7 % 28:02}")
    for i in range(100)
)

LABELS = st.text(st.sampled_from("abc XYZ-.会谈é"), min_size=1, max_size=90)
YEARS = st.integers(2000, 2040)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
DAYS = st.builds("{}-{:02}".format, MONTHS, st.integers(1, 28))
DATES = st.one_of(
    DAYS,
    st.builds("{}{}".format, MONTHS | DAYS, st.sampled_from(["", "?", "~"])),
    YEARS.map(str),
    st.just("202X"),
    st.builds("{}/..".format, DAYS | MONTHS),
    st.builds("../{}".format, DAYS | MONTHS),
    st.builds("/".join, st.tuples(DAYS, DAYS).map(sorted)),
    st.builds("[{}..]".format, DAYS | MONTHS),
    st.builds("[..{}]".format, DAYS | MONTHS),
)
STATUSES = st.sampled_from(["happened", "planned", "promised", "cancelled"])
ENTRIES = st.lists(st.builds(make_entry, LABELS, DATES, STATUSES), min_size=1, max_size=30)
