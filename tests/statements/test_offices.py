"""What is said of an office holds in every world that the registry allows."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefbook.statements.days import days_of
from briefbook.statements.offices import (
    Tenure,
    attested,
    began,
    ended,
    held,
    is_held,
    is_over,
    may_be_held,
    office,
    pick_office,
)
from briefbook.statements.words import Sentence, say_sentence
from tests.statements.worlds import DATES, END, MAYBE, START, day_in


class World:
    """One course of events that the registry allows: one day for each date."""

    def __init__(self, data: st.DataObject, tenure: Tenure, page: str) -> None:
        self.begin = data.draw(day_in(tenure.start)) if tenure.start else START
        self.end = data.draw(day_in(tenure.end)) if tenure.end else END
        self.seen = data.draw(day_in(tenure.as_of)) if tenure.as_of else self.begin
        self.page = data.draw(day_in(page)) if page else ""
        assume(self.begin <= self.seen <= self.end)

    def allows(self, said: Sentence) -> bool:
        """Tell whether a sentence is true here."""
        values = dict(said.values)
        first, last = (days_of(str(values["day"]))) if "day" in values else ("", "")
        if said.key == "office-when":
            return all(self.allows(one) for one in values["when"])  # type: ignore[arg-type]
        holds = {
            "former-office": self.end <= self.page,
            "office": not self.page or self.begin <= self.page <= self.end,
            "since": first <= self.begin <= last,
            "until": first <= self.end <= last,
            "as-of": first <= self.seen <= last,
            "in-office-by": self.begin <= last,
            "left-by": self.end <= last,
            "took-office-after": first <= self.begin,
            "left-after": first <= self.end,
        }
        if said.key in holds:
            return holds[said.key]
        return self.lies_between(said.key, {key: str(value) for key, value in values.items()})

    def lies_between(self, key: str, values: dict[str, str]) -> bool:
        if key == "held":
            days = days_of(values["days"])
            return days[0] <= self.begin <= self.end <= days[1]
        first, last = days_of(values["first"])[0], days_of(values["last"])[1]
        day = {"took-office-between": self.begin, "left-between": self.end}[key]
        return first <= day <= last


@given(MAYBE, MAYBE, MAYBE, MAYBE, st.data())
def test_an_office_is_named_as_it_was_in_every_world(
    start: str, end: str, as_of: str, day: str, data: st.DataObject
) -> None:
    tenure = Tenure(start, end, as_of)
    said = office("Leader", *tenure, day)
    assert said is not None
    assume(any(tenure))
    assert World(data, tenure, day).allows(said)


@given(MAYBE, MAYBE, MAYBE, DATES, st.data())
def test_an_office_that_was_held_in_some_world_may_have_been_held(
    start: str, end: str, as_of: str, day: str, data: st.DataObject
) -> None:
    tenure = Tenure(start, end, as_of)
    world = World(data, tenure, day)
    if world.begin <= world.page <= world.end:
        assert may_be_held(tenure, day)


@given(MAYBE, MAYBE, MAYBE)
def test_without_a_day_an_office_is_neither_former_nor_present(
    start: str, end: str, as_of: str
) -> None:
    said = office("Leader", start, end, as_of, "")
    assert said is not None
    assert said.key == ("office-when" if start or end or as_of else "office")


@given(DATES)
def test_until_and_since_are_said_of_no_open_bound(date: str) -> None:
    first, last = days_of(date)
    is_open = first == "0001-01-01" or last == "9999-12-31"
    for said, plain in ((began(date), "since"), (ended(date), "until")):
        assert said is not None
        assert said.key != plain or not is_open
        assert ("/" not in date and "[" not in date) or said.key != plain


@pytest.mark.parametrize(
    ("tenure", "day", "words"),
    [
        # over: wholly on or before the day
        (("", "2023-08-29"), "2023-08-30", "former Leader"),
        (("", "2023-08-30"), "2023-08-30", "former Leader"),
        (("", "2023-08-31"), "2023-08-30", "Leader (until 31 August 2023)"),
        (("", "../2023-08-30"), "2023-08-30", "former Leader"),
        (("", "../2023-08-30"), "2023-08-29", "Leader (left by 30 August 2023)"),
        (("", "2023-08"), "2023-08-31", "former Leader"),
        (("", "2023-08"), "2023-08-30", "Leader (until August 2023)"),
        (("", "2023-08-30"), "2023-08", "Leader (until 30 August 2023)"),
        (("", "[2023-08-01..2023-08-29]"), "2023-08-30", "former Leader"),
        # without a day, never as a present one
        (("", "../2023-08-30"), "", "Leader (left by 30 August 2023)"),
        (("", "2023-08-30"), "", "Leader (until 30 August 2023)"),
        (("2019", ""), "", "Leader (since 2019)"),
        (("../2019", ""), "", "Leader (in office by 2019)"),
        (("2019", "2023"), "", "Leader (2019–2023)"),
        (("2019", "../2023"), "", "Leader (since 2019, left by 2023)"),
        (("", "", "2023-08-30"), "", "Leader (as of 30 August 2023)"),
        (("2019/..", ""), "", "Leader (took office no earlier than 2019)"),
        (("", "2019/.."), "", "Leader (left no earlier than 2019)"),
        (("2018/2019", ""), "", "Leader (took office between 2018 and 2019)"),
        (("", "[2018..2019]"), "", "Leader (left between 2018 and 2019)"),
        # held on the day
        (("", "", "2023-08-30"), "2023-08-30", "Leader"),
        (("", "", "2023-08-30"), "2023-08-30T14:00Z", "Leader"),
        (("", "", "2023-08-30"), "2023-08-29", "Leader (as of 30 August 2023)"),
        (("", "", "2023-08-30~"), "2023-08-30", "Leader (as of about 30 August 2023)"),
        (("", "", "2023-08"), "2023-08", "Leader (as of August 2023)"),
        (("2019", "2024"), "2023-08-30", "Leader"),
        (("2019", "2024"), "2024", "Leader (2019–2024)"),
        (("2023-08-30", "2024"), "2023-08-30", "Leader"),
        (("2023-08", "2024"), "2023-08-30", "Leader (from August 2023 to 2024)"),
        (("2023-08-31", "2024"), "2023-08-30", "Leader (from 31 August 2023 to 2024)"),
        (("2019", ""), "2023", "Leader (since 2019)"),
        # no days: the registry's own words
        (("", ""), "2023", "Leader"),
        (("", ""), "", "Leader"),
    ],
)
def test_an_office_is_said(tenure: tuple[str, ...], day: str, words: str) -> None:
    assert say_sentence(office("Leader", *Tenure(*tenure), day)) == words


def test_of_no_office_nothing_is_said() -> None:
    assert office("", "2019", "", "", "2023") is None
    assert began("") is ended("") is attested("") is None
    assert held("2019", "") is held("", "2019") is held("../2019", "2023") is None
    assert held("2023", "[2023..2024]") is held("2024", "2023") is None


def test_a_span_of_days_leaves_times_out() -> None:
    assert say_sentence(held("2023-08-01T10:00Z", "2023-08-30")) == "1–30 August 2023"


class TestTheOfficeToName:
    attested = Tenure(as_of="2023-08-30")
    over = Tenure(end="2023-08-30")
    later = Tenure(start="2023-09-01")
    earlier = Tenure(start="2019")

    @pytest.mark.parametrize(
        ("tenures", "day", "place"),
        [
            ((over, attested), "2023-08-30", 1),
            ((attested, over), "2023-08-30", 0),
            ((later, over), "2023-08-30", 1),
            ((later, earlier), "2023-08-30", 1),
            ((earlier, attested), "2023-08-30", 1),
            ((over, earlier), "2023-08-30", 1),
            ((later, later), "2023-08-30", 0),
            ((over, later), "", 1),
            ((over, over), "", 0),
            ((earlier, later), "2023-09-02", 1),
            ((Tenure(end="2020"), Tenure(end="2022")), "2023", 1),
            ((later._replace(start="2023-08-31"), over), "2023-08-31", 0),
        ],
    )
    def test_is_the_surest_on_the_day_then_the_last(
        self, tenures: tuple[Tenure, ...], day: str, place: int
    ) -> None:
        assert pick_office(tenures, day) == place

    @given(st.lists(st.builds(Tenure, MAYBE, MAYBE, MAYBE), min_size=1, max_size=4), MAYBE)
    def test_is_held_if_any_surely_is(self, tenures: list[Tenure], day: str) -> None:
        picked = tenures[pick_office(tenures, day)]
        is_surely = [day and is_held(one, day) and not is_over(one, day) for one in tenures]
        assert not any(is_surely) or is_held(picked, day)
