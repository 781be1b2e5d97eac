"""Where words stand in a text, and what to write when they do not.

``fixtures/anchoring`` holds a text, selectors with the places that they find, and selectors
with the problems that they are.
"""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefbook.anchoring.deciding import anchor, explain_outcome
from briefbook.anchoring.matching import (
    Ambiguous,
    Anchored,
    Lost,
    Outcome,
    Selector,
    TooFew,
    quote_exact,
    to_yaml,
)
from briefbook.anchoring.nearest import cure_selector
from briefbook.base.codes import CODES
from briefbook.base.folding import fold, fold_words, tidy
from briefbook.base.problems import Locus, Problem, Span

FIXTURES = Path(__file__).parent / "fixtures" / "anchoring"
TEXT = (FIXTURES / "harbour-talks.txt").read_text(encoding="utf-8")
FOLDED = fold(TEXT)


def read_cases(name: str) -> list[tuple[str, ...]]:
    """Return (line with the selector, lines below it) of a file whose first block explains."""
    blocks = (FIXTURES / name).read_text(encoding="utf-8").strip().split("\n\n")
    return [tuple(block.split("\n", 1)) for block in blocks[1:]]


def read_selector(line: str) -> Selector:
    fields = yaml.load(line, yaml.BaseLoader)
    exact = fields.pop("exact")
    every = fields.pop("all", "") == "true"
    return Selector(
        tuple(exact) if isinstance(exact, list) else (exact,), every=every, **fields
    )


def find(text: str, *exact: str, prefix: str = "", suffix: str = "", nth: str = "") -> Outcome:
    return anchor(Selector(exact, prefix, suffix, nth), fold(text))


def list_places(outcome: Outcome) -> list[Span]:
    """Return from where to where each place of the words goes, of which one may be meant."""
    if isinstance(outcome, Ambiguous):
        return [place.span for place in outcome.places]
    spans = outcome.spans if isinstance(outcome, Anchored) else ()
    return [Span(spans[0].start, spans[-1].end)] if spans else []


def words_at(text: str, outcome: Outcome) -> list[str]:
    assert isinstance(outcome, Anchored), outcome
    return [text[slice(*span)] for span in outcome.spans]


def count_line(offset: int) -> int:
    return TEXT.count("\n", 0, offset) + 1


def explain_case(line: str) -> Problem:
    selector = read_selector(line)
    outcome = anchor(selector, FOLDED)
    assert not isinstance(outcome, Anchored), outcome
    return explain_outcome(outcome, selector, Locus("talks.yaml"), "talks.md", TEXT, count_line)


@pytest.mark.parametrize(("line", "places"), read_cases("selectors.txt"))
def test_finds_the_words_where_they_stand(line: str, places: str) -> None:
    outcome = anchor(read_selector(line), FOLDED)
    assert isinstance(outcome, Anchored), outcome
    for place, span in zip(places.splitlines(), outcome.spans, strict=True):
        before, words, after = re.split("[⟦⟧]", place)
        assert tidy(TEXT[slice(*span)]) == words
        assert tidy(TEXT[: span.start]).strip().endswith(before.strip())
        assert tidy(TEXT[span.end :]).strip().startswith(after.strip())


@pytest.mark.parametrize(("line", "report"), read_cases("hints.txt"))
def test_explains_what_is_wrong_and_what_to_write(line: str, report: str) -> None:
    found = explain_case(line)
    message = CODES[found.code].says.format(**dict(found.data))
    assert "\n".join(filter(None, (f"{found.code}: {message}", found.hint))) == report


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("no sanctions yet", "sanction"),
        ("unsanctioned", "sanction"),
        ("we can't wait", "we can"),
        ("we can’t wait", "can"),
        ("it rose by 1.5 points", "rose by 1"),
        ("some 1,500 barges", "500 barges"),
        ("les élèves", "l"),
        ("हिन्दी में", "हिन्द"),
        ("naïvete\u0301", "naïvete"),
    ],
)
def test_never_finds_a_part_of_a_word(text: str, part: str) -> None:
    assert isinstance(find(text, part), Lost)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("the guild's view", "guild"),
        ("l'accord", "accord"),
        ("non-elected", "elected"),
        ("“guild,”", "guild"),
        ("UK政府", "UK"),
        ("英国政府说", "政府"),
        ("정부는 말했다", "정부"),
        ("ไม่มีข้อตกลง", "ข้อตกลง"),
        ("in 2023, 5 towns", "2023"),
        ("_guild_", "guild"),
    ],
)
def test_finds_words_beside_marks_and_where_words_have_no_spaces(text: str, part: str) -> None:
    assert words_at(text, find(text, part)) == [part]


