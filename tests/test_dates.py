"""What analysts may write as a date, and what readers and timelines make of it."""

import re
from datetime import date as calendar_date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbook.statements.date_words import say_date, short_date
from briefbook.syntax.dates import (
    certain_days,
    has_open_start,
    meets,
    move_day,
    parse_date,
    possible_days,
    recency_key,
    sort_key,
    year,
)
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY

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


def enclose(interval: str) -> str:
    return "[{}..{}]".format(*interval.replace("..", "").split("/"))


def spans_days(text: str) -> bool:
    first, last = text[1:-1].split("..")
    start = parse_date(first).earliest if first else FIRST_DAY
    end = parse_date(last).latest if last else LAST_DAY
    return first != last and start != end


SETS = INTERVALS.map(enclose).filter(spans_days)
BOUNDS = SINGLE.filter(lambda text: spans_days(f"[..{text}]"))
DATES = st.one_of(SINGLE, TIMES, INTERVALS, SETS)


@given(DATES)
def test_canonical_text_is_read_as_the_same_date_and_stays(text: str) -> None:
    date = parse_date(text)
    assert date.edtf == text
    assert parse_date(date.edtf) == date


@given(DATES)
def test_every_date_has_an_earliest_day_that_is_not_after_its_latest(text: str) -> None:
    date = parse_date(text)
    assert FIRST_DAY <= date.earliest <= date.latest <= LAST_DAY


@given(DATES)
def test_what_is_possible_includes_every_day_of_the_date_and_no_more_unless_vague(
    text: str,
) -> None:
    date, (first, last) = parse_date(text), possible_days(text)
    assert FIRST_DAY <= first <= date.earliest <= date.latest <= last <= LAST_DAY
    is_vague = date.approximate or date.uncertain
    assert is_vague or (first, last) == (date.earliest, date.latest)


@given(st.builds("{}{}".format, DAYS | COARSE, st.sampled_from("?~%")))
def test_a_mark_adds_one_unit_on_either_side(text: str) -> None:
    plain = parse_date(text[:-1])
    first, last = possible_days(text)
    before, after = move_day(plain.earliest, -1), move_day(plain.latest, 1)
    assert is_unit(plain.precision, first, before) or FIRST_DAY in (first, plain.earliest)
    assert is_unit(plain.precision, after, last) or LAST_DAY in (last, plain.latest)


def is_unit(precision: str, first: str, last: str) -> bool:
    length = (calendar_date.fromisoformat(last) - calendar_date.fromisoformat(first)).days + 1
    units = {"day": (1, 1), "month": (28, 31), "season": (89, 93), "year": (365, 366)}
    units |= {"decade": (3651, 3653), "century": (36524, 36525)}
    return units[precision][0] <= length <= units[precision][1]


@given(INTERVALS | SETS)
def test_each_end_is_widened_by_its_own_unit(text: str) -> None:
    ends = text[1:-1].split("..") if text[0] == "[" else text.replace("..", "").split("/")
    first = possible_days(ends[0])[0] if ends[0] else FIRST_DAY
    last = possible_days(ends[1])[1] if ends[1] else LAST_DAY
    assert possible_days(text) == (first, last)


@given(DATES, BOUNDS)
def test_an_open_start_stands_first_in_the_year_of_its_bound(text: str, bound: str) -> None:
    filed = parse_date(bound).latest[:4]
    for opened in (f"../{bound}", f"[..{bound}]"):
        assert year(opened) == filed
        if not has_open_start(parse_date(text)):
            assert (sort_key(text) < sort_key(opened)) == (year(text) < filed)


@given(SINGLE | TIMES, BOUNDS)
def test_among_the_newest_an_open_start_stands_last_in_the_year_of_its_bound(
    text: str, bound: str
) -> None:
    ended, filed = (parse_date(one).latest[:4] for one in (text, bound))
    for opened in (f"../{bound}", f"[..{bound}]"):
        assert (recency_key(text) < recency_key(opened)) == (ended < filed)


