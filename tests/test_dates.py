"""What analysts may write as a date, and what readers and timelines make of it."""

import re
from datetime import date as calendar_date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbook.reading.date_words import say_date, short_date
from briefbook.reading.dates import certain_days, meets, parse_date, sort_key, year
from briefbook.reading.edtf import FIRST_DAY, LAST_DAY

YEARS = st.integers(1, 9999).map(lambda number: f"{number:04}")
MONTHS = st.integers(1, 12).map(lambda number: f"{number:02}")
DAYS = st.dates().map(calendar_date.isoformat)
DECADES = st.integers(1, 999).map(lambda number: f"{number:03}X")
COARSE = st.one_of(
    YEARS,
    DECADES,
    st.builds("{}-{}".format, YEARS, MONTHS),
    st.builds("{}-{}".format, YEARS, st.sampled_from(["21", "22", "23", "24", "XX"])),
    st.builds("{}-{}-XX".format, YEARS, MONTHS),
)
MARKS = st.sampled_from(["", "", "?", "~", "%"])
SINGLE = st.builds("{}{}".format, DAYS | COARSE, MARKS)
TIMES = st.builds(
    "{}T{:%H:%M}{}".format, DAYS, st.times(), st.sampled_from(["", "Z", "+01:00", "-05:30"])
)


def order_ends(first: str, second: str) -> str:
    one, other = sorted((first, second), key=lambda text: parse_date(text).earliest)
    return f"{one}/{other}"


INTERVALS = st.one_of(
    st.builds(order_ends, SINGLE, SINGLE),
    st.builds("{}/..".format, SINGLE),
    st.builds("../{}".format, SINGLE),
)
DATES = st.one_of(SINGLE, TIMES, INTERVALS)


@given(DATES)
def test_canonical_text_is_read_as_the_same_date_and_stays(text: str) -> None:
    date = parse_date(text)
    assert date.edtf == text
    assert parse_date(date.edtf) == date


@given(DATES)
def test_every_date_has_an_earliest_day_that_is_not_after_its_latest(text: str) -> None:
    date = parse_date(text)
    assert FIRST_DAY <= date.earliest <= date.latest <= LAST_DAY
    assert sort_key(date) == (date.earliest, date.latest)


@given(DATES)
def test_certain_days_lie_within_the_date(text: str) -> None:
    date, certain = parse_date(text), certain_days(text)
    assert certain is None or date.earliest <= certain[0] <= certain[1] <= date.latest


@given(DATES, DATES)
def test_meeting_is_mutual_and_every_date_meets_itself(one: str, other: str) -> None:
    assert meets(one, other) == meets(other, one)
    assert meets(one, one)


@given(DATES)
def test_text_and_date_are_taken_alike(text: str) -> None:
    date = parse_date(text)
    assert (say_date(text), short_date(text), year(text)) == (
        say_date(date),
        short_date(date),
        year(date),
    )


@given(st.builds("{}{}".format, st.dates(min_value=calendar_date(1000, 1, 1)), MARKS))
def test_a_day_in_short_words_can_be_typed_back(text: str) -> None:
    assert parse_date(short_date(text)).edtf == text


def read(text: str) -> tuple[str, str]:
    try:
        return parse_date(text).edtf, ""
    except ValueError as reason:
        return "", str(reason)