def test_nothing_matches_a_reference_without_words() -> None:
    assert isinstance(find("they met \ufffc today", "met \ufffc today"), Lost)
    assert isinstance(find("they met \ufffc today", "met today"), Lost)
    assert isinstance(find("they met \ufffc today", "today", prefix="\ufffc"), Lost)


@pytest.mark.parametrize("exact", [(), ("",), ("\u200b \n",), ("wait", "")])
def test_no_words_are_nowhere(exact: tuple[str, ...]) -> None:
    assert find(TEXT, *exact) == Lost(None)


def test_leaves_out_what_shows_nothing_around_the_words() -> None:
    text = "\ufeffso\u200b \u00ad they \u00ad\nwait\u200b\n\n"
    assert words_at(text, find(text, "they")) == ["they"]
    assert words_at(text, find(text, "wait")) == ["wait"]


@pytest.mark.parametrize(("nth", "start"), [("1", 0), ("2", 5), ("3", 10), ("last", 15)])
def test_nth_counts_from_one(nth: str, start: int) -> None:
    assert find("tide tide tide tide", "tide", nth=nth) == Anchored((Span(start, start + 4),))


@pytest.mark.parametrize("nth", ["5", "0", "-1", "first", "²", "9" * 5000])
def test_an_nth_that_is_not_there_says_how_many_are(nth: str) -> None:
    assert find("tide tide tide tide", "tide", nth=nth) == TooFew(4)


def test_nth_counts_what_prefix_and_suffix_leave() -> None:
    text = "low tide, high tide, low tide."
    assert find(text, "tide", prefix="low", nth="2") == Anchored((Span(25, 29),))
    assert find(text, "tide", suffix=",", nth="2") == Anchored((Span(15, 19),))


def test_every_takes_all_places_that_do_not_overlap() -> None:
    outcome = anchor(Selector(("哈哈",), every=True), fold("哈哈哈哈"))
    assert outcome == Anchored((Span(0, 2), Span(2, 4)))


def test_parts_follow_each_other_as_closely_as_they_can() -> None:
    text = "No. No, said the envoy, and went. The guild did not."
    assert find(text, "No", "went") == Anchored((Span(4, 6), Span(28, 32)))


def test_parts_far_apart_do_not_rival_those_together() -> None:
    text = (
        "“Yes,” she said, “we will.” Yes, they did. " + "The tide went out. " * 20 + "we will"
    )
    assert words_at(text, find(text, "Yes", "we will")) == ["Yes", "we will"]


def test_parts_that_stand_together_twice_are_ambiguous() -> None:
    text = "“Yes,” she said, “we will.” “Yes,” he said, “we will.”"
    outcome = find(text, "Yes", "we will")
    assert isinstance(outcome, Ambiguous)
    assert [text[slice(*place.span)] for place in outcome.places] == [
        "Yes,” she said, “we will",
        "Yes,” he said, “we will",
    ]


def test_a_cure_prefers_a_suffix_then_a_prefix_then_nth() -> None:
    cures = {
        "Low tide is at six on most days. High tide is at six on most days.": [
            "prefix: Low",
            "prefix: High",
        ],
        "tide in, tide out": ["suffix: in", "suffix: out"],
        "\ufffc tide \ufffc tide \ufffc": ["nth: 1", "nth: 2"],
    }
    for text, expected in cures.items():
        outcome = find(text, "tide")
        assert isinstance(outcome, Ambiguous)
        assert [place.cure for place in outcome.places] == expected


