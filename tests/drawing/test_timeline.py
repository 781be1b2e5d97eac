from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from briefbook.charts.marks import TimelineEntry
from briefbook.charts.timeline import draw_timeline
from tests.drawing.browser import measure_texts
from tests.drawing.entries import BUSY_YEAR, ENTRIES, SAMPLE, make_entry
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

WORDS = ("tl-label", "tl-when", "tl-year", "tl-tick-label", "tl-skip", "tl-legend")
MARKS = ("tl-certain", "tl-uncertain")


def draw(*entries: TimelineEntry) -> str:
    return draw_timeline(entries, "Timeline", "t")


def texts(drawing: str, name: str) -> list[str]:
    return [shape.words for shape in find_texts(drawing, name)]


@settings(max_examples=60)
@given(ENTRIES)
def test_no_words_ever_stand_on_others(entries: list[TimelineEntry]) -> None:
    assert find_overlaps(find_texts(draw(*entries), *WORDS)) == []


@settings(max_examples=60)
@given(ENTRIES)
def test_nothing_sticks_out_of_the_picture(entries: list[TimelineEntry]) -> None:
    drawing = draw(*entries)
    assert find_outside(drawing, find_texts(drawing, *WORDS)) == []
    assert find_outside(drawing, find_boxes(drawing, *MARKS)) == []


@settings(max_examples=60)
@given(ENTRIES)
def test_no_mark_covers_another(entries: list[TimelineEntry]) -> None:
    assert find_overlaps(find_boxes(draw(*entries), *MARKS)) == []


@settings(max_examples=60)
@given(ENTRIES)
def test_marks_stay_clear_of_words(entries: list[TimelineEntry]) -> None:
    drawing = draw(*entries)
    words, marks = find_texts(drawing, *WORDS), find_boxes(drawing, *MARKS)
    assert [
        p for p in find_overlaps((*words, *marks)) if bool(p[0].words) != bool(p[1].words)
    ] == []


@settings(max_examples=30)
@given(ENTRIES)
def test_every_entry_is_linked_once(entries: list[TimelineEntry]) -> None:
    assert len(find_links(draw(*entries))) == len(entries)


def test_a_hundred_events_in_a_year_are_all_named_apart() -> None:
    drawing = draw(*BUSY_YEAR)
    assert len(find_texts(drawing, "tl-label")) == 100
    assert find_overlaps(find_texts(drawing, *WORDS)) == []


@pytest.mark.requires("chromium")
@pytest.mark.parametrize("entries", [SAMPLE, BUSY_YEAR], ids=["sample", "busy year"])
def test_no_words_overlap_in_a_browser(
    entries: tuple[TimelineEntry, ...], tmp_path: Path, requires_chromium: Path
) -> None:
    shapes = measure_texts(draw(*entries), tmp_path, requires_chromium)
    assert len(shapes) > 2 * len(entries)
    assert find_overlaps([trim(shape) for shape in shapes]) == []


def trim(shape: Shape) -> Shape:
    """Take a line's own spacing off: browsers count it into the box of a text."""
    return shape._replace(top=shape.top + 2.5, bottom=shape.bottom - 2.5)


def test_events_stand_in_the_order_in_which_they_are_told() -> None:
    told = (*SAMPLE[:2], SAMPLE[5], *SAMPLE[2:5])
    labels = find_texts(draw(*told), "tl-label")
    assert all(before.top < after.top for before, after in pairwise(labels))
    drawn = sorted(find_texts(draw(*told), "tl-label"), key=lambda shape: shape.top)
    assert [shape.words for shape in drawn] == [entry.label for entry in told]
    assert texts(draw(*told), "tl-when")[:2] == ["2022", "March 2023"]


def test_events_of_one_day_share_a_line_to_their_mark() -> None:
    assert len(list(all_named(draw(*SAMPLE[2:5]), "tl-leader"))) == 1
    apart = (SAMPLE[2], SAMPLE[5], *SAMPLE[3:5])
    assert len(list(all_named(draw(*apart), "tl-leader"))) == 3


def test_what_is_uncertain_is_hatched_and_what_is_certain_solid() -> None:
    drawing = draw(make_entry("x", "2023-08-03/2023-08-20"), make_entry("y", "2023-08~"))
    assert [mark.get("fill") for mark in all_named(drawing, "tl-uncertain")] == [
        "url(#t-hatch)"
    ] * 2
    assert [mark.get("fill") for mark in all_named(drawing, "tl-certain")] == ["currentColor"]


