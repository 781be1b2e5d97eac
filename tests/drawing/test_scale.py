import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbook.charts.scale import ScaleStep, Stand, draw_scale
from tests.drawing.shapes import (
    Shape,
    all_named,
    find_boxes,
    find_links,
    find_outside,
    find_overlaps,
    find_texts,
    find_titles,
    parse,
)

WORDS = ("sc-step", "sc-name", "sc-note", "sc-off", "sc-meaning")
MARKS = ("sc-dot", "sc-frame")
LINES = ("sc-grid", "sc-axis", "sc-way", "sc-bar", "sc-rule")
LABELS = st.text(st.sampled_from("abc XYZ-.会谈é"), min_size=1, max_size=70)


def at(
    name: str,
    place: tuple[int, int] | None,
    before: tuple[int, int] | None = None,
    hollow: bool = False,
    words: str = "maybe",
) -> Stand:
    return Stand(name, "a.html#q", place, words, "3", "30 August 2023", before, hollow)


def steps_of(*labels: str) -> list[ScaleStep]:
    return [ScaleStep(label, "1") for label in labels]


@st.composite
def scales(draw: st.DrawFn) -> tuple[list[ScaleStep], list[Stand]]:
    """Return two to seven steps with up to sixty actors, some of them off the scale."""
    labels = draw(st.lists(LABELS, min_size=2, max_size=7))
    ends = st.integers(0, len(labels) - 1)
    place = st.none() | st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair)))
    stand = st.builds(at, LABELS, place, place, st.booleans(), LABELS)
    return steps_of(*labels), draw(st.lists(stand, min_size=1, max_size=60))


def draw(steps: list[ScaleStep], *stands: Stand) -> str:
    return draw_scale(steps, stands, len(stands), "Who stands where", "s")


def find_lines(drawing: str) -> list[Shape]:
    """Return the straight pieces of all lines as boxes without thickness."""
    drawn = (line.get("d", "") for name in LINES for line in all_named(drawing, name))
    return [piece for steps in drawn for piece in follow(steps)]


def follow(steps: str) -> Iterator[Shape]:
    x = y = 0.0
    for letter, numbers in re.findall(r"([MHV]) ([\d. -]+)", steps):
        to = [float(number) for number in numbers.split()]
        before = x, y
        x, y = {"M": (to[0], to[-1]), "H": (to[0], y), "V": (x, to[0])}[letter]
        if letter != "M":
            left, right = sorted((x, before[0]))
            yield Shape(left, min(y, before[1]), right, max(y, before[1]), "")


def crosses(line: Shape, words: Shape) -> bool:
    across = line.left < words.right - 0.5 and line.right > words.left + 0.5
    return across and line.top < words.bottom - 0.5 and line.bottom > words.top + 0.5


@settings(max_examples=40)
@given(scales())
def test_no_words_ever_stand_on_others_or_on_a_mark(
    scale: tuple[list[ScaleStep], list[Stand]],
) -> None:
    drawing = draw(scale[0], *scale[1])
    words, marks = find_texts(drawing, *WORDS), find_boxes(drawing, *MARKS, "sc-square")
    assert find_overlaps(words) == []
    assert [p for p in find_overlaps((*words, *marks)) if p[0].words and not p[1].words] == []
    assert find_outside(drawing, (*words, *marks)) == []


@settings(max_examples=40)
@given(scales())
def test_no_line_runs_through_words(scale: tuple[list[ScaleStep], list[Stand]]) -> None:
    drawing = draw(scale[0], *scale[1])
    words, lines = find_texts(drawing, *WORDS), find_lines(drawing)
    assert [(line, word) for line in lines for word in words if crosses(line, word)] == []


@settings(max_examples=20)
@given(scales())
def test_everybody_is_linked_once(scale: tuple[list[ScaleStep], list[Stand]]) -> None:
    assert find_links(draw(scale[0], *scale[1])) == ["a.html#q"] * len(scale[1])