def test_a_passage_without_the_words_is_proposed_but_never_taken() -> None:
    outcome = find(
        "The guild says the tolls were theirs.", "the guild says the tolls are theirs"
    )
    assert isinstance(outcome, Lost)
    assert outcome.nearest
    assert outcome.nearest.patch == "exact: The guild says the tolls were theirs"
    assert 0.9 < outcome.nearest.score < 1


def test_a_proposal_may_cross_paragraphs() -> None:
    outcome = find("the tolls are\n\nnot the guild's", "the tolls are never the guild's")
    assert isinstance(outcome, Lost)
    assert outcome.nearest
    assert outcome.nearest.words == "the tolls are not the guild's"


def test_a_proposal_leaves_out_a_reference_without_words() -> None:
    text = "The envoy met \ufffc at the ferry hall."
    outcome = find(text, "The envoy met them at the ferry hall")
    assert isinstance(outcome, Lost)
    assert outcome.nearest
    assert outcome.nearest.patch == "exact: [The envoy met, at the ferry hall]"


def test_a_proposal_for_words_that_stand_twice_says_which() -> None:
    text = "The old tolls stand. The old tolls fall."
    outcome = find(text, "The olde tolls")
    assert isinstance(outcome, Lost)
    assert outcome.nearest
    assert outcome.nearest.patch == "exact: The old tolls, suffix: stand"


def test_words_longer_than_any_quotation_are_not_looked_for_by_likeness() -> None:
    assert find("tide " * 3000, "tides " * 2000) == Lost(None)


def test_a_wrong_suffix_of_words_that_stand_once_is_dropped() -> None:
    outcome = find(TEXT, "round of talks", suffix="about barges")
    assert isinstance(outcome, Lost)
    assert outcome.nearest
    assert outcome.nearest.patch == "exact: round of talks"


PIECES = st.lists(
    st.sampled_from(
        (
            "the",
            "tide",
            "tides",
            "can",
            "can't",
            "1.5",
            "Marr",
            "船工",
            "“",
            "”",
            "--",
            ",",
            ".",
            "\ufffc",
        )
    ),
    min_size=1,
    max_size=25,
)
GAPS = st.sampled_from((" ", " ", "\n\n", "", "-\n", "\u200b "))


@st.composite
def texts(draw: st.DrawFn) -> str:
    return "".join(piece + draw(GAPS) for piece in draw(PIECES))


@given(texts(), st.data())
def test_words_taken_from_a_text_are_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    places = list_places(find(text, words))
    assert {fold_words(text[slice(*place)]) for place in places} <= {fold_words(words)}


@given(texts(), texts(), st.sampled_from((("tide",), ("the",), ("船",), ("the", "tide"))))
def test_every_cure_settles_its_own_place(one: str, other: str, exact: tuple[str, ...]) -> None:
    words = " ".join(exact)
    text = f"{one} {words} {other} {words}"
    outcome = find(text, *exact)
    places = outcome.places if isinstance(outcome, Ambiguous) else ()
    for place in places:
        selector = read_selector(f"{{{to_yaml(Selector(exact))}, {place.cure}}}")
        assert list_places(anchor(selector, fold(text))) == [place.span]


@given(
    texts(), texts(), st.sampled_from(("the tidal can", "Mar said, the tide", "船夫工、the"))
)
def test_every_proposal_stands_in_the_text(one: str, other: str, words: str) -> None:
    text = f"{one} Marr says: the tides can, 船工 {other}"
    outcome = find(text, words)
    nearest = outcome.nearest if isinstance(outcome, Lost) else None
    if nearest:
        selector = read_selector(f"{{{nearest.patch}}}")
        assert selector == nearest.selector
        assert list_places(anchor(selector, fold(text))) == [nearest.span]


@given(texts(), st.data())
def test_a_settled_selector_finds_the_place_it_was_made_for(
    text: str, data: st.DataObject
) -> None:
    text += " tide"
    place = data.draw(st.sampled_from(list_places(find(text, "tide"))))
    settled = cure_selector(Selector(("tide",)), (place,), fold(text))
    assert anchor(settled, fold(text)) == Anchored((place,))