def test_a_vague_end_is_hatched_and_the_rest_solid() -> None:
    drawing = draw(make_entry("x", "2023-08-03/2023-10"))
    (certain,) = find_boxes(drawing, "tl-certain")
    uncertain = find_boxes(drawing, "tl-uncertain")[0]
    assert uncertain.top == pytest.approx(certain.bottom, abs=0.02)


def test_a_month_of_doubt_is_as_long_as_a_month_of_certainty() -> None:
    drawing = draw(make_entry("x", "2023-08-01/2023-08-31"), make_entry("y", "2023-08~"))
    (certain,), uncertain = (
        find_boxes(drawing, "tl-certain"),
        find_boxes(drawing, "tl-uncertain"),
    )
    assert (certain.top, certain.bottom) == (uncertain[0].top, uncertain[0].bottom)


def test_hatching_is_explained_where_there_is_any() -> None:
    assert texts(draw(make_entry("x", "2023")), "tl-legend") != []
    assert texts(draw(make_entry("x", "2023-08-30")), "tl-legend") == []


def test_what_was_by_some_day_is_an_arrow_beside_its_words_and_on_no_axis() -> None:
    drawing = draw(*SAMPLE[:3], make_entry("By then", "[..2023-08-30]"))
    (label,) = (one for one in find_texts(drawing, "tl-label") if one.words == "By then")
    arrows = [one for one in all_named(drawing, "tl-uncertain") if one.tag.endswith("path")]
    assert len(arrows) == 2
    x, y = map(float, arrows[0].get("d", "").split()[1:3])
    assert 0 < label.left - x < 20
    assert label.top < y < label.bottom + 9
    assert texts(drawing, "tl-legend")[-1].startswith("open")
    assert texts(draw(*SAMPLE[:3]), "tl-tick-label") == texts(drawing, "tl-tick-label")


def test_an_open_end_is_a_short_arrow() -> None:
    drawing = draw(make_entry("x", "2023-03-03/.."), make_entry("y", "2023-08-30"))
    arrow = next(all_named(drawing, "tl-uncertain")).get("d", "")
    ends = [float(number) for number in arrow.split()[2::3]]
    assert 12 < max(ends) - min(ends) < 40


def test_events_of_one_day_share_a_dot() -> None:
    drawing = draw(*SAMPLE)
    assert len(find_boxes(drawing, "tl-certain")) == 1
    assert "3 events" in find_titles(drawing)


@pytest.mark.parametrize(("times", "shown"), [(3, 3), (9, 0)])
def test_a_long_name_is_whole_or_in_the_tooltip_alone(times: int, shown: int) -> None:
    name = "A very long name of an event that goes on " * times
    drawing = draw(make_entry(name, "2023-08-30"))
    whole = ("A very long name of an event that goes on " * shown).strip()
    assert " ".join(texts(drawing, "tl-label")) == whole
    assert f"{name}, 30 August 2023" in find_titles(drawing)


@pytest.mark.parametrize("status", ["planned", "promised", "cancelled"])
def test_what_did_not_happen_says_so_in_words_and_shape(status: str) -> None:
    drawing = draw(make_entry("x", "2023-08-30", status))
    assert texts(drawing, "tl-when") == [f"30 August 2023 ({status})"]
    assert [mark.get("fill") for mark in all_named(drawing, "tl-dot")] == ["none"]
    assert len(list(all_named(drawing, "tl-cross"))) == (status == "cancelled")


def test_a_long_gap_is_cut_short_and_says_so() -> None:
    august = [make_entry(f"Event {day}", f"2023-08-{day:02}") for day in range(1, 29, 3)]
    drawing = draw(make_entry("Long before", "1949-10-01"), *august)
    assert texts(drawing, "tl-skip") == ["74 years"]
    assert len(list(all_named(drawing, "tl-break"))) == 1


def test_nothing_is_drawn_without_entries() -> None:
    assert draw() == ""


def test_ids_begin_with_the_prefix_so_that_two_pictures_share_a_page() -> None:
    first, second = (draw_timeline(SAMPLE, "T", prefix) for prefix in ("one", "two"))
    ids = [found.get("id") for drawing in (first, second) for found in parse(drawing).iter()]
    named = [name for name in ids if name]
    assert len(named) == len(set(named)) == 6


def test_there_is_no_style_and_no_script() -> None:
    drawing = draw(
        *SAMPLE, make_entry("<script>alert(1)</script>", "2023", href="javascript:x")
    )
    read = list(parse(drawing).iter())
    assert not [found for found in read if found.tag.split("}")[1] in ("style", "script")]
    written = {key for found in read for key in found.attrib}
    assert not [key for key in written if key.startswith(("on", "style"))]
    assert "javascript" not in drawing
