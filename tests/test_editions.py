"""Who may see what, and from which day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.index.editions import Edition, is_visible, needs, top
from briefbook.index.rows import HIGHEST, OPEN, Access, join_access

LEVELS = ("public", "partner", "team")
TODAY = "2023-08-30"
PUBLIC, PARTNER, TEAM = (Edition(name, LEVELS, TODAY) for name in LEVELS)
NAMES = (*LEVELS, HIGHEST, "no-such-edition")
DAYS = ("", "2023-08-29", "2023-08-30", "2023-08-31")

accesses = st.builds(
    Access,
    st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    draft=st.booleans(),
    publish=st.sampled_from(DAYS),
)
editions = st.builds(
    Edition,
    st.sampled_from(LEVELS),
    st.just(LEVELS),
    st.sampled_from(DAYS[1:]),
    st.booleans(),
)


def those_who_see(access: Access) -> list[str]:
    return [one.name for one in (PUBLIC, PARTNER, TEAM) if is_visible(one, access)]


@pytest.mark.parametrize(
    ("access", "readers"),
    [
        ((), ["public", "partner", "team"]),
        (("public",), ["public", "partner", "team"]),
        (("partner",), ["partner", "team"]),
        (("team",), ["team"]),
        (("partner", "team"), ["team"]),
        ((HIGHEST,), ["team"]),
        (("no-such-edition",), []),
        (("public", "no-such-edition"), []),
    ],
)
def test_lets_through_who_reaches_every_access(
    access: tuple[str, ...], readers: list[str]
) -> None:
    assert those_who_see(Access(access)) == readers


def test_opens_on_the_day_of_publication() -> None:
    accesses = (Access(publish=day) for day in DAYS)
    assert [is_visible(TEAM, access) for access in accesses] == [True, True, True, False]


def test_shows_drafts_and_embargoed_articles_only_where_they_are_asked_for() -> None:
    hidden = (Access(draft=True), Access(publish="2023-08-31"))
    assert [is_visible(TEAM, access) for access in hidden] == [False, False]
    assert [is_visible(TEAM._replace(drafts=True), access) for access in hidden] == [True, True]


def test_shows_a_stand_in_to_those_who_may_not_see_what_it_stands_for() -> None:
    assert those_who_see(Access(below=("partner",))) == ["public"]
    assert those_who_see(Access(below=("no-such-edition",))) == ["public", "partner", "team"]


def test_knows_the_lowest_edition_that_may_see() -> None:
    assert [needs(LEVELS, Access((name,))) for name in NAMES] == [0, 1, 2, 2, 3]


@given(accesses)
def test_a_higher_edition_sees_all_that_a_lower_one_sees(access: Access) -> None:
    seen = those_who_see(access)
    assert seen == list(LEVELS[len(LEVELS) - len(seen) :])


@given(editions, accesses)
def test_drafts_and_time_only_ever_add(edition: Edition, access: Access) -> None:
    more = edition._replace(drafts=True), edition._replace(today="2023-09-01")
    assert is_visible(edition, access) <= all(is_visible(one, access) for one in more)


@given(editions, accesses, accesses)
def test_two_accesses_let_through_what_each_of_them_does(
    edition: Edition, first: Access, second: Access
) -> None:
    both = is_visible(edition, first) and is_visible(edition, second)
    assert is_visible(edition, join_access(first, second)) == both


@given(accesses)
def test_an_open_access_adds_nothing(access: Access) -> None:
    assert is_visible(TEAM, join_access(access, OPEN)) == is_visible(TEAM, access)


@given(editions, accesses)
def test_either_something_or_its_stand_in_is_seen(edition: Edition, access: Access) -> None:
    original = Access(access.editions)
    stand_in = Access(below=access.editions)
    if access.editions:
        assert is_visible(edition, original) != is_visible(edition, stand_in)


@given(accesses)
def test_the_top_sees_everything_that_any_edition_may_see(access: Access) -> None:
    everything = top(LEVELS, TODAY)
    assert is_visible(everything, access) == ("no-such-edition" not in access.editions)