@given(st.text(max_size=60) | st.text("0123456789-/.X~?%T:Z ", max_size=24))
def test_any_text_is_a_date_or_refused_with_a_reason(text: str) -> None:
    edtf, reason = read(text)
    assert parse_date(edtf).edtf == edtf if edtf else 10 < len(reason) < 250


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("c. Aug 2023", "2023-08~"),
        ("C. AUG. 2023", "2023-08~"),
        ("ca. August 2023", "2023-08~"),
        ("circa 2023", "2023~"),
        ("c.2023", "2023~"),
        ("about 30 August 2023", "2023-08-30~"),
        ("perhaps August 2023", "2023-08?"),
        ("Aug 2023 ?", "2023-08?"),
        ("c. Aug 2023?", "2023-08%"),
        ("2023-08?~", "2023-08%"),
        ("March 2023", "2023-03"),
        ("march, 2023", "2023-03"),
        ("Sept. 2023", "2023-09"),
        ("30 August 2023", "2023-08-30"),
        ("30 Aug. 2023", "2023-08-30"),
        ("30th august 2023", "2023-08-30"),
        ("August 30, 2023", "2023-08-30"),
        ("  August   3rd 2023 ", "2023-08-03"),
        ("spring 2023", "2023-21"),
        ("Fall 2023", "2023-23"),
        ("2020s", "202X"),
        ("the 1990s", "199X"),
        ("202x", "202X"),
        ("2023-xx", "2023-XX"),
        ("2023–08–30", "2023-08-30"),
        ("2023-08-30 14:00z", "2023-08-30T14:00Z"),
        ("2023-08-30T14:00:00+00:00", "2023-08-30T14:00Z"),
        ("2023-08-30T14:00+01", "2023-08-30T14:00+01:00"),
        ("March 2023 / c. Aug 2023", "2023-03/2023-08~"),
        ("3 March 2023/..", "2023-03-03/.."),
    ],
)
def test_reads_what_people_write(written: str, edtf: str) -> None:
    assert parse_date(written).edtf == edtf


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2023-08~", "2023-08-01", "2023-08-31"),
        ("2023-XX", "2023-01-01", "2023-12-31"),
        ("202X", "2020-01-01", "2029-12-31"),
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2023-08-30T23:59-05:00", "2023-08-30", "2023-08-30"),
        ("2023-03/2023-08~", "2023-03-01", "2023-08-31"),
        ("2019/..", "2019-01-01", LAST_DAY),
        ("../2023-08-30", FIRST_DAY, "2023-08-30"),
    ],
)
def test_knows_the_earliest_and_latest_day(edtf: str, earliest: str, latest: str) -> None:
    assert sort_key(edtf) == (earliest, latest)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "there is no date here"),
        ("soon", "“soon” is not a date that can be read"),
        ("2023-13-01", "there is no month 13"),
        ("2023-00", "there is no month 00"),
        ("2023-02-30", "February 2023 has 28 days"),
        ("30 February 2023", "February 2023 has 28 days"),
        ("2023-08-00", "there is no day 0"),
        ("0000", "years run from 0001 to 9999"),
        ("2023-08-30/2023-08-03", "write 2023-08-03/2023-08-30"),
        ("March 2023/c. 2022", "write 2022~/2023-03"),
        ("03/04/2023", "may be 3 April 2023 or 4 March 2023; write 2023-04-03 or 2023-03-04"),
        ("30/08/2023", "write 2023-08-30"),
        ("8.30.2023", "write 2023-08-30"),
        ("04/04/2023", "write 2023-04-04"),
        ("1/2/23", "could be several dates"),
        ("2023-8-3", "write 2023-08-03"),
        ("2023/08/30", "write 2023-08-30"),
        ("20230830", "write 2023-08-30"),
        ("2023/08", "write 2023-08"),
        ("08/2023", "write 2023-08"),
        ("2019–2023", "write 2019/2023"),
        ("2019/23", "write 2019/2023"),
        ("2019/present", "write 2019/.."),
        ("/2019", "write ../2019"),
        ("../..", "a date at one end"),
        ("2019/2020/2021", "two ends"),
        ("30 Aug 23", "four digits"),
        ("30 Agust 2023", "did you mean August?"),
        ("sprng 2023", "did you mean spring?"),
        ("2000s", "write 200X or 20XX"),
        ("2023-XX-05", "write 2023-XX"),
        ("202X-08", "write 202X"),
        ("2023-21-05", "write 2023-21"),
        ("2023-08-30T25:00Z", "there is no time 25:00"),
        ("2023-08-30T14:00+99", "is no time zone"),
        ("2023-08-30T14:00Z~", "write the day alone: 2023-08-30~"),
        ("2023-08-30T14:00Z/..", "write 2023-08-30 without a time"),
        ("٢٠٢٣", "is not a date that can be read"),
    ],
)
def test_refuses_with_the_reason_and_the_cure(written: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        parse_date(written)


@pytest.mark.parametrize(
    ("edtf", "certain"),
    [
        ("2023-08-30", ("2023-08-30", "2023-08-30")),
        ("2023-08-30T14:00Z", ("2023-08-30", "2023-08-30")),
        ("2023-08-30~", None),
        ("2023-08-30?", None),
        ("2023-08", None),
        ("2023-08~", None),
        ("202X", None),
        ("2023-08-03/2023-08-05", ("2023-08-03", "2023-08-05")),
        ("2023-08-03~/2023-08-05", ("2023-08-04", "2023-08-05")),
        ("2023-03/2023-08", ("2023-04-01", "2023-07-31")),
        ("2023-03/2023-04", None),
        ("2023-03/2023-08-05?", ("2023-04-01", "2023-08-04")),
        ("2023-08-03/2023-08", ("2023-08-03", "2023-08-03")),
        ("2023-08-03/..", ("2023-08-03", "2023-08-03")),
        ("../2023-08-03", ("2023-08-03", "2023-08-03")),
        ("2023-08/..", None),
        ("9999/..", None),
    ],
)
def test_knows_which_days_are_certain(edtf: str, certain: tuple[str, str] | None) -> None:
    assert certain_days(edtf) == certain


@pytest.mark.parametrize(
    ("edtf", "words", "short"),
    [
        ("2023-08-30", "30 August 2023", "30 Aug 2023"),
        ("2023-03", "March 2023", "Mar 2023"),
        ("2023", "2023", "2023"),
        ("2023-08~", "about August 2023", "c. Aug 2023"),
        ("2023-08?", "August 2023, uncertain", "Aug 2023?"),
        ("2023-08%", "about August 2023, uncertain", "c. Aug 2023?"),
        ("2023-XX", "some time in 2023", "2023"),
        ("2023-08-XX?", "some time in August 2023, uncertain", "Aug 2023?"),
        ("202X", "2020s", "2020s"),
        ("202X~", "about the 2020s", "c. 2020s"),
        ("20XX", "2000–2099", "2000–2099"),
        ("2023-21", "spring 2023", "spring 2023"),
        ("2023-24", "winter 2023–24", "winter 2023–24"),
        ("1999-24", "winter 1999–2000", "winter 1999–2000"),
        ("2023-08-30T14:00Z", "30 August 2023, 14:00 UTC", "30 Aug 2023, 14:00 UTC"),
        ("2023-05-30T09:05-05:30", *["30 May 2023, 09:05 UTC-5:30"] * 2),
        ("2023-03-03/2023-03-05", "3–5 March 2023", "3–5 Mar 2023"),
        ("2023-03-03/2023-03-03", "3 March 2023", "3 Mar 2023"),
        ("2023-03-03/2023-04-05", "3 March – 5 April 2023", "3 Mar – 5 Apr 2023"),
        (
            "2023-03-03/2024-03-03",
            "3 March 2023 – 3 March 2024",
            "3 Mar 2023 – 3 Mar 2024",
        ),
        ("2023-03/2023-08", "March–August 2023", "Mar–Aug 2023"),
        ("2019/2023", "2019–2023", "2019–2023"),
        ("2022~/2023-05", "from about 2022 to May 2023", "from c. 2022 to May 2023"),
        ("2022?/2023", "from 2022 (uncertain) to 2023", "from 2022? to 2023"),
        ("202X/2031", "from the 2020s to 2031", "from 2020s to 2031"),
        ("2023-03-03/..", "since 3 March 2023", "since 3 Mar 2023"),
        ("../2023-08-30", "until 30 August 2023", "until 30 Aug 2023"),
        ("../2023-08?", "until August 2023 (uncertain)", "until Aug 2023?"),
    ],
)  # fmt: skip
def test_says_dates_in_words_for_readers(edtf: str, words: str, short: str) -> None:
    assert (say_date(edtf), short_date(edtf)) == (words, short)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2023-08-30", "August 30, 2023"),
        ("2023-08", "August 2023"),
        ("2023-08-30T14:00Z", "August 30, 2023, 14:00 UTC"),
        ("2023-03-03/2023-03-05", "March 3–5, 2023"),
        ("2023-03-03/2023-04-03", "March 3 – April 3, 2023"),
        ("2022-03-03/2023-03-03", "March 3, 2022 – March 3, 2023"),
        ("2022-03/2023-03", "March 2022 – March 2023"),
        ("2022-03/2022-05", "March–May 2022"),
    ],
)
def test_says_the_month_first_where_that_is_the_custom(edtf: str, words: str) -> None:
    assert say_date(edtf, "en-US") == words