def test_stands_under_the_words_of_the_step_and_right_of_those_before() -> None:
    drawing = draw(steps_of("no", "perhaps", "yes"), at("Ann", (2, 2)), at("Bo", (0, 0)))
    words = {shape.words: shape for shape in find_texts(drawing, "sc-step", "sc-name")}
    tops = [words[name].top for name in ("no", "Bo", "perhaps", "yes", "Ann")]
    assert tops == sorted(tops)
    bo, ann = sorted(find_boxes(drawing, "sc-dot"), key=lambda dot: dot.top)
    assert bo.right < ann.left


def test_every_step_is_named_though_nobody_is_there() -> None:
    drawing = draw(steps_of("no", "perhaps", "yes"), at("Ann", (2, 2)))
    assert [shape.words for shape in find_texts(drawing, "sc-step")] == ["no", "perhaps", "yes"]


def test_one_of_two_stances_is_a_span_with_its_words() -> None:
    drawing = draw(steps_of("no", "perhaps", "yes"), at("Ann", (0, 1), words="no or perhaps"))
    assert len(find_boxes(drawing, "sc-dot")) == 2 + 2
    assert any("no or perhaps" in note.words for note in find_texts(drawing, "sc-note"))


def test_what_is_off_the_scale_is_apart_and_on_no_step() -> None:
    drawing = draw(steps_of("no", "yes"), at("Ann", (1, 1)), at("Bo", None, words="unclear"))
    (rule,), (frame,) = all_named(drawing, "sc-rule"), find_boxes(drawing, "sc-frame")
    height = float(rule.get("d", "").split()[2])
    assert find_boxes(drawing, "sc-dot")[0].bottom < height < frame.top
    assert all(square.bottom < height for square in find_boxes(drawing, "sc-square"))
    assert [shape.words for shape in find_texts(drawing, "sc-off")] == ["off the scale"]


@pytest.mark.parametrize(("before", "now"), [(0, 2), (2, 0)])
def test_an_arrow_leads_from_where_somebody_stood(before: int, now: int) -> None:
    stand = at("Ann", (now, now), (before, before))
    drawing = draw(steps_of("no", "perhaps", "yes"), stand)
    head = next(all_named(drawing, "sc-head")).get("d", "").split()
    tip, back = float(head[1]), float(head[4])
    assert (tip > back) == (now > before)


def test_doubt_is_seen_and_explained() -> None:
    sure, doubtful = at("Ann", (0, 0)), at("Bo", (0, 0), hollow=True)
    drawing = draw(steps_of("no", "yes"), sure, doubtful)
    fills = [dot.get("fill") for dot in all_named(drawing, "sc-dot")]
    assert fills == ["currentColor", "none", "none"]
    assert [shape.words for shape in find_texts(drawing, "sc-meaning")] == [
        "second-hand, or not of high confidence"
    ]
    assert find_texts(draw(steps_of("no", "yes"), sure), "sc-meaning") == ()


def test_a_long_name_stands_whole_in_several_lines() -> None:
    name = "A committee with a very long name " * 4
    drawing = draw(steps_of("no", "yes"), at(name, (0, 0)))
    assert " ".join(shape.words for shape in find_texts(drawing, "sc-name")) == name.strip()
    assert f"{name}: maybe, 30 August 2023" in find_titles(drawing)


def test_the_description_tells_the_scale_and_who_stands_where() -> None:
    drawing = draw(steps_of("no", "yes"), at("Ann", (1, 1), words="yes"))
    described = [found.text for found in parse(drawing) if found.get("id") == "s-desc"]
    assert described == ["The scale: no, yes. Ann: yes."]


def test_it_says_so_if_not_everyone_is_drawn() -> None:
    drawing = draw_scale(steps_of("no", "yes"), [at("Ann", (0, 0))], 81, "T", "s")
    said = [shape.words for shape in find_texts(drawing, "sc-meaning")]
    assert said == ["Drawn are the 1 newest of 81. The list has all of them."]


def test_nothing_is_drawn_without_a_scale_or_without_anybody() -> None:
    assert draw([], at("Ann", None)) == ""
    assert draw(steps_of("no", "yes")) == ""
