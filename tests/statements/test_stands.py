"""The sentence on where somebody stands holds in every world that its facts allow."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.statements.ages import old
from briefbook.statements.basis import STRENGTH
from briefbook.statements.date_words import say_date
from briefbook.statements.positions import SILENT, Stance, layer_days, moved, say_labels
from briefbook.statements.stands import (
    MOST_ISSUES,
    MOST_POSITIONS,
    StatedPosition,
    stands_nowhere,
    stands_on,
)
from briefbook.statements.words import Sentence, say_sentence, split
from tests.statements.test_positions import LABELS, NEW, OLD
from tests.statements.worlds import DATES, day_in

STANCES = st.builds(Stance, DATES, LABELS, st.sampled_from(["", "", "if asked"]), st.booleans())
POSITIONS = st.builds(
    StatedPosition,
    STANCES,
    st.sampled_from(STRENGTH),
    st.sampled_from(["", "UPI"]),
    st.booleans(),
    st.sampled_from(["high", "low"]),
    st.none(),
    st.none(),
)
HELD = StatedPosition(NEW, "quoted")


def parts_of(made: Sentence | None) -> tuple[Sentence, ...]:
    """Return the sentences on single positions within one on an issue."""
    positions = dict(made.values)["positions"] if made else ()
    assert not isinstance(positions, str)
    return positions


def keep_latest(positions: Sequence[StatedPosition]) -> list[StatedPosition]:
    """Return the positions that no other under the same condition may follow."""
    kept = []
    for condition in {one.stance.condition for one in positions}:
        alike = [one for one in positions if one.stance.condition == condition]
        first = next(layer_days([one.stance.day for one in alike]), [])
        kept += [alike[place] for place in first]
    return kept


@given(st.lists(POSITIONS, min_size=1, max_size=5), st.data())
def test_what_is_left_out_as_earlier_is_so_in_every_world(
    positions: list[StatedPosition], data: st.DataObject
) -> None:
    latest = keep_latest(positions)
    days = [data.draw(day_in(one.stance.day)) for one in positions]
    for one, day in zip(positions, days, strict=True):
        rivals = [
            other_day
            for other, other_day in zip(positions, days, strict=True)
            if other.stance.condition == one.stance.condition
        ]
        assert one in latest or day < max(rivals)
    parts = parts_of(stands_on("trade", latest))
    assert len(parts) >= min(len(latest), MOST_POSITIONS) > 0


@given(st.lists(POSITIONS, max_size=5), st.sampled_from(["", "the ministry"]))
def test_each_position_stands_with_how_it_is_known_and_when(
    positions: list[StatedPosition], body: str
) -> None:
    made = stands_on("trade", positions, body)
    parts = parts_of(made)
    assert bool(made) == bool(positions)
    assert len(parts) == min(len(positions), MOST_POSITIONS) + (len(positions) > MOST_POSITIONS)
    for one, part in zip(positions[:MOST_POSITIONS], parts, strict=False):
        said = say_sentence(part)
        assert say_labels(one.stance.labels) in said
        assert say_date(one.stance.day) in said
        assert one.stance.condition in said
        assert body in said
        assert ("second-hand" in said) == one.is_second_hand
        assert ("low confidence" in said) == (one.confidence == "low")
        assert ("own words" in said) == (one.basis in ("quoted", "partly-quoted"))
        assert ("inferred" in said) == (one.basis == "inferred")


@given(POSITIONS)
def test_who_tells_of_a_position_is_named_before_it(one: StatedPosition) -> None:
    (part,) = parts_of(stands_on("trade", [one]))
    said = say_sentence(part)
    is_told = one.basis in ("reported", "described") and one.teller
    if is_told and not {*one.stance.labels} & {*SILENT}:
        assert said.startswith(f"as {one.basis} by {one.teller}, ")
    else:
        assert one.teller not in said or not one.teller
        assert said.startswith(say_labels(one.stance.labels))


@given(st.lists(st.tuples(st.sampled_from("abcdefghij"), st.integers(0, 2)), max_size=10))
def test_nothing_is_said_to_be_absent_of_which_there_is_something(
    found: list[tuple[str, int]],
) -> None:
    made = stands_nowhere(found)
    absent = [name for name, count in found if not count]
    assert bool(made) == bool(absent)
    if made:
        named = [one.words for one in split(made, within="issues") if one.name]
        more = [one.words for one in split(made) if one.name == "more"]
        assert [name for name in named if name in absent][:MOST_ISSUES] == absent[:MOST_ISSUES]
        assert more == ([str(len(absent) - MOST_ISSUES)] if absent[MOST_ISSUES:] else [])


@pytest.mark.parametrize(
    ("position", "words"),
    [
        (HELD, "harden (own words, 30 August 2023)"),
        (HELD._replace(basis="partly-quoted"), "harden (partly own words, 30 August 2023)"),
        (
            HELD._replace(basis="inferred", confidence="medium"),
            "harden (inferred, medium confidence, 30 August 2023)",
        ),
        (
            HELD._replace(basis="described", teller="UPI", is_second_hand=True),
            "as described by UPI, harden (second-hand, 30 August 2023)",
        ),
        (
            HELD._replace(basis="reported", teller="UPI"),
            "as reported by UPI, harden (30 August 2023)",
        ),
        (HELD._replace(basis="reported"), "harden (as reported, 30 August 2023)"),
        (
            HELD._replace(stance=NEW._replace(day="[..2023-08-30]", condition="if asked")),
            "harden, condition: if asked (own words, by 30 August 2023)",
        ),
        (
            HELD._replace(moved=moved([OLD], [NEW])),
            "moved from engage (29 August 2023) to harden (own words, 30 August 2023)",
        ),
        (
            HELD._replace(old=old(365, is_over=True)),
            "harden (own words, 30 August 2023, more than 365 days old)",
        ),
        (
            HELD._replace(stance=NEW._replace(day=""), basis="described", teller="UPI"),
            "as described by UPI, harden (as described)",
        ),
    ],
)
def test_is_said_in_one_pattern(position: StatedPosition, words: str) -> None:
    assert say_sentence(stands_on("trade", [position])) == f"On trade: {words}."


def test_positions_side_by_side_are_parted_by_semicolons() -> None:
    made = stands_on("trade", [HELD, HELD._replace(stance=NEW._replace(labels=("wait",)))])
    assert say_sentence(made, brief=True) == (
        "On trade: harden (own words, 30 Aug 2023); wait (own words, 30 Aug 2023)."
    )


def test_a_position_of_a_body_is_called_so() -> None:
    said = say_sentence(stands_on("trade", [HELD], "the ministry"))
    assert said == "On trade: harden (position of the ministry, own words, 30 August 2023)."


def test_more_than_a_sentence_holds_are_counted() -> None:
    made = stands_on("trade", [HELD] * 5)
    assert say_sentence(made).endswith("; and 2 more.")
    nowhere = stands_nowhere([(f"i{n}", 0) for n in range(8)])
    assert say_sentence(nowhere) == (
        "On i0, i1, i2, i3, i4, i5, and on 2 more issues: none found in the texts of this book."
    )


def test_stances_can_be_links() -> None:
    made = stands_on("trade", [HELD])
    assert made
    pieces = {one.name: one.words for one in split(made, within="positions") if one.name}
    assert pieces["issue"] == "trade"
    assert pieces["0.stance"] == "harden"