@pytest.mark.parametrize(
    ("edtf", "filed"),
    [
        ("2023-08-30", "2023"),
        ("202X", "2020"),
        ("2022/2023", "2022"),
        ("../2023-08-30", "2023"),
        ("2019/..", "2019"),
    ],
)
def test_files_a_date_under_the_year_that_is_known(edtf: str, filed: str) -> None:
    assert year(edtf) == filed


def test_dates_meet_where_a_day_is_shared() -> None:
    assert meets("2023-08", "2023-08-30~")
    assert meets("2019/..", "2023")
    assert not meets("2023-08", "2023-09-01")


# Where the edtf package reads a date otherwise: a winter of its ends with the year, a
# season takes no mark, an interval no unspecified digits, and open ends are infinite. It
# also takes 0000, ../.. and intervals that run backwards, and wants seconds in a time.


def agrees_to_differ(text: str) -> bool:
    ends = text.split("/")
    winter = any(end[4:7] == "-24" for end in ends)
    marked_season = any(re.fullmatch(r"[0-9]{4}-2[1-4][?~%]", end) for end in ends)
    return winter or marked_season or ("/" in text and "X" in text)


def oracle_days(text: str) -> tuple[str, str]:
    parser = pytest.importorskip("edtf")
    parsed = parser.parse_edtf(text)
    return say_day(parsed.lower_strict(), FIRST_DAY), say_day(parsed.upper_strict(), LAST_DAY)


def say_day(moment: object, opened: str) -> str:
    numbers = tuple(moment)[:3] if isinstance(moment, tuple) else ()
    return "{:04}-{:02}-{:02}".format(*numbers) if numbers else opened


@settings(max_examples=60, deadline=None)
@given((SINGLE | INTERVALS).filter(lambda text: not agrees_to_differ(text)))
def test_agrees_with_the_edtf_package_on_the_days(text: str) -> None:
    assert oracle_days(text) == sort_key(text)