@given(DATES)
def test_certain_days_lie_within_the_date(text: str) -> None:
    date, certain = parse_date(text), certain_days(text)
    assert certain is None or date.earliest <= certain[0] <= certain[1] <= date.latest


@given(SETS)
def test_no_day_of_a_set_is_certain(text: str) -> None:
    assert certain_days(text) is None


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


@given(DATES)
def test_words_claim_an_end_or_a_beginning_only_where_it_is_given(text: str) -> None:
    for words in (say_date(text), short_date(text)):
        assert "until" not in words
        assert words.startswith("since ") == text.endswith("/..")
        assert words.startswith("by ") == has_open_start(parse_date(text))


@given(SETS)
def test_words_for_one_day_within_a_span_do_not_say_that_it_lasted(text: str) -> None:
    assert say_date(text).startswith(("by ", "some time ", "no earlier than "))


@given(st.builds("{}{}".format, st.dates(min_value=calendar_date(1000, 1, 1)), MARKS))
def test_a_day_in_short_words_can_be_typed_back(text: str) -> None:
    assert parse_date(short_date(text)).edtf == text


def read(text: str) -> tuple[str, str]:
    try:
        return parse_date(text).edtf, ""
    except ValueError as reason:
        return "", str(reason)


@given(st.text(max_size=60) | st.text("0123456789-/.X~?%T:Z []", max_size=24))
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
        ("[2023-03-01 .. 31 March 2023]", "[2023-03-01..2023-03-31]"),
        ("[ .. c. Aug 2023 ]", "[..2023-08~]"),
        ("[2019 ..]", "[2019..]"),
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
        ("[2023-03-01..2023-08]", "2023-03-01", "2023-08-31"),
        ("[2019..]", "2019-01-01", LAST_DAY),
        ("[..2023-08-30]", FIRST_DAY, "2023-08-30"),
    ],
)
def test_knows_the_earliest_and_latest_day(edtf: str, earliest: str, latest: str) -> None:
    date = parse_date(edtf)
    assert (date.earliest, date.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2023-08", "2023-08-01", "2023-08-31"),
        ("2023-08~", "2023-07-01", "2023-09-30"),
        ("2023-08-30?", "2023-08-29", "2023-08-31"),
        ("2023%", "2022-01-01", "2024-12-31"),
        ("2023-XX~", "2022-01-01", "2024-12-31"),
        ("2023-21~", "2022-12-01", "2023-08-31"),
        ("2023-24?", "2023-09-01", "2024-05-31"),
        ("202X~", "2010-01-01", "2039-12-31"),
        ("20XX~", "1900-01-01", "2199-12-31"),
        ("2023-03~/2023-08-05?", "2023-02-01", "2023-08-06"),
        ("[2023-03~..2023-08]", "2023-02-01", "2023-08-31"),
        ("../2016~", FIRST_DAY, "2017-12-31"),
        ("2016~/..", "2015-01-01", LAST_DAY),
        ("[..2016]", FIRST_DAY, "2016-12-31"),
        ("0001~", FIRST_DAY, "0002-12-31"),
        ("9999-12-31?", "9999-12-30", LAST_DAY),
    ],
)
def test_knows_which_days_are_possible(edtf: str, first: str, last: str) -> None:
    assert possible_days(edtf) == (first, last)