PRINTABLE = st.text(st.characters(exclude_categories=["Cs"]))
YAML_MARKS = st.lists(st.sampled_from(" ,:?[]{}#&*!|>%@`\"'\\-\n~.ano1"), max_size=12).map(
    "".join
)


@given(st.one_of(PRINTABLE, YAML_MARKS))
@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml.CSafeLoader])
def test_quoted_words_are_read_back_by_any_yaml(
    loader: type[yaml.SafeLoader], text: str
) -> None:
    read = yaml.load(f"{{exact: {quote_exact(text)}, id: a}}", loader)
    assert read == {"exact": tidy(text).strip(), "id": "a"}


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("in every one of them", "in every one of them"),
        ("we assess, he said", '"we assess, he said"'),
        ("'one river' principle", "\"'one river' principle\""),
        ('a "wall" of water', "'a \"wall\" of water'"),
        ("the guild's 'view' \"x\"", '"the guild\'s \'view\' \\"x\\""'),
        ("no", '"no"'),
        ("2019", '"2019"'),
        ("2019 G.P. survey", "2019 G.P. survey"),
        ("&co", '"&co"'),
        ("two\nlines", "two lines"),
        ("船工", "船工"),
    ],
)
def test_words_are_quoted_only_where_yaml_needs_it(words: str, written: str) -> None:
    assert quote_exact(words) == written


ELLIPSES = ("…", "...", "....", ". . .", ". . . .", " . . .", " …", ". …", ". . . . .")
FEWER = (".", ". .", "..", *ELLIPSES)
PHRASES = st.lists(
    st.text(st.sampled_from("abcdeé"), min_size=1, max_size=6), min_size=1, max_size=5
)


@pytest.mark.parametrize("stands", [". . . .", "....", "…", "...", ". …", ". . ."])
def test_words_that_end_where_the_text_has_dots_are_found(stands: str) -> None:
    text = f"“We will engage{stands}” Then he left."
    for written in (". .", "...", ". . .", "....", "…", " …", ". …"):
        assert words_at(text, find(text, f"will engage{written}")) == [f"will engage{stands}"]
    (words,) = words_at(text, find(text, "will engage."))
    assert words in ("will engage.", f"will engage{stands}")
    assert words_at(text, find(text, "will engage")) == ["will engage"]


def test_the_mark_of_closing_quotation_marks_is_found_behind_dots() -> None:
    text = "“We will engage. . . .” Then he left."
    assert words_at(text, find(text, 'engage."')) == ["engage. . . .”"]


def test_the_parts_of_a_quotation_may_each_end_in_dots() -> None:
    text = "We will engage. . . . They know. . . . Then he left."
    found = words_at(text, find(text, "will engage.", "They know."))
    assert found == ["will engage. . . .", "They know. . . ."]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("We will engage, then.", "engage."),
        ("We will engage.", "engage..."),
        ("We will engage. Then.", "engage. . . . Then"),
        ("We will engage . . . then.", "engage."),
        ("We engaged. . . .", "engage."),
    ],
)
def test_dots_that_no_text_has_are_not_found(text: str, written: str) -> None:
    assert isinstance(find(text, written), Lost)


def test_words_whose_very_dots_stand_there_are_sought_nowhere_else() -> None:
    text = "We engage. They engage. . . ."
    assert words_at(text, find(text, "engage.")) == ["engage."]


@given(PHRASES, PHRASES, st.sampled_from(ELLIPSES), st.sampled_from(FEWER))
def test_the_mark_of_words_that_end_in_dots_holds_the_words_and_dots_alone(
    words: list[str], more: list[str], stands: str, written: str
) -> None:
    phrase = " ".join(words)
    text = f"| {phrase}{stands} | {' '.join(more)}"
    found = find(text, f"| {phrase}{written}")
    if isinstance(found, Anchored):
        (marked,) = words_at(text, found)
        assert marked.startswith(f"| {phrase}")
        assert set(marked.removeprefix(f"| {phrase}")) <= set(" .…")
        assert marked == marked.strip()
    else:
        assert stands.startswith(" ")
        assert "…" not in fold(written).text