def test_newest_first_lets_no_open_date_pass_for_its_last_day() -> None:
    dates = ["../2016", "2016", "[2016..]", "2016-03", "2015-12-31", "[..2016-05]", "2017/.."]
    dates.sort(key=recency_key, reverse=True)
    assert dates == [
        "2017/..", "2016", "[2016..]", "2016-03", "../2016", "[..2016-05]", "2015-12-31",
    ]  # fmt: skip


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
        ("[2023-08..2023-03]", "write [2023-03..2023-08]"),
        ("[2023-03, 2023-05]", "a list of days cannot be read"),
        ("[..]", "write [2019..] or [..2023]"),
        ("[]", "write [2019..] or [..2023]"),
        ("[soon]", "“soon” is not a date that can be read"),
        ("[2023-08]", "a set of one date is that date; write 2023-08"),
        ("[2023-08-30..2023-08-30]", "write 2023-08-30"),
        ("[2023-08..2023-08-01]", "a set of one day is that day; write 2023-08-01"),
        ("[..2023-08-30", "stands in square brackets; write [..2023-08-30]"),
        ("2023-03..2023-08", "stands in square brackets; write [2023-03..2023-08]"),
        ("..2023", "stands in square brackets; write [..2023]"),
        ("[2023/2024]", "write [2023..2024]"),
        ("[../2024]", "write [..2024]"),
        ("[2019..today]", "write [2019..]"),
        ("[unknown..2019]", "write [..2019]"),
        ("[2023..2024]/2025", "write it without brackets"),
        ("[2023-08-30T14:00Z..]", "a set runs from day to day; write 2023-08-30"),
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
        ("[2023-08-03..2023-08-05]", None),
        ("[..2023-08-03]", None),
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
        ("../2023-08-30", "by 30 August 2023", "by 30 Aug 2023"),
        ("../2023-08?", "by August 2023 (uncertain)", "by Aug 2023?"),
        ("[..2023-08-30]", "by 30 August 2023", "by 30 Aug 2023"),
        ("[2019~..]", "no earlier than about 2019", "c. 2019 or later"),
        (
            "[2023-03-03..2023-03-05]",
            "some time from 3 to 5 March 2023",
            "some time 3–5 Mar 2023",
        ),
        (
            "[2023-03-03..2023-04-05]",
            "some time from 3 March to 5 April 2023",
            "some time 3 Mar – 5 Apr 2023",
        ),
        ("[2023-03..2023-08]", "some time from March to August 2023", "some time Mar–Aug 2023"),
        ("[2022..2023]", "some time from 2022 to 2023", "some time 2022–2023"),
        (
            "[2022~..2023-05]",
            "some time from about 2022 to May 2023",
            "some time from c. 2022 to May 2023",
        ),
        ("[2023-03-01..2023-03-31]", "some time in March 2023", "Mar 2023"),
        ("[2023-01..2023-12]", "some time in 2023", "2023"),
        (
            "[2023-03-01..2023-03-31~]",
            "some time from 1 March 2023 to about 31 March 2023",
            "some time from 1 Mar 2023 to c. 31 Mar 2023",
        ),
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
        ("[2023-03-03..2023-03-05]", "some time from March 3 to 5, 2023"),
        ("[..2023-03-03]", "by March 3, 2023"),
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
        ("[..2023-24]", "2024"),
        ("[2022..2023]", "2022"),
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
# also takes 0000, ../.. and intervals that run backwards, wants seconds in a time, and in a
# set two ends of one precision without marks.


def agrees_to_differ(text: str) -> bool:
    ends = text.split("/")
    winter = any(end[4:7] == "-24" for end in ends)
    marked_season = any(re.fullmatch(r"[0-9]{4}-2[1-4][?~%]", end) for end in ends)
    return winter or marked_season or ("/" in text and "X" in text)


PLAIN_SETS = st.one_of(
    st.builds(order_ends, DAYS, DAYS),
    (DAYS | YEARS).map("{}/..".format),
    (DAYS | YEARS).map("../{}".format),
).map(enclose).filter(spans_days)  # fmt: skip


def oracle_days(text: str) -> tuple[str, str]:
    parser = pytest.importorskip("edtf")
    parsed = parser.parse_edtf(text)
    return say_day(parsed.lower_strict(), FIRST_DAY), say_day(parsed.upper_strict(), LAST_DAY)


def say_day(moment: object, opened: str) -> str:
    numbers = tuple(moment)[:3] if isinstance(moment, tuple) else ()
    return "{:04}-{:02}-{:02}".format(*numbers) if numbers else opened


@settings(max_examples=60, deadline=None)
@given((SINGLE | INTERVALS | PLAIN_SETS).filter(lambda text: not agrees_to_differ(text)))
def test_agrees_with_the_edtf_package_on_the_days(text: str) -> None:
    date = parse_date(text)
    assert oracle_days(text) == (date.earliest, date.latest)
